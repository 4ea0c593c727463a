"""Units and people outside a dialog: who is behind an account, and the tree of units as the command line makes it."""

from base64 import b32encode
from hashlib import sha256

from sqlalchemy import bindparam, func, insert, or_, select

from storage import tables
from storage.database import Transaction
from storage.model.people import Account, Level, Person, Unit
from storage.prepared import Prepared
from storage.rows import to_person, to_unit
from storage.scopes import below, path_of

ID_LENGTH = 8  # of base32: 40 bits, and a button's 64 bytes hold several


def person_of(tx: Transaction, account: Account) -> Person | None:
    """The person an account belongs to; None for a stranger."""
    row = _PERSON_OF.one(tx, {"channel": account.channel, "external": account.external_id})
    return None if row is None else to_person(row)


def people(tx: Transaction) -> tuple[Person, ...]:
    """Everybody who joined, in the order they did."""
    return tuple(to_person(row) for row in tx.connection.execute(_PEOPLE))


def people_of(tx: Transaction, unit_id: str) -> tuple[Person, ...]:
    """Who is in a unit (not below it), in the order they joined."""
    return tuple(to_person(row) for row in tx.connection.execute(_PEOPLE_OF, {"unit": unit_id}))


def people_below(tx: Transaction, unit_id: str) -> tuple[Person, ...]:
    """Who is in a unit or anywhere below it, in the order they joined; nobody for an unknown unit."""
    path = path_of(tx, unit_id)
    if path is None:
        return ()
    inside = _PEOPLE.join(tables.unit, tables.unit.c.id == tables.person.c.unit_id).where(*below(path))
    return tuple(to_person(row) for row in tx.connection.execute(inside))


def address_of(tx: Transaction, person_id: str) -> Account | None:
    """The account a person wrote from last (never wrote: connected last); None for somebody who is not connected."""
    row = _ADDRESS.one(tx, {"person": person_id})
    return None if row is None else Account(row.channel, row.external_id)


def add_unit(
    tx: Transaction, name: str, level: Level, parent: Unit | None = None, aliases: tuple[str, ...] = ()
) -> Unit:
    """A new unit below `parent` (None: a root), or the one of that name that is there already, unchanged.

    The id follows from the names alone, so that the same list read in twice, or on two machines, gives the same tree.
    """
    unit_id = _unit_id(name, parent)
    there = tx.connection.execute(_UNIT, {"unit": unit_id}).one_or_none()
    if there is not None:
        return to_unit(there)
    path = f"{'' if parent is None else parent.path}{unit_id}/"
    unit = Unit(unit_id, name, level, None if parent is None else parent.id, path, aliases)
    sort = tx.connection.scalar(_NEXT_SORT) or 0
    row = {
        "id": unit.id,
        "name": unit.name,
        "level": unit.level.value,
        "parent_id": unit.parent_id,
        "path": unit.path,
        "aliases": unit.aliases,
        "sort": sort,
    }
    tx.connection.execute(_NEW_UNIT, row)
    return unit


def find_units(tx: Transaction, named: str) -> tuple[Unit, ...]:
    """The units whose id or name is `named`, or that have it as an alias; several when villages share a name."""
    exact = tx.connection.execute(_UNITS_NAMED, {"named": named}).all()
    if exact:
        return tuple(to_unit(row) for row in exact)
    return tuple(unit for unit in units(tx) if named in unit.aliases)


def units(tx: Transaction, top: str | None = None) -> tuple[Unit, ...]:
    """All units, or `top` with all below it: parents before children, children in the order they were added."""
    statement = select(tables.unit).order_by(tables.unit.c.sort, tables.unit.c.id)
    if top is not None:
        path = path_of(tx, top)
        if path is None:
            return ()
        statement = statement.where(*below(path))
    return _in_tree_order(tuple(to_unit(row) for row in tx.connection.execute(statement)))


def _in_tree_order(found: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Depth first; siblings keep their order."""
    place = {unit.id: f"{nth:08d}" for nth, unit in enumerate(found)}
    return tuple(sorted(found, key=lambda unit: [place.get(part, "") for part in unit.path.split("/")[:-1]]))


def _unit_id(name: str, parent: Unit | None) -> str:
    digest = sha256(f"{'' if parent is None else parent.id}/{name}".encode()).digest()
    return b32encode(digest).decode().lower()[:ID_LENGTH]


_ACCOUNT = tables.account.c
_PERSON_OF = Prepared(
    select(tables.person)
    .join(tables.account, _ACCOUNT.person_id == tables.person.c.id)
    .where(_ACCOUNT.channel == bindparam("channel"), _ACCOUNT.external_id == bindparam("external"))
)
_PEOPLE = select(tables.person).order_by(tables.person.c.joined_at, tables.person.c.id)
_PEOPLE_OF = _PEOPLE.where(tables.person.c.unit_id == bindparam("unit"))
_LAST_WROTE = (
    select(func.max(tables.inbox.c.position))
    .where(tables.inbox.c.account == _ACCOUNT.channel + ":" + _ACCOUNT.external_id)
    .correlate(tables.account)
    .scalar_subquery()
)
_ADDRESS = Prepared(
    select(_ACCOUNT.channel, _ACCOUNT.external_id)
    .where(_ACCOUNT.person_id == bindparam("person"))
    .order_by(_LAST_WROTE.desc().nullslast(), _ACCOUNT.connected_at.desc(), _ACCOUNT.channel)
    .limit(1)
)
_UNIT = select(tables.unit).where(tables.unit.c.id == bindparam("unit"))
_UNITS_NAMED = (
    select(tables.unit)
    .where(or_(tables.unit.c.id == bindparam("named"), tables.unit.c.name == bindparam("named")))
    .order_by(tables.unit.c.sort)
)
_NEXT_SORT = select(func.max(tables.unit.c.sort) + 1)
_NEW_UNIT = insert(tables.unit)

"""Names of places that a county knows: its units and the venues its records name."""

from sqlalchemy import bindparam, func, select

from storage import tables
from storage.database import Transaction
from storage.prepared import Prepared
from storage.scopes import after, path_of

VENUES_OF_COUNTY = 2000  # the latest; what nobody used for years need not be matched
LATEST = 100
"""Changes of records that are counted: far more than can be under way at once."""


def places(tx: Transaction, unit_id: str) -> tuple[str, ...]:
    """Names and aliases of the units of the same county, then venues its records name, latest first; each once."""
    path = path_of(tx, unit_id)
    if path is None:
        return ()
    county = path.split("/", maxsplit=1)[0] + "/"
    state, known = _state(tx), ("places", county)
    kept, found = tx.learnt.get(known) or tx.memory.get(known) or (None, ())
    if kept != state:
        found = _read(tx, county)
        tx.learnt[known] = (state, found)
    return found


def _state(tx: Transaction) -> tuple[int | None, ...]:
    """Changes whenever a unit or a record does.

    Where several write at once a number may appear after higher ones: then there are more of the latest.
    """
    return tuple(_STATE.all(tx, {})[0])


def _read(tx: Transaction, county: str) -> tuple[str, ...]:
    within = {"first": county, "last": after(county)}
    words = [word for name, aliases in _NAMES_BELOW.all(tx, within) for word in (name, *aliases)]
    return tuple(dict.fromkeys([*words, *(name for (name,) in _VENUES_BELOW.all(tx, within))]))


_BELOW = (tables.unit.c.path >= bindparam("first"), tables.unit.c.path < bindparam("last"))
_NAMES_BELOW = Prepared(select(tables.unit.c.name, tables.unit.c.aliases).where(*_BELOW))
_VENUES_BELOW = Prepared(
    select(tables.venue.c.name)
    .select_from(tables.venue.join(tables.unit, tables.unit.c.id == tables.venue.c.unit_id))
    .where(*_BELOW)
    .group_by(tables.venue.c.name)
    .order_by(func.max(tables.venue.c.used_at).desc(), tables.venue.c.name)
    .limit(VENUES_OF_COUNTY)
)
_POSITION = tables.activity_version.c.position
_NEWEST = select(func.max(_POSITION)).scalar_subquery()
_STATE = Prepared(
    select(
        _NEWEST.label("newest"),
        select(func.count()).where(_POSITION > _NEWEST - LATEST).scalar_subquery().label("latest"),
        select(func.count()).select_from(tables.unit).scalar_subquery().label("units"),
    )
)

"""Entries of registers: kept with every version, and read for a unit with all below it."""

from sqlalchemy import bindparam, insert, select, update

from storage import tables
from storage.columns import Words
from storage.database import Transaction
from storage.model.registers import RegisterEntry
from storage.model.releases import Release
from storage.model.writes import KeepEntry
from storage.overtaken import EntryChanged
from storage.scopes import below, path_of

MOST = 50_000


def keep(tx: Transaction, write: KeepEntry) -> None:
    """A new entry, or the next version of one. Raises `EntryChanged` where somebody was faster."""
    entry = write.entry
    row = {"unit_id": entry.unit_id, "version": entry.version, "entry": entry}
    if entry.version == 1:
        if tx.connection.execute(_ENTRY, {"asked": entry.id}).one_or_none() is not None:
            return  # the same confirmation once more
        tx.connection.execute(_NEW, row | {"id": entry.id})
    elif tx.connection.execute(_CHANGE, row | {"asked": entry.id, "base": entry.version - 1}).rowcount != 1:
        raise EntryChanged
    version = {"entry_id": entry.id, "number": entry.version, "entry": entry, "by": entry.by, "at": entry.at}
    tx.connection.execute(_NEW_VERSION, version)


def entry(tx: Transaction, entry_id: str) -> RegisterEntry | None:
    """An entry by id, one that was taken back included."""
    return tx.connection.scalar(_ENTRY, {"asked": entry_id})


def versions(tx: Transaction, entry_id: str) -> tuple[RegisterEntry, ...]:
    """All versions of an entry, oldest first."""
    return tuple(tx.connection.scalars(_VERSIONS, {"asked": entry_id}))


def entries(tx: Transaction, unit_id: str | None) -> tuple[RegisterEntry, ...]:
    """The entries of a unit and all below it (None: of everybody), newest day first; not those taken back."""
    found = select(tables.register_entry.c.entry)
    if unit_id is not None:
        path = path_of(tx, unit_id)
        if path is None:
            return ()
        found = found.join(tables.unit, tables.unit.c.id == tables.register_entry.c.unit_id).where(*below(path))
    standing = (one for one in tx.connection.scalars(found.limit(MOST)) if not one.withdrawn)
    return tuple(sorted(standing, key=lambda one: (-one.day.toordinal(), one.at, one.id)))


def counted(tx: Transaction, made: Release, entries_: tuple[RegisterEntry, ...]) -> None:
    """Keep which versions a release counts."""
    rows = [{"release_id": made.id, "entry_id": one.id, "version": one.version} for one in entries_]
    if rows:
        tx.connection.execute(insert(tables.release_entry), rows)


def frozen(tx: Transaction, made: Release) -> tuple[RegisterEntry, ...]:
    """The entries of a release at the versions it counts."""
    return tuple(tx.connection.scalars(_FROZEN, {"asked": made.id}))


_ASKED = bindparam("asked", type_=Words())
_ROW, _VERSION = tables.register_entry.c, tables.register_version.c
_NEW = insert(tables.register_entry)
_NEW_VERSION = insert(tables.register_version)
_CHANGE = update(tables.register_entry).where(_ROW.id == _ASKED, _ROW.version == bindparam("base"))
_ENTRY = select(_ROW.entry).where(_ROW.id == _ASKED)
_VERSIONS = select(_VERSION.entry).where(_VERSION.entry_id == _ASKED).order_by(_VERSION.number)
_FROZEN = (
    select(_VERSION.entry)
    .join(
        tables.release_entry,
        (tables.release_entry.c.entry_id == _VERSION.entry_id) & (tables.release_entry.c.version == _VERSION.number),
    )
    .where(tables.release_entry.c.release_id == _ASKED)
    .order_by(_VERSION.entry_id)
)

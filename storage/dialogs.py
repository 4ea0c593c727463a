"""Where a person's conversation stands, with a revision, so that no turn overwrites another one's step."""

from sqlalchemy import bindparam, select, text

from storage import tables
from storage.columns import JsonBytes, Words
from storage.database import Transaction
from storage.overtaken import Conflict
from storage.prepared import Prepared


def load(tx: Transaction, owner: str) -> tuple[bytes | None, int]:
    """The state (JSON) of `owner` and its revision, to move on from; (None, 0) before the first one.

    On PostgreSQL the owner's turns wait for each other from here to the end of the transaction; on SQLite every
    writing transaction does.
    """
    row = _LOAD.one(tx, {"owner": owner})
    if row is None and tx.on_postgresql:  # a row that is not there cannot be locked
        _WAIT.execute(tx, {"owner": owner})
        row = _LOAD.one(tx, {"owner": owner})
    return (None, 0) if row is None else (row.state, row.revision)


def keep(tx: Transaction, owner: str, state: bytes, revision: int) -> None:
    """Put `state` in the place of the one that had `revision`; raises `Conflict` when that has gone."""
    row = {"owner": owner, "state": state, "revision": revision, "next": revision + 1}
    if _KEEP.execute(tx, row) != 1:
        raise Conflict(owner)


_LOAD = Prepared(
    select(tables.dialog.c.state, tables.dialog.c.revision)
    .where(tables.dialog.c.owner == bindparam("owner"))
    .with_for_update()  # not said on SQLite
)
_WAIT = Prepared(
    text("SELECT pg_advisory_xact_lock(hashtextextended(:owner, 0))").bindparams(bindparam("owner", type_=Words()))
)
_KEEP = Prepared(
    text(
        "INSERT INTO dialog (owner, state, revision) VALUES (:owner, :state, :next)"
        " ON CONFLICT (owner) DO UPDATE SET state = excluded.state, revision = excluded.revision"
        " WHERE dialog.revision = :revision"
    ).bindparams(bindparam("owner", type_=Words()), bindparam("state", type_=JsonBytes()))
)

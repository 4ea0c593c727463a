"""A few facts about the ledger as a whole, by key: whether it holds the sample county, for one."""

from sqlalchemy import bindparam, select, text

from storage import tables
from storage.columns import Words
from storage.database import Transaction
from storage.prepared import Prepared


def remember(tx: Transaction, key: str, value: str) -> None:
    """Keep `value` under `key`, in the place of an earlier one."""
    tx.connection.execute(_REMEMBER, {"key": key, "value": value})


def recall(tx: Transaction, key: str) -> str | None:
    """What was kept under `key`; None when nothing was."""
    found = _RECALL.one(tx, {"asked": key})
    return None if found is None else str(found.value)


_RECALL = Prepared(select(tables.ledger.c.value).where(tables.ledger.c.key == bindparam("asked")))
_REMEMBER = text(
    "INSERT INTO ledger (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
).bindparams(bindparam("value", type_=Words()))

"""A right that one process holds at a time: whoever holds it renews it, another takes it when it has run out."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, text

from storage import tables
from storage.columns import UtcDateTime
from storage.database import Transaction


def take(tx: Transaction, name: str, holder: str, now: datetime, length: timedelta) -> bool:
    """Take or renew a right for `length`; False where another holds it."""
    row = {"name": name, "holder": holder, "now": now, "until": now + length}
    return tx.connection.execute(_TAKE, row).rowcount == 1


def release(tx: Transaction, name: str, holder: str) -> None:
    """Give a right back before its time, so that another need not wait; nothing where it is another's."""
    tx.connection.execute(tables.lease.delete().where(tables.lease.c.name == name, tables.lease.c.holder == holder))


_TAKE = text(
    "INSERT INTO lease (name, holder, until) VALUES (:name, :holder, :until)"
    " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until"
    " WHERE lease.holder = excluded.holder OR lease.until <= :now"
).bindparams(bindparam("now", type_=UtcDateTime()), bindparam("until", type_=UtcDateTime()))

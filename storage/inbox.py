"""What came in, each thing once: a repeated message is known by its id and taken no second time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, text

from storage import tables
from storage.columns import JsonBytes, UtcDateTime, Words
from storage.database import Transaction
from storage.model.people import Account
from storage.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that came in and could not be answered: from whom, when (UTC), and why (never what was written)."""

    id: str
    account: str
    at: datetime
    reason: str


def receive(
    tx: Transaction,
    message_id: str,
    account: Account,
    event: bytes,
    at: datetime,
    *,
    received_at: datetime | None = None,
) -> bool:
    """Keep an event (JSON) of an account; False when one of this id came in this channel before.

    `at` is when the person sent it, `received_at` when we saw it (the same where it is not told). On PostgreSQL the
    account's turns wait for each other from here on, so that what they keep stands in the order of their commits.
    """
    if tx.on_postgresql:
        _WAIT.execute(tx, {"account": str(account)})
    row = _row(message_id, account, event, at, received_at or at)
    return _RECEIVE.execute(tx, row | {"failed": ""}) == 1


def mark_failed(tx: Transaction, message_id: str, account: Account, event: bytes, at: datetime, reason: str) -> None:
    """Keep that an event could not be answered, so that somebody is shown it (its own turn was rolled back)."""
    tx.connection.execute(_MARK_FAILED, _row(message_id, account, event, at, at) | {"failed": reason})


def failures(tx: Transaction, count: int = 50) -> tuple[Failure, ...]:
    """What could not be answered, latest first."""
    rows = tx.connection.execute(_FAILURES, {"count": count})
    return tuple(Failure(row.id, row.account, row.at, row.failed) for row in rows)


def _row(message_id: str, account: Account, event: bytes, at: datetime, received_at: datetime) -> dict[str, object]:
    return {
        "id": f"{account.channel}:{message_id}",
        "account": str(account),
        "event": event,
        "at": at,
        "received_at": received_at,
    }


_INSERT = (
    "INSERT INTO inbox (id, account, event, at, received_at, failed)"
    " VALUES (:id, :account, :event, :at, :received_at, :failed)"
)
_TYPES = (
    bindparam("id", type_=Words()),
    bindparam("account", type_=Words()),
    bindparam("event", type_=JsonBytes()),
    bindparam("at", type_=UtcDateTime()),
    bindparam("received_at", type_=UtcDateTime()),
)
_WAIT = Prepared(
    text("SELECT pg_advisory_xact_lock(hashtextextended(:account, 0))").bindparams(bindparam("account", type_=Words()))
)
_RECEIVE = Prepared(text(f"{_INSERT} ON CONFLICT (id) DO NOTHING").bindparams(*_TYPES))
_MARK_FAILED = text(f"{_INSERT} ON CONFLICT (id) DO UPDATE SET failed = excluded.failed").bindparams(*_TYPES)
_FAILURES = (
    select(tables.inbox)
    .where(tables.inbox.c.failed != "")
    .order_by(tables.inbox.c.position.desc())
    .limit(bindparam("count", type_=tables.inbox.c.position.type))
)

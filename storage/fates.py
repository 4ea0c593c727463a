"""What became of what was said: for whoever looks after the ledger, and for reminders that are to be sent once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from storage import tables
from storage.database import Transaction
from storage.outbox import Sending
from storage.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message that did not (surely) arrive, for somebody to look at; `at` is when it was said, in UTC."""

    id: str
    account: str
    state: Sending
    reason: str
    at: datetime


def state_of(tx: Transaction, message_id: str) -> Sending | None:
    """How far a message has come; None where there is none of this id."""
    row = _STATE.one(tx, {"of_message": message_id})
    return None if row is None else Sending(row.state)


def unsent(tx: Transaction, count: int = 50) -> tuple[Unsent, ...]:
    """What failed or is uncertain, latest first."""
    rows = tx.connection.execute(_UNSENT, {"count": count})
    return tuple(Unsent(row.id, row.account, Sending(row.state), row.reason, row.created_at) for row in rows)


def counts(tx: Transaction) -> Mapping[Sending, int]:
    """How many messages are in each state."""
    return {Sending(row.state): row.number for row in tx.connection.execute(_COUNTS)}


_OUT = tables.outbox.c
_STATE = Prepared(select(_OUT.state).where(_OUT.id == bindparam("of_message")))
_UNSENT = (
    select(tables.outbox)
    .where(_OUT.state.in_((Sending.FAILED.value, Sending.UNCERTAIN.value)))
    .order_by(_OUT.position.desc())
    .limit(bindparam("count", type_=_OUT.position.type))
)
_COUNTS = select(_OUT.state, func.count().label("number")).group_by(_OUT.state)

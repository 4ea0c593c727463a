"""What is to be sent: kept with the turn that said it, sent in each account's order, its fate kept as well.

planned → sending → sent, or uncertain | failed | skipped with a reason; `retry` and `recover` lead back to planned.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select, text, update

from storage import tables
from storage.columns import JsonBytes, UtcDateTime, Words
from storage.database import Transaction
from storage.model.people import Account

UNCERTAIN_AFTER_STOP = "the program stopped while this was being sent; it may or may not have arrived"


class Sending(StrEnum):
    """How far a message has come."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed message: whoever holds it must tell its fate. `tries` counts this one; `account` is "channel:id"."""

    id: str
    account: str
    position: int
    message: bytes
    card_key: str
    tries: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message that did not (surely) arrive, for somebody to look at; `at` is when it was said, in UTC."""

    id: str
    account: str
    state: Sending
    reason: str
    at: datetime


def put(  # noqa: PLR0913 - one value each for one row
    tx: Transaction,
    message_id: str,
    account: Account,
    message: bytes,
    at: datetime,
    *,
    card_key: str = "",
    not_before: datetime | None = None,
) -> bool:
    """Plan a message (JSON) behind all earlier ones of the account; False when there is one of this id."""
    row = {
        "id": message_id,
        "channel": account.channel,
        "account": str(account),
        "message": message,
        "card_key": card_key,
        "at": at,
        "not_before": not_before,
    }
    return tx.connection.execute(_PUT, row).rowcount == 1


def claim(
    tx: Transaction, channel: str, now: datetime, limit: int = 20, *, account: Account | None = None
) -> tuple[Outgoing, ...]:
    """Take due messages of a channel (or of one `account` of it), at most one per account: the first not done with.

    So nothing overtakes an earlier message of the same account, be it on its way or waiting for another try.
    Any number of processes may claim at once; each message goes to one.
    """
    asked = {"of_channel": channel, "now": now, "count": limit, "only": str(account or "")}
    rows = tx.connection.execute(_CLAIM, asked).all()
    found = (
        Outgoing(row.id, row.account, row.position, row.message, row.card_key, row.tries, row.created_at)
        for row in rows
    )
    return tuple(sorted(found, key=lambda outgoing: outgoing.position))


def sent(tx: Transaction, message_id: str, at: datetime, reference: str | None = None) -> None:
    """It arrived; `reference` is the channel's own, for changing it later."""
    _settle(tx, message_id, Sending.SENT, sent_at=at, reference=reference, reason="")


def failed(tx: Transaction, message_id: str, reason: str) -> None:
    """It did not arrive and never will."""
    _settle(tx, message_id, Sending.FAILED, reason=reason)


def uncertain(tx: Transaction, message_id: str, reason: str) -> None:
    """It may have arrived; repeating it blindly could show it twice."""
    _settle(tx, message_id, Sending.UNCERTAIN, reason=reason)


def skipped(tx: Transaction, message_id: str, reason: str) -> None:
    """It is no longer of use and was not sent."""
    _settle(tx, message_id, Sending.SKIPPED, reason=reason)


def retry(tx: Transaction, message_id: str, not_before: datetime, reason: str) -> None:
    """It did not arrive this time; try again from `not_before` on. Later ones of the account wait behind it."""
    _settle(tx, message_id, Sending.PLANNED, reason=reason, not_before=not_before)


def recover(tx: Transaction, channel: str, claimed_before: datetime, *, repeats_safely: bool) -> int:
    """Take up what a process that died was sending; how many there were.

    They are planned again where the channel shows a repeated delivery once, else marked uncertain. With one
    process `claimed_before` is the start; with several, long enough ago that no live one can still be sending.
    """
    state, reason = (Sending.PLANNED, "") if repeats_safely else (Sending.UNCERTAIN, UNCERTAIN_AFTER_STOP)
    row = {"of_channel": channel, "before": claimed_before, "to": state.value, "because": reason}
    return tx.connection.execute(_RECOVER, row).rowcount


def reference_of(tx: Transaction, account: Account, card_key: str) -> str | None:
    """The channel's reference of the card of this key that was sent last; None when there is none to change."""
    return tx.connection.scalar(_REFERENCE, {"of_account": str(account), "key": card_key})


def unsent(tx: Transaction, count: int = 50) -> tuple[Unsent, ...]:
    """What failed or is uncertain, latest first."""
    rows = tx.connection.execute(_UNSENT, {"count": count})
    return tuple(Unsent(row.id, row.account, Sending(row.state), row.reason, row.created_at) for row in rows)


def counts(tx: Transaction) -> Mapping[Sending, int]:
    """How many messages are in each state."""
    return {Sending(row.state): row.number for row in tx.connection.execute(_COUNTS)}


def _settle(tx: Transaction, message_id: str, state: Sending, **what: datetime | str | None) -> None:
    tx.connection.execute(_SETTLE, {"of_message": message_id, "state": state.value, **what})


_OUT = tables.outbox.c
_COUNT = bindparam("count", type_=_OUT.position.type)
_CHANNEL: ColumnElement[str] = bindparam("of_channel")
_PUT = text(
    "INSERT INTO outbox (id, channel, account, message, card_key, state, reason, tries, created_at, not_before)"
    " VALUES (:id, :channel, :account, :message, :card_key, 'planned', '', 0, :at, :not_before)"
    " ON CONFLICT (id) DO NOTHING"
).bindparams(
    bindparam("id", type_=Words()),
    bindparam("account", type_=Words()),
    bindparam("message", type_=JsonBytes()),
    bindparam("card_key", type_=Words()),
    bindparam("at", type_=UtcDateTime()),
    bindparam("not_before", type_=UtcDateTime()),
)
_earlier = tables.outbox.alias("earlier")
_UNDER_WAY = text("earlier.state IN ('planned', 'sending')")  # literal, as the partial index says it
_first_of_account = ~exists().where(
    _earlier.c.channel == _OUT.channel,
    _earlier.c.account == _OUT.account,
    _earlier.c.position < _OUT.position,
    _UNDER_WAY,
).correlate(tables.outbox)
_claimable = (
    select(_OUT.position)
    .where(
        _OUT.channel == _CHANNEL,
        text("outbox.state = 'planned'"),
        or_(_OUT.not_before.is_(None), _OUT.not_before <= bindparam("now")),
        or_(bindparam("only", type_=Words()) == "", _OUT.account == bindparam("only", type_=Words())),
        _first_of_account,
    )
    .order_by(_OUT.position)
    .limit(_COUNT)
    .with_for_update(skip_locked=True, of=tables.outbox)  # not said on SQLite, where the one writer is alone anyway
    .cte("claimable")
)
_CLAIM = (
    update(tables.outbox)
    .where(_OUT.position.in_(select(_claimable.c.position)))
    .values(state=Sending.SENDING.value, claimed_at=bindparam("now"), tries=_OUT.tries + 1)
    .returning(_OUT.id, _OUT.account, _OUT.position, _OUT.message, _OUT.card_key, _OUT.tries, _OUT.created_at)
)
_SETTLE = update(tables.outbox).where(_OUT.id == bindparam("of_message"))  # sets what it is executed with
_RECOVER = (
    update(tables.outbox)
    .where(_OUT.channel == _CHANNEL, text("state = 'sending'"), _OUT.claimed_at < bindparam("before"))
    .values(state=bindparam("to"), reason=bindparam("because"))
)
_REFERENCE = (
    select(_OUT.reference)
    .where(_OUT.account == bindparam("of_account"), _OUT.card_key == bindparam("key"), _OUT.reference.is_not(None))
    .order_by(_OUT.position.desc())
    .limit(1)
)
_UNSENT = (
    select(tables.outbox)
    .where(_OUT.state.in_((Sending.FAILED.value, Sending.UNCERTAIN.value)))
    .order_by(_OUT.position.desc())
    .limit(_COUNT)
)
_COUNTS = select(_OUT.state, func.count().label("number")).group_by(_OUT.state)

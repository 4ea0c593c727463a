"""What is to be sent: kept with the turn that said it, answers first, in each account's order, its fate kept as well.

planned → sending → sent, or uncertain | failed | skipped with a reason; `retry` and `recover` lead back to planned.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import CTE, ColumnElement, bindparam, exists, or_, select, text, union_all, update

from storage import tables
from storage.columns import JsonBytes, UtcDateTime, Words
from storage.database import Transaction
from storage.model.people import Account
from storage.prepared import Prepared

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
UNCERTAIN_AFTER_STOP = "the program stopped while this was being sent; it may or may not have arrived"


class Sending(StrEnum):
    """How far a message has come."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    SKIPPED = "skipped"


class Urgency(IntEnum):
    """Who goes first: somebody who waits for an answer, before what goes to many at once. Smaller is more urgent."""

    REPLY = 0
    BULK = 1


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed message: whoever holds it must tell its fate. `tries` counts this one; `account` is "channel:id".

    `older` is the channel's reference of the card of the same key that was sent last, None where there is none.
    """

    id: str
    account: str
    position: int
    message: bytes
    card_key: str
    tries: int
    created_at: datetime
    urgency: Urgency = Urgency.REPLY
    older: str | None = None


def put(  # noqa: PLR0913 - one value each for one row
    tx: Transaction,
    message_id: str,
    account: Account,
    message: bytes,
    at: datetime,
    *,
    card_key: str = "",
    not_before: datetime | None = None,
    urgency: Urgency = Urgency.REPLY,
) -> bool:
    """Plan a message (JSON) behind all of the account that are as urgent; False when there is one of this id."""
    row = {
        "id": message_id,
        "channel": account.channel,
        "account": str(account),
        "message": message,
        "card_key": card_key,
        "at": at,
        "not_before": not_before,
        "urgency": urgency.value,
    }
    return _PUT.execute(tx, row) == 1


def claim(
    tx: Transaction,
    channel: str,
    now: datetime,
    limit: int = 20,
    *,
    bulk: int | None = None,
    account: Account | None = None,
) -> tuple[Outgoing, ...]:
    """Take due messages of a channel (or of one `account` of it), the most urgent first, then the oldest.

    `limit` is for each urgency; `bulk`, where it is given, for bulk ones. At most one of each urgency per account: the
    first not done with. So nothing overtakes an earlier message of the same account, be it on its way or waiting for
    another try, but an answer overtakes bulk. Any number of processes may claim at once; each message goes to one.
    """
    few = limit if bulk is None else bulk
    asked = {"of_channel": channel, "now": now, "replies": limit, "bulk": few, "only": str(account or "")}
    rows = _CLAIM.all(tx, asked)
    older = _older(tx, [row.position for row in rows if row.card_key])
    taken = (_outgoing(row, older.get(row.position)) for row in rows)
    return tuple(sorted(taken, key=lambda outgoing: (outgoing.urgency, outgoing.position)))


def sent(tx: Transaction, message_id: str, at: datetime, reference: str | None = None) -> None:
    """It arrived; `reference` is the channel's own, for changing it later."""
    _SENT.execute(tx, {"of_message": message_id, "at": at, "called": reference})


def failed(tx: Transaction, message_id: str, reason: str) -> None:
    """It did not arrive and never will."""
    _settle(tx, message_id, Sending.FAILED, reason=reason)


def uncertain(tx: Transaction, message_id: str, reason: str) -> None:
    """It may have arrived; repeating it blindly could show it twice."""
    _settle(tx, message_id, Sending.UNCERTAIN, reason=reason)


def skipped(tx: Transaction, message_id: str, reason: str) -> None:
    """It is no longer of use and was not sent."""
    _settle(tx, message_id, Sending.SKIPPED, reason=reason)


def retry(tx: Transaction, message_id: str, not_before: datetime, reason: str, *, tries: int | None = None) -> None:
    """It did not arrive this time; try again from `not_before` on. Later ones of the account wait behind it.

    `tries` is how many count, where these are not all.
    """
    counted = {} if tries is None else {"tries": tries}
    _settle(tx, message_id, Sending.PLANNED, reason=reason, not_before=not_before, **counted)


def recover(
    tx: Transaction, channel: str, claimed_before: datetime, *, repeats_safely: bool, claimed_after: datetime = NEVER
) -> int:
    """Take up what a process that died was sending; how many there were.

    They are planned again where the channel shows a repeated delivery once, else marked uncertain. With one
    process `claimed_before` is the start; with several, long enough ago that no live one can still be sending.
    What was claimed later than `claimed_after` was so before somebody set the clock back.
    """
    state, reason = (Sending.PLANNED, "") if repeats_safely else (Sending.UNCERTAIN, UNCERTAIN_AFTER_STOP)
    row = {
        "of_channel": channel,
        "before": claimed_before,
        "after": claimed_after,
        "to": state.value,
        "because": reason,
    }
    return tx.connection.execute(_RECOVER, row).rowcount


def reword(tx: Transaction, message_id: str, message: bytes) -> None:
    """It says something else by now: what is sent is what is kept."""
    tx.connection.execute(_REWORD, {"of_message": message_id, "to": message})


def _older(tx: Transaction, cards: list[int]) -> dict[int, str | None]:
    """Of claimed cards, by position: the reference of the one of the same key that was sent last."""
    if not cards:
        return {}
    return {row.position: row.reference for row in tx.connection.execute(_OLDER, {"cards": cards})}


def _outgoing(row: Any, older: str | None) -> Outgoing:  # noqa: ANN401 - as _TAKEN names it
    first = (row.id, row.account, row.position, row.message)
    return Outgoing(*first, row.card_key, row.tries, row.created_at, Urgency(row.urgency), older)


def _settle(tx: Transaction, message_id: str, state: Sending, **what: datetime | str | int | None) -> None:
    tx.connection.execute(_SETTLE, {"of_message": message_id, "state": state.value, **what})


_OUT = tables.outbox.c
_CHANNEL: ColumnElement[str] = bindparam("of_channel")
_PUT = Prepared(
    text(
        "INSERT INTO outbox (id, channel, account, message, card_key, state, reason, tries, created_at, not_before,"
        " urgency) VALUES (:id, :channel, :account, :message, :card_key, 'planned', '', 0, :at, :not_before, :urgency)"
        " ON CONFLICT (id) DO NOTHING"
    ).bindparams(
        bindparam("id", type_=Words()),
        bindparam("account", type_=Words()),
        bindparam("message", type_=JsonBytes()),
        bindparam("card_key", type_=Words()),
        bindparam("at", type_=UtcDateTime()),
        bindparam("not_before", type_=UtcDateTime()),
    )
)
_earlier = tables.outbox.alias("earlier")
_UNDER_WAY = text("earlier.state IN ('planned', 'sending')")  # literal, as the partial index says it
_first_of_account = ~exists().where(
    _earlier.c.channel == _OUT.channel,
    _earlier.c.account == _OUT.account,
    _earlier.c.position < _OUT.position,
    _earlier.c.urgency <= _OUT.urgency,
    _UNDER_WAY,
).correlate(tables.outbox)


def _claimable(urgency: Urgency, count: str) -> CTE:
    due = (
        select(_OUT.position)
        .where(
            _OUT.channel == _CHANNEL,
            text("outbox.state = 'planned'"),
            text(f"outbox.urgency = {urgency.value}"),
            or_(_OUT.not_before.is_(None), _OUT.not_before <= bindparam("now")),
            or_(bindparam("only", type_=Words()) == "", _OUT.account == bindparam("only", type_=Words())),
            _first_of_account,
        )
        .order_by(_OUT.position)
        .limit(bindparam(count, type_=_OUT.position.type))
    )
    # Not said on SQLite, where the one writer is alone anyway.
    return due.with_for_update(skip_locked=True, of=tables.outbox).cte(f"due_{count}")


_due = union_all(
    select(_claimable(Urgency.REPLY, "replies").c.position), select(_claimable(Urgency.BULK, "bulk").c.position)
)
_sent = tables.outbox.alias("sent")
_OLDER = select(
    _OUT.position,
    select(_sent.c.reference)
    .where(_sent.c.account == _OUT.account, _sent.c.card_key == _OUT.card_key, _sent.c.reference.is_not(None))
    .order_by(_sent.c.position.desc())
    .limit(1)
    .scalar_subquery()
    .label("reference"),
).where(_OUT.position.in_(bindparam("cards", expanding=True)))
_TAKEN = (_OUT.id, _OUT.account, _OUT.position, _OUT.message, _OUT.card_key, _OUT.tries, _OUT.created_at, _OUT.urgency)
_CLAIM = Prepared(
    update(tables.outbox)
    .where(_OUT.position.in_(_due))
    .values(state=Sending.SENDING.value, claimed_at=bindparam("now"), tries=_OUT.tries + 1)
    .returning(*_TAKEN)  # as Outgoing has them
)
_SENT = Prepared(
    update(tables.outbox)
    .where(_OUT.id == bindparam("of_message"))
    .values(state=Sending.SENT.value, reason="", sent_at=bindparam("at"), reference=bindparam("called"))
)
_SETTLE = update(tables.outbox).where(_OUT.id == bindparam("of_message"))  # sets what it is executed with
_REWORD = (
    update(tables.outbox).where(_OUT.id == bindparam("of_message")).values(message=bindparam("to", type_=JsonBytes()))
)
_RECOVER = (
    update(tables.outbox)
    .where(
        _OUT.channel == _CHANNEL,
        text("state = 'sending'"),
        (_OUT.claimed_at < bindparam("before")) | (_OUT.claimed_at > bindparam("after")),
    )
    .values(state=bindparam("to"), reason=bindparam("because"))
)

"""Reminders as rows: planned once by whoever is first, handed to the outbox with a message or skipped with a reason.

planned → handed (what became of it is then the message's fate in the outbox) | skipped(reason); `postpone` moves one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, bindparam, func, select, text, update

from storage import tables
from storage.columns import UtcDateTime, Words
from storage.database import Transaction
from storage.model.duties import Errand, Reminder
from storage.prepared import Prepared


class Stage(StrEnum):
    """How far a reminder has come."""

    PLANNED = "planned"
    HANDED = "handed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Kept:
    """A reminder with what became of it; `message_id` is the outbox's."""

    reminder: Reminder
    stage: Stage
    reason: str = ""
    message_id: str | None = None


def plan(tx: Transaction, reminders: Iterable[Reminder], at: datetime) -> None:
    """Plan reminders; those that are there already, whatever became of them, stay as they are."""
    rows = [
        {
            "id": one.id,
            "errand": one.errand.value,
            "subject": one.subject,
            "person_id": one.person_id,
            "slot": one.slot,
            "moment": one.moment,
            "at": at,
        }
        for one in reminders
    ]
    if rows:
        tx.connection.execute(_PLAN, rows)


def known(tx: Transaction, errand: Errand, subject: str) -> frozenset[str]:
    """The ids of what was planned about subjects that begin with these words, whatever became of it."""
    asked = {"errand": errand.value, "first": subject, "last": subject + "\U0010ffff"}
    return frozenset(tx.connection.scalars(_KNOWN, asked))


def due(tx: Transaction, now: datetime, people: int = 100) -> tuple[Reminder, ...]:
    """What is planned and whose moment has come, of at most so many people, person by person, the earliest first.

    On PostgreSQL they are locked, and those another process has in hand are passed over.
    """
    rows = _DUE.all(tx, {"now": now, "people": people})
    return tuple(sorted(map(_reminder, rows), key=lambda one: (one.person_id, one.moment, one.id)))


def latest(tx: Transaction, of: Reminder, now: datetime) -> datetime | None:
    """The latest moment, up to now, for which this person is or was reminded of the same; skipped ones aside."""
    asked = {"errand": of.errand.value, "asked": of.subject, "of_person": of.person_id, "now": now}
    (found,) = _LATEST.all(tx, asked)
    latest: datetime | None = found.moment
    return latest


def hand(tx: Transaction, ids: Iterable[str], message_id: str) -> None:
    """They go out with this message."""
    for one in ids:
        _HAND.execute(tx, {"of_reminder": one, "message": message_id})


def skip(tx: Transaction, reminder_id: str, reason: str) -> None:
    """It is not sent, for this reason."""
    _SKIP.execute(tx, {"of_reminder": reminder_id, "because": reason})


def postpone(tx: Transaction, reminder_id: str, until: datetime) -> None:
    """It is looked at again from this moment on."""
    tx.connection.execute(_POSTPONE, {"of_reminder": reminder_id, "until": until})


def of_message(tx: Transaction, message_id: str) -> tuple[Reminder, ...]:
    """What a message is about: the reminders that go out with it and were not skipped since."""
    return tuple(_reminder(row) for row in _OF_MESSAGE.all(tx, {"asked": message_id}))


def of_subject(tx: Transaction, subject: str) -> tuple[Kept, ...]:
    """Everything that was planned about a subject, with what became of it, the earliest first."""
    return tuple(_kept(row) for row in tx.connection.execute(_OF_SUBJECT, {"asked": subject}))


def last_handed(tx: Transaction, person_id: str) -> Reminder | None:
    """The reminder that was handed out to a person last."""
    row = tx.connection.execute(_LAST_HANDED, {"asked": person_id}).first()
    return None if row is None else _reminder(row)


def _reminder(row: Any) -> Reminder:  # noqa: ANN401 - any row of `reminder`
    return Reminder(Errand(row.errand), row.subject, row.person_id, row.slot, row.moment)


def _kept(row: Row[Any]) -> Kept:
    return Kept(_reminder(row), Stage(row.state), row.reason, row.message_id)


_ROW = tables.reminder.c
_ASKED = bindparam("asked", type_=Words())
_PLAN = text(
    "INSERT INTO reminder (id, errand, subject, person_id, slot, moment, state, reason, planned_at)"
    " VALUES (:id, :errand, :subject, :person_id, :slot, :moment, 'planned', '', :at) ON CONFLICT (id) DO NOTHING"
).bindparams(bindparam("moment", type_=UtcDateTime()), bindparam("at", type_=UtcDateTime()))
_KNOWN = select(_ROW.id).where(
    _ROW.errand == bindparam("errand"), _ROW.subject >= bindparam("first"), _ROW.subject < bindparam("last")
)
_DUE_NOW = (text("reminder.state = 'planned'"), _ROW.moment <= bindparam("now", type_=UtcDateTime()))
_WHO = (
    select(_ROW.person_id)
    .where(*_DUE_NOW)
    .group_by(_ROW.person_id)
    .order_by(func.min(_ROW.moment), _ROW.person_id)
    .limit(bindparam("people", type_=tables.number_counter.c.last.type))
)
_DUE = Prepared(
    select(tables.reminder)
    .where(*_DUE_NOW, _ROW.person_id.in_(_WHO))
    .with_for_update(skip_locked=True, of=tables.reminder)
)
_LATEST = Prepared(
    select(func.max(_ROW.moment).label("moment")).where(
        _ROW.errand == bindparam("errand"),
        _ROW.subject == _ASKED,
        _ROW.person_id == bindparam("of_person"),
        _ROW.moment <= bindparam("now", type_=UtcDateTime()),
        _ROW.state != Stage.SKIPPED.value,
    )
)
_THIS = _ROW.id == bindparam("of_reminder")
_HAND = Prepared(update(tables.reminder).where(_THIS).values(state=Stage.HANDED.value, message_id=bindparam("message")))
_SKIP = Prepared(update(tables.reminder).where(_THIS).values(state=Stage.SKIPPED.value, reason=bindparam("because")))
_POSTPONE = update(tables.reminder).where(_THIS).values(moment=bindparam("until", type_=UtcDateTime()))
_OF_MESSAGE = Prepared(
    select(tables.reminder)
    .where(_ROW.message_id == _ASKED, _ROW.state == Stage.HANDED.value)
    .order_by(_ROW.moment, _ROW.id)
)
_OF_SUBJECT = select(tables.reminder).where(_ROW.subject == _ASKED).order_by(_ROW.moment, _ROW.id)
_LAST_HANDED = (
    select(tables.reminder)
    .where(_ROW.person_id == _ASKED, _ROW.state == Stage.HANDED.value)
    .order_by(_ROW.moment.desc(), _ROW.id.desc())
    .limit(1)
)

"""What became of the reminders of a subtree: the fate of each is its own, or that of the message it went with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, func, select

from storage import tables
from storage.columns import UtcDateTime
from storage.database import Transaction
from storage.model.deliveries import Deliveries, Fate, Undelivered
from storage.model.duties import Errand, Reminder
from storage.outbox import Sending
from storage.reminders import Stage
from storage.scopes import below, path_of

OF_ITSELF = ("reported", "nil", "leave", "exempt", "superseded", "settled", "already today")
"""Reasons for which a reminder was of no use any more: nobody has to do anything about them."""


def deliveries(tx: Transaction, unit_id: str, since: datetime, first: int, count: int) -> Deliveries:
    """Of people at or below a unit, whose moment came at `since` or later; `first` counts from 0.

    What people asked for themselves is nobody else's business and left out. Of those that did not go out what somebody
    should look at comes first, then the latest. An unknown unit has none.
    """
    path = path_of(tx, unit_id)
    if path is None:
        return Deliveries({}, ())
    where = (*below(path), _ROW.errand != Errand.OWN.value, _ROW.moment >= bindparam("since", type_=UtcDateTime()))
    asked = {"since": since}
    counted = select(_FATE.label("fate"), func.count().label("number")).select_from(_JOINED).where(*where)
    counts = tx.connection.execute(counted.group_by(_FATE), asked)
    listed = select(*_LISTED).select_from(_JOINED).where(*where, _FATE.not_in((Fate.WAITING.value, Fate.SENT.value)))
    page = listed.order_by(_URGENCY, _ROW.moment.desc(), _ROW.id).offset(first).limit(count)
    return Deliveries(
        {Fate(row.fate): row.number for row in counts},
        tuple(_undelivered(row) for row in tx.connection.execute(page, asked)),
    )


def unreached(tx: Transaction, subject: str) -> Mapping[tuple[Fate, str], int]:
    """How many people were not (surely) reminded of what begins with these words, by how it ended and why.

    Whom there was nothing to remind of any more is left out.
    """
    within = (_ROW.errand == Errand.DUTY.value, _ROW.subject >= bindparam("low"), _ROW.subject < bindparam("high"))
    ended = (_FATE.not_in((Fate.WAITING.value, Fate.SENT.value)), _BECAUSE.not_in(OF_ITSELF))
    people = func.count(_ROW.person_id.distinct()).label("number")
    counted = select(_FATE.label("fate"), _BECAUSE.label("because"), people).select_from(_JOINED).where(*within, *ended)
    rows = tx.connection.execute(counted.group_by(_FATE, _BECAUSE), {"low": subject, "high": subject + "\U0010ffff"})
    return {(Fate(row.fate), row.because): row.number for row in rows}


def _undelivered(row: Row[Any]) -> Undelivered:
    reminder = Reminder(Errand(row.errand), row.subject, row.person_id, row.slot, row.moment)
    return Undelivered(reminder, row.person, row.unit, Fate(row.fate), row.because)


_ROW, _OUT = tables.reminder.c, tables.outbox.c
_JOINED = (
    tables.reminder.join(tables.person, tables.person.c.id == _ROW.person_id)
    .join(tables.unit, tables.unit.c.id == tables.person.c.unit_id)
    .outerjoin(tables.outbox, _OUT.id == _ROW.message_id)
)
_HANDED = _ROW.state == Stage.HANDED.value
_FATE: ColumnElement[str] = case(
    (_ROW.state == Stage.SKIPPED.value, Fate.SKIPPED.value),
    *(
        (and_(_HANDED, _OUT.state == sending.value), fate.value)
        for sending, fate in (
            (Sending.SENT, Fate.SENT),
            (Sending.UNCERTAIN, Fate.UNCERTAIN),
            (Sending.FAILED, Fate.FAILED),
            (Sending.SKIPPED, Fate.SKIPPED),
        )
    ),
    else_=Fate.WAITING.value,
)
_BECAUSE: ColumnElement[str] = case(
    (_ROW.state == Stage.SKIPPED.value, _ROW.reason), else_=func.coalesce(_OUT.reason, "")
)
_URGENCY = case(
    (_FATE.in_((Fate.FAILED.value,)), 0),
    (_FATE.in_((Fate.UNCERTAIN.value,)), 1),
    (_BECAUSE.in_(OF_ITSELF), 3),
    else_=2,
)
_LISTED = (
    _ROW.errand,
    _ROW.subject,
    _ROW.person_id,
    _ROW.slot,
    _ROW.moment,
    tables.person.c.name.label("person"),
    tables.unit.c.name.label("unit"),
    _FATE.label("fate"),
    _BECAUSE.label("because"),
)

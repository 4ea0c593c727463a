"""Reminders that have come due: handed to the outbox, and judged again when they are sent (promises P1 to P3)."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from bot.reminded import Reminded
from bot.turn import Desk, TurnFacts, encoder, message_of
from reminders.verdicts import Reason, Skip, Wait
from storage import fates, outbox, people, reminders
from storage.database import Transaction
from storage.faults import unavailable
from storage.model.duties import Errand, Reminder
from storage.model.people import Account
from storage.outbox import Outgoing, Sending, Urgency

log = logging.getLogger(__name__)

PEOPLE = 20
"""How many people's reminders one transaction holds: whoever waits for an answer waits no longer than that."""


def hand_out(desk: Desk, at: datetime, tx: Transaction) -> int:
    """Hand what has come due, of some people, to the outbox, put it off or skip it; how many were looked at.

    `at` is now, in the zone of the ledger.
    """
    due = reminders.due(tx, at, PEOPLE)
    reminded = Reminded(tx, TurnFacts(tx, desk), at)
    for person_id, theirs in groupby(due, key=lambda one: one.person_id):
        _hand_out(reminded, person_id, tuple(theirs))
    return len(due)


def hand_out_one_by_one(desk: Desk, at: datetime, tx: Transaction) -> int:
    """The same where one of them cannot be handed out: that one is skipped and told, the others go their way."""
    due = reminders.due(tx, at, PEOPLE)
    reminded = Reminded(tx, TurnFacts(tx, desk), at)
    for one in due:
        try:
            with tx.apart():
                _hand_out(reminded, one.person_id, (one,))
        except Exception as error:
            if unavailable(error):
                raise
            log.exception("reminder not handed out", extra={"action": "reminder_failed", "reminder_id": one.id})
            reminders.skip(tx, one.id, Reason.FAULT)
    return len(due)


def _hand_out(reminded: Reminded, person_id: str, due: Sequence[Reminder]) -> None:
    """One person's: everything that is owed is one message a day, anything else a message each."""
    address = people.address_of(reminded.tx, person_id)
    if address is None:
        for one in due:
            reminders.skip(reminded.tx, one.id, Reason.LEFT)
        return
    for message_id, about in _messages(due, reminded.at):
        told = fates.state_of(reminded.tx, message_id) not in (None, Sending.PLANNED)
        wanted = _judged(reminded, about, told_today=told)
        if wanted:
            _put(reminded, address, message_id, wanted)


def _messages(due: Iterable[Reminder], at: datetime) -> Iterator[tuple[str, tuple[Reminder, ...]]]:
    """Which message each belongs to; its id is the same whoever hands it out."""
    owed = tuple(one for one in due if one.errand is Errand.DUTY)
    if owed:
        yield f"nudge:{owed[0].person_id}:{at.date().isoformat()}", owed
    for one in due:
        if one.errand is not Errand.DUTY:
            yield f"nudge:{one.id}", (one,)


def _judged(reminded: Reminded, about: Sequence[Reminder], *, told_today: bool) -> tuple[Reminder, ...]:
    """Those that are to be sent now; the others are put off or skipped, each with its reason."""
    wanted: dict[str, Reminder] = {}
    for one in about:
        match reminded.verdict(one, told_today=told_today):
            case Skip(reason):
                reminders.skip(reminded.tx, one.id, reason)
            case Wait(until):
                reminders.postpone(reminded.tx, one.id, until)
            case _ if one.subject in wanted:
                reminders.skip(reminded.tx, one.id, Reason.SUPERSEDED)
            case _:
                wanted[one.subject] = one
    return tuple(wanted.values())


def _put(reminded: Reminded, address: Account, message_id: str, wanted: Sequence[Reminder]) -> None:
    """Into the outbox; a further one of today that is not on its way yet goes with the message that is there."""
    first, *more = reminded.replies(wanted) or (None,)
    if first is None:
        for one in wanted:
            reminders.skip(reminded.tx, one.id, Reason.SETTLED)
        return
    for nth, reply in enumerate((first, *more)):
        message = message_of(reply, reminded.facts, reminded.at)
        key = message_id if nth == 0 else f"{message_id}:{nth}"
        outbox.put(
            reminded.tx, key, address, encoder.encode(message), reminded.at,
            card_key=message.key, urgency=Urgency.BULK,
        )  # fmt: skip
    reminders.hand(reminded.tx, (one.id for one in wanted), message_id)


def reworded(desk: Desk, at: datetime, tx: Transaction, row: Outgoing) -> Outgoing | None:
    """A claimed message as it is to be sent now; None: it waits or is not sent, which is kept with its reason.

    Whatever is no reminder is sent as it is. What a fault of ours keeps from being judged has failed, and is told.
    """
    try:
        with tx.apart():
            return _reworded(desk, at, tx, row)
    except Exception as error:
        if unavailable(error):
            raise
        log.exception("reminder not judged", extra={"action": "reminder_failed", "message_id": row.id})
        outbox.failed(tx, row.id, Reason.FAULT)
        return None


def _reworded(desk: Desk, at: datetime, tx: Transaction, row: Outgoing) -> Outgoing | None:
    about = reminders.of_message(tx, row.id)
    if not about:
        return row
    reminded = Reminded(tx, TurnFacts(tx, desk), at)
    judged = [(one, reminded.verdict(one, told_today=False)) for one in about]
    waits = [verdict.until for _, verdict in judged if isinstance(verdict, Wait)]
    for one, verdict in judged:
        if isinstance(verdict, Skip):
            reminders.skip(tx, one.id, verdict.reason)
    wanted = tuple(one for one, verdict in judged if not isinstance(verdict, Skip))
    if not wanted:
        reason = next(verdict.reason for _, verdict in judged if isinstance(verdict, Skip))
        outbox.skipped(tx, row.id, reason)
        return None
    if waits:
        outbox.retry(tx, row.id, min(waits), "waits for working hours")
        return None
    return _as_now(reminded, row, wanted)


def _as_now(reminded: Reminded, row: Outgoing, wanted: Sequence[Reminder]) -> Outgoing:
    """The same message with today's words, which are kept: what is sent is what is in the ledger."""
    replies = reminded.replies(wanted)
    if not replies:
        return row
    words = encoder.encode(message_of(replies[0], reminded.facts, reminded.at))
    if words == row.message:
        return row
    outbox.reword(reminded.tx, row.id, words)
    return replace(row, message=words)

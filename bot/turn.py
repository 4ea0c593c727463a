"""One turn: inbox, dialog, writes and answers in one transaction, kept before anybody is answered (promise P4)."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

import msgspec

from bot import logs
from bot.channel import Message
from bot.documents import gathered
from bot.figures import filled
from bot.plaintext import pasted
from bot.releasing import issued
from bot.stationery import PLAIN, Stationery
from bot.workgroup import CHANNEL, WORK_GROUP
from handlers.router import answer
from handlers.scene import Result
from handlers.state import Dialog, dumps, loads
from handlers.texts import common
from handlers.texts.report import PDF_PLAIN
from handlers.turn import Announce, Card, Event, Incoming, Issue, Paper, Reply, Say, ShowFile, ShowSummary
from reminders.deadlines import Deadlines
from storage import dialogs, inbox, outbox
from storage.apply import apply
from storage.database import Database, Transaction
from storage.facts import StoredFacts
from storage.faults import Unavailable
from storage.model.taxonomy import Taxonomy
from storage.model.writes import AddPerson
from storage.overtaken import Overtaken
from storage.people import person_of

log = logging.getLogger(__name__)

TRIES = 5
"""How often a turn is taken anew when another process was faster; each try sees the newest state."""

encoder = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a turn works with: the ledger, the classes in force, a source of unguessable codes, the deadlines.

    `stationery` is what a report that is released is written on, `work_group` whether there is a group to send it to.
    """

    database: Database
    taxonomy: Taxonomy
    fresh_code: Callable[[], str]
    timetable: Deadlines
    stationery: Stationery = PLAIN
    work_group: bool = False


class TurnFacts(StoredFacts):
    """What a dialog may ask: the ledger as the turn's transaction sees it, and when things are due."""

    def __init__(self, tx: Transaction, desk: Desk) -> None:
        """Ask within `tx`."""
        super().__init__(tx, desk.taxonomy, desk.fresh_code)
        self.timetable = desk.timetable
        self.work_group = desk.work_group


def take_turn(desk: Desk, incoming: Incoming) -> bool:
    """Take one incoming thing through its turn; whether it was new (a repeat changes nothing and answers nothing).

    Raises storage's Unavailable when nothing could be kept: sending the same again is then harmless. A fault of ours
    is logged without what was written, the message is kept as failed, and the person gets an apology.
    """
    whole = _whole(incoming)
    with logs.turn(whole.id):
        try:
            return _taken(desk, whole)
        except Unavailable:
            raise
        except Exception as error:
            log.exception("turn failed", extra={"action": "turn_failed", "channel": whole.account.channel})
            return _apologised(desk, whole, error)


def turn_within(desk: Desk, incoming: Incoming, tx: Transaction) -> bool:
    """The same within a transaction that holds others' turns as well: whatever goes wrong is raised.

    Then none of it counts, and `take_turn` is to be tried, which knows what to do.
    """
    whole = _whole(incoming)
    with logs.turn(whole.id):
        return _within(desk, whole, tx)


def _whole(incoming: Incoming) -> Incoming:
    """Without half characters (lone surrogates), which some senders produce and no database takes."""
    try:
        encoder.encode(incoming.event)
    except UnicodeEncodeError:
        mended = json.dumps(msgspec.to_builtins(incoming.event), ensure_ascii=False).encode(errors="replace")
        return msgspec.structs.replace(incoming, event=msgspec.json.decode(mended, type=Event))
    return incoming


def _taken(desk: Desk, incoming: Incoming) -> bool:
    for _ in range(TRIES - 1):
        try:
            return _tried(desk, incoming)
        except Overtaken:
            log.info("turn taken anew", extra={"action": "turn_again"})
    return _tried(desk, incoming)


def _tried(desk: Desk, incoming: Incoming) -> bool:
    with desk.database.writing() as tx:
        return _within(desk, incoming, tx)


def _within(desk: Desk, incoming: Incoming, tx: Transaction) -> bool:
    if not _received(tx, incoming):
        return False
    facts = TurnFacts(tx, desk)
    person = person_of(tx, incoming.account)
    owner = person.id if person else str(incoming.account)
    kept, revision = dialogs.load(tx, owner)
    dialog = loads(kept)
    heard = pasted(incoming, dialog, desk.stationery.photos)
    outcome = answer(dialog or Dialog(), heard, person, facts)
    _written(tx, outcome, owner, revision)
    forgot = (Say(common.FORGOT),) if dialog is None else ()
    said = (_remarked(reply, desk.stationery) for reply in (*forgot, *outcome.replies))
    replies = (issued(tx, reply, facts, incoming.at, desk.stationery) for reply in said)
    _answered(tx, incoming, tuple(replies), facts)
    return True


def _remarked(reply: Reply, stationery: Stationery) -> Reply:
    """A file that will not look as the office's own template says so, near the top: some channels cut long texts."""
    if not isinstance(reply, ShowFile) or not isinstance(reply.what, Paper) or not stationery.plainly(reply.what):
        return reply
    first, *others = reply.text.split("\n")
    return msgspec.structs.replace(reply, text="\n".join((first, PDF_PLAIN, *others)))


def _received(tx: Transaction, incoming: Incoming) -> bool:
    return inbox.receive(tx, incoming.id, incoming.account, encoder.encode(incoming.event), incoming.at)


def _written(tx: Transaction, outcome: Result, owner: str, revision: int) -> None:
    """Apply the writes; the dialog of somebody who has just joined goes on as the person's."""
    for write in outcome.writes:
        apply(tx, write)
    joined = next((write.person.id for write in outcome.writes if isinstance(write, AddPerson)), None)
    if joined is not None:
        dialogs.keep(tx, joined, dumps(outcome.state), 0)
        dialogs.keep(tx, owner, dumps(Dialog()), revision)
    else:
        dialogs.keep(tx, owner, dumps(outcome.state), revision)


def _answered(tx: Transaction, incoming: Incoming, replies: tuple[Reply, ...], facts: StoredFacts) -> None:
    for nth, reply in enumerate(replies):
        said = _announced(tx, incoming, reply, facts) if isinstance(reply, Announce) else reply
        _put(tx, incoming, nth, message_of(said, facts, incoming.at))


def _announced(tx: Transaction, incoming: Incoming, asked: Announce, facts: StoredFacts) -> Say:
    """Into the work group, once however often it is asked; what the person is told."""
    new = [
        outbox.put(tx, f"{CHANNEL}:{asked.key}:{nth}", WORK_GROUP, _encoded(part, facts, incoming.at), incoming.at)
        for nth, part in enumerate(asked.parts)
    ]
    return Say(asked.texts[0 if all(new) else 1])


def _encoded(reply: Reply, facts: StoredFacts, at: datetime) -> bytes:
    return encoder.encode(message_of(reply, facts, at))


def message_of(reply: Reply, facts: StoredFacts, at: datetime) -> Message:
    """What a reply is sent as: figures and rows it asks for are read now; `at` is in the zone of the person."""
    match reply:
        case ShowSummary():
            return filled(reply, facts, at.date())
        case ShowFile():
            return gathered(reply, facts, at)
        case Say() | Card():
            return reply
        case Announce() | Issue():  # became what is said and its file before; nothing else announces or releases
            return Say(common.BUG)
        case _:
            assert_never(reply)


def _put(tx: Transaction, incoming: Incoming, nth: int, message: Message) -> None:
    reply_id = f"{incoming.account.channel}:{incoming.id}:{nth}"
    outbox.put(tx, reply_id, incoming.account, encoder.encode(message), incoming.at, card_key=message.key)


def _apologised(desk: Desk, incoming: Incoming, error: Exception) -> bool:
    """Keep what came in, marked as failed, so that nothing is lost and somebody sees it (promise P10)."""
    with desk.database.writing() as tx:
        event, reason = encoder.encode(incoming.event), type(error).__name__
        inbox.mark_failed(tx, incoming.id, incoming.account, event, incoming.at, reason)
        _put(tx, incoming, 0, Say(common.BUG))
    return True

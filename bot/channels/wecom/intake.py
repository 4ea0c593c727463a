"""What came in on its way to the bot: every conversation in a line of its own, so that nobody waits for another."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.channel import Answer
from bot.channels.wecom import cards, frames
from bot.channels.wecom.backstage import Backstage
from bot.channels.wecom.connection import Connection
from bot.channels.wecom.heard import CHANNEL, Heard, heard
from bot.channels.wecom.media import Fetching
from handlers.texts import wecom as texts
from handlers.turn import Event, Incoming, Overheard, Sent
from handlers.turn import Refused as RefusedFile
from storage.model.activity import Evidence
from storage.model.people import Account

log = logging.getLogger(__name__)

FETCHES = 16
"""So many people's pictures and files are fetched at once: each may be as large as the ledger takes."""
LAST_LINES = 10
"""Seconds at the end for what was read and is not handed in yet."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing in its line, and what brings its pictures and files meanwhile, where it has some."""

    one: Heard
    fetching: "asyncio.Task[Event] | None"


class Intake:
    """Takes callbacks, answers at once what has to be, and hands in each conversation's things in their order."""

    def __init__(self, backstage: Backstage, fetching: Fetching) -> None:
        """Nothing is handed in before `connection` and `answer` are set."""
        self.connection: Connection | None = None
        self.answer: Answer | None = None
        self._backstage, self._fetching = backstage, fetching
        self._lines: dict[str, asyncio.Queue[Waiting]] = {}
        self._working: set[asyncio.Task[None]] = set()
        self._fetches: set[asyncio.Task[Event]] = set()
        self._few = asyncio.Semaphore(FETCHES)

    def put_aside(self, frame: frames.Body) -> None:
        """Every conversation has a line of its own; cards and welcomes are answered before anything else is done."""
        try:
            one = heard(frame)
        except (TypeError, ValueError, AttributeError, KeyError, OverflowError):
            one = None
        if one is None:
            log.warning("WeCom sent something nobody can read", extra={"action": "wecom_odd"})
            return
        if one.task or one.welcome:
            self._work(self._acknowledged(one))
        waiting = Waiting(one, self._begun(one) if one.links else None)
        if one.account in self._lines:
            self._lines[one.account].put_nowait(waiting)
        else:
            self._lines[one.account] = asyncio.Queue()
            self._lines[one.account].put_nowait(waiting)
            self._work(self._worked(one.account))

    async def finish(self) -> None:
        """Hand in what was read: WeCom sends nothing twice. Files that do not come are given up and asked for again."""
        if self._fetches:
            await asyncio.wait(self._fetches, timeout=self._backstage.pauses.answer)
        for fetching in self._fetches:
            fetching.cancel()
        if self._working:
            await asyncio.wait(self._working, timeout=LAST_LINES)
        if self._lines:
            left = sum(line.qsize() + 1 for line in self._lines.values())
            log.error("messages were lost at the end", extra={"action": "wecom_lost_lines", "count": left})
        for task in self._working:
            task.cancel()

    def _work(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _worked(self, account: str) -> None:
        line = self._lines[account]
        while not line.empty():
            waiting = line.get_nowait()
            try:
                await self._heard(waiting.one, await _event(waiting))
            except Exception:
                log.exception("what came in was not handed in", extra={"action": "wecom_not_heard"})
        del self._lines[account]

    async def _acknowledged(self, one: Heard) -> None:
        """What has to be answered within five seconds: a card that was tapped, a chat that was opened."""
        assert self.connection is not None  # noqa: S101 - set before anything comes
        try:
            if one.task:
                card = {"response_type": "update_template_card", "template_card": cards.answered(one.task)}
                await self.connection.call(frames.UPDATE, card, one.request)
            else:
                said = {"msgtype": "text", "text": {"content": texts.WELCOME}}
                await self.connection.call(frames.WELCOME, said, one.request)
        except (frames.Offline, frames.Unanswered, frames.Refused):
            log.info("a card or a welcome came too late", extra={"action": "wecom_late"})

    async def _heard(self, one: Heard, event: Event) -> None:
        """Hand it in; where the ledger keeps nothing just now it is handed in again."""
        incoming = Incoming(one.id, Account(CHANNEL, one.account), event, self._at(one))
        assert self.answer is not None  # noqa: S101 - set before anything comes
        while True:
            try:
                await self.answer(incoming)
            except self._backstage.unavailable:
                await asyncio.sleep(self._backstage.retry_seconds)
            else:
                return

    def _at(self, one: Heard) -> datetime:
        """When it was sent, in the zone of the people; a time that is none is now."""
        now = self._backstage.now()
        try:
            return datetime.fromtimestamp(one.date, UTC).astimezone(now.tzinfo) if one.date else now
        except (ValueError, OverflowError, OSError):
            return now

    def _begun(self, one: Heard) -> "asyncio.Task[Event]":
        """Pictures and files are fetched as soon as they are told of, within their five minutes."""
        fetching = asyncio.create_task(self._fetched(one))
        self._fetches.add(fetching)
        fetching.add_done_callback(self._fetches.discard)
        return fetching

    async def _fetched(self, one: Heard) -> Event:
        async with self._few, asyncio.timeout(self._backstage.pauses.fetch):
            fetched = [await self._fetching.fetched(link) for link in one.links]
        files = tuple(file for file in fetched if isinstance(file, Evidence))
        refused = next((file for file in fetched if isinstance(file, RefusedFile)), None)
        return Sent(files, one.caption) if files or refused is None else refused


async def _event(waiting: Waiting) -> Event:
    """What the bot hears; a file that was given up is asked for again."""
    one, fetching = waiting.one, waiting.fetching
    if fetching is None:
        return one.event or Overheard("event")
    await asyncio.wait({fetching})
    if fetching.cancelled() or fetching.exception():
        log.warning("a file was given up", extra={"action": "file_given_up"})
        return RefusedFile(one.links[0].name, "corrupt")
    return fetching.result()

"""From updates to turns: each chat in order, files fetched, albums gathered; taken means that its turn is kept."""

import asyncio
import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile

from telegram import Bot

from bot.channel import Answer
from bot.channels.telegram.fetching import Fetching
from bot.channels.telegram.heard import NOBODY, Heard, heard
from bot.channels.telegram.pauses import Pauses
from bot.channels.telegram.updates import LONGEST_RAW, Update
from handlers.turn import Event, Incoming, Overheard, Refused, Sent
from storage.model.activity import Evidence
from storage.model.people import Account

CHANNEL = "telegram"
REMEMBERED = 1000
"""Albums whose later parts are not waited for: the first part had its time."""


@dataclass(slots=True)
class _Waiting:
    """Something heard, and the promise that its turn is kept."""

    heard: Heard
    taken: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def ends(self, error: Exception | None = None) -> None:
        if self.taken.done():  # whoever waited has gone
            return
        if error is None:
            self.taken.set_result(None)
        else:
            self.taken.set_exception(error)
            self.taken.exception()  # nobody may be waiting: that is no fault


class Intake:
    """A lane per chat: one turn after the other in each, none waits for another chat."""

    def __init__(
        self, bot: Bot, answer: Answer, fetching: Fetching, now: Callable[[], datetime], pauses: Pauses
    ) -> None:
        """`now` carries the people's zone."""
        self._bot, self._answer, self._fetching, self._now, self._pauses = bot, answer, fetching, now, pauses
        self._lanes: dict[str, deque[_Waiting]] = {}
        self._working: set[asyncio.Task[None]] = set()
        self._albums: dict[str, None] = {}

    async def take(self, update: Update) -> Heard:
        """One update behind all earlier ones of its chat; parts of an album are one turn.

        Raises what `answer` raises. Then neither it nor what waited behind it was kept, and all of it may come again.
        """
        waiting = _Waiting(heard(update, self._bot.username))
        account = waiting.heard.account
        lane = self._lanes.get(account)
        if lane is None:
            lane = self._lanes[account] = deque()
            working = asyncio.create_task(self._work(account, lane))
            self._working.add(working)
            working.add_done_callback(self._working.discard)
        lane.append(waiting)
        await waiting.taken
        return waiting.heard

    async def take_unknown(self, body: bytes) -> None:
        """Something that is no update at all: kept under the hash of what came."""
        event = Overheard("unknown", body[:LONGEST_RAW].decode(errors="replace"))
        await self._answer(self._incoming(f"unknown.{hashlib.sha256(body).hexdigest()[:16]}", NOBODY, 0, event))

    async def finish(self) -> None:
        """Wait for the turns under way, as long as an orderly end may take."""
        if self._working:
            await asyncio.wait(self._working, timeout=self._pauses.end)

    async def _work(self, account: str, lane: deque[_Waiting]) -> None:
        try:
            while lane:
                together = await self._together(lane)
                await self._turn(tuple(sorted((one.heard for one in together), key=_number)))
                for one in together:
                    lane.popleft()
                    one.ends()
        except Exception as error:  # noqa: BLE001 - whoever waits gets it
            for one in lane:
                one.ends(error)
        finally:
            del self._lanes[account]

    async def _together(self, lane: deque[_Waiting]) -> tuple[_Waiting, ...]:
        """What comes next; an album's first parts wait until no more of it comes."""
        album = lane[0].heard.album
        if not album:
            return (lane[0],)
        while album not in self._albums:
            before = len(lane)
            await asyncio.sleep(self._pauses.album)
            if len(lane) == before:
                self._remember(album)
        return tuple(takewhile(lambda one: one.heard.album == album, lane))

    def _remember(self, album: str) -> None:
        self._albums[album] = None
        if len(self._albums) > REMEMBERED:
            del self._albums[next(iter(self._albums))]

    async def _turn(self, parts: tuple[Heard, ...]) -> None:
        """One thing that was said, or several files as one; what was refused is told as well."""
        first = parts[0]
        events = (first.event,) if first.event is not None else await self._files(parts)
        for nth, event in enumerate(events):
            key = f"{first.id}-{nth}" if nth else first.id
            await self._answer(self._incoming(key, first.account, first.date, event))

    async def _files(self, parts: tuple[Heard, ...]) -> tuple[Event, ...]:
        fetched = await asyncio.gather(*map(self._fetching.fetched, parts))
        files = tuple(one for one in fetched if isinstance(one, Evidence))
        caption = next((part.caption for part in parts if part.caption), "")
        sent: tuple[Event, ...] = (Sent(files, caption, parts[0].album),) if files else ()
        return (*sent, *(one for one in fetched if isinstance(one, Refused)))

    def _incoming(self, key: str, account: str, date: int, event: Event) -> Incoming:
        return Incoming(key, Account(CHANNEL, account), event, self._moment(date))

    def _moment(self, date: int) -> datetime:
        """When it was sent; a date that cannot be is taken for now."""
        now = self._now()
        try:
            return datetime.fromtimestamp(date, now.tzinfo) if date > 0 else now
        except (OverflowError, ValueError, OSError):
            return now


def _number(one: Heard) -> int:
    """The message's number within its chat."""
    number = one.id.rpartition(".")[2]
    return int(number) if number.isdecimal() else 0

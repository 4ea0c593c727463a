"""From updates to turns: files are fetched, albums gathered, and nothing counts as taken before its turn is kept."""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.channel import Answer
from bot.channels.telegram.heard import NOBODY, Heard, heard
from bot.channels.telegram.updates import Update
from handlers.turn import Event, Incoming, Overheard, Refused, Sent
from storage.model.activity import Evidence
from storage.model.people import Account

log = logging.getLogger(__name__)

CHANNEL = "telegram"
FETCH_TRIES = 3
FETCH_PAUSE = 1.0
LONGEST_RAW = 4000
ALBUM_SECONDS = 0.7
"""How long further parts of an album are waited for."""

Keep = Callable[[bytes, str], Evidence | Refused]


@dataclass(slots=True)
class _Album:
    """Parts that have come, and whether the turn for them is over."""

    parts: list[Heard] = field(default_factory=list)
    taken: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Intake:
    """Takes updates, each through its turn; raises what `answer` raises, and then nothing of it was kept."""

    def __init__(self, bot: Bot, answer: Answer, keep: Keep, now: Callable[[], datetime], file_limit: int) -> None:
        """`now` carries the people's zone; files beyond `file_limit` bytes are refused without being fetched."""
        self._bot, self._answer, self._keep, self._now, self._limit = bot, answer, keep, now, file_limit
        self._albums: dict[str, _Album] = {}

    async def take(self, update: Update) -> Heard:
        """One update; parts of an album that come within ALBUM_SECONDS are one event, and all wait for its turn."""
        one = heard(update, self._bot.username)
        if one.album:
            await self._gathered(one)
        else:
            await self._turn((one,))
        return one

    async def take_all(self, updates: Iterable[Update]) -> tuple[Heard, ...]:
        """A batch: each chat's updates one after the other, chats side by side, an album as one."""
        lanes: dict[str, list[Heard]] = {}
        everything = tuple(heard(update, self._bot.username) for update in updates)
        for one in everything:
            lanes.setdefault(one.account, []).append(one)
        await asyncio.gather(*map(self._lane, lanes.values()))
        return everything

    async def take_unknown(self, body: bytes) -> None:
        """Something that is no update at all: kept under the hash of what came."""
        raw = body[:LONGEST_RAW].decode(errors="replace")
        event = Overheard("unknown", raw)
        await self._answer(self._incoming(f"unknown.{hashlib.sha256(body).hexdigest()[:16]}", NOBODY, 0, event))

    async def _lane(self, lane: list[Heard]) -> None:
        while lane:
            album = lane[0].album
            count = next((nth for nth, one in enumerate(lane) if not album or one.album != album), len(lane)) or 1
            await self._turn(tuple(lane[:count]))
            del lane[:count]

    async def _gathered(self, part: Heard) -> None:
        key = f"{part.account}.{part.album}"
        album = self._albums.get(key)
        if album is not None:
            album.parts.append(part)
            await asyncio.shield(album.taken)
            return
        album = self._albums[key] = _Album([part])
        try:
            await asyncio.sleep(ALBUM_SECONDS)
            del self._albums[key]
            await self._turn(tuple(sorted(album.parts, key=lambda one: one.id)))
        except BaseException as error:
            self._albums.pop(key, None)
            _fail(album.taken, error)
            raise
        album.taken.set_result(None)

    async def _turn(self, parts: tuple[Heard, ...]) -> None:
        """One thing that was said, or several files as one; what was refused is told as well."""
        first = parts[0]
        if first.event is not None:
            await self._answer(self._incoming(first.id, first.account, first.date, first.event))
            return
        kept = await asyncio.gather(*map(self._fetched, parts))
        files = tuple(one for one in kept if isinstance(one, Evidence))
        caption = next((part.caption for part in parts if part.caption), "")
        events: list[Event] = [Sent(files, caption, first.album)] if files else []
        events += [one for one in kept if isinstance(one, Refused)]
        for nth, event in enumerate(events):
            await self._answer(
                self._incoming(f"{first.id}-{nth}" if nth else first.id, first.account, first.date, event)
            )

    def _incoming(self, key: str, account: str, date: int, event: Event) -> Incoming:
        now = self._now()
        at = datetime.fromtimestamp(date, now.tzinfo) if date else now
        return Incoming(key, Account(CHANNEL, account), event, at)

    async def _fetched(self, part: Heard) -> Evidence | Refused:
        """The file of one part, stored; after passing faults, tried again, the person is asked to send it once more."""
        file = part.file
        assert file is not None  # noqa: S101 - parts without an event have one
        name = file.file_name or "file"
        if file.file_size > self._limit:
            return Refused(name, "too_large", self._limit)
        for _ in range(FETCH_TRIES):
            try:
                content = await self._content(file.file_id)
            except BadRequest:  # Telegram gives bots no file beyond 20 MB
                return Refused(name, "too_large", self._limit)
            except TelegramError:
                log.warning("a file could not be fetched", extra={"action": "file_not_fetched", "message_id": part.id})
                await asyncio.sleep(FETCH_PAUSE)
                continue
            return await asyncio.to_thread(self._keep, content, name)
        return Refused(name, "corrupt")

    async def _content(self, file_id: str) -> bytes:
        file = await self._bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())


def _fail(taken: "asyncio.Future[None]", error: BaseException) -> None:
    """Those who wait for the turn fail like it; nobody may be waiting at all."""
    if isinstance(error, asyncio.CancelledError):
        taken.cancel()
    else:
        taken.set_exception(error)
        taken.exception()

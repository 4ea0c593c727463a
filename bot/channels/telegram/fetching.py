"""Photos and documents: fetched from Telegram and stored, or refused with the reason."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.telegram.heard import Heard
from handlers.turn import Refused
from storage.model.activity import Evidence

log = logging.getLogger(__name__)

TRIES = 3

Keep = Callable[[bytes, str], Evidence | Refused]


@dataclass(frozen=True, slots=True)
class Fetching:
    """Files up to `limit` bytes; `keep` stores one (blocking), `pause` are the seconds before another try."""

    bot: Bot
    keep: Keep
    limit: int
    pause: float

    async def fetched(self, part: Heard) -> Evidence | Refused:
        """The file of one part; where it cannot be had the person is asked to send it once more."""
        file = part.file
        assert file is not None  # noqa: S101 - parts without an event have one
        name = file.file_name or "file"
        if file.file_size > self.limit:
            return Refused(name, "too_large", self.limit)
        try:
            content = await self._content(file.file_id, part.id)
        except BadRequest as refusal:  # Telegram gives bots no file beyond 20 MB
            too_large = "too big" in refusal.message.lower()
            return Refused(name, "too_large", self.limit) if too_large else Refused(name, "corrupt")
        except TelegramError:
            return Refused(name, "corrupt")
        return await asyncio.to_thread(self.keep, content, name)

    async def _content(self, file_id: str, message_id: str) -> bytes:
        """Raises the last try's TelegramError; a refusal is the last try."""
        for left in reversed(range(TRIES)):
            try:
                file = await self.bot.get_file(file_id)
                return bytes(await file.download_as_bytearray())
            except (BadRequest, InvalidToken):
                raise
            except TelegramError:
                log.warning("a file was not fetched", extra={"action": "file_not_fetched", "message_id": message_id})
                if not left:
                    raise
                await asyncio.sleep(self.pause)
        raise AssertionError("the last try returns or raises")

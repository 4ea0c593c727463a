"""The robot's way to people: over its long connection."""

import asyncio

from bot.channel import Delivery
from bot.channels.wecom import frames
from bot.channels.wecom.connection import Connection
from bot.channels.wecom.frames import Body
from bot.channels.wecom.heard import GROUP
from bot.channels.wecom.pace import UPLOADS, Pace
from bot.channels.wecom.sending import Media, Words
from bot.channels.wecom.upload import brought_up
from bot.markdown import as_markdown, escaped

WORDS = Words("markdown", 20_480, as_markdown, escaped)
"""Texts and their bytes (documentation of the bots, page 101463)."""
UPLOADS_AT_ONCE = 2
SINGLE, GROUPED = 1, 2


class Line:
    """A way in the sense of `sending.Way`."""

    words = WORDS

    def __init__(self, connection: Connection, pace: Pace) -> None:
        """`pace` counts what is brought up as well."""
        self._connection, self._pace = connection, pace
        self._going_up = asyncio.Semaphore(UPLOADS_AT_ONCE)

    @property
    def running(self) -> bool:
        """Whether the connection is kept up."""
        return self._connection.running

    def takes_cards(self, account: str) -> bool:
        """In groups nobody answers for all."""
        return not account.startswith(GROUP)

    async def bring_up(self, media: Media) -> Body:
        """Few files go up at once: the line stays free for what people wait for. Raises SendFailed."""
        async with self._going_up:
            self._pace.take(UPLOADS)
            return await brought_up(self._connection, media)

    async def show(self, delivery: Delivery, body: Body) -> None:
        """One part. Raises SendFailed."""
        try:
            await self._connection.call(frames.SEND, {**_to(delivery.account), **body})
        except (frames.Offline, frames.Unanswered, frames.Refused) as error:
            raise frames.judged(error) from None


def _to(account: str) -> Body:
    """Whom: always with the kind of conversation, which the platform would guess otherwise."""
    if account.startswith(GROUP):
        return {"chatid": account.removeprefix(GROUP), "chat_type": GROUPED}
    return {"chatid": account, "chat_type": SINGLE}

"""One message to one conversation: its text, a card for its choices, then its picture or file."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.channel import Abilities, Delivery, Document, Message, SendFailed, Sheet
from bot.channels.wecom import cards, frames
from bot.channels.wecom.connection import Connection
from bot.channels.wecom.heard import GROUP
from bot.channels.wecom.pace import UPLOADS, Pace
from bot.channels.wecom.upload import Media, brought_up
from bot.render import as_lines, choices, pieces
from handlers.texts import wecom as texts

LONGEST = 20_480
"""Bytes of one text (documentation of the bots, page 101463)."""
LARGEST_PICTURE = 2_000_000
UPLOADS_AT_ONCE = 2
IN_FLIGHT = 16
"""Messages on the line that are not answered yet: so many are unsure when it is lost, and no more."""
SINGLE, GROUPED = 1, 2
MOMENT = 1.0
"""Seconds until a message that is begun is tried on where nobody said how long to wait."""

Part = Media | frames.Body
Rest = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


def octets(text: str) -> int:
    """How long a text is for WeCom: in bytes, three for most characters."""
    return len(text.encode())


ABILITIES = Abilities(
    edits=False,
    buttons=cards.MOST_BUTTONS,
    pictures=True,
    text_limit=LONGEST,
    repeats_safely=False,
    measure=octets,
)


@dataclass(frozen=True, slots=True)
class Making:
    """`picture` draws a summary, `document` makes a file, both block; `unavailable`: the ledger is away just now."""

    picture: Callable[[Sheet], bytes]
    document: Callable[[Document], bytes]
    unavailable: tuple[type[Exception], ...] = ()


class Sender:
    """Sends over a connection, at its pace. Lives on one event loop."""

    def __init__(self, connection: Connection, pace: Pace, making: Making, rest: Rest = asyncio.sleep) -> None:
        """Nothing is under way yet; `rest` is how a message that is begun waits for its next part."""
        self._connection, self._pace, self._making, self._rest = connection, pace, making, rest
        self._under_way = 0
        self._ending = False
        self._going_up, self._in_flight = asyncio.Semaphore(UPLOADS_AT_ONCE), asyncio.Semaphore(IN_FLIGHT)
        self._idle = asyncio.Event()

    async def send(self, delivery: Delivery) -> None:
        """All of a message. Raises SendFailed; once a part of it has arrived it is never sent from its beginning."""
        if self._ending:
            raise frames.judged(frames.Offline())
        self._under_way += 1
        try:
            await self._sent(delivery)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    def begin(self) -> None:
        """From now on messages may be sent."""
        self._ending = False

    async def finish(self, patience: float) -> None:
        """Begin no further message, and let those that are begun come to their end."""
        self._ending = True
        self._idle.clear()
        if self._under_way:
            try:
                await asyncio.wait_for(self._idle.wait(), patience)
            except TimeoutError:
                return

    async def _sent(self, delivery: Delivery) -> None:
        """Files are brought up before anything is shown; one that WeCom never takes is missing, and that is told."""
        parts, missing = [], None
        whole = await self._parts(delivery)
        self._pace.look(delivery.account, len(whole))
        for part in whole:
            try:
                parts.append((part, await self._body(part)))
            except SendFailed as failed:
                if not failed.permanent:
                    raise
                missing = failed
        self._pace.take(delivery.account, len(parts))
        for nth, (part, body) in enumerate(parts):
            await self._shown(delivery.account, part, body, begun=nth > 0)
        if missing:
            raise missing

    async def _body(self, part: Part) -> frames.Body:
        """What is sent; few files go up at once: the line stays free for what people wait for."""
        if not isinstance(part, Media):
            return part
        async with self._going_up:
            self._pace.take(UPLOADS)
            return await brought_up(self._connection, part)

    async def _shown(self, account: str, part: Part, body: frames.Body, *, begun: bool) -> None:
        """One part. Of a message that is begun it waits here when it must, so that the other parts follow."""
        failed = await self._failure(account, body)
        if failed and failed.reason == frames.TOO_OLD:
            failed = await self._failure(account, await self._body(part))
        while failed:
            wait = begun and self._connection.running and not (failed.permanent or failed.uncertain)
            if not wait:
                raise _after(failed, begun=begun)
            await self._rest(failed.retry_after or MOMENT)
            failed = await self._failure(account, body)

    async def _failure(self, account: str, body: frames.Body) -> SendFailed | None:
        """Try once; why it failed."""
        try:
            async with self._in_flight:
                await self._connection.call(frames.SEND, {**_to(account), **body})
        except (frames.Offline, frames.Unanswered, frames.Refused) as error:
            return frames.judged(error)
        return None

    async def _parts(self, delivery: Delivery) -> list[Part]:
        """Everything a message becomes, in the order people see it. While the ledger is away it waits."""
        message = delivery.message
        with_card = cards.fits(message) and not delivery.account.startswith(GROUP)
        parts: list[Part] = [
            {"msgtype": "markdown", "markdown": {"content": text}} for text in _texts(message, with_card=with_card)
        ]
        try:
            parts += [await asyncio.to_thread(make) for make in self._media(message)]
        except self._making.unavailable as error:
            raise SendFailed("the ledger is not reached", away=True) from error
        if with_card:
            parts.append({"msgtype": "template_card", "template_card": cards.card(message, delivery.id)})
        return parts

    def _media(self, message: Message) -> Iterator[Callable[[], Media]]:
        if isinstance(message, Sheet) and message.picture:
            yield lambda: _picture(self._making.picture(message))
        if isinstance(message, Document):
            yield lambda: Media("file", message.name, self._making.document(message))


def _picture(drawn: bytes) -> Media:
    return Media("image" if len(drawn) <= LARGEST_PICTURE else "file", "summary.png", drawn)


def _to(account: str) -> dict[str, Any]:
    """Whom: always with the kind of conversation, which the platform would guess otherwise."""
    if account.startswith(GROUP):
        return {"chatid": account.removeprefix(GROUP), "chat_type": GROUPED}
    return {"chatid": account, "chat_type": SINGLE}


def _texts(message: Message, *, with_card: bool) -> Iterator[str]:
    """What people wrote stays text; choices that no card takes are numbered below it."""
    lines = as_lines(message)
    if message.buttons and not with_card:
        lines = f"{lines}\n{choices(message)}"
    yield from pieces(lines.translate(texts.LOOK_ALIKE), LONGEST, octets)


def _after(failed: SendFailed, *, begun: bool) -> SendFailed:
    """The failure of a message of which something has arrived already."""
    return SendFailed(failed.reason, uncertain=True) if begun and not failed.permanent else failed

"""One message to one conversation, by whichever way: its text, its picture or file, then a card for its choices."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.channel import Abilities, Delivery, Document, Message, SendFailed, Sheet
from bot.channels.wecom import cards
from bot.channels.wecom.frames import TOO_OLD, Body
from bot.channels.wecom.pace import Pace
from bot.render import as_lines, choices, pieces

LARGEST_PICTURE = 2_000_000
IN_FLIGHT = 16
"""Messages that are not answered yet: so many are unsure when WeCom is lost, and no more."""
MOMENT = 1.0
"""Seconds until a message that is begun is tried on where nobody said how long to wait."""

Rest = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


def octets(text: str) -> int:
    """How long a text is for WeCom: in bytes, three for most characters."""
    return len(text.encode())


@dataclass(frozen=True, slots=True)
class Media:
    """A picture ("image") or file ("file") to bring up, under the name people see."""

    kind: str
    name: str
    content: bytes


Part = Media | Body


@dataclass(frozen=True, slots=True)
class Making:
    """`picture` draws a summary, `document` makes a file, both block; `unavailable`: the ledger is away just now."""

    picture: Callable[[Sheet], bytes]
    document: Callable[[Document], bytes]
    unavailable: tuple[type[Exception], ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """How texts are shown: as `kind` of at most `longest` bytes.

    `whole` writes a message as it looks best; what is too long for that is lines, which can be cut anywhere. `escaped`
    keeps what people wrote text.
    """

    kind: str
    longest: int
    whole: Callable[[Message], str]
    escaped: Callable[[str], str]

    def abilities(self) -> Abilities:
        """What a channel with such texts can do; nothing on WeCom can be changed or told from its repeat."""
        return Abilities(
            edits=False,
            buttons=cards.MOST_BUTTONS,
            pictures=True,
            text_limit=self.longest,
            repeats_safely=False,
            measure=octets,
        )

    def bodies(self, message: Message, *, with_card: bool) -> Iterator[Body]:
        """The text in parts that fit; choices that no card takes are numbered below it."""
        lines = self.whole(message)
        if octets(lines) > self.longest:
            lines = self.escaped(as_lines(message))
        if message.buttons and not with_card:
            lines = f"{lines}\n\n{self.escaped(choices(message))}"
        for text in pieces(lines, self.longest, octets):
            yield {"msgtype": self.kind, self.kind: {"content": text}}


class Way(Protocol):
    """How parts reach people. What fails raises SendFailed."""

    words: Words

    @property
    def running(self) -> bool:
        """Whether it makes sense to wait until a part can be shown."""

    def takes_cards(self, account: str) -> bool:
        """Whether a conversation shows cards."""

    async def bring_up(self, media: Media) -> Body:
        """The body that shows a file; nobody has seen anything yet, so never an uncertain failure."""

    async def show(self, delivery: Delivery, body: Body) -> None:
        """One part."""


class Sender:
    """Sends by one way, at its pace. Lives on one event loop."""

    def __init__(self, way: Way, pace: Pace, making: Making, rest: Rest = asyncio.sleep) -> None:
        """Nothing is under way yet; `rest` is how a message that is begun waits for its next part."""
        self._way, self._pace, self._making, self._rest = way, pace, making, rest
        self._under_way, self._ending = 0, False
        self._in_flight, self._idle = asyncio.Semaphore(IN_FLIGHT), asyncio.Event()

    def begin(self) -> None:
        """From now on messages are taken, as they are at first."""
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

    async def send(self, delivery: Delivery) -> None:
        """All of a message. Raises SendFailed; once a part of it has arrived it is never sent from its beginning."""
        if self._ending:
            raise SendFailed("WeCom is not connected", away=True)
        self._under_way += 1
        try:
            await self._sent(delivery)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

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
            await self._shown(delivery, part, body, begun=nth > 0)
        if missing:
            raise missing

    async def _body(self, part: Part) -> Body:
        return await self._way.bring_up(part) if isinstance(part, Media) else part

    async def _shown(self, delivery: Delivery, part: Part, body: Body, *, begun: bool) -> None:
        """One part. Of a message that is begun it waits here when it must, so that the other parts follow."""
        failed = await self._failure(delivery, body)
        if failed and failed.reason == TOO_OLD:
            failed = await self._failure(delivery, await self._body(part))
        while failed:
            wait = begun and self._way.running and not (failed.permanent or failed.uncertain)
            if not wait:
                raise failed.after(begun=begun)
            await self._rest(failed.retry_after or MOMENT)
            failed = await self._failure(delivery, body)

    async def _failure(self, delivery: Delivery, body: Body) -> SendFailed | None:
        """Try once; why it failed."""
        try:
            async with self._in_flight:
                await self._way.show(delivery, body)
        except SendFailed as failed:
            return failed
        return None

    async def _parts(self, delivery: Delivery) -> list[Part]:
        """Everything a message becomes, in the order people see it. While the ledger is away it waits."""
        message = delivery.message
        with_card = cards.fits(message) and self._way.takes_cards(delivery.account)
        parts: list[Part] = [*self._way.words.bodies(message, with_card=with_card)]
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

"""One message to one person through the app: its text, its picture or file, then a card for its choices."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass

from bot.channel import Abilities, Delivery, Document, Message, SendFailed, Sheet
from bot.channels.wecom import cards
from bot.channels.wecom.app.api import Api, Body
from bot.channels.wecom.app.faults import UNREACHABLE, Refused, Unanswered, Unreached, judged
from bot.channels.wecom.pace import Pace
from bot.channels.wecom.sending import LARGEST_PICTURE, octets
from bot.channels.wecom.upload import LARGEST_FILE
from bot.render import as_lines, choices, pieces
from handlers.texts import wecom as texts

LONGEST = 2048
"""Bytes of one text (page 90236)."""
TWICE_WITHIN = 120
"""Seconds within which WeCom drops a push that is the same as one before: as long as repeating it may take."""
ABILITIES = Abilities(
    edits=False,
    buttons=cards.MOST_BUTTONS,
    pictures=True,
    text_limit=LONGEST,
    repeats_safely=False,
    measure=octets,
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends as the app of number `agent`; `picture` draws a summary, `document` makes a file, both block.

    Without `with_cards` choices are typed: inside WeChat no card is shown.
    """

    api: Api
    agent: int
    pace: Pace
    picture: Callable[[Sheet], bytes]
    document: Callable[[Document], bytes]
    with_cards: bool = True

    async def send(self, delivery: Delivery) -> None:
        """All of a message. Raises SendFailed; once a part of it has arrived it is never sent from its beginning."""
        begun = False
        try:
            bodies = [body async for body in self._bodies(delivery)]
            self.pace.take(delivery.account, len(bodies))
            for body in bodies:
                await self._post(delivery, body)
                begun = True
        except SendFailed as failed:
            raise failed.after(begun=begun) from None
        except (Refused, Unreached, Unanswered) as error:
            raise judged(error).after(begun=begun) from None

    async def _bodies(self, delivery: Delivery) -> AsyncIterator[Body]:
        message = delivery.message
        with_card = self.with_cards and cards.fits(message)
        for text in _texts(message, with_card=with_card):
            yield {"msgtype": "text", "text": {"content": text}}
        if isinstance(message, Sheet) and message.picture:
            drawn = await asyncio.to_thread(self.picture, message)
            yield await self._media("image" if len(drawn) <= LARGEST_PICTURE else "file", "summary.png", drawn)
        if isinstance(message, Document):
            yield await self._media("file", message.name, await asyncio.to_thread(self.document, message))
        if with_card:
            yield {"msgtype": "template_card", "template_card": cards.card(message, delivery.id)}

    async def _media(self, kind: str, name: str, content: bytes) -> Body:
        if len(content) > LARGEST_FILE:
            raise SendFailed("the file is too large for WeCom", permanent=True)
        try:
            media = await self.api.upload(kind, name, content)
        except Unanswered:
            media = await self.api.upload(kind, name, content)  # nobody has seen it: once more does no harm
        return {"msgtype": kind, kind: {"media_id": media}}

    async def _post(self, delivery: Delivery, body: Body) -> None:
        """A push of which nobody knows what became is sent again, where the platform drops what it has already."""
        whole = {"touser": delivery.account, "agentid": self.agent, **body}
        if delivery.urgent:
            answer = await self.api.call("message/send", whole)
        else:
            whole |= {"enable_duplicate_check": 1, "duplicate_check_interval": TWICE_WITHIN}
            try:
                answer = await self.api.call("message/send", whole)
            except Unanswered:
                answer = await self.api.call("message/send", whole)
        if answer.get("invaliduser") or answer.get("unlicenseduser"):
            raise Refused(UNREACHABLE[0])


def _texts(message: Message, *, with_card: bool) -> Iterator[str]:
    """Choices that no card takes are numbered below; what people wrote makes no links."""
    lines = as_lines(message)
    if message.buttons and not with_card:
        lines = f"{lines}\n{choices(message)}"
    yield from pieces(lines.translate(texts.NO_LINKS), LONGEST, octets)

"""One message to one conversation: its text, a card for its choices, then its picture or file."""

import asyncio
import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.channel import Abilities, Delivery, Document, Message, SendFailed, Sheet
from bot.channels.wecom import cards, frames
from bot.channels.wecom.connection import Connection
from bot.channels.wecom.heard import GROUP
from bot.channels.wecom.pace import Pace
from bot.render import as_lines, choices, pieces
from handlers.texts import wecom as texts

LONGEST = 20_480
"""Bytes of one text (documentation of the bots, page 101463)."""
CHUNK, MOST_CHUNKS = 512 * 1024, 100
LARGEST_PICTURE, LARGEST_FILE = 2_000_000, 20_000_000
SINGLE, GROUPED = 1, 2


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
class Sender:
    """Sends over a connection; `picture` draws a summary, `document` makes a file, both block."""

    connection: Connection
    pace: Pace
    picture: Callable[[Sheet], bytes]
    document: Callable[[Document], bytes]

    async def send(self, delivery: Delivery) -> None:
        """All of a message. Raises SendFailed; once a part of it has arrived it is never sent from its beginning."""
        begun = False
        try:
            async for body in self._bodies(delivery):
                self.pace.take(delivery.account)
                await self.connection.call(frames.SEND, {**_to(delivery.account), **body})
                begun = True
        except SendFailed as failed:
            raise failed.after(begun=begun) from None
        except (frames.Offline, frames.Unanswered, frames.Refused) as error:
            raise frames.judged(error).after(begun=begun) from None

    async def _bodies(self, delivery: Delivery) -> Any:  # noqa: ANN401 - an asynchronous generator of bodies
        message = delivery.message
        with_card = cards.fits(message) and not delivery.account.startswith(GROUP)
        for text in _texts(message, with_card=with_card):
            yield {"msgtype": "markdown", "markdown": {"content": text}}
        if isinstance(message, Sheet) and message.picture:
            drawn = await asyncio.to_thread(self.picture, message)
            kind = "image" if len(drawn) <= LARGEST_PICTURE else "file"
            yield await self._media(kind, "summary.png", drawn)
        if isinstance(message, Document):
            yield await self._media("file", message.name, await asyncio.to_thread(self.document, message))
        if with_card:
            yield {"msgtype": "template_card", "template_card": cards.card(message, delivery.id)}

    async def _media(self, kind: str, name: str, content: bytes) -> dict[str, Any]:
        """Bring up a file in parts; sending the same part twice does no harm."""
        if len(content) > LARGEST_FILE:
            raise SendFailed("the file is too large for WeCom", permanent=True)
        parts = [content[at : at + CHUNK] for at in range(0, len(content), CHUNK)]
        begun = await self.connection.call(
            frames.UPLOAD_INIT,
            {
                "type": kind,
                "filename": name,
                "total_size": len(content),
                "total_chunks": len(parts),
                "md5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
            },
        )
        upload = str(begun.get("upload_id", ""))
        for nth, part in enumerate(parts):
            chunk = {"upload_id": upload, "chunk_index": nth, "base64_data": base64.b64encode(part).decode()}
            await self.connection.call(frames.UPLOAD_CHUNK, chunk)
        done = await self.connection.call(frames.UPLOAD_FINISH, {"upload_id": upload})
        return {"msgtype": kind, kind: {"media_id": str(done.get("media_id", ""))}}


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

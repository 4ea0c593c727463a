"""Brings a message to a chat: new, in the place of an older one, or as a picture with its figures."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

import msgspec
from telegram import Bot, InlineKeyboardMarkup, InputMediaPhoto
from telegram import Message as Sent
from telegram.error import BadRequest, InvalidToken, RetryAfter

from bot.channel import Delivery, Document, Message, SendFailed, Sheet
from bot.channels.telegram.faults import judged, unchanged
from bot.channels.telegram.markup import Keyboard, as_html, caption, clipped, keyboard, rich, texts_of
from bot.channels.telegram.pace import LONGEST_WAIT, Crowded, Pace
from bot.channels.telegram.request import json_fields

T = TypeVar("T")

Drawn = Callable[[Sheet], Awaitable[bytes]]
"""Draws the picture of a summary; PNG."""

Made = Callable[[Document], Awaitable[bytes]]
"""Makes a file to take along. Raises SendFailed."""


class _Numbered(msgspec.Struct):
    """What a sent message is called."""

    message_id: int


class Sender:
    """Sends through one bot, at its pace. References are message ids, joined by commas where there are several."""

    def __init__(self, bot: Bot, pace: Pace, drawn: Drawn, made: Made) -> None:
        """`drawn` makes the pictures of summaries, `made` files to take along."""
        self._bot, self._pace, self._drawn, self._made = bot, pace, drawn, made
        self._knows_rich = True

    async def send(self, delivery: Delivery) -> str:
        """Bring it there; its reference. Raises SendFailed."""
        if not delivery.urgent:
            await self._gap()
        if delivery.replaces and (changed := await self._changed(delivery, delivery.replaces.split(","))):
            return changed
        sent = await self._new(delivery.account, delivery.message)
        if delivery.retires:  # only now: whoever waits sees the new one first, and keeps the old one if it fails
            await self._retire(delivery.account, delivery.retires)
        return sent

    async def _new(self, chat: str, message: Message) -> str:
        """All parts in order, the choices below the last; a failure after the first part makes the whole uncertain."""
        if isinstance(message, Sheet):
            return await self._sheet(chat, message)
        if isinstance(message, Document):
            return await self._document(chat, message)
        sent: list[int] = []
        parts = texts_of(message)
        for nth, part in enumerate(parts, start=1):
            choices = keyboard(message.buttons) if nth == len(parts) else None
            sent.append(await self._part(chat, as_html(message, part), choices, begun=bool(sent)))
        return ",".join(map(str, sent))

    async def _part(self, chat: str, text: str, choices: Keyboard | None, *, begun: bool) -> int:
        call = lambda: self._call("sendMessage", chat, choices, text=text, parse_mode="HTML")  # noqa: E731
        return msgspec.convert(await self._called(chat, call, begun=begun), _Numbered).message_id

    async def _sheet(self, chat: str, sheet: Sheet) -> str:
        """The picture with the key figures, then the tables with the choices."""
        sent = []
        if sheet.picture:
            png, said = await self._drawn(sheet), caption(sheet.summary)
            photo: Sent = await self._called(chat, lambda: self._bot.send_photo(chat, png, caption=said))
            sent.append(photo.message_id)
        table = await self._rich(chat, sheet, begun=bool(sent))
        if table is None:
            parts = texts_of(sheet)
            for nth, part in enumerate(parts, start=1):
                choices = keyboard(sheet.buttons) if nth == len(parts) else None
                sent.append(await self._part(chat, as_html(sheet, part), choices, begun=bool(sent)))
        else:
            sent.append(table)
        return ",".join(map(str, sent))

    async def _document(self, chat: str, document: Document) -> str:
        """The file under its own name, what is said and the choices below it."""
        content, said = await self._made(document), clipped(document.text)
        choices = keyboard(document.buttons)
        below = InlineKeyboardMarkup.de_json(dict(choices), self._bot) if choices else None
        sent: Sent = await self._called(
            chat,
            lambda: self._bot.send_document(
                chat,
                content,
                filename=document.name,
                caption=said,
                reply_markup=below,
                disable_content_type_detection=True,
            ),
        )
        return str(sent.message_id)

    async def _rich(self, chat: str, sheet: Sheet, *, begun: bool) -> int | None:
        """The tables as a rich message (Bot API 10.1); None where the server cannot, which is then remembered."""
        html = rich(sheet.summary) if self._knows_rich else None
        if html is None:
            return None
        choices = keyboard(sheet.buttons)
        try:
            answer = await self._paced(
                chat, lambda: self._call("sendRichMessage", chat, choices, rich_message={"html": html})
            )
            return msgspec.convert(answer, _Numbered).message_id
        except (InvalidToken, BadRequest):  # 404, where the server does not know the method
            self._knows_rich = False
            return None
        except Exception as error:
            raise judged(error, self._pace, chat, begun=begun) from error

    async def _changed(self, delivery: Delivery, older: list[str]) -> str | None:
        """The older message changed in place, where it still can be and its shape is the same; else None."""
        message, chat = delivery.message, delivery.account
        if isinstance(message, Document):
            return None
        parts, choices = texts_of(message), keyboard(message.buttons)
        if isinstance(message, Sheet):
            return await self._changed_sheet(chat, message, older) if len(older) == 1 + message.picture else None
        if len(parts) != 1 or len(older) != 1:
            return None
        text, place = as_html(message, parts[0]), int(older[0])
        return older[0] if await self._edited(chat, lambda: self._edit_text(chat, place, text, choices)) else None

    async def _changed_sheet(self, chat: str, sheet: Sheet, older: list[str]) -> str | None:
        """Picture and tables of a summary in the places of the earlier ones."""
        if sheet.picture:
            media = InputMediaPhoto(await self._drawn(sheet), caption=caption(sheet.summary))
            place = int(older[0])
            if not await self._edited(chat, lambda: self._bot.edit_message_media(media, chat, place)):
                return None
        parts, choices, last = texts_of(sheet), keyboard(sheet.buttons), int(older[-1])
        html = rich(sheet.summary) if self._knows_rich else None
        if html is None and len(parts) != 1:
            return None
        edit = (
            (lambda: self._edit_text(chat, last, as_html(sheet, parts[0]), choices))
            if html is None
            else (lambda: self._call("editMessageText", chat, choices, message_id=last, rich_message={"html": html}))
        )
        return ",".join(older) if await self._edited(chat, edit) else None

    async def _edit_text(self, chat: str, place: int, text: str, choices: Keyboard | None) -> object:
        return await self._call("editMessageText", chat, choices, message_id=place, text=text, parse_mode="HTML")

    async def _call(self, method: str, chat: str, choices: Keyboard | None, **fields: object) -> object:
        """A call whose answer is not made into the library's objects: that costs more than all the rest of it."""
        markup = {"reply_markup": choices} if choices else {}
        return await self._bot.request.post(
            f"{self._bot.base_url}/{method}", json_fields(chat_id=chat, **fields, **markup)
        )

    async def _edited(self, chat: str, call: Callable[[], Awaitable[object]]) -> bool:
        """Whether a message was changed (or is as it should be already); False where it cannot be any more."""
        try:
            await self._paced(chat, call)
        except BadRequest as error:
            return unchanged(error)
        except Exception as error:
            failure = judged(error, self._pace, chat)
            failure.uncertain = False  # to change a message twice is to change it once
            raise failure from error
        return True

    async def _retire(self, chat: str, older: str) -> None:
        """Take the buttons off a card further up. It is a courtesy: where it fails, old buttons do no harm."""
        with suppress(Exception):
            place = int(older.rpartition(",")[2])
            await self._call("editMessageReplyMarkup", chat, None, message_id=place)

    async def _called(self, chat: str, call: Callable[[], Awaitable[T]], *, begun: bool = False) -> T:
        """Call once; a message that is begun waits here when it must, so that its other parts follow."""
        try:
            return await self._paced(chat, call)
        except RetryAfter as error:
            failure = judged(error, self._pace, chat, begun=begun)
            if begun and failure.retry_after <= LONGEST_WAIT:
                return await self._called(chat, call, begun=begun)
            raise failure from error
        except Exception as error:
            raise judged(error, self._pace, chat, begun=begun) from error

    async def _gap(self) -> None:
        """Let every answer go first; it was not tried, so however long that takes it is not given up."""
        try:
            await self._pace.gap()
        except Crowded as error:
            raise SendFailed("answers go first", retry_after=error.seconds, away=True) from error

    async def _paced(self, chat: str, call: Callable[[], Awaitable[T]]) -> T:
        await self._pace.turn(chat)
        return await call()

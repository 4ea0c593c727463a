"""From an update to what the bot hears: who, in which order, and what is still to be fetched. Pure."""

import re
from dataclasses import dataclass
from typing import Final

import msgspec

from bot.channels.telegram.updates import File, Message, Tap, Update
from handlers.turn import Edited, Elsewhere, Event, Overheard, Said, Tapped, Unreadable

PRIVATE: Final = "private"
NOBODY: Final = "nobody"
"""The account under which updates are kept that belong to no chat we know."""

_CONTROLS = {
    "sticker": "sticker",
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "location": "location",
    "contact": "contact",
    "video": "other",
    "animation": "other",
    "poll": "other",
    "dice": "other",
    "story": "other",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing for the bot. `id` is unique in the channel, `account` the chat, `date` seconds since 1970 (0: now).

    Where `file` is set the event is a photo or document still to be fetched, with `caption`; parts of one `album` carry
    its name. `tap` is the id of a tap that waits for its acknowledgement.
    """

    id: str
    account: str
    date: int
    event: Event | None = None
    file: File | None = None
    caption: str = ""
    album: str = ""
    tap: str = ""


def heard(update: Update, bot_name: str) -> Heard:
    """What an update means; `bot_name` is the bot's user name without the @.

    A message keeps its id over repeats and edits, so that an edit finds what the message became.
    """
    if update.message is not None:
        return _message(update.message, bot_name)
    if update.edited_message is not None:
        return _edited(update.edited_message)
    if update.callback_query is not None:
        return _tap(update.callback_query)
    return Heard(f"update.{update.update_id}", NOBODY, 0, Overheard("update", update.raw))


def message_key(message: Message) -> str:
    """The id of a message in the channel."""
    return f"{message.chat.id}.{message.message_id}"


def _message(message: Message, bot_name: str) -> Heard:
    key, account = message_key(message), str(message.chat.id)
    if message.chat.type != PRIVATE:
        event: Event = Elsewhere() if _addressed(message, bot_name) else Overheard("group")
        return Heard(key, account, message.date, event)
    file = _file(message)
    if file is not None:
        return Heard(key, account, message.date, None, file, message.caption, message.media_group_id)
    return Heard(key, account, message.date, _event(message))


def _file(message: Message) -> File | None:
    """The largest size of a photo, or the document."""
    if message.photo:
        return msgspec.structs.replace(message.photo[-1], file_name=f"{message.message_id}.jpg")
    return message.document


def _event(message: Message) -> Event:
    if message.text:
        return Said(message.text)
    for name, what in _CONTROLS.items():
        if getattr(message, name) is not None:
            return Unreadable(what)
    return Overheard("service")  # somebody joined, a chat was renamed, and the like


def _edited(message: Message) -> Heard:
    key = message_key(message)
    text = message.text or message.caption
    if message.chat.type != PRIVATE or not text:
        return Heard(f"edit.{key}.{message.edit_date}", str(message.chat.id), message.edit_date, Overheard("edit"))
    return Heard(f"edit.{key}.{message.edit_date}", str(message.chat.id), message.edit_date, Edited(text, key))


def _tap(tap: Tap) -> Heard:
    """A tap counts for the chat its card stands in; one without a chat (an inline message) is nobody's."""
    chat = tap.message.chat if tap.message else None
    if chat is None or chat.type != PRIVATE or not tap.data:
        return Heard(f"tap.{tap.id}", str(chat.id) if chat else NOBODY, 0, Overheard("tap"), tap=tap.id)
    return Heard(f"tap.{tap.id}", str(chat.id), 0, Tapped(tap.data), tap=tap.id)


def _addressed(message: Message, bot_name: str) -> bool:
    """In a group: a command, the bot's name, or an answer to what the bot said."""
    replied = message.reply_to_message
    if replied and replied.sender and replied.sender.is_bot:
        return True
    text = message.text or message.caption
    command = re.match(r"/\w+(?:@(\w+))?", text, re.ASCII)
    if command:
        return command[1] is None or command[1].lower() == bot_name.lower()
    return f"@{bot_name}".lower() in text.lower()

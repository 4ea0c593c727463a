"""What Telegram sends, as values of our own: only the fields we use, whatever else there may be."""

import msgspec

LONGEST_RAW = 4000
"""How much is kept of what we do not know."""


class User(msgspec.Struct, frozen=True):
    """Who wrote; only the id counts."""

    id: int
    is_bot: bool = False


class Chat(msgspec.Struct, frozen=True):
    """Where it was written: "private", "group", "supergroup" or "channel"."""

    id: int
    type: str


class File(msgspec.Struct, frozen=True):
    """A photo size or document that can be fetched by its id."""

    file_id: str
    file_size: int = 0
    file_name: str = ""


class Entity(msgspec.Struct, frozen=True):
    """A part of the text; offsets count UTF-16 units."""

    type: str
    offset: int
    length: int


class Replied(msgspec.Struct, frozen=True):
    """The message that was answered."""

    sender: User | None = msgspec.field(default=None, name="from")


class Message(msgspec.Struct, frozen=True):
    """A message, new or edited. What it carries besides text is known by which field is there."""

    message_id: int
    date: int
    chat: Chat
    sender: User | None = msgspec.field(default=None, name="from")
    edit_date: int = 0
    text: str = ""
    caption: str = ""
    entities: tuple[Entity, ...] = ()
    caption_entities: tuple[Entity, ...] = ()
    photo: tuple[File, ...] = ()
    document: File | None = None
    media_group_id: str = ""
    reply_to_message: Replied | None = None
    sticker: object = None
    voice: object = None
    audio: object = None
    video_note: object = None
    location: object = None
    contact: object = None
    video: object = None
    animation: object = None
    poll: object = None
    dice: object = None
    story: object = None


class Tap(msgspec.Struct, frozen=True):
    """A button was tapped."""

    id: str
    sender: User = msgspec.field(name="from")
    data: str = ""
    message: Message | None = None


class Update(msgspec.Struct, frozen=True):
    """One thing that happened. Of what we do not know `raw` is the beginning, as it came."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Tap | None = None
    raw: str = ""


class Numbered(msgspec.Struct, frozen=True):
    """The least an update has."""

    update_id: int


_update = msgspec.json.Decoder(Update)
_numbered = msgspec.json.Decoder(Numbered)


def read_update(body: bytes) -> Update | None:
    """An update; one that is shaped strangely keeps its number and how it came. None where it has not even a number."""
    try:
        update = _update.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        update = None
    if update and (update.message or update.edited_message or update.callback_query):
        return update
    try:
        return Update(_numbered.decode(body).update_id, raw=body[:LONGEST_RAW].decode(errors="replace"))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None

"""The chats of the fake Bot API as people see them: what the bot sent, and what it changed since."""

from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram_uploads import ATTACHED, caption_of, checked_file, checked_group
from tests.fakes.telegram_words import TEXT_LIMIT, Refused, checked_html, checked_keyboard

BOT = {"id": 123456, "is_bot": True, "first_name": "科普台账", "username": "kepu_bot"}
DATE = 1789725600
"""Every message is of this moment, in the morning of 2026-09-18, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Appeared:
    """Something a chat showed at one time: a new message, or an older one changed (or left just as it was)."""

    chat: str
    number: int
    plain: str
    buttons: tuple[tuple[tuple[str, str], ...], ...]
    """Rows of labels and their data."""
    new: bool
    picture: bool = False
    file: str = ""


class Chats:
    """What stands in every chat now, by chat and number, and everything that ever appeared there."""

    def __init__(self) -> None:
        self.shown: dict[tuple[str, int], dict[str, Any]] = {}
        self.appeared: list[Appeared] = []
        self._last_message = 500

    def message(self, chat: int, **more: object) -> dict[str, Any]:
        """A message as Telegram describes it; a negative chat is a group."""
        self._last_message += 1
        kind = "supergroup" if chat < 0 else "private"
        return {
            "message_id": self._last_message,
            "date": DATE,
            "chat": {"id": chat, "type": kind},
            "from": {"id": abs(chat), "is_bot": False, "first_name": "x"},
            **more,
        }

    def send_message(self, fields: dict[str, Any]) -> dict[str, Any]:
        return self._new(fields, checked_html(fields["text"], TEXT_LIMIT))

    def send_rich_message(self, fields: dict[str, Any]) -> dict[str, Any]:
        return self._new(fields, fields["rich_message"]["html"])

    def send_photo(self, fields: dict[str, Any]) -> dict[str, Any]:
        checked_file("photo", fields["photo"])
        return self._new(fields, caption_of(fields))

    def send_document(self, fields: dict[str, Any]) -> dict[str, Any]:
        checked_file("document", fields["document"])
        return self._new(fields, caption_of(fields))

    def send_media_group(self, fields: dict[str, Any]) -> list[dict[str, Any]]:
        album = f"album{self._last_message}"
        return [self._new(one, caption_of(one)) | {"media_group_id": album} for one in checked_group(fields)]

    def edit_text(self, fields: dict[str, Any]) -> dict[str, Any]:
        known = self._known(fields)
        checked_keyboard(fields)
        rich = fields.get("rich_message")
        plain = rich["html"] if rich else checked_html(fields["text"], TEXT_LIMIT)
        unchanged = (plain, fields.get("reply_markup")) == (known["plain"], known.get("reply_markup"))
        known.clear()
        known.update(fields | {"plain": plain})
        self._appears(fields)
        if unchanged:
            raise Refused("message is not modified: specified new message content and reply markup are the same")
        return self._described(fields)

    def edit_media(self, fields: dict[str, Any]) -> dict[str, Any]:
        media = fields["media"]
        photo = checked_file("photo", fields.get(media["media"].removeprefix(ATTACHED)))
        self._known(fields).update(plain=caption_of(media), photo=photo)
        self._appears(fields)
        return self._described(fields)

    def edit_markup(self, fields: dict[str, Any]) -> dict[str, Any]:
        known = self._known(fields)
        if fields.get("reply_markup") == known.get("reply_markup"):
            raise Refused("message is not modified")
        known.pop("reply_markup", None)
        return self._described(fields)

    def _new(self, fields: dict[str, Any], plain: str) -> dict[str, Any]:
        checked_keyboard(fields)
        message = self.message(int(fields["chat_id"]))
        self.shown[str(fields["chat_id"]), message["message_id"]] = fields | {"plain": plain}
        self._appears(fields | message, new=True)
        return message | {"from": BOT}

    def _known(self, fields: dict[str, Any]) -> dict[str, Any]:
        known = self.shown.get(_place(fields))
        if known is None:
            raise Refused("message to edit not found")
        return known

    def _described(self, fields: dict[str, Any]) -> dict[str, Any]:
        """A message that stands there already, as an edit answers with it."""
        chat, number = _place(fields)
        return self.message(int(chat)) | {"message_id": number}

    def _appears(self, fields: dict[str, Any], *, new: bool = False) -> None:
        place = _place(fields)
        stands = self.shown[place]
        rows = (stands.get("reply_markup") or {}).get("inline_keyboard", ())
        buttons = tuple(tuple((one["text"], one["callback_data"]) for one in row) for row in rows)
        name = getattr(stands.get("document"), "name", "")
        self.appeared.append(Appeared(*place, stands["plain"], buttons, new, "photo" in stands, name))


def _place(fields: dict[str, Any]) -> tuple[str, int]:
    return str(fields["chat_id"]), int(fields["message_id"])

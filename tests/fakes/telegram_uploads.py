"""Files that the bot sends to the fake Bot API: what Telegram would refuse of them."""

from collections.abc import Mapping
from typing import Any

from tests.fakes.telegram_words import CAPTION_LIMIT, Refused, Upload, checked_html

PICTURES = (b"\x89PNG", b"\xff\xd8\xff")
PHOTO_LIMIT, DOCUMENT_LIMIT = 10 * 1024**2, 50 * 1024**2
FEWEST, MOST = 2, 10
"""How many files a group holds."""
GROUPED = ({"photo"}, {"document"})
"""What may stand together in a group."""
ATTACHED = "attach://"


def caption_of(fields: Mapping[str, Any]) -> str:
    """The caption as people see it, which there need not be."""
    return checked_html(fields["caption"], CAPTION_LIMIT) if fields.get("caption") else ""


def checked_file(kind: str, content: object) -> Upload:
    """The file itself. Refused where it is none, empty, too large, without a name, or no picture where one is due."""
    if not isinstance(content, Upload) or not content:
        raise Refused("file must be non-empty")
    if len(content) > (PHOTO_LIMIT if kind == "photo" else DOCUMENT_LIMIT):
        raise Refused("file is too big")
    if kind == "photo" and not content.startswith(PICTURES):
        raise Refused("IMAGE_PROCESS_FAILED")
    if not content.name:
        raise Refused("file must have a name")
    return content


def checked_group(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Fields of one message for each file. Refused where there are too few or many, mixed kinds, or buttons."""
    media = fields["media"]
    if not FEWEST <= len(media) <= MOST:
        raise Refused("group must contain 2-10 items")
    if {one["type"] for one in media} not in GROUPED:
        raise Refused("this kind of file cannot be sent in this group")
    if fields.get("reply_markup"):
        raise Refused("a group takes no reply_markup")
    return [
        {
            "chat_id": fields["chat_id"],
            "caption": one.get("caption", ""),
            one["type"]: checked_file(one["type"], fields.get(one["media"].removeprefix(ATTACHED))),
        }
        for one in media
    ]

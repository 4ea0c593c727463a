"""How the fake Bot API reads what it is called with, and what Telegram would refuse."""

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from aiohttp import web

STRUCTURED = {"reply_markup", "commands", "allowed_updates", "media", "rich_message"}
"""Parameters that may come as JSON within JSON."""
TAG = re.compile(r"</?([a-z0-9]+)[^>]*>")
ALLOWED_TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}
TEXT_LIMIT, CAPTION_LIMIT, DATA_LIMIT = 4096, 1024, 64


class Refused(Exception):
    """A call that Telegram would refuse with 400."""


class Upload(bytes):
    """What was uploaded, whole, and the name it came with."""

    name = ""


def _uploaded(value: web.FileField) -> Upload:
    upload = Upload(value.file.read())
    upload.name = value.filename
    return upload


async def fields_of(request: web.Request) -> dict[str, Any]:
    """The parameters of a call, JSON or multipart, files as bytes."""
    if request.content_type == "application/json":
        given: dict[str, Any] = json.loads(await request.text() or "{}")
        return {name: _read(name, value) for name, value in given.items()}
    if request.content_type != "multipart/form-data":
        return {}
    form = await request.post()
    return {
        name: _uploaded(value) if isinstance(value, web.FileField) else _read(name, str(value))
        for name, value in form.items()
    }


def _read(name: str, value: object) -> object:
    if name not in STRUCTURED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def failed(status: int, description: str, parameters: Mapping[str, object] | None = None) -> web.Response:
    """An answer that says no."""
    body = {"ok": False, "error_code": status, "description": description}
    return web.json_response(body | ({"parameters": dict(parameters)} if parameters else {}), status=status)


def checked_html(text: str, limit: int) -> str:
    """The text as people see it. Refused where a tag is unknown or left open, or where it is too long."""
    open_tags: list[str] = []
    for tag in TAG.finditer(text):
        if tag[1] not in ALLOWED_TAGS:
            raise Refused(f'can\'t parse entities: unsupported start tag "{tag[1]}"')
        if not tag[0].startswith("</"):
            open_tags.append(tag[1])
        elif not open_tags or open_tags.pop() != tag[1]:
            raise Refused("can't parse entities: unexpected end tag")
    plain = TAG.sub("", text)
    if open_tags or re.search(r"<|&(?!lt;|gt;|amp;|quot;|#)", plain):
        raise Refused("can't parse entities")
    return checked_length(unescape(plain), limit)


def checked_length(plain: str, limit: int) -> str:
    """The text itself. Refused where it is empty or too long; lengths are UTF-16 units."""
    if not plain:
        raise Refused("message text is empty")
    if len(plain.encode("utf-16-le")) // 2 > limit:
        raise Refused("message is too long")
    return plain


def checked_keyboard(fields: Mapping[str, Any]) -> None:
    """Refused where a button has no label, or data of no or too many bytes."""
    markup = fields.get("reply_markup") or {}
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            if not 1 <= len(button.get("callback_data", "x").encode()) <= DATA_LIMIT or not button["text"]:
                raise Refused("BUTTON_DATA_INVALID")

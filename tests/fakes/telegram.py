"""A strict Bot API of our own on 127.0.0.1: long polls, the webhook, uploads with real bytes, and faults on demand."""

import asyncio
import json
import re
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

TOKEN = "123456:secret-token-of-the-fake"
BOT = {"id": 123456, "is_bot": True, "first_name": "科普台账", "username": "kepu_bot"}
DATE = 1789725600
"""Every message is of 2026-09-18 10:00 UTC+8 unless told otherwise."""

TAG = re.compile(r"</?([a-z0-9]+)[^>]*>")
STRUCTURED = {"reply_markup", "commands", "allowed_updates", "media", "rich_message"}
"""Parameters that may come as JSON within JSON."""
ALLOWED_TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What the next call of a method gets instead: a status with fields, or (`hang`) taken and never answered."""

    status: int = 500
    description: str = "Internal Server Error"
    parameters: Mapping[str, object] = field(default_factory=dict)
    hang: bool = False


class Refused(Exception):
    """A call that Telegram would refuse with 400."""


class FakeTelegram:
    """Chats as Telegram would show them, and everything the bot called."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.shown: dict[tuple[str, int], dict[str, Any]] = {}
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.files: dict[str, bytes] = {}
        self.webhook: dict[str, Any] = {}
        self.knows_rich = False
        self.url = ""
        self._updates: dict[int, dict[str, Any]] = {}
        self._last_update, self._last_message = 1000, 500
        self._changed = asyncio.Condition()
        self._polling = 0

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["FakeTelegram"]:
        """Listen on a free port."""
        app = web.Application(client_max_size=64 * 1024**2)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        assert runner.addresses
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await runner.cleanup()

    # What people do.

    async def say(self, chat: int, text: str, **more: object) -> int:
        """Somebody writes; the update's number."""
        return await self.happens({"message": self.message(chat, text=text, **more)})

    async def edit(self, chat: int, message_id: int, text: str) -> int:
        """Somebody changes a message of theirs."""
        changed = self.message(chat, text=text) | {"message_id": message_id, "edit_date": DATE + 60}
        return await self.happens({"edited_message": changed})

    async def tap(self, chat: int, message_id: int, data: str) -> int:
        """Somebody taps a button of a message."""
        query = {
            "id": f"tap{self._last_update}",
            "from": {"id": chat, "is_bot": False, "first_name": "x"},
            "data": data,
            "message": self.message(chat) | {"message_id": message_id},
        }
        return await self.happens({"callback_query": query})

    async def photo(self, chat: int, content: bytes, album: str = "", caption: str = "") -> int:
        """Somebody sends a photo."""
        return await self.happens({"message": self.photo_message(chat, content, album, caption)})

    def photo_message(self, chat: int, content: bytes, album: str = "", caption: str = "") -> dict[str, Any]:
        """A photo in two sizes; the larger one is the file."""
        file_id = f"photo{len(self.files)}"
        self.files[file_id] = content
        sizes = [{"file_id": f"{file_id}-small", "file_size": 10}, {"file_id": file_id, "file_size": len(content)}]
        more = (
            {"photo": sizes} | ({"media_group_id": album} if album else {}) | ({"caption": caption} if caption else {})
        )
        return self.message(chat, **more)

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

    async def happens(self, update: dict[str, Any]) -> int:
        """Something new for the bot, by its webhook where it has one."""
        self._last_update += 1
        await self.repeats({"update_id": self._last_update} | update)
        return self._last_update

    async def repeats(self, update: dict[str, Any]) -> None:
        """The very update, perhaps once more."""
        if self.webhook.get("url"):
            await self._post(json.dumps(update).encode())
            return
        async with self._changed:
            self._updates[update["update_id"]] = update
            self._changed.notify_all()

    async def _post(self, body: bytes) -> int:
        headers = {"x-telegram-bot-api-secret-token": self.webhook.get("secret_token", "")}
        async with ClientSession() as session, session.post(self.webhook["url"], data=body, headers=headers) as answer:
            acted = await answer.json() if answer.status == 200 else {}
            if acted.get("method"):
                self.calls.append((acted.pop("method"), acted))
            return answer.status

    async def confirmed(self, update_id: int) -> None:
        """Wait until the bot has confirmed an update, by asking for later ones."""
        async with self._changed:
            await self._changed.wait_for(lambda: update_id not in self._updates)

    def pending(self) -> list[int]:
        """Updates that are not confirmed."""
        return sorted(self._updates)

    # What a test asks.

    def of(self, method: str) -> list[dict[str, Any]]:
        """What the bot called under one method."""
        return [fields for name, fields in self.calls if name == method]

    def texts(self, chat: int) -> list[str]:
        """What stands in a chat now, in order, as people see it."""
        return [said["plain"] for (where, _), said in sorted(self.shown.items()) if where == str(chat)]

    def last(self, chat: int) -> tuple[int, dict[str, Any]]:
        """The newest message of the bot in a chat."""
        return max((number, said) for (where, number), said in self.shown.items() if where == str(chat))

    # What the bot calls.

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return _failed(401, "Unauthorized")
        fields = await _fields(request)
        self.calls.append((method, fields))
        if self.faults[method]:
            fault = self.faults[method].popleft()
            if fault.hang:
                await self._act(method, fields)
                await asyncio.Event().wait()
            return _failed(fault.status, fault.description, fault.parameters)
        try:
            result = await self._act(method, fields)
        except Refused as refusal:
            return _failed(400, f"Bad Request: {refusal}")
        except web.HTTPException as failure:
            return _failed(failure.status, failure.reason)
        return web.json_response({"ok": True, "result": result})

    async def _act(self, method: str, fields: dict[str, Any]) -> object:
        acts: dict[str, Callable[[dict[str, Any]], object]] = {
            "getMe": lambda _: BOT,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "editMessageText": self._edit_text,
            "editMessageMedia": self._edit_media,
            "editMessageReplyMarkup": self._edit_markup,
            "answerCallbackQuery": lambda _: True,
            "getFile": self._get_file,
            "setMyCommands": lambda _: True,
            "setMyDescription": lambda _: True,
            "setMyShortDescription": lambda _: True,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
        }
        if method == "getUpdates":
            return await self._get_updates(fields)
        if method == "sendRichMessage" and self.knows_rich:
            return self._new(fields, fields["rich_message"]["html"])
        if method not in acts:
            raise web.HTTPNotFound(reason="Not Found")
        return acts[method](fields)

    async def _get_updates(self, fields: dict[str, Any]) -> list[dict[str, Any]]:
        if self._polling:
            raise web.HTTPConflict(reason="Conflict: terminated by other getUpdates request")
        self._polling += 1
        try:
            async with self._changed:
                self._updates = {nth: one for nth, one in self._updates.items() if nth >= fields.get("offset", 0)}
                self._changed.notify_all()
                if not self._updates and fields.get("timeout"):
                    await self._changed.wait_for(lambda: bool(self._updates))
                return [self._updates[nth] for nth in sorted(self._updates)][: fields.get("limit", 100)]
        finally:
            self._polling -= 1

    def _send_message(self, fields: dict[str, Any]) -> dict[str, Any]:
        return self._new(fields, _checked_html(fields["text"], 4096))

    def _send_photo(self, fields: dict[str, Any]) -> dict[str, Any]:
        if not fields["photo"].startswith(b"\x89PNG"):
            raise Refused("IMAGE_PROCESS_FAILED")
        return self._new(fields, _checked_html(fields.get("caption", ""), 1024))

    def _new(self, fields: dict[str, Any], plain: str) -> dict[str, Any]:
        _checked_keyboard(fields)
        chat = str(fields["chat_id"])
        message = self.message(int(chat))
        self.shown[chat, message["message_id"]] = fields | {"plain": plain}
        return message | {"from": BOT}

    def _known(self, fields: dict[str, Any]) -> dict[str, Any]:
        known = self.shown.get((str(fields["chat_id"]), int(fields["message_id"])))
        if known is None:
            raise Refused("message to edit not found")
        return known

    def _edit_text(self, fields: dict[str, Any]) -> object:
        known = self._known(fields)
        _checked_keyboard(fields)
        rich = fields.get("rich_message")
        plain = rich["html"] if rich else _checked_html(fields["text"], 4096)
        if (plain, fields.get("reply_markup")) == (known["plain"], known.get("reply_markup")):
            raise Refused("message is not modified: specified new message content and reply markup are the same")
        known.clear()
        known.update(fields | {"plain": plain})
        return self.message(int(fields["chat_id"])) | {"message_id": int(fields["message_id"])}

    def _edit_media(self, fields: dict[str, Any]) -> object:
        self._known(fields)["plain"] = fields["media"].get("caption", "")
        return self.message(int(fields["chat_id"])) | {"message_id": int(fields["message_id"])}

    def _edit_markup(self, fields: dict[str, Any]) -> object:
        known = self._known(fields)
        if fields.get("reply_markup") == known.get("reply_markup"):
            raise Refused("message is not modified")
        known.pop("reply_markup", None)
        return self.message(int(fields["chat_id"])) | {"message_id": int(fields["message_id"])}

    def _get_file(self, fields: dict[str, Any]) -> dict[str, Any]:
        content = self.files.get(fields["file_id"])
        if content is None or len(content) > 20 * 1024**2:
            raise Refused("file is too big")
        return {"file_id": fields["file_id"], "file_unique_id": "u", "file_path": f"photos/{fields['file_id']}.jpg"}

    async def _download(self, request: web.Request) -> web.Response:
        name = request.match_info["path"].removeprefix("photos/").removesuffix(".jpg")
        return web.Response(body=self.files[name])

    def _set_webhook(self, fields: dict[str, Any]) -> bool:
        self.webhook = fields
        return True

    def _delete_webhook(self, _fields: dict[str, Any]) -> bool:
        self.webhook = {}
        return True


async def _fields(request: web.Request) -> dict[str, Any]:
    """The parameters of a call, JSON or multipart, files as bytes."""
    if request.content_type == "application/json":
        given = json.loads(await request.text() or "{}")
        return {
            name: _parsed(value) if name in STRUCTURED and isinstance(value, str) else value
            for name, value in given.items()
        }
    fields: dict[str, Any] = {}
    if request.content_type == "multipart/form-data":
        form = await request.post()
        for name, value in form.items():
            fields[name] = (
                value.file.read()
                if isinstance(value, web.FileField)
                else (_parsed(str(value)) if name in STRUCTURED else str(value))
            )
    return fields


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _failed(status: int, description: str, parameters: Mapping[str, object] | None = None) -> web.Response:
    body = {"ok": False, "error_code": status, "description": description} | (
        {"parameters": dict(parameters)} if parameters else {}
    )
    return web.json_response(body, status=status)


def _checked_html(text: str, limit: int) -> str:
    """The text as people see it. Refused where a tag is unknown or left open, or where it is too long."""
    open_tags: list[str] = []
    for tag in TAG.finditer(text):
        if tag[1] not in ALLOWED_TAGS:
            raise Refused(f'can\'t parse entities: unsupported start tag "{tag[1]}"')
        if tag[0].startswith("</"):
            if not open_tags or open_tags.pop() != tag[1]:
                raise Refused("can't parse entities: unexpected end tag")
        else:
            open_tags.append(tag[1])
    plain = TAG.sub("", text)
    if open_tags or re.search(r"<|&(?!lt;|gt;|amp;|quot;|#)", plain):
        raise Refused("can't parse entities")
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    if not 1 <= len(plain.encode("utf-16-le")) // 2 <= limit:
        raise Refused("message is too long" if plain else "message text is empty")
    return plain


def _checked_keyboard(fields: dict[str, Any]) -> None:
    markup = fields.get("reply_markup") or {}
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            if not 1 <= len(button.get("callback_data", "x").encode()) <= 64 or not button["text"]:
                raise Refused("BUTTON_DATA_INVALID")

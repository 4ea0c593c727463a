"""A strict Bot API of our own on 127.0.0.1: long polls, the webhook, uploads with real bytes, and faults on demand."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.telegram_chats import BOT, DATE, Chats
from tests.fakes.telegram_updates import Updates
from tests.fakes.telegram_words import Refused, failed, fields_of

TOKEN = "123456:secret-token-of-the-fake"
FILE_LIMIT = 20 * 1024**2
"""Telegram gives bots no larger file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What the next call of a method gets instead: a status with fields, or it is taken and then never answered

    (`hang`), or its connection reset (`reset`).
    """

    status: int = 500
    description: str = "Internal Server Error"
    parameters: Mapping[str, object] = field(default_factory=dict)
    hang: bool = False
    reset: bool = False


class FakeTelegram(Chats):
    """Chats as Telegram would show them, and everything the bot called."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.files: dict[str, bytes] = {}
        self.knows_rich = False
        self.url = ""
        self.updates = Updates(self.calls)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["FakeTelegram"]:
        """Listen on a free port."""
        app = web.Application(client_max_size=64 * 1024**2)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        assert runner.addresses
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            await self.updates.close()
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
            "id": f"tap{self._last_message}",
            "from": {"id": chat, "is_bot": False, "first_name": "x"},
            "data": data,
            "message": self.message(chat) | {"message_id": message_id},
        }
        return await self.happens({"callback_query": query})

    async def photo(self, chat: int, content: bytes, album: str = "", caption: str = "") -> int:
        """Somebody sends a photo."""
        return await self.happens({"message": self.photo_message(chat, content, album, caption)})

    def photo_message(
        self, chat: int, content: bytes, album: str = "", caption: str = "", **more: object
    ) -> dict[str, Any]:
        """A photo in two sizes; the larger one is the file."""
        file_id = self._stored("photo", content)
        sizes = [{"file_id": f"{file_id}-small", "file_size": 10}, {"file_id": file_id, "file_size": len(content)}]
        said = {"media_group_id": album, "caption": caption}
        return self.message(chat, photo=sizes, **{name: value for name, value in said.items() if value}, **more)

    def document_message(self, chat: int, content: bytes, name: str, **more: object) -> dict[str, Any]:
        """A file as it is; Telegram keeps its name."""
        file_id = self._stored("document", content)
        return self.message(chat, document={"file_id": file_id, "file_size": len(content), "file_name": name}, **more)

    async def happens(self, update: dict[str, Any]) -> int:
        """Something new for the bot; its number."""
        return await self.updates.happens(update)

    async def repeats(self, update: dict[str, Any]) -> None:
        """The very update, perhaps once more."""
        await self.updates.repeats(update)

    async def confirmed(self, update_id: int) -> None:
        """Wait until the bot has confirmed an update: it asked for later ones, or its webhook answered 200."""
        await self.updates.confirmed(update_id)

    # What a test asks.

    @property
    def webhook(self) -> dict[str, Any]:
        """The fields the webhook was set with; empty while there is none."""
        return self.updates.webhook

    def pending(self) -> list[int]:
        """Updates that are not confirmed."""
        return self.updates.pending()

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
            return failed(401, "Unauthorized")
        fields = await fields_of(request)
        self.calls.append((method, fields))
        if self.faults[method]:
            fault = self.faults[method].popleft()
            if fault.hang or fault.reset:
                await self._act(method, fields)
            if fault.hang:
                await asyncio.Event().wait()
            if fault.reset and request.transport:
                request.transport.abort()
            return failed(fault.status, fault.description, fault.parameters)
        try:
            result = await self._act(method, fields)
        except Refused as refusal:
            return failed(400, f"Bad Request: {refusal}")
        except web.HTTPException as failure:
            return failed(failure.status, failure.reason)
        return web.json_response({"ok": True, "result": result})

    async def _act(self, method: str, fields: dict[str, Any]) -> object:
        acts: dict[str, Callable[[dict[str, Any]], object]] = {
            "getMe": lambda _: BOT,
            "sendMessage": self.send_message,
            "sendPhoto": self.send_photo,
            "sendDocument": self.send_document,
            "sendMediaGroup": self.send_media_group,
            "editMessageText": self.edit_text,
            "editMessageMedia": self.edit_media,
            "editMessageReplyMarkup": self.edit_markup,
            "answerCallbackQuery": lambda _: True,
            "getFile": self._get_file,
            "setMyCommands": lambda _: True,
            "setMyDescription": lambda _: True,
            "setMyShortDescription": lambda _: True,
        }
        waits: dict[str, Callable[[dict[str, Any]], Awaitable[object]]] = {
            "getUpdates": self.updates.get,
            "setWebhook": self.updates.set_webhook,
            "deleteWebhook": self.updates.delete_webhook,
        }
        if method in waits:
            return await waits[method](fields)
        if method == "sendRichMessage" and self.knows_rich:
            return self.send_rich_message(fields)
        if method not in acts:
            raise web.HTTPNotFound(reason="Not Found")
        return acts[method](fields)

    def _stored(self, kind: str, content: bytes) -> str:
        file_id = f"{kind}{len(self.files)}"
        self.files[file_id] = content
        return file_id

    def _get_file(self, fields: dict[str, Any]) -> dict[str, Any]:
        file_id = fields["file_id"]
        content = self.files.get(file_id)
        if content is None:
            raise Refused("wrong file_id or the file is temporarily unavailable")
        if len(content) > FILE_LIMIT:
            raise Refused("file is too big")
        return {"file_id": file_id, "file_unique_id": "u", "file_size": len(content), "file_path": f"files/{file_id}"}

    async def _download(self, request: web.Request) -> web.Response:
        content = self.files.get(request.match_info["path"].removeprefix("files/"))
        if content is None or request.match_info["token"] != TOKEN:
            return failed(404, "Not Found")
        return web.Response(body=content)

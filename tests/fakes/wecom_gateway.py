"""A strict gateway of WeCom's long connection on 127.0.0.1: what people would see, and every loss on demand."""

import asyncio
import base64
import hashlib
import json
import os
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from tests.fakes.wecom_cards import is_card

BOT, SECRET = "aib-fake", "secret-of-the-fake-gateway"
LONGEST, CHUNK = 20_480, 512 * 1024
SENT_KINDS = ("markdown", "template_card", "file", "image")


@dataclass(frozen=True, slots=True)
class Appeared:
    """Something a conversation was shown: `chat_type` 1 single, 2 group."""

    chat: str
    chat_type: int
    kind: str
    content: Any


@dataclass
class Upload:
    """A file on its way up."""

    kind: str
    name: str
    size: int
    chunks: int
    md5: str
    parts: dict[int, bytes] = field(default_factory=dict)


class FakeGateway:
    """Conversations as people would see them.

    `at` is when everything is sent, in seconds since 1970 (0: not told), `mute` answers no heartbeat, `faults` are
    error codes, or "lost" for an answer that never comes, of the next pushes.
    """

    def __init__(self) -> None:
        self.appeared: list[Appeared] = []
        self.updated: list[dict[str, Any]] = []
        self.welcomed: list[str] = []
        self.frames: list[dict[str, Any]] = []
        self.known: set[str] = set()
        self.faults: deque[int | str] = deque()
        self.mute = False
        self.at = 0
        self.subscribed = 0
        self.files: dict[str, tuple[str, bytes]] = {}
        self.media: dict[str, bytes] = {}
        self.url = self.media_url = ""
        self._uploads: dict[str, Upload] = {}
        self._callbacks: dict[str, str] = {}
        self._socket: ServerConnection | None = None
        self._numbers = count(1)
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["FakeGateway"]:
        """Listen on free ports: the gateway, and the host of pictures and files."""
        app = web.Application()
        app.router.add_get("/{name}", self._download)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.media_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with serve(self._talk, "127.0.0.1", 0, max_size=4 * 1024**2, close_timeout=0.1) as server:
            self.url = f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
            yield self
        await runner.cleanup()

    # What people do.

    async def text(self, person: str, words: str, id_: str = "", **more: object) -> str:
        return await self.message(person, "text", {"content": words}, id_, **more)

    async def message(self, person: str, kind: str, content: object, id_: str = "", **more: object) -> str:
        """Somebody writes; the id of the message."""
        id_ = id_ or f"m{next(self._numbers)}"
        body = {"msgid": id_, "aibotid": BOT, "chattype": "single", "from": {"userid": person}, "msgtype": kind}
        self.known.add(str(more.get("chatid") or person))
        await self._push("aibot_msg_callback", {**body, kind: content, **more}, "message")
        return id_

    async def event(self, person: str, kind: str, content: object = None, **more: object) -> str:
        """Something happens: a card is tapped, a chat opened. The id of the callback's request."""
        body = {"msgid": f"e{next(self._numbers)}", "aibotid": BOT, "from": {"userid": person}, "msgtype": "event"}
        event = {"eventtype": kind, **({kind: content} if content is not None else {})}
        return await self._push("aibot_event_callback", {**body, "event": event, **more}, kind)

    async def tap(self, person: str, task: str, key: str) -> str:
        card = {"card_type": "button_interaction", "task_id": task, "event_key": key}
        return await self.event(person, "template_card_event", card, chattype="single")

    def picture(self, content: bytes, name: str = "") -> dict[str, str]:
        """A picture or file as a message carries it: where it lies, locked with a key of its own."""
        key, place = os.urandom(32), f"f{next(self._numbers)}"
        self.media[place] = locked(content, key)
        return {"url": f"{self.media_url}/{place}", "aeskey": base64.b64encode(key).decode(), "filename": name}

    async def raw(self, frame: str | bytes) -> None:
        """Something odd."""
        await (await self.connected()).send(frame)

    # What befalls the line.

    async def connected(self) -> ServerConnection:
        """The connection, once the bot has subscribed."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._socket is not None)
        assert self._socket is not None
        return self._socket

    async def lose(self, how: str) -> None:
        """A clean close by its code, or an end of the line without a word."""
        socket, self._socket = await self.connected(), None
        if how == "abort":
            socket.transport.abort()
        else:
            await socket.close(int(how))

    async def kick(self) -> None:
        """Another process subscribes this bot."""
        await self.event("", "disconnected_event")
        self._socket = None

    async def seen(self, number: int) -> None:
        """Wait until so much has appeared."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.appeared) >= number)

    async def _push(self, cmd: str, body: dict[str, Any], kind: str) -> str:
        request = f"r{next(self._numbers)}"
        self._callbacks[request] = kind
        frame = {"cmd": cmd, "headers": {"req_id": request}, "body": body | {"create_time": self.at}}
        await (await self.connected()).send(json.dumps(frame, ensure_ascii=False))
        return request

    # The gateway.

    async def _talk(self, socket: ServerConnection) -> None:
        try:
            async for raw in socket:
                frame = json.loads(raw)
                self.frames.append(frame)
                code, body = await self._answer(socket, frame)
                if code is not None:
                    answer = {
                        "headers": {"req_id": frame["headers"]["req_id"]},
                        "errcode": code,
                        "errmsg": "x",
                        "body": body,
                    }
                    await socket.send(json.dumps(answer))
        except ConnectionClosed:
            pass
        finally:
            if self._socket is socket:
                self._socket = None

    async def _answer(self, socket: ServerConnection, frame: dict[str, Any]) -> tuple[int | None, dict[str, Any]]:
        cmd, body, request = frame["cmd"], frame["body"], frame["headers"]["req_id"]
        if cmd == "aibot_subscribe":
            return await self._subscribe(socket, body)
        if socket is not self._socket:
            return 846605, {}
        match cmd:
            case "ping":
                return (None if self.mute else 0), {}
            case "aibot_send_msg":
                return await self._send(body)
            case "aibot_respond_welcome_msg" if self._callbacks.get(request) == "enter_chat":
                self.welcomed.append(body["text"]["content"])
                return 0, {}
            case "aibot_respond_update_msg" if self._callbacks.get(request) == "template_card_event":
                self.updated.append(body["template_card"])
                return 0, {}
            case "aibot_upload_media_init" | "aibot_upload_media_chunk" | "aibot_upload_media_finish":
                return self._upload(cmd.rpartition("_")[2], body)
            case _:
                return 846605, {}

    async def _subscribe(self, socket: ServerConnection, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.subscribed += 1
        if body != {"bot_id": BOT, "secret": SECRET}:
            return 853000, {}
        async with self._changed:
            self._socket = socket
            self._changed.notify_all()
        return 0, {}

    async def _send(self, body: dict[str, Any]) -> tuple[int | None, dict[str, Any]]:
        fault = self.faults.popleft() if self.faults else 0
        if isinstance(fault, int) and fault:
            return fault, {}
        code = self._refusal(body)
        if code:
            return code, {}
        kind = body["msgtype"]
        content = body[kind]
        shown = content["content"] if kind == "markdown" else content
        if kind in ("file", "image"):
            shown = self.files[content["media_id"]]
        async with self._changed:
            self.appeared.append(Appeared(body["chatid"], body["chat_type"], kind, shown))
            self._changed.notify_all()
        return (None if fault == "lost" else 0), {}

    def _refusal(self, body: dict[str, Any]) -> int:
        kind = body.get("msgtype")
        if body.get("chat_type") not in (1, 2) or body.get("chatid") not in self.known:
            return 93006
        if kind not in SENT_KINDS:
            return 40008
        content = body[kind]
        if kind == "markdown":
            return 45002 if len(content["content"].encode()) > LONGEST else 0 if content["content"] else 44004
        if kind == "template_card":
            return 0 if is_card(content) else 40058
        return 0 if content["media_id"] in self.files else 40007

    def _upload(self, step: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        match step:
            case "init":
                id_ = f"u{next(self._numbers)}"
                size, chunks = body["total_size"], body["total_chunks"]
                if size < 5 or chunks > 100 or not body["filename"]:
                    return 40006, {}
                self._uploads[id_] = Upload(body["type"], body["filename"], size, chunks, body["md5"])
                return 0, {"upload_id": id_}
            case "chunk":
                part = base64.b64decode(body["base64_data"])
                upload = self._uploads.get(body["upload_id"])
                if upload is None or len(part) > CHUNK or not 0 <= body["chunk_index"] < upload.chunks:
                    return 40058, {}
                upload.parts[body["chunk_index"]] = part
                return 0, {}
            case _:
                upload = self._uploads.pop(body["upload_id"])
                whole = b"".join(upload.parts[nth] for nth in range(upload.chunks))
                if len(whole) != upload.size or hashlib.md5(whole, usedforsecurity=False).hexdigest() != upload.md5:
                    return 40058, {}
                media = f"media{next(self._numbers)}"
                self.files[media] = (upload.name, whole)
                return 0, {"type": upload.kind, "media_id": media, "created_at": "1380000000"}

    async def _download(self, request: web.Request) -> web.Response:
        content = self.media.get(request.match_info["name"])
        return web.Response(status=404) if content is None else web.Response(body=content)


def locked(content: bytes, key: bytes) -> bytes:
    """As WeCom locks what people send: filled up to 32 bytes, the vector is the key's beginning."""
    fill = 32 - len(content) % 32
    closing = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return closing.update(content + bytes((fill,)) * fill) + closing.finalize()

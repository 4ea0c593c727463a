"""A strict gateway of WeCom's long connection on 127.0.0.1: what people would see, and every loss on demand."""

import asyncio
import base64
import json
import os
import ssl
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from tests.fakes.wecom_uploads import Answer, Uploads, is_card, refusal

BOT, SECRET = "aib-fake", "secret-of-the-fake-gateway"
ENDS = ("1000", "1001", "1011", "abort")


@dataclass(frozen=True, slots=True)
class Appeared:
    """Something a conversation was shown: `chat_type` 1 single, 2 group, 0 not told."""

    chat: str
    chat_type: int
    kind: str
    content: Any


@dataclass(frozen=True, slots=True)
class Called:
    """A callback that may be answered: what kind of, of which card."""

    kind: str
    task: str = ""


@dataclass(eq=False, slots=True)
class Line:
    """A connection that has subscribed: the messages handed over on it, and how many of them surely arrived."""

    socket: ServerConnection
    sent: list[tuple[str, str]] = field(default_factory=list)
    arrived: int = 0
    aborted: bool = False

    def handed_over(self) -> list[tuple[str, str]]:
        """Person and id of each; after an end without a word, of those the other side had for certain."""
        return self.sent[: self.arrived] if self.aborted else self.sent


class FakeGateway:
    """Conversations as people would see them.

    `at` is when everything is sent, in seconds since 1970 (0: not told), `mute` answers no heartbeat, to `late` cards
    and welcomes their five seconds have passed. What befalls the next frames: `greeting` of subscriptions, `faults` of
    pushes (`chance` where none is planned), `uploads.faults` of uploads, `heartbeats` of those. A fault is an error
    code, "lost" (taken, never answered), "twice" (answered twice), "held" (answered by `release`, the last one first),
    or one of ENDS: the line ends as soon as the frame was taken; with "un" before it ("unabort") it was not taken.
    """

    def __init__(self) -> None:
        self.appeared: list[Appeared] = []
        self.updated: list[dict[str, Any]] = []
        self.welcomed: list[str] = []
        self.frames: list[dict[str, Any]] = []
        self.known: set[str] = set()
        self.faults, self.greeting = deque[int | str](), deque[int | str]()
        self.heartbeats = deque[int]()
        self.chance: Callable[[], int | str] = lambda: 0
        self.uploads = Uploads()
        self.mute = self.late = False
        self.at = 0
        self.greeted = self.subscribed = self.downloads = 0
        self.media: dict[str, bytes] = {}
        self.url = self.media_url = ""
        self.handshakes, self.flowing = asyncio.Event(), asyncio.Event()
        self.handshakes.set()
        self.lines: list[Line] = []
        self._callbacks: dict[str, Called] = {}
        self._line: Line | None = None
        self._slow: set[str] = set()
        self._latest = ""
        self._held: list[tuple[ServerConnection, str]] = []
        self._numbers = count(1)
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def serving(self, tls: ssl.SSLContext | None = None) -> AsyncIterator["FakeGateway"]:
        """Listen on free ports: the gateway (encrypted with `tls`), and the host of pictures and files."""
        app = web.Application()
        app.router.add_get("/{name}", self._download)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.media_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        how = {"max_size": 4 * 1024**2, "close_timeout": 0.1, "ping_interval": None, "ssl": tls}
        async with serve(self._talk, "127.0.0.1", 0, process_request=self._handshake, **how) as server:  # type: ignore[arg-type]  # as they are named
            self.url = f"{'wss' if tls else 'ws'}://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
            try:
                yield self
            finally:
                self.flowing.set()
                self.handshakes.set()
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

    async def tap(self, person: str, task: str, key: str, id_: str = "") -> str:
        """A button of a card is tapped."""
        card = {"card_type": "button_interaction", "task_id": task, "event_key": key}
        more = {"msgid": id_} if id_ else {}
        return await self.event(person, "template_card_event", card, chattype="single", **more)

    async def again(self) -> None:
        """The latest callback comes once more, as it was."""
        await (await self.connected()).send(self._latest)

    def picture(self, content: bytes, name: str = "", *, slow: bool = False) -> dict[str, str]:
        """A picture or file as a message carries it: where it lies, locked with its own key; `slow`: not yet there."""
        key, place = os.urandom(32), f"f{next(self._numbers)}"
        self.media[place] = locked(content, key)
        if slow:
            self._slow.add(place)
        return {"url": f"{self.media_url}/{place}", "aeskey": base64.b64encode(key).decode(), "filename": name}

    async def raw(self, frame: str | bytes) -> None:
        """Something odd."""
        await (await self.connected()).send(frame)

    # What befalls the line.

    async def connected(self) -> ServerConnection:
        """The connection, once the bot has subscribed."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._line is not None)
        assert self._line is not None
        return self._line.socket

    async def lose(self, how: str) -> None:
        """A clean close by its code, or an end of the line without a word."""
        await self.connected()
        await self._ended(how)

    async def kick(self) -> None:
        """Another process subscribes this bot."""
        await self.event("", "disconnected_event")
        self._line = None

    async def stall(self) -> None:
        """Nothing is read any more, so nothing is answered: neither frames nor the end of the line."""
        (await self.connected()).transport.pause_reading()

    async def release(self) -> None:
        """Answer what was held, the last one first."""
        while self._held:
            socket, request = self._held.pop()
            await _said(socket, request, 0, {})

    async def seen(self, number: int) -> None:
        """Wait until so much has appeared."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.appeared) >= number)

    async def _push(self, cmd: str, body: dict[str, Any], kind: str) -> str:
        request = f"r{next(self._numbers)}"
        card = (body.get("event") or {}).get("template_card_event") or {}
        frame = {"cmd": cmd, "headers": {"req_id": request}, "body": body | {"create_time": self.at}}
        socket, line = await self.connected(), self._line
        assert line is not None
        self._callbacks[request] = Called(kind, card.get("task_id", ""))
        self._latest = json.dumps(frame, ensure_ascii=False)
        await socket.send(self._latest)
        line.sent.append((body["from"]["userid"], body["msgid"]))
        await self._confirmed(line, len(line.sent))
        return request

    async def _confirmed(self, line: Line, number: int) -> None:
        """What the other side has for certain: all that went before what it answers by itself."""
        try:
            pong = await line.socket.ping()
        except ConnectionClosed:
            return

        def arrived(answered: "asyncio.Future[float]") -> None:
            if not answered.cancelled() and answered.exception() is None:
                line.arrived = max(line.arrived, number)

        pong.add_done_callback(arrived)  # type: ignore[attr-defined]  # it is a future

    async def _ended(self, how: str) -> None:
        line, self._line = self._line, None
        if line is None:
            return
        if how == "abort":
            line.aborted = True
            line.socket.transport.abort()
        else:
            await line.socket.close(int(how))

    # The gateway.

    async def _handshake(self, _socket: ServerConnection, _request: Request) -> Response | None:
        self.greeted += 1
        await self.handshakes.wait()
        return None

    async def _talk(self, socket: ServerConnection) -> None:
        try:
            async for raw in socket:
                frame = json.loads(raw)
                self.frames.append(frame)
                code, body = await self._answer(socket, frame)
                if code is not None:
                    await _said(socket, frame["headers"]["req_id"], code, body)
        except ConnectionClosed:
            pass
        finally:
            if self._line is not None and self._line.socket is socket:
                self._line = None

    async def _answer(self, socket: ServerConnection, frame: dict[str, Any]) -> Answer:
        cmd, body, request = frame["cmd"], frame.get("body") or {}, frame["headers"]["req_id"]
        if cmd == "aibot_subscribe":
            return await self._subscribe(socket, body)
        if self._line is None or socket is not self._line.socket:
            return 846605, {}
        match cmd:
            case "ping":
                code = self.heartbeats.popleft() if self.heartbeats else 0
                return (None if self.mute else code), {}
            case "aibot_send_msg":
                return await self._send(socket, request, body)
            case "aibot_respond_welcome_msg" | "aibot_respond_update_msg":
                return self._responded(cmd, self._callbacks.get(request), body), {}
            case "aibot_upload_media_init" | "aibot_upload_media_chunk" | "aibot_upload_media_finish":
                return self.uploads.step(cmd.rpartition("_")[2], body)
            case _:
                return 846605, {}

    async def _subscribe(self, socket: ServerConnection, body: dict[str, Any]) -> Answer:
        self.subscribed += 1
        fault = self.greeting.popleft() if self.greeting else 0
        if fault:
            return (None if fault == "lost" else int(fault)), {}
        if body != {"bot_id": BOT, "secret": SECRET}:
            return 853000, {}
        if self._line is not None:  # it is thrown out, and hears nothing more
            frame = {"cmd": "aibot_event_callback", "headers": {"req_id": "kick"}, "body": {"event": KICK}}
            await self._line.socket.send(json.dumps(frame))
        async with self._changed:
            self._line = Line(socket)
            self.lines.append(self._line)
            self._changed.notify_all()
        return 0, {}

    def _responded(self, cmd: str, called: Called | None, body: dict[str, Any]) -> int:
        """To a callback of the right kind alone, and in time."""
        if called is None or self.late:
            return 846605
        if cmd == "aibot_respond_welcome_msg" and called.kind == "enter_chat":
            self.welcomed.append(body["text"]["content"])
            return 0
        card = body.get("template_card", {})
        if cmd == "aibot_respond_welcome_msg" or called.task != card.get("task_id"):
            return 846605
        if body["response_type"] != "update_template_card" or not is_card(card):
            return 40058
        self.updated.append(card)
        return 0

    async def _send(self, socket: ServerConnection, request: str, body: dict[str, Any]) -> Answer:
        fault = self.faults.popleft() if self.faults else self.chance()
        if isinstance(fault, int) and fault:
            return fault, {}
        if str(fault).removeprefix("un") in ENDS and str(fault).startswith("un"):
            await self._ended(str(fault).removeprefix("un"))
            return None, {}
        code = 93006 if body.get("chat_type", 0) not in (0, 1, 2) or body.get("chatid") not in self.known else 0
        code = code or refusal(body, self.uploads.files)
        if code:
            return code, {}
        await self._shown(body)
        return await self._answered(socket, request, str(fault or ""))

    async def _answered(self, socket: ServerConnection, request: str, fault: str) -> Answer:
        if fault in ENDS:
            await self._ended(fault)
        elif fault == "twice":
            await _said(socket, request, 0, {})
        elif fault == "held":
            self._held.append((socket, request))
        return (0 if fault in ("", "twice") else None), {}

    async def _shown(self, body: dict[str, Any]) -> None:
        kind = body["msgtype"]
        content = body[kind]
        shown = content["content"] if kind == "markdown" else content
        if kind in ("file", "image"):
            shown = self.uploads.files[content["media_id"]]
        async with self._changed:
            self.appeared.append(Appeared(body["chatid"], body.get("chat_type", 0), kind, shown))
            self._changed.notify_all()

    async def _download(self, request: web.Request) -> web.Response:
        self.downloads += 1
        place = request.match_info["name"]
        content = self.media.get(place)
        if place in self._slow:
            await self.flowing.wait()
        return web.Response(status=404) if content is None else web.Response(body=content)


KICK = {"eventtype": "disconnected_event"}


async def _said(socket: ServerConnection, request: str, code: int, body: dict[str, Any]) -> None:
    answer = {"headers": {"req_id": request}, "errcode": code, "errmsg": "x", "body": body}
    await socket.send(json.dumps(answer))


def locked(content: bytes, key: bytes) -> bytes:
    """As WeCom locks what people send: filled up to 32 bytes, the vector is the key's beginning."""
    fill = 32 - len(content) % 32
    closing = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return closing.update(content + bytes((fill,)) * fill) + closing.finalize()

"""A Bot API and its people in one process: as little as a bot needs, fast enough never to be what is measured.

The API answers every call at once; whatever is sent to a chat wakes the person who waits there. Updates go to the bot's
webhook over kept connections, as Telegram does it.
"""

import asyncio
import re
from collections.abc import Callable
from itertools import count
from typing import cast

import msgspec

SECRET = "bench-secret"  # noqa: S105 - guards nothing
TOKEN = "123456:bench"  # noqa: S105 - no bot
CONNECTIONS = 100
"""As many as Telegram opens to a webhook at most."""
REPLIES = (b"sendMessage", b"editMessageText")
"""What a person sees as an answer; taking buttons away and acknowledging taps is none."""

_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
_CHAT = re.compile(rb'chat_id"?(?:[=:]\s*|\r\n\r\n)"?(-?\d+)')
_ME = {"id": 123456, "is_bot": True, "first_name": "bench", "username": "bench_bot"}


class Http(asyncio.Protocol):
    """Cuts a connection's bytes into heads and bodies."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self._came = b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self.transport = cast("asyncio.Transport", transport)  # uvloop's does not say so

    def data_received(self, data: bytes) -> None:
        """Hand over every whole message."""
        self._came += data
        while (end := self._came.find(b"\r\n\r\n")) >= 0:
            head = self._came[:end]
            length = _LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._came) < whole:
                return
            body, self._came = self._came[end + 4 : whole], self._came[whole:]
            self.came(head, body)

    def came(self, head: bytes, body: bytes) -> None:
        """One whole message."""
        raise NotImplementedError


class Api(Http):
    """The side the bot calls; `shown` is told of every answer to a chat: which, and what was said."""

    _numbers = count(1)

    def __init__(self, shown: Callable[[int, bytes], None]) -> None:
        """One for each connection."""
        super().__init__()
        self._shown = shown

    def came(self, head: bytes, body: bytes) -> None:
        """Answer a call as Telegram would."""
        method = head[: head.index(b" HTTP")].rpartition(b"/")[2]
        chat = _CHAT.search(body)
        result: object = _ME if method == b"getMe" else True
        if chat and method != b"answerCallbackQuery":
            where = {"id": int(chat[1]), "type": "private"}
            result = {"message_id": next(self._numbers), "date": 1789725600, "chat": where, "text": "x"}
        answer = msgspec.json.encode({"ok": True, "result": result})
        assert self.transport
        head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(answer)
        self.transport.write(head + answer)
        if chat and method in REPLIES:
            self._shown(int(chat[1]), body)


class Line(Http):
    """One kept connection to the webhook."""

    def __init__(self, lost: Callable[[], None], free: "asyncio.Queue[Line]") -> None:
        """`lost` is told of every update the bot did not take."""
        super().__init__()
        self._lost, self._free = lost, free

    def came(self, head: bytes, _body: bytes) -> None:
        """The bot has taken it, or not."""
        if b" 200 " not in head[:20]:
            self._lost()
        self._free.put_nowait(self)


class Webhook:
    """Delivers updates; `refused` counts those that were not taken."""

    def __init__(self, port: int, path: str) -> None:
        """Nothing is opened before `opened`."""
        self._port, self._free = port, asyncio.Queue[Line]()
        self._head = (
            f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-type: application/json\r\n"
            f"x-telegram-bot-api-secret-token: {SECRET}\r\ncontent-length: "
        ).encode()
        self.refused = 0

    async def opened(self, connections: int) -> "Webhook":
        """Open the connections."""
        loop = asyncio.get_running_loop()
        for _ in range(min(connections, CONNECTIONS)):
            _, line = await loop.create_connection(lambda: Line(self._lost, self._free), "127.0.0.1", self._port)
            self._free.put_nowait(line)
        return self

    async def deliver(self, update: bytes) -> None:
        """Send one update as soon as a connection is free; its answer is not waited for."""
        line = await self._free.get()
        assert line.transport
        line.transport.write(self._head + b"%d\r\n\r\n" % len(update) + update)

    async def free(self) -> None:
        """Wait until the bot has answered the only connection."""
        self._free.put_nowait(await self._free.get())

    def close(self) -> None:
        """Give the connections back that are free."""
        while not self._free.empty():
            line = self._free.get_nowait()
            assert line.transport
            line.transport.close()

    def _lost(self) -> None:
        self.refused += 1

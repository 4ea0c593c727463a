"""WeCom's gateway and its people in one process: as little as a bot needs, fast enough never to be what is measured."""

import asyncio
from collections.abc import Callable
from itertools import count

import msgspec
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

BOT, SECRET = "aib-bench", "bench-secret"
SUBSCRIBE, SEND, RESPOND = "aibot_subscribe", "aibot_send_msg", "aibot_respond_msg"


class Headers(msgspec.Struct):
    """By which a frame is answered."""

    req_id: str


class Body(msgspec.Struct):
    """Whom a push is for, and its kind."""

    chatid: str = ""
    msgtype: str = ""


class Frame(msgspec.Struct):
    """As much of a frame as is needed."""

    cmd: str
    headers: Headers
    body: Body = msgspec.field(default_factory=Body)


class Gateway:
    """One bot's side of it; `shown` is told of every text a chat is shown."""

    def __init__(self, shown: Callable[[int, bytes], None]) -> None:
        """Nobody is connected."""
        self._shown = shown
        self._socket: ServerConnection | None = None
        self._decoder = msgspec.json.Decoder(Frame)
        self._asked: dict[str, int] = {}
        self._numbers = count(1)
        self.ready = asyncio.Event()
        self.refused = 0

    async def listen(self, port: int) -> None:
        """Take the bot's connection."""
        await serve(self._talk, "127.0.0.1", port, ping_interval=None, compression=None)

    async def deliver(self, message: bytes) -> None:
        """Somebody has written: the body of a message, whose sender is looked up when it is answered."""
        assert self._socket
        request = f"r{next(self._numbers)}"
        head = b'{"cmd":"aibot_msg_callback","headers":{"req_id":"%b"},"body":' % request.encode()
        self._asked[request] = int(message.split(b'"userid":"', 1)[1].split(b'"', 1)[0])
        await self._socket.send(head + message + b"}", text=True)

    async def _talk(self, socket: ServerConnection) -> None:
        self._socket = socket
        try:
            async for raw in socket:
                frame = self._decoder.decode(raw)
                request = frame.headers.req_id
                await socket.send(f'{{"headers":{{"req_id":"{request}"}},"errcode":0,"errmsg":"ok"}}')
                if frame.cmd == SUBSCRIBE:
                    self.ready.set()
                elif frame.cmd == SEND and frame.body.msgtype == "markdown":
                    self._shown(int(frame.body.chatid), b"")
                elif frame.cmd == RESPOND:
                    self._shown(self._asked[request], b"")
        except ConnectionClosed:
            return

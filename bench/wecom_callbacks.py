"""WeCom as it delivers to an app, and its server, in one process: fast enough never to be what is measured."""

import asyncio
import time
from collections.abc import Callable
from itertools import count

import msgspec

from bench.telegram_api import CONNECTIONS, Http
from bot.channels.wecom.app.envelope import Envelope

COMPANY, AGENT, SECRET = "ww-bench", 1000002, "bench-secret"  # guards nothing
TOKEN, KEY = "bench-token", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
PATH = "/wecom"
_ENVELOPE = Envelope(TOKEN, KEY, COMPANY)
_OK = b'{"errcode":0,"errmsg":"ok","access_token":"t","expires_in":7200,"invaliduser":"","msgid":"m"}'
_ANSWER = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (len(_OK), _OK)


class Push(msgspec.Struct):
    """Whom a message is for, and its kind."""

    touser: str
    msgtype: str


class Server(Http):
    """The side the app calls; `shown` is told of every text a person is shown."""

    def __init__(self, shown: Callable[[int, bytes], None]) -> None:
        """One for each connection."""
        super().__init__()
        self._shown = shown
        self._decoder = msgspec.json.Decoder(Push)

    def came(self, head: bytes, body: bytes) -> None:
        """Every call is answered alike."""
        assert self.transport
        self.transport.write(_ANSWER)
        if head.startswith(b"POST /cgi-bin/message/send"):
            push = self._decoder.decode(body)
            if push.msgtype == "text":
                self._shown(int(push.touser), b"")


class Line(Http):
    """One kept connection to the app, and whose letter it took last."""

    def __init__(self, answered: "Callable[[Line, bytes, bytes], None]") -> None:
        """`answered` is told of every answer."""
        super().__init__()
        self._answered = answered
        self.chat = 0

    def came(self, head: bytes, body: bytes) -> None:
        """The app has taken it, or not."""
        self._answered(self, head, body)


class Callbacks:
    """Seals and delivers letters; `refused` counts those that were not taken."""

    def __init__(self, port: int, shown: Callable[[int, bytes], None]) -> None:
        """Nothing is opened before `opened`."""
        self._port, self._shown, self._free = port, shown, asyncio.Queue[Line]()
        self._numbers = count(1)
        self.refused = 0

    async def opened(self, connections: int) -> "Callbacks":
        """Open the connections."""
        loop = asyncio.get_running_loop()
        for _ in range(min(connections, CONNECTIONS)):
            _, line = await loop.create_connection(lambda: Line(self._answered), "127.0.0.1", self._port)
            self._free.put_nowait(line)
        return self

    async def deliver(self, letter: bytes) -> None:
        """Somebody has written."""
        line = await self._free.get()
        line.chat = int(letter.split(b"<FromUserName>", 1)[1].split(b"<", 1)[0])
        moment, nonce = str(int(time.time())), f"n{next(self._numbers)}"
        one = _ENVELOPE.sealed(letter, moment, nonce, b"0" * 16)
        body = f"<xml><ToUserName>{COMPANY}</ToUserName><Encrypt><![CDATA[{one.encrypted}]]></Encrypt></xml>".encode()
        query = f"msg_signature={one.signature}&timestamp={moment}&nonce={nonce}"
        head = f"POST {PATH}?{query} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: {len(body)}\r\n\r\n"
        assert line.transport
        line.transport.write(head.encode() + body)

    async def answered(self) -> None:
        """Wait until the app has answered on the only connection."""
        self._free.put_nowait(await self._free.get())

    def close(self) -> None:
        """Give the connections back that are free."""
        while not self._free.empty():
            line = self._free.get_nowait()
            assert line.transport
            line.transport.close()

    def _answered(self, line: Line, head: bytes, body: bytes) -> None:
        if b" 200 " not in head[:20]:
            self.refused += 1
        elif body:  # an answer within the answer, as it is shown at once
            self._shown(line.chat, b"")
        self._free.put_nowait(line)

"""One long connection, kept up: subscribe, heartbeat, a new one after every loss, an end where another took over."""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI, WebSocketException
from websockets.protocol import State

from bot.channels.wecom.frames import (
    BUSY,
    EVENT,
    MESSAGE,
    PING,
    SUBSCRIBE,
    TOO_OFTEN,
    UPLOAD_CHUNK,
    WRONG_SECRET,
    Body,
    Cut,
    Offline,
    Refused,
    Unanswered,
    code_of,
    decoded,
    encoded,
    event_of,
)

log = logging.getLogger(__name__)

LARGEST_FRAME = 4 * 1024**2
KICKED = "disconnected_event"


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds: between heartbeats, until an answer is given up, the first and the longest pause before a new try.

    `refused` is the pause after a secret that is not accepted, `throttled` after too many tries: subscribing is guarded
    against hurry. `upload` is how long one part of a file may take on a slow line, `fetch` how long a
    person's pictures may: others of theirs wait behind them.
    """

    heartbeat: float = 30
    answer: float = 5
    first: float = 1
    longest: float = 30
    refused: float = 300
    throttled: float = 60
    upload: float = 60
    fetch: float = 90

    def after(self, code: int, otherwise: float) -> float:
        """How long to wait after a refusal to be subscribed."""
        return self.refused if code == WRONG_SECRET else self.throttled if code in TOO_OFTEN else otherwise


class TakenOver(Exception):
    """Another process has subscribed this bot: connecting again would throw it out in turn, and so on without end."""


class Connection:
    """Frames out with their answers, callbacks in. Lives on one event loop."""

    def __init__(self, url: str, bot_id: str, secret: str, heard: Callable[[Body], None], pauses: Pauses) -> None:
        """`heard` takes every callback at once: it only puts aside."""
        self._url, self._bot_id, self._secret = url, bot_id, secret
        self._heard, self._pauses = heard, pauses
        self._socket: ClientConnection | None = None
        self._waiting: dict[str, asyncio.Future[Body]] = {}
        self._tries = 0
        self.ready = asyncio.Event()
        self.running = False

    async def run(self) -> None:
        """Stay connected until cancelled; what was sent before the goodbye is still heard. Raises TakenOver."""
        self.running = True
        try:
            while True:
                pause = await self._lasted()
                await asyncio.sleep(pause)
        finally:
            self.running = False

    async def _lasted(self) -> float:
        """One connection from its beginning to its end; how long to wait until the next."""
        pause = self._pause()
        try:
            await self._connected()
        except Refused as refused:
            log.error("WeCom does not accept the bot", extra={"action": "wecom_refused"})  # noqa: TRY400 - our code is right
            return self._pauses.after(refused.code, pause)
        except (OSError, TimeoutError, InvalidHandshake, InvalidURI, WebSocketException, Offline, Unanswered):
            pass
        log.warning("the connection to WeCom was lost", extra={"action": "wecom_lost", "count": self._tries})
        return pause

    def _pause(self) -> float:
        """Longer after every try in vain, and never the same for two processes."""
        longest = min(self._pauses.longest, self._pauses.first * 2**self._tries)
        self._tries = min(self._tries + 1, 10)
        return random.uniform(0, longest)  # noqa: S311 - no secret

    async def _connected(self) -> None:
        """As long as it is read and its heart beats: a clean close is a loss as well."""
        patience = self._pauses.answer
        async with connect(
            self._url, ping_interval=None, max_size=LARGEST_FRAME, open_timeout=patience, close_timeout=patience
        ) as socket:
            self._socket = socket
            reading = asyncio.create_task(self._read(socket))
            beating = asyncio.create_task(self._subscribed())
            try:
                done, _ = await asyncio.wait((reading, beating), return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            finally:
                await self._ended(socket, reading, beating)

    async def _ended(
        self, socket: ClientConnection, reading: "asyncio.Task[None]", beating: "asyncio.Task[None]"
    ) -> None:
        """Say goodbye, and read what was sent before the other side heard it: nothing of that comes again."""
        self._socket = None
        self.ready.clear()
        beating.cancel()
        try:
            async with asyncio.timeout(self._pauses.answer):
                await socket.close()
        except TimeoutError:
            socket.transport.abort()
        await asyncio.gather(reading, beating, return_exceptions=True)
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(Cut())
        self._waiting.clear()

    async def _subscribed(self) -> None:
        """Ready once the bot is accepted; then a heartbeat: two that nobody answers are a dead line."""
        await self.call(SUBSCRIBE, {"bot_id": self._bot_id, "secret": self._secret})
        self._tries = 0
        self.ready.set()
        missed = 0
        while missed < 2:  # noqa: PLR2004 - as the platform's own client counts
            await asyncio.sleep(self._pauses.heartbeat)
            missed = 0 if await self._beats() else missed + 1

    async def _beats(self) -> bool:
        """Whether a heartbeat is answered: that the gateway is busy is an answer. Raises Refused, Offline."""
        try:
            await self.call(PING, {})
        except Unanswered:
            return False
        except Refused as refused:
            if refused.code not in (BUSY, *TOO_OFTEN):
                raise
        return True

    async def _read(self, socket: ClientConnection) -> None:
        async for raw in socket:
            frame = decoded(raw)
            if frame is None:
                log.warning("WeCom sent what is no frame", extra={"action": "wecom_odd"})
            elif frame.get("cmd") in (MESSAGE, EVENT):
                if event_of(frame) == KICKED:
                    raise TakenOver
                self._heard(frame)
            elif "cmd" not in frame:
                self._answered(frame)

    def _answered(self, frame: Body) -> None:
        waiting = self._waiting.pop(str(frame["headers"].get("req_id", "")), None)
        if waiting is None or waiting.done():
            return
        if code := code_of(frame):
            waiting.set_exception(Refused(code))
        else:
            waiting.set_result(frame["body"])

    async def call(self, cmd: str, body: Body, request: str = "") -> Body:
        """Send a frame and wait for its answer; `request` is the callback's id where it answers one.

        Raises Offline, Unanswered and Refused.
        """
        socket = self._socket
        subscribed = self.ready.is_set() or cmd == SUBSCRIBE or request  # who is called is subscribed
        if socket is None or socket.state is not State.OPEN or not subscribed or request in self._waiting:
            raise Offline
        request = request or f"{cmd}_{uuid4().hex}"
        waiting: asyncio.Future[Body] = asyncio.get_running_loop().create_future()
        self._waiting[request] = waiting
        try:
            async with asyncio.timeout(self._pauses.upload if cmd == UPLOAD_CHUNK else self._pauses.answer):
                await socket.send(encoded(cmd, request, body))
                return await waiting
        except TimeoutError:
            raise Unanswered from None
        except ConnectionClosed:
            raise Cut from None
        finally:
            self._waiting.pop(request, None)

"""One long connection, kept up: subscribe, heartbeat, a new one after every loss, an end where another took over."""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidURI, WebSocketException

from bot.channels.wecom.frames import (
    EVENT,
    MESSAGE,
    PING,
    SUBSCRIBE,
    WRONG_SECRET,
    Body,
    Offline,
    Refused,
    Unanswered,
    decoded,
    encoded,
)

log = logging.getLogger(__name__)

LARGEST_FRAME = 4 * 1024**2
KICKED = "disconnected_event"


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds: between heartbeats, until an answer is given up, the first and the longest pause before a new try.

    `refused` is the pause after a secret that is not accepted: subscribing is guarded against hurry.
    """

    heartbeat: float = 30
    answer: float = 5
    first: float = 1
    longest: float = 30
    refused: float = 300


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
        self._numbers = count(1)
        self._tries = 0
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Stay connected until cancelled. Raises TakenOver."""
        while True:
            pause = self._pause()
            try:
                await self._connected()
            except Refused as refused:
                pause = self._pauses.refused if refused.code == WRONG_SECRET else pause
                log.error("WeCom does not accept the bot", extra={"action": "wecom_refused"})  # noqa: TRY400 - our code is right
            except (OSError, TimeoutError, InvalidHandshake, InvalidURI, WebSocketException, Offline, Unanswered):
                log.warning("the connection to WeCom was lost", extra={"action": "wecom_lost", "count": self._tries})
            await asyncio.sleep(pause)

    def _pause(self) -> float:
        """Longer after every try in vain, and never the same for two processes."""
        longest = min(self._pauses.longest, self._pauses.first * 2**self._tries)
        self._tries = min(self._tries + 1, 10)
        return random.uniform(0, longest)  # noqa: S311 - no secret

    async def _connected(self) -> None:
        """One connection from its beginning to its end, however that comes about: a clean close is a loss as well."""
        patience = self._pauses.answer
        async with connect(self._url, ping_interval=None, max_size=LARGEST_FRAME, open_timeout=patience) as socket:
            self._socket = socket
            reading = asyncio.create_task(self._read(socket))
            beating = asyncio.create_task(self._subscribed())
            try:
                done, _ = await asyncio.wait((reading, beating), return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            finally:
                self._closed()
                for task in (reading, beating):
                    task.cancel()
                await asyncio.gather(reading, beating, return_exceptions=True)

    def _closed(self) -> None:
        self._socket = None
        self.ready.clear()
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(Unanswered())
        self._waiting.clear()

    async def _subscribed(self) -> None:
        """Ready once the bot is accepted; then a heartbeat: two that nobody answers are a dead line."""
        await self.call(SUBSCRIBE, {"bot_id": self._bot_id, "secret": self._secret})
        self._tries = 0
        self.ready.set()
        missed = 0
        while missed < 2:  # noqa: PLR2004 - as the platform's own client counts
            await asyncio.sleep(self._pauses.heartbeat)
            try:
                await self.call(PING, {})
                missed = 0
            except Unanswered:
                missed += 1

    async def _read(self, socket: ClientConnection) -> None:
        async for raw in socket:
            frame = decoded(raw)
            if frame is None:
                log.warning("WeCom sent what is no frame", extra={"action": "wecom_odd"})
            elif frame.get("cmd") in (MESSAGE, EVENT):
                if _event(frame) == KICKED:
                    raise TakenOver
                self._heard(frame)
            elif "cmd" not in frame:
                self._answered(frame)

    def _answered(self, frame: Body) -> None:
        waiting = self._waiting.pop(str(frame["headers"].get("req_id", "")), None)
        if waiting is None or waiting.done():
            return
        code = frame.get("errcode", 0)
        if code:
            waiting.set_exception(Refused(int(code)))
        else:
            waiting.set_result(frame.get("body") or {})

    async def call(self, cmd: str, body: Body, request: str = "") -> Body:
        """Send a frame and wait for its answer; `request` is the callback's id where it answers one.

        Raises Offline, Unanswered and Refused.
        """
        request = request or f"{cmd}_{next(self._numbers)}"
        if self._socket is None or request in self._waiting:
            raise Offline
        waiting = self._waiting[request] = asyncio.get_running_loop().create_future()
        try:
            await self._socket.send(encoded(cmd, request, body))
            return await asyncio.wait_for(waiting, self._pauses.answer)
        except TimeoutError:
            raise Unanswered from None
        except WebSocketException:
            raise Unanswered from None
        finally:
            self._waiting.pop(request, None)


def _event(frame: Body) -> str:
    event = (frame.get("body") or {}).get("event") or {}
    return str(event.get("eventtype", ""))

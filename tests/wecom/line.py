"""A robot at a gateway of ours: what it heard, and a message to send."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.channel import Delivery, Message
from bot.channels.wecom.channel import Backstage, WecomChannel
from bot.channels.wecom.connection import Pauses
from bot.evidence import LIMIT, EvidenceFolder
from handlers.turn import Incoming
from tests.fakes.wecom_gateway import BOT, SECRET, FakeGateway

NOW = datetime(2026, 9, 18, 10, tzinfo=UTC)
QUICK = Pauses(heartbeat=0.05, answer=0.3, first=0.01, longest=0.02, refused=0.05, throttled=0.05, upload=0.3, fetch=1)
PICTURE, FILE = b"\x89PNG as drawn", b"PK a file of words" * 40_000


class Robot:
    """The channel with everything it handed in."""

    def __init__(self, gateway: FakeGateway, folder: Path, *, secret: str = SECRET, lease: Callable[[], bool]) -> None:
        self.heard: list[Incoming] = []
        self.failures = 0
        self.rests: list[float] = []
        self.release: Callable[[], None] = lambda: None
        self.file = PICTURE
        self.running: asyncio.Task[None] | None = None
        self._new = asyncio.Condition()
        keep = EvidenceFolder(folder).keep
        backstage = Backstage(
            keep,
            lambda _: self.file,
            lambda _: FILE,
            lambda: NOW,
            LIMIT,
            lease,
            self._released,
            unavailable=(ConnectionError,),
            pauses=QUICK,
            lease_seconds=0.02,
            retry_seconds=0.01,
            rest=self._rested,
        )
        self.channel = WecomChannel(BOT, secret, backstage, url=gateway.url, hosts=("127.0.0.1",))

    async def _rested(self, seconds: float) -> None:
        self.rests.append(seconds)
        await asyncio.to_thread(bool)

    async def answer(self, incoming: Incoming) -> bool:
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        async with self._new:
            self.heard.append(incoming)
            self._new.notify_all()
        return True

    def _released(self) -> None:
        self.release()

    async def start(self) -> None:
        self.running = asyncio.create_task(self.channel.run(self.answer))

    async def stop(self) -> None:
        assert self.running
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)

    async def has_heard(self, number: int) -> None:
        async with self._new:
            await self._new.wait_for(lambda: len(self.heard) >= number)

    async def send(self, message: Message, account: str = "wang", id_: str = "d1") -> None:
        await self.channel.send(Delivery(id_, account, message))


@asynccontextmanager
async def robot(
    folder: Path, *, secret: str = SECRET, lease: Callable[[], bool] = lambda: True
) -> AsyncIterator[tuple[FakeGateway, Robot]]:
    """Gateway and robot, connected as soon as it is let."""
    async with FakeGateway().serving() as gateway:
        one = Robot(gateway, folder, secret=secret, lease=lease)
        await one.start()
        try:
            yield gateway, one
        finally:
            await one.stop()
            await one.channel.close()


async def a_moment() -> None:
    """Let everything else go on."""
    await asyncio.to_thread(bool)


async def a_while(seconds: float) -> None:
    """The same, so long."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.Event().wait()


async def until(true: Callable[[], bool]) -> None:
    """Let everything else go on until something is so; the scene's own limit ends it."""
    while not true():
        await a_moment()


Play = Callable[[FakeGateway, Robot], Awaitable[None]]


def play(folder: Path, scene: Play, *, secret: str = SECRET, lease: Callable[[], bool] = lambda: True) -> Robot:
    """A scene from beginning to end, within ten seconds."""

    async def whole() -> Robot:
        async with robot(folder, secret=secret, lease=lease) as (gateway, one):
            await asyncio.wait_for(scene(gateway, one), 10)
            return one

    return asyncio.run(whole())

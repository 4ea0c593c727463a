"""An app at a server of ours: what it heard, a message to send, and WeCom that delivers to it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from bot.channel import Delivery, Document, Message
from bot.channels.wecom.app.channel import PATH, App, Backstage, WecomAppChannel
from bot.evidence import LIMIT, EvidenceFolder
from handlers.turn import Incoming
from tests.fakes.wecom_pusher import KEY, TOKEN, Pusher
from tests.fakes.wecom_server import AGENT, COMPANY, SECRET, FakeServer
from tests.wecom.line import FILE, NOW, PICTURE, until


class Drawer:
    """Where the token is kept: what two processes share."""

    def __init__(self) -> None:
        self.token: tuple[str, datetime] | None = None

    def kept(self) -> tuple[str, datetime] | None:
        return self.token

    def keep(self, token: str, until: datetime) -> None:
        self.token = (token, until)


class Office:
    """The app with everything it handed in; `at` is its clock."""

    def __init__(self, server: FakeServer, folder: Path, drawer: Drawer, *, cards: bool = True) -> None:
        self.heard: list[Incoming] = []
        self.failures = 0
        self.rests: list[float] = []
        self.at = NOW
        backstage = Backstage(
            EvidenceFolder(folder).keep,
            lambda _: PICTURE,
            self._made,
            drawer,
            lambda: self.at,
            LIMIT,
            (ConnectionError,),
            self._rested,
        )
        app = App(COMPANY, AGENT, SECRET, TOKEN, KEY)
        self.channel = WecomAppChannel(app, backstage, url=server.url, with_cards=cards)
        transport = httpx.ASGITransport(app=self.channel.application)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")
        self.wecom = Pusher(self.client, PATH, lambda: self.at.timestamp())  # noqa: PLW0108 - it moves on

    async def _rested(self, seconds: float) -> None:
        self.rests.append(seconds)

    def _made(self, _: Document) -> bytes:
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        return FILE

    async def answer(self, incoming: Incoming) -> bool:
        if self.failures:
            self.failures -= 1
            raise ConnectionError
        self.heard.append(incoming)
        return True

    async def send(self, message: Message, account: str = "wang", id_: str = "d1", *, urgent: bool = True) -> None:
        await self.channel.send(Delivery(id_, account, message, urgent=urgent))

    def passes(self, time: timedelta) -> None:
        self.at += time


@asynccontextmanager
async def at_work(
    server: FakeServer, folder: Path, drawer: Drawer | None = None, *, cards: bool = True
) -> AsyncIterator[Office]:
    """An app that has set its menu."""
    office = Office(server, folder, drawer or Drawer(), cards=cards)
    running = asyncio.create_task(office.channel.run(office.answer))
    try:
        await until(lambda: bool(server.menus))
        yield office
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await office.client.aclose()
        await office.channel.close()


Scene = Callable[[FakeServer, Office], Awaitable[None]]


def played(folder: Path, scene: Scene, *, cards: bool = True) -> Office:
    """A scene from beginning to end, within ten seconds."""

    async def whole() -> Office:
        async with FakeServer().serving() as server, at_work(server, folder, cards=cards) as office:
            await asyncio.wait_for(scene(server, office), 10)
            return office

    return asyncio.run(whole())

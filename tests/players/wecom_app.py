"""Plays the lines of a transcript through a company's own app: WeCom delivers, its strict fake takes the answers."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from itertools import count

import httpx

from bot.app import answering
from bot.channels.wecom.app.channel import PATH, App, Backstage, WecomAppChannel
from bot.channels.wecom.pace import Pace
from bot.evidence import LIMIT
from bot.nudging import reworded
from bot.outbox import Postman
from bot.papers import Press
from bot.taxonomy import load_taxonomy
from bot.tokens import KeptToken
from bot.transcript import CONTROLS, Spoken, attachment, tapped_label
from handlers.texts import wecom as texts
from storage.faults import Unavailable
from tests.fakes.wecom_pusher import KEY, TOKEN, Pusher
from tests.fakes.wecom_server import AGENT, COMPANY, SECRET, FakeServer
from tests.players.lines import delivered, line_of, photo, pressed, wording
from tests.players.wecom import DRAWN, as_lines, choices, on_wecom
from tests.players.world import World

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class ThroughWecomApp:
    """Everybody in the chat with the app."""

    name = "wecom_app"

    def __init__(self, world: World, server: FakeServer) -> None:
        self.world, self.server = world, server
        server.now = lambda: world.at.timestamp()  # noqa: PLW0108 - it moves on
        self.users: dict[str, str] = {}
        made = Press(world.database, load_taxonomy(), world.now).as_bytes
        backstage = Backstage(
            world.evidence().keep,
            lambda _: DRAWN,
            made,
            KeptToken(world.database, "wecom"),
            world.now,
            LIMIT,
            (Unavailable,),
        )
        minutes = count(step=60)
        pace = Pace(lambda: next(minutes))
        self.channel = WecomAppChannel(App(COMPANY, AGENT, SECRET, TOKEN, KEY), backstage, url=server.url, pace=pace)
        transport = httpx.ASGITransport(app=self.channel.application)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")
        self.wecom = Pusher(self.client, PATH, lambda: self.world.at.timestamp())  # noqa: PLW0108 - it moves on
        judge = partial(reworded, world.desk())
        self.postman = Postman(world.database, {self.name: self.channel}, world.now, judge=judge)

    def account_of(self, who: str) -> str:
        return self.users.setdefault(who, f"user{len(self.users)}")

    async def run(self) -> None:
        """The channel at work."""
        await self.channel.run(answering(self.world.desk(), self.postman))

    async def play(self, spoken: Spoken) -> str:
        before = len(self.server.appeared)
        await self._said(spoken)
        await delivered(self.postman, self.name)
        return line_of(spoken) + self._came(spoken.who, before)

    async def let(self, happen: Callable[[], Awaitable[object]]) -> Mapping[str, str]:
        before = len(self.server.appeared)
        await happen()
        await delivered(self.postman, self.name)
        return {who: self._came(who, before) for who in self.users}

    def _came(self, who: str, before: int) -> str:
        user = self.account_of(who)
        return "".join(as_lines([one for one in self.server.appeared[before:] if one.chat == user]))

    async def _said(self, spoken: Spoken) -> None:
        user, attached, label = self.account_of(spoken.who), attachment(spoken.what), tapped_label(spoken.what)
        if label is not None:
            await self._pressed(user, label)
        elif attached is None:
            await self.wecom.text(user, NOT_IN_XML.sub("", wording(spoken.what)))
        elif attached[1]:
            await self.wecom.message(user, "image", MediaId=self.server.picture(photo(attached[1])))
        else:
            await self.wecom.message(user, CONTROLS[attached[0]])

    async def _pressed(self, user: str, label: str) -> None:
        """A button of a card; what no card had room for is typed; a label nobody saw is data."""
        shown = [choice for one in self.server.appeared if one.chat == user for choice in choices(one)]
        task, key = pressed(label, shown) or ("unknown", label)
        await (self.wecom.tap(user, task, key) if task else self.wecom.text(user, key))


def in_an_app(written: str) -> str:
    """A transcript as an app shows it: as the robot does, but only what makes links looks different."""
    return on_wecom(written, texts.NO_LINKS)


@asynccontextmanager
async def through_wecom_app(world: World) -> AsyncIterator[ThroughWecomApp]:
    """The channel at work, its server a real one."""
    async with FakeServer().serving() as server:
        player = ThroughWecomApp(world, server)
        running = asyncio.create_task(player.run())
        while not server.menus:
            await asyncio.to_thread(bool)
        try:
            yield player
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await player.client.aclose()
            await player.channel.close()

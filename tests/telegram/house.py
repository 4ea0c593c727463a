"""A house with a Telegram channel: a real ledger behind it, the strict fake of the Bot API at the other end."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.app import answering
from bot.channels.telegram.channel import Backstage, TelegramChannel
from bot.channels.telegram.polling import WrongToken
from bot.evidence import LIMIT
from bot.outbox import Postman
from bot.papers import Press
from bot.taxonomy import load_taxonomy
from reports.picture import as_png
from storage.database import Database
from storage.faults import Unavailable
from storage.model.people import Account
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.players.telegram import FREE, QUICK
from tests.players.world import World

LIN, GROUP = 4001, -7001
SENTENCE = "昨天在北营村讲防震减灾，来了80人，发了折页150份"


@dataclass(slots=True)
class House:
    """A ledger, its channel and the fake at the other end."""

    world: World
    fake: FakeTelegram
    channel: TelegramChannel
    postman: Postman

    async def settled(self, update_id: int) -> None:
        """The update is confirmed and everything that was answered has been sent."""
        await self.fake.confirmed(update_id)
        await self.delivered()

    async def delivered(self) -> None:
        while await self.postman.deliver("telegram"):
            pass

    async def say(self, text: str, chat: int = LIN) -> str:
        """Write, and what stands last in the chat afterwards."""
        await self.settled(await self.fake.say(chat, text))
        return self.fake.texts(chat)[-1]

    async def tap(self, label: str, chat: int = LIN) -> str:
        number, shown = self.fake.last(chat)
        rows = shown["reply_markup"]["inline_keyboard"]
        data = next(button["callback_data"] for row in rows for button in row if button["text"] == label)
        await self.settled(await self.fake.tap(chat, number, data))
        return self.fake.texts(chat)[-1]


def backstage(world: World) -> Backstage:
    made = Press(world.database, load_taxonomy(), world.now).as_bytes
    drawn = lambda sheet: as_png(sheet.summary)  # noqa: E731
    return Backstage(world.evidence().keep, drawn, made, world.now, LIMIT, (Unavailable,), QUICK)


@asynccontextmanager
async def house(folder: Path, token: str = TOKEN) -> AsyncIterator[House]:
    world = World(folder, Database(f"sqlite:///{folder / 'kepu.sqlite'}"))
    world.furnish()
    world.let_in(Account("telegram", str(LIN)), "小林", "volunteer", "紫兴社区")
    async with FakeTelegram().serving() as fake:
        channel = TelegramChannel(token, backstage(world), api_url=fake.url, limits=FREE)
        postman = Postman(world.database, {channel.name: channel}, world.now)
        running = asyncio.create_task(channel.run(answering(world.desk(), postman)))
        try:
            yield House(world, fake, channel, postman)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError, WrongToken):
                await running
            await channel.close()
            world.database.close()


Story = Callable[[House], Coroutine[None, None, None]]

"""Plays the lines of a transcript through Telegram: people at the strict fake of the Bot API, the bot polls it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import count
from typing import Any

from bot.app import answering
from bot.channels.telegram.channel import Backstage, TelegramChannel
from bot.channels.telegram.pace import Limits
from bot.channels.telegram.pauses import Pauses
from bot.evidence import LIMIT
from bot.nudging import reworded
from bot.outbox import Postman
from bot.papers import Press
from bot.taxonomy import load_taxonomy
from bot.transcript import CONTROLS, Spoken, attachment, tapped_label
from handlers.texts import plain
from storage.faults import Unavailable
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_chats import Appeared
from tests.players.lines import BROKEN, LARGE, delivered, line_of, photo, pressed, wording
from tests.players.world import World

QUICK = Pauses(album=0.05, fetch=0, look=0.01, failure=0.01, longest=0.02)
FREE = Limits(overall_per_second=10_000, private_seconds=0, group_seconds=0)
DRAWN = b"\x89PNG as drawn"
"""The picture of every summary: what is on it is tested elsewhere, and drawing takes its time."""


class ThroughTelegram:
    """Everybody in a private chat of their own."""

    name = "telegram"

    def __init__(self, world: World, fake: FakeTelegram) -> None:
        self.world, self.fake = world, fake
        self.chats: dict[str, int] = {}
        made = Press(world.database, load_taxonomy(), world.now).as_bytes
        backstage = Backstage(world.evidence().keep, lambda _: DRAWN, made, world.now, LIMIT, (Unavailable,), QUICK)
        self.channel = TelegramChannel(TOKEN, backstage, api_url=fake.url, limits=FREE)
        judge = partial(reworded, world.desk())
        self.postman = Postman(world.database, {self.name: self.channel}, world.now, judge=judge)
        self.taps = count(1)

    def account_of(self, who: str) -> str:
        return str(self._chat(who))

    def _chat(self, who: str) -> int:
        return self.chats.setdefault(who, 4001 + len(self.chats))

    async def play(self, spoken: Spoken) -> str:
        before = len(self.fake.appeared)
        await self.fake.confirmed(await self.fake.happens(self._update(spoken)))
        await delivered(self.postman, self.name)
        new = self.fake.appeared[before:]
        return line_of(spoken) + "".join(as_lines([one for one in new if one.chat == self.account_of(spoken.who)]))

    async def let(self, happen: Callable[[], Awaitable[object]]) -> Mapping[str, str]:
        before = len(self.fake.appeared)
        await happen()
        await delivered(self.postman, self.name)
        new = self.fake.appeared[before:]
        return {
            who: "".join(as_lines([one for one in new if one.chat == str(chat)])) for who, chat in self.chats.items()
        }

    def _update(self, spoken: Spoken) -> dict[str, Any]:
        label = tapped_label(spoken.what)
        if label is None:
            return {"message": self._message(spoken) | {"date": int(self.world.at.timestamp())}}
        place, data = self._button(spoken.who, label)
        query = {"id": f"tap{next(self.taps)}", "data": data}
        message = self.fake.message(self._chat(spoken.who))
        return {"callback_query": query | {"from": message["from"], "message": message | {"message_id": place}}}

    def _message(self, spoken: Spoken) -> dict[str, Any]:
        """Pictures go as photos; what Telegram's apps cannot show, as documents, which keep their name."""
        chat, attached = self._chat(spoken.who), attachment(spoken.what)
        if attached is None:
            return self.fake.message(chat, text=wording(spoken.what))
        kind, name = attached
        if not name:
            return self.fake.message(chat, **{FIELDS.get(CONTROLS[kind], CONTROLS[kind]): {}})
        if name.startswith((BROKEN, LARGE)) or not name.endswith((".jpg", ".png")):
            return self.fake.document_message(chat, photo(name), name)
        return self.fake.photo_message(chat, photo(name))

    def _button(self, who: str, label: str) -> tuple[int, str]:
        """Message and data of the button, also one that went while the finger came; a label nobody saw is data."""
        seen = [one for one in self.fake.appeared if one.chat == self.account_of(who)]
        buttons = [(name, (one.number, data)) for one in seen for row in one.buttons for name, data in row]
        return pressed(label, buttons) or (seen[-1].number if seen else 1, label)


FIELDS = {"other": "animation"}
"""Fields of a message by what they are to the bot, where the names differ."""


def as_lines(appeared: Sequence[Appeared]) -> Iterator[str]:
    """What a chat showed as lines of a transcript; a picture stands with the text that follows it."""
    titles: list[str] = []
    for one in appeared:
        if one.picture:
            titles.append(one.plain.partition("\n")[0])
            continue
        lines = [line for line in one.plain.splitlines() if line.strip()]
        lines += [plain.FILE.format(name=one.file)] if one.file else []
        lines += [plain.PICTURE.format(title=title) for title in titles]
        lines += [" ".join(f"[{label}]" for label, _ in row) for row in one.buttons]
        titles.clear()
        yield "".join(f"{'<' if nth == 0 else ' '} {line}".rstrip() + "\n" for nth, line in enumerate(lines))


@asynccontextmanager
async def through_telegram(world: World) -> AsyncIterator[ThroughTelegram]:
    """The channel at work, over real HTTP."""
    async with FakeTelegram().serving() as fake:
        player = ThroughTelegram(world, fake)
        running = asyncio.create_task(player.channel.run(answering(world.desk(), player.postman)))
        try:
            yield player
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await player.channel.close()

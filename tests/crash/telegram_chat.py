"""Somebody who talks through Telegram to a program that keeps dying, and what starts it again each time."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select

from bot.channel import Message, Sheet
from bot.channels.telegram.markup import caption, texts_of
from storage import tables
from storage.database import Database
from tests.crash.births import PATIENCE, Nursery
from tests.crash.fate import moment
from tests.crash.telegram_victim import WEBHOOK, TelegramOrder
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_chats import DATE

CHAT = 4001
FIRST_MESSAGE = 10_001
LOOK = 0.01
"""Seconds between two looks at the ledger, so that the program has the machine to itself."""
UNDER_WAY = ("planned", "sending")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing somebody does: writes, changes what was written in an earlier step, sends photos together, or taps."""

    text: str = ""
    changes: int | None = None
    photos: tuple[bytes, ...] = ()
    choice: str = ""


class Chat:
    """Telegram's side of it. What people sent stays there until the bot confirms it, whatever dies meanwhile."""

    def __init__(self, fake: FakeTelegram, database: Database, began: float) -> None:
        self._fake, self._database, self._began = fake, database, began

    async def talk(self, script: tuple[Step, ...]) -> None:
        """The whole script; the next step comes when everything is answered, or lost on its way for certain."""
        for nth, step in enumerate(script):
            updates = self._updates(nth, step)
            await self._fake.confirmed(await self._fake.updates.happens(*updates))
            while await asyncio.to_thread(under_way, self._database):
                await a_moment()

    def _updates(self, nth: int, step: Step) -> list[dict[str, Any]]:
        number = FIRST_MESSAGE + 10 * nth
        more: dict[str, Any] = {"message_id": number, "date": int(self._now().timestamp())}
        if step.choice:
            query = {"id": f"tap{nth}", "data": self._action(step.choice), "from": {"id": CHAT, "is_bot": False}}
            return [{"callback_query": query | {"message": self._fake.message(CHAT)}}]
        if step.changes is not None:
            more |= {"message_id": FIRST_MESSAGE + 10 * step.changes, "edit_date": DATE + 60}
            return [{"edited_message": self._fake.message(CHAT, text=step.text, **more)}]
        if step.photos:
            album = f"album{nth}" if len(step.photos) > 1 else ""
            shown = [self._fake.photo_message(CHAT, photo, album) for photo in step.photos]
            return [{"message": one | more | {"message_id": number + at}} for at, one in enumerate(shown)]
        return [{"message": self._fake.message(CHAT, text=step.text, **more)}]

    def _now(self) -> datetime:
        return moment(self._began)

    def _action(self, label: str) -> str:
        """Of the last choice of this label, whether it arrived or not: what is kept must not hang on that."""
        messages = reversed(said(self._database))
        buttons = (button for message in messages for row in message.buttons for button in row)
        return next(button.action for button in buttons if button.label == label)


def under_way(database: Database) -> bool:
    """Whether anything waits to be sent, or is being sent."""
    outbox = tables.outbox.c
    with database.reading() as tx:
        return bool(tx.connection.scalar(select(outbox.id).where(outbox.state.in_(UNDER_WAY)).limit(1)))


async def a_moment() -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(LOOK):
            await asyncio.Event().wait()


def said(database: Database) -> list[Message]:
    """Everything the bot meant to say, in its order."""
    outbox = tables.outbox.c
    with database.reading() as tx:
        rows = tx.connection.scalars(select(outbox.message).order_by(outbox.position)).all()
    return [msgspec.json.decode(row, type=Message) for row in rows]


def parts(message: Message) -> tuple[str, ...]:
    """The texts a chat shows of a message."""
    pictured = (caption(message.summary),) if isinstance(message, Sheet) and message.picture else ()
    return (*pictured, *texts_of(message))


class Keeper:
    """Starts the program, and starts it again whenever it died, until it is told to let it end."""

    def __init__(self, nursery: Nursery, order: TelegramOrder, fake: FakeTelegram) -> None:
        self.deaths: list[int] = []
        self._nursery, self._order, self._fake = nursery, order, fake
        self._pid: int | None = None
        self._ending: signal.Signals | None = None

    @asynccontextmanager
    async def keeping(self) -> AsyncIterator[None]:
        """At work within; afterwards the program is let end in order, or killed where something went wrong."""
        keeping = asyncio.create_task(self._kept_alive())
        try:
            async with asyncio.timeout(PATIENCE):
                yield
                self._end(signal.SIGTERM)
                await asyncio.shield(keeping)
        finally:
            self._end(signal.SIGKILL)
            await keeping

    async def _kept_alive(self) -> None:
        while not self._ending:
            told = await asyncio.to_thread(self._nursery.begin, self._order)
            if "ended" not in told:
                told = await self._lived(told)
            self.deaths.append(told["ended"])

    async def _lived(self, told: dict[str, Any]) -> dict[str, Any]:
        self._pid = told["pid"]
        self._fake.updates.ways[WEBHOOK] = f"{told['url']}/telegram"
        if self._ending:  # it was begun while the end was decided
            self._end(signal.SIGKILL)
        ended = await asyncio.to_thread(self._nursery.told)
        self._pid = None
        return ended

    def _end(self, how: signal.Signals) -> None:
        self._ending = how
        if self._pid is not None:
            os.kill(self._pid, how)  # its pid is taken until the next one is begun

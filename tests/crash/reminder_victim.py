"""The real tick and postman with a Telegram bot, made to die (see tests.crash.fate). As a program it is a nursery."""

import asyncio
import os
import sys
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import time  # noqa: TID251 - the program's own clock, set to one moment after the other

import msgspec

import reports.picture  # noqa: F401 - loaded once for all lives
from bot import outbox
from bot.app import Ledger, answering, telegram_channel
from bot.channels.telegram.channel import TelegramChannel
from bot.config import load
from bot.nudging import reworded
from bot.outbox import Postman
from bot.ticking import tick
from handlers.turn import Incoming, Tapped
from storage.model.people import Account
from tests.crash.fate import Fate, Order, mortal_ledger, nursery, tell
from tests.crash.telegram_chat import a_moment, under_way
from tests.crash.telegram_victim import mortal_calls
from tests.fakes.telegram import TOKEN
from tests.players.telegram import FREE, QUICK


class Tap(msgspec.Struct, frozen=True):
    """Somebody takes a choice."""

    chat: int
    action: str


class Moment(msgspec.Struct, frozen=True):
    """A time of the office: who does something then, before the tick."""

    at: datetime
    taps: tuple[Tap, ...] = ()


class RemindersOrder(Order, frozen=True):
    """Where the Bot API is, and the moments that are gone through; those a life has finished are left out.

    `together`: what is due is on its way at once and kept by one commit, else one after the other. Each way the points
    are the same every time.
    """

    api_url: str = ""
    moments: tuple[Moment, ...] = ()
    together: bool = False


@dataclass(slots=True)
class Clock:
    """Stands at a moment and goes on from there as fast as the real one."""

    at: datetime
    began: float

    def now(self) -> datetime:
        return self.at + timedelta(seconds=time() - self.began)


def unfinished(order: RemindersOrder) -> dict[int, Moment]:
    """What is left of the week."""
    reached = set(Path(order.trace).read_text("utf-8").splitlines())
    return {nth: one for nth, one in enumerate(order.moments) if f"finished {nth}" not in reached}


async def lived(order: RemindersOrder, ledger: Ledger, clock: Clock, channel: TelegramChannel, fate: Fate) -> None:
    """Every moment that no life has finished: taps, the tick, and everything that is to be sent then."""
    desk, left = ledger.desk, unfinished(order)
    clock.at = min((one.at for one in left.values()), default=clock.at)  # before the postman's life begins
    postman = Postman(desk.database, {channel.name: channel}, clock.now, judge=partial(reworded, desk))
    answer = answering(desk, postman)
    working = [asyncio.create_task(channel.run(answer))]
    if not order.together:
        vars(outbox)["BULK_AT_ONCE"] = 1
        working.append(asyncio.create_task(postman.run()))
    for nth, one in left.items():
        clock.at = one.at
        for tap in one.taps:
            who = Account(channel.name, str(tap.chat))
            await answer(Incoming(f"tap{nth}", who, Tapped(tap.action), clock.now()))
        await tick(desk, postman.scribe, clock.now)
        postman.call()
        while await asyncio.to_thread(under_way, desk.database):
            await (postman.deliver(channel.name) if order.together else a_moment())
        fate.reached(f"finished {nth}")
    for task in working:
        task.cancel()
    await asyncio.gather(*working, return_exceptions=True)
    await channel.close()


def live(order: RemindersOrder) -> None:
    """The real ledger and the real bot, without Telegram's pace."""
    environ = {
        "KEPU_DATABASE_URL": order.database,
        "KEPU_DATA_DIR": order.data_dir,
        "KEPU_TELEGRAM_TOKEN": TOKEN,
        "KEPU_TELEGRAM_API_URL": order.api_url,
    }
    settings, fate = load(environ, Path("no .env")), Fate(order)
    clock = Clock(order.moments[0].at, order.began)
    ledger = replace(mortal_ledger(settings, order, fate), now=clock.now)
    channel = telegram_channel(settings, ledger)
    assert channel
    channel._limits, channel._pauses = FREE, QUICK
    mortal_calls(channel, fate)
    tell({"pid": os.getpid()})

    async def living() -> None:
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), os._exit, 0)  # nobody is left who could kill it
        await lived(order, ledger, clock, channel, fate)

    asyncio.run(living())


if __name__ == "__main__":
    nursery(live, RemindersOrder)

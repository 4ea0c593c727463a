"""People who fill in the form over and over on WeCom, each in a chat of their own, and how long they wait.

`python -m bench.wecom_people JSON` starts one bot on a core of its own, plays its loads, prints what was measured.
"""

import asyncio
import sys
import time
from collections import Counter
from itertools import count
from typing import Protocol

import msgspec
import psutil
import uvloop

from bench.telegram_people import PATIENCE, PEOPLE, Crowd, Load, Measured, Person, Play, pinned, started, watched
from bench.wecom_api import BOT, Gateway

_MESSAGES = count(int(time.time()) * 10_000)  # never an id of an earlier load


class Colleague(Person):
    """One chat: everything is typed, a button by its word."""

    def update(self) -> bytes:
        """The next thing this person says."""
        body = {
            "msgid": f"m{next(_MESSAGES)}",
            "aibotid": BOT,
            "chattype": "single",
            "from": {"userid": f"{self.chat}"},
            "msgtype": "text",
            "text": {"content": self.word()},
        }
        return msgspec.json.encode(body)


async def played(play: Play) -> list[Measured]:
    """Start the bot, play the loads one after the other, stop it."""
    crowds: list[Crowd] = []
    gateway = Gateway(lambda chat, body: crowds[-1].shown(chat, body) if crowds else None)
    await gateway.listen(play.api)
    bot = started(play)
    try:
        await asyncio.wait_for(gateway.ready.wait(), PATIENCE)
        found = []
        for load in play.loads:
            crowds.append(Crowd(load, play.form, gateway, Colleague))
            found.append(await measured(load, crowds[-1], psutil.Process(bot.pid), gateway))
        return found
    finally:
        bot.terminate()
        await asyncio.to_thread(bot.wait)  # whoever says goodbye is answered


class Counts(Protocol):
    """A way to the bot, which counts what it did not take."""

    refused: int


async def measured(load: Load, crowd: Crowd, bot: psutil.Process, way: Counts) -> Measured:
    """One load; only what was answered after the warm-up counts."""
    measuring = asyncio.create_task(watched(bot, load))
    began = time.perf_counter() + load.warm
    await crowd.plays(began + load.seconds)
    answers = [(at - began, wait) for at, wait in crowd.waits if 0 <= at - began < load.seconds]
    per_second = Counter(int(at) for at, _ in answers)
    rates = [per_second[nth] for nth in range(int(load.seconds))]
    cpu, resident = await measuring, bot.memory_info().rss / 2**20
    return Measured([wait for _, wait in answers], rates, cpu, resident, crowd.lost, way.refused)


if __name__ == "__main__":
    wanted = msgspec.json.decode(sys.argv[1], type=Play)
    pinned(PEOPLE)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(msgspec.json.encode(runner.run(played(wanted))).decode())

"""A morning on which a bot reminds many people while others talk to it: when each message came, how long answers took.

`python -m bench.burst JSON` starts one bot on a core of its own, waits until everybody was reminded, prints the times.
"""

import asyncio
import sys
import time
from contextlib import suppress

import msgspec
import psutil
import uvloop

from bench.telegram_api import Api, Webhook
from bench.telegram_people import PEOPLE, Crowd, Play, pinned, reached, started

CONNECTIONS = 4
"""So few that none is idle so long that the web server closes it, which takes five seconds."""
LONGEST = 1200.0
"""Seconds after which a burst is given up."""


class Burst(msgspec.Struct, frozen=True):
    """So many reminders, in chats from `first`, while the people of the play's load talk."""

    play: Play
    first: int
    reminders: int


class Came(msgspec.Struct):
    """When each reminder and each other message came, in seconds; waits for answers, and how many were lost.

    `cpu` are the bot's seconds of it; `twice` counts reminders that were there already.
    """

    reminders: list[float]
    others: list[float]
    waits: list[float]
    lost: int
    cpu: float
    twice: int


class Witness:
    """Sees everything that is shown in a chat."""

    def __init__(self, burst: Burst) -> None:
        """Nothing has come yet."""
        self._burst = burst
        self._chats: set[int] = set()
        self.came = Came([], [], [], 0, 0, 0)
        self.crowd: Crowd | None = None
        self.begun, self.done = asyncio.Event(), asyncio.Event()

    def shown(self, chat: int, body: bytes) -> None:
        """Something came; the API calls this."""
        now = time.perf_counter()
        if not self._burst.first <= chat < self._burst.first + self._burst.reminders:
            self.came.others.append(now)
            if self.crowd:
                self.crowd.shown(chat, body)
            return
        self.came.twice += chat in self._chats
        self._chats.add(chat)
        self.came.reminders.append(now)
        self.begun.set()
        if len(self._chats) == self._burst.reminders:
            self.done.set()


async def witnessed(burst: Burst) -> Came:
    """Start the bot, let people talk from the first reminder to the last, stop it."""
    witness, play = Witness(burst), burst.play
    await asyncio.get_running_loop().create_server(lambda: Api(witness.shown), "127.0.0.1", play.api)
    bot = started(play)
    try:
        await reached(play, bot)
        (load,) = play.loads
        webhook = await Webhook(play.bot, play.path).opened(CONNECTIONS)
        witness.crowd = crowd = Crowd(load, play.form, webhook)
        async with asyncio.timeout(LONGEST):
            await witness.begun.wait()
            await _talked(crowd, witness)
    finally:
        cpu = psutil.Process(bot.pid).cpu_times()
        bot.terminate()
        bot.wait()
    came = witness.came
    came.waits, came.lost, came.cpu = [wait for _, wait in crowd.waits], crowd.lost, cpu.user + cpu.system
    return came


async def _talked(crowd: Crowd, witness: Witness) -> None:
    """People talk until the last reminder has come."""
    talking = asyncio.create_task(crowd.steadily(float("inf")))
    done = asyncio.create_task(witness.done.wait())
    await asyncio.wait((talking, done), return_when=asyncio.FIRST_COMPLETED)
    talking.cancel()
    with suppress(asyncio.CancelledError):
        await talking


if __name__ == "__main__":
    wanted = msgspec.json.decode(sys.argv[1], type=Burst)
    pinned(PEOPLE)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(msgspec.json.encode(runner.run(witnessed(wanted))).decode())

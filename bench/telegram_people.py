"""People who fill in the form over and over, each in a chat of their own, and how long they wait for every answer.

`python -m bench.telegram_people JSON` starts one bot on a core of its own, plays its loads, prints what was measured.
"""

import asyncio
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count, cycle
from typing import Protocol

import msgspec
import psutil
import uvloop

from bench.telegram_api import Api, Webhook

CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
BOT, PEOPLE = 0, 1
"""The cores of the two sides."""
PATIENCE = 60
LOST_SECONDS = 5.0
"""Whoever has waited so long begins anew."""
_BEGUN = int(time.time()) * 10_000  # never an id of an earlier load: a bot that knows repeats would not answer it
_UPDATES, _MESSAGES = count(_BEGUN), count(_BEGUN)
_BUTTON = re.compile(r'callback_data\\*":\s*\\*"([^"\\]+)')


class Load(msgspec.Struct, frozen=True):
    """So many people without a pause (`rate` 0), or so many updates a second spread over them, in chats from `first`.

    With `leaves` nobody goes beyond the first two words: drafts are left open, one in each chat.
    """

    people: int
    first: int
    seconds: float = 0
    warm: float = 0
    rate: float = 0
    leaves: bool = False


class Play(msgspec.Struct, frozen=True):
    """A bot (its command), where both sides listen, and the words of the form in order.

    A word that begins with "tap:" taps the button whose action ends so.
    """

    command: tuple[str, ...]
    environ: dict[str, str]
    api: int
    bot: int
    path: str
    form: tuple[str, ...]
    loads: tuple[Load, ...]


class Measured(msgspec.Struct):
    """What came of a load: waits in seconds, the answers of every whole second; of the bot CPU seconds and MiB."""

    waits: list[float]
    per_second: list[int]
    cpu: float
    resident: float
    lost: int
    refused: int


class Person:
    """One chat: where in the form it is, and the answer it waits for."""

    def __init__(self, chat: int, form: tuple[str, ...]) -> None:
        """Begins at the first word."""
        self.chat, self._form = chat, form
        self._step, self._seen = 0, ""
        self.answer: asyncio.Future[None] | None = None

    def word(self) -> str:
        """The next word of the form."""
        word = self._form[self._step]
        self._step = (self._step + 1) % len(self._form)
        return word

    def update(self) -> bytes:
        """The next thing this person does."""
        word = self.word()
        who = {"id": self.chat, "is_bot": False, "first_name": "x", "language_code": "zh-hans"}
        message = {
            "message_id": next(_MESSAGES),
            "date": int(time.time()),
            "chat": {"id": self.chat, "type": "private", "first_name": "x"},
            "from": who,
        }
        if not word.startswith("tap:"):
            entity = [{"type": "bot_command", "offset": 0, "length": len(word)}] if word.startswith("/") else []
            said = {"text": word} | ({"entities": entity} if entity else {})
            return msgspec.json.encode({"update_id": next(_UPDATES), "message": message | said})
        tap = {"id": f"tap{next(_MESSAGES)}", "from": who, "chat_instance": "1", "data": self._action(word[4:])}
        shown = message | {"text": "x", "message_id": 1}
        return msgspec.json.encode({"update_id": next(_UPDATES), "callback_query": tap | {"message": shown}})

    def again(self) -> None:
        """Begin anew."""
        self._step = 0

    def shown(self, body: bytes) -> None:
        """The bot has said something."""
        if self.answer is not None and not self.answer.done():
            self._seen = body.decode(errors="replace")
            self.answer.set_result(None)

    def _action(self, wanted: str) -> str:
        """The action of the button that ends so among those shown last; else as it is written."""
        return next((one for one in _BUTTON.findall(self._seen) if one.endswith(wanted)), wanted)


class Delivers(Protocol):
    """A way to the bot."""

    async def deliver(self, update: bytes, /) -> None:
        """Bring it what somebody has done."""


class Crowd:
    """Everybody, and the clock of it."""

    def __init__(self, load: Load, form: tuple[str, ...], webhook: Delivers, person: type[Person] = Person) -> None:
        """Nobody has said anything."""
        self._load, self._webhook = load, webhook
        self.people = {chat: person(chat, form) for chat in range(load.first, load.first + load.people)}
        self.waits: list[tuple[float, float]] = []
        self.lost = 0

    def shown(self, chat: int, body: bytes) -> None:
        """Somebody got an answer."""
        if chat in self.people:
            self.people[chat].shown(body)

    async def turn(self, person: Person, since: float) -> None:
        """One update and its answer."""
        person.answer = asyncio.get_running_loop().create_future()
        await self._webhook.deliver(person.update())
        try:
            async with asyncio.timeout(LOST_SECONDS):
                await person.answer
            now = time.perf_counter()
            self.waits.append((now, now - since))
        except TimeoutError:
            self.lost += 1
            person.again()

    async def hurry(self, person: Person, until: float) -> None:
        """One after the other without a pause."""
        while time.perf_counter() < until:
            await self.turn(person, time.perf_counter())

    async def steadily(self, until: float) -> None:
        """So many a second, whoever's turn it is; who still waits for an answer is late, and it counts."""
        async with asyncio.TaskGroup() as group:
            lanes = {chat: asyncio.Lock() for chat in self.people}
            began = time.perf_counter()
            for nth, person in enumerate(cycle(self.people.values())):
                planned = began + nth / self._load.rate
                if planned >= until:
                    return
                await asyncio.sleep(max(0, planned - time.perf_counter()))
                group.create_task(self._in_lane(lanes[person.chat], person, planned))

    async def plays(self, until: float) -> None:
        """The load."""
        if self._load.leaves:
            await self.open()
        elif self._load.rate:
            await self.steadily(until)
        else:
            await asyncio.gather(*(self.hurry(person, until) for person in self.people.values()))

    async def open(self) -> None:
        """Everybody says the first two things and leaves it there, some at a time."""
        waiting = iter(self.people.values())
        await asyncio.gather(*(self._openers(waiting) for _ in range(20)))

    async def _openers(self, waiting: Iterator[Person]) -> None:
        for person in waiting:
            for _ in range(2):
                await self.turn(person, time.perf_counter())

    async def _in_lane(self, lane: asyncio.Lock, person: Person, planned: float) -> None:
        async with lane:
            await self.turn(person, planned)


async def played(play: Play) -> list[Measured]:
    """Start the bot, play the loads one after the other, stop it."""
    crowds: list[Crowd] = []
    shown = lambda chat, body: crowds[-1].shown(chat, body) if crowds else None  # noqa: E731 - who is there now
    loop = asyncio.get_running_loop()
    await loop.create_server(lambda: Api(shown), "127.0.0.1", play.api)
    bot = started(play)
    try:
        await reached(play, bot)
        return [await _load(play, load, crowds, psutil.Process(bot.pid)) for load in play.loads]
    finally:
        bot.terminate()
        await asyncio.to_thread(bot.wait)  # whoever says goodbye is answered


def started(play: Play) -> subprocess.Popen[bytes]:
    """The bot, on its core from its first moment."""
    pinned(BOT)
    try:
        return subprocess.Popen(play.command, env=os.environ | play.environ)
    finally:
        pinned(PEOPLE)


async def _load(play: Play, load: Load, crowds: list[Crowd], bot: psutil.Process) -> Measured:
    """One load; only what was answered after the warm-up counts."""
    webhook = await Webhook(play.bot, play.path).opened(load.people)
    crowd = Crowd(load, play.form, webhook)
    crowds.append(crowd)
    measuring = asyncio.create_task(watched(bot, load))
    began = time.perf_counter() + load.warm
    await crowd.plays(began + load.seconds)
    webhook.close()
    answers = [(at - began, wait) for at, wait in crowd.waits]
    counted = [wait for at, wait in answers if load.leaves or 0 <= at < load.seconds]
    per_second = Counter(int(at) for at, _ in answers if at >= 0)
    rates = [per_second[nth] for nth in range(int(load.seconds))]
    cpu = await measuring
    return Measured(counted, rates, cpu, bot.memory_info().rss / 2**20, crowd.lost, webhook.refused)


async def watched(bot: psutil.Process, load: Load) -> float:
    """What the bot spends after the warm-up, in seconds of CPU."""
    await asyncio.sleep(load.warm)
    before = _cpu(bot)
    await asyncio.sleep(load.seconds)
    return _cpu(bot) - before


async def reached(play: Play, bot: subprocess.Popen[bytes]) -> None:
    """Wait until the webhook takes updates."""
    update = msgspec.json.encode({"update_id": 0})
    async with asyncio.timeout(PATIENCE):
        while bot.poll() is None:
            try:
                webhook = await Webhook(play.bot, play.path).opened(1)
                await webhook.deliver(update)
                await webhook.free()
                webhook.close()
                if not webhook.refused:
                    return
            except OSError:
                pass
            await asyncio.sleep(0.02)
    raise RuntimeError(f"{play.command} ended before it listened")


def pinned(core: int) -> None:
    """Stay on one of the cores, where the system lets one choose."""
    if CORES:
        os.sched_setaffinity(0, {CORES[core % len(CORES)]})


def _cpu(bot: psutil.Process) -> float:
    used = bot.cpu_times()
    return float(used.user + used.system)


if __name__ == "__main__":
    wanted = msgspec.json.decode(sys.argv[1], type=Play)
    pinned(PEOPLE)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        print(msgspec.json.encode(runner.run(played(wanted))).decode())

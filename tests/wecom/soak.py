"""Many people at once over a line that keeps breaking, through the whole program; then everything is counted.

`python -m tests.wecom.soak --messages 10000 --people 200 --seed 1`. All chance comes from the seed; the program's clock
runs SPEED times as fast as ours, so that a minute's pause asked for by the gateway is a second.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from bot import outbox
from bot.app import Ledger, open_ledger, press, running
from bot.channels.wecom.backstage import Backstage
from bot.channels.wecom.channel import WecomChannel
from bot.channels.wecom.connection import Pauses
from bot.channels.wecom.pace import Pace
from bot.config import load
from bot.evidence import LIMIT
from bot.right import Right
from bot.sample.people import joined
from storage.faults import Unavailable
from storage.model.people import Account, Role
from storage.people import units
from tests.fakes.wecom_gateway import BOT, ENDS, SECRET, FakeGateway
from tests.pictures import photo
from tests.players.world import START, World
from tests.wecom.line import a_moment, a_while
from tests.wecom.soaked import Counted, counted, under_way

SPEED = 120
PAUSES = Pauses(heartbeat=1, answer=2, first=0.02, longest=0.1, refused=0.1, throttled=0.1, upload=5)
DRAWN = b"\x89PNG as drawn" * 5_000
WAITING = 300
"""So much may wait to be heard before people pause: more only fills the memory."""
PATIENCE = 120.0
LOOK = 0.05
"""Seconds between two looks at the ledger, so that the program has the machine to itself."""

SAID = (
    "昨天在北营村讲防震，来了{nth}人，没发东西",
    "前天在柳林小学办科普讲座，{nth}人参加，发了折页{nth}份",
    "人数改成{nth}",
    "确认",
    "取消",
    "帮助",
    "今天有{nth}件事",
)
PICTURED = "本月汇总"
LAST_ROUND = 0.5
"""Of the postman, instead of five seconds: by the clock that is fast, what failed is due again at once."""
FATES: tuple[tuple[float, tuple[int | str, ...]], ...] = (
    (0.01, (45009,)),
    (0.01, (-1,)),
    (0.004, ("lost",)),
    (0.01, ("twice",)),
    (0.004, ENDS),
    (0.004, tuple(f"un{end}" for end in ENDS)),
)
"""What befalls a push, and how often."""


@dataclass
class Soak:
    """How much, with which chance, in which folder."""

    folder: Path
    messages: int
    people: int
    seed: int
    phases: int = 6
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - no secret
        self.gateway = FakeGateway()
        self.gateway.chance = self._fate
        self.said: list[tuple[str, str]] = []
        self.repeats: list[tuple[str, str, dict[str, str]]] = []
        self.slow = 0
        self.restarts = 0

    def now(self) -> datetime:
        return START + timedelta(seconds=SPEED * (time.monotonic() - self.began))

    async def run(self) -> Counted:
        """Everything, and what came of it."""
        ledger = self._ledger()
        async with self.gateway.serving():
            for nth in range(self.phases):
                await self._phase(ledger, self.messages // self.phases, last=nth == self.phases - 1)
        result = counted(ledger.desk.database, self.gateway, self.said)
        ledger.desk.database.close()
        return result

    def _ledger(self) -> Ledger:
        settings = load({"KEPU_DATA_DIR": str(self.folder)}, self.folder / "no.env")
        ledger = replace(open_ledger(settings), now=self.now)
        World(self.folder, ledger.desk.database).furnish()
        with ledger.desk.database.writing() as tx:
            places = units(tx)
            for nth in range(self.people):
                joined(tx, Account("wecom", f"p{nth}"), f"第{nth}人", Role.VOLUNTEER, places[nth % len(places)], START)
        return ledger

    def _robot(self, ledger: Ledger) -> WecomChannel:
        right = Right(ledger.desk.database, f"wecom:{BOT}", ledger.now)
        backstage = Backstage(
            ledger.evidence.keep,
            lambda _: DRAWN,
            press(ledger).as_bytes,
            ledger.now,
            LIMIT,
            right.take,
            right.release,
            (Unavailable,),
            PAUSES,
            lease_seconds=0.1,
            retry_seconds=0.01,
            rest=lambda seconds: a_while(seconds / SPEED),
        )
        pace = Pace(lambda: SPEED * time.monotonic())
        return WecomChannel(BOT, SECRET, backstage, url=self.gateway.url, hosts=("127.0.0.1",), pace=pace)

    async def _phase(self, ledger: Ledger, messages: int, *, last: bool) -> None:
        """The program from its start to its end, which comes in mid-work unless it is the last."""
        robot = self._robot(ledger)
        self.gateway.flowing.clear()
        async with running(ledger, (robot,), (robot.close,)):
            for nth in range(messages):
                await self._said(robot)
                await self._befallen(certainly=nth == messages // 2)
            if last or self.chance.random() < 0.5:  # who sends a large file keeps nobody else waiting
                await self._until(lambda: _lines(robot) <= self.slow)
            if last:
                self.gateway.flowing.set()
                await self._until(lambda: not under_way(ledger.desk.database) and not _lines(robot))
            talking = asyncio.create_task(self._goes_on(robot, last=last))
        talking.cancel()
        await asyncio.gather(talking, return_exceptions=True)
        self.slow = 0
        self.restarts += 1

    async def _goes_on(self, robot: WecomChannel, *, last: bool) -> None:
        """People write on while the program stops, until the line is closed."""
        line = self.gateway.lines[-1]
        while not last and line.socket.state is State.OPEN:
            await self._said(robot)
            await a_while(LOOK / 10)

    async def _until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await asyncio.to_thread(true):
                await a_while(LOOK)

    async def _said(self, robot: WecomChannel) -> None:
        """Somebody does something; people pause when the bot has more than enough to do."""
        while _waiting(robot) > WAITING and robot.connection.running:
            await a_moment()
        who = f"p{self.chance.randrange(self.people)}"
        nth = len(self.said)
        try:
            await self._one(who, f"m{nth}", self.chance.random())
        except ConnectionClosed:
            return
        await a_moment()

    async def _one(self, who: str, id_: str, dice: float) -> None:
        gateway = self.gateway
        self.said.append((who, id_))
        if dice < 0.05 and (card := self._card(who)):
            await gateway.tap(who, str(card["task_id"]), self.chance.choice(card["button_list"])["key"], id_)
        elif dice < 0.06:
            slow = self.slow < 3 and self.chance.random() < 0.2
            self.slow += slow
            await gateway.message(who, "image", gateway.picture(photo(), slow=slow), id_)
        elif dice < 0.09 and self.repeats:  # what was said before comes again
            self.said.pop()
            await gateway.message(self.repeats[-1][0], "text", self.repeats[-1][2], self.repeats[-1][1])
        else:
            words = PICTURED if dice > 0.98 else self.chance.choice(SAID)
            content = {"content": words.format(nth=20 + len(self.said))}
            self.repeats = [*self.repeats[-50:], (who, id_, content)]
            self.chance.shuffle(self.repeats)
            await gateway.message(who, "text", content, id_)

    def _card(self, who: str) -> dict[str, Any] | None:
        shown = (one for one in reversed(self.gateway.appeared[-2000:]) if one.chat == who)
        return next((one.content for one in shown if one.kind == "template_card"), None)

    async def _befallen(self, *, certainly: bool) -> None:
        """Now and then the line is lost, and once in every phase."""
        if self.chance.random() < 0.01 or certainly:
            await self.gateway.lose(self.chance.choice(ENDS))

    def _fate(self) -> int | str:
        for share, kinds in FATES:
            if self.chance.random() < share:
                return self.chance.choice(kinds)
        return 0


def _waiting(robot: WecomChannel) -> int:
    return sum(line.qsize() for line in tuple(robot._intake._lines.values()))


def _lines(robot: WecomChannel) -> int:
    return len(robot._intake._lines)


def main() -> int:
    """Run it, say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.wecom.soak")
    for name, default in (("messages", 10_000), ("people", 200), ("seed", 1), ("phases", 20)):
        parser.add_argument(f"--{name}", type=int, default=default)
    wanted = parser.parse_args()
    with TemporaryDirectory(prefix="kepu-soak-") as folder:
        soak = Soak(Path(folder), wanted.messages, wanted.people, wanted.seed, wanted.phases)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(outbox, "LAST_ROUND", LAST_ROUND)
            result = asyncio.run(soak.run())
    sys.stdout.write(f"seed {soak.seed}: {time.monotonic() - soak.began:.0f} s, {soak.restarts} starts\n{result}\n")
    return len(result.wrong)


if __name__ == "__main__":
    sys.exit(main())

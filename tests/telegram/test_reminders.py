"""Reminders through Telegram when it fails: each arrives once or is marked as uncertain, and never comes twice."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.nudging import reworded
from bot.outbox import Postman
from bot.ticking import tick
from storage.apply import apply
from storage.fates import counts
from storage.model.duties import Cycle, Rule
from storage.model.people import Account
from storage.model.writes import KeepRule
from storage.outbox import Sending
from storage.people import find_units, person_of
from tests.fakes.telegram import Fault
from tests.players.world import ZONE
from tests.telegram.house import LIN, House, house

FIRST = datetime(2026, 9, 22, 9, tzinfo=ZONE)
"""Some days before the deadline, which is the 24th: the 25th is 中秋."""
Story = Callable[[House], Coroutine[None, None, None]]


@asynccontextmanager
async def office(folder: Path) -> AsyncIterator[House]:
    """A house in which a report is owed by the 25th; the clock stands at the first reminder."""
    async with house(folder) as home:
        with home.world.database.writing() as tx:
            whose = person_of(tx, Account("telegram", str(LIN)))
            assert whose
            county = find_units(tx, "青河县")[0].id
            rule = Rule("r1", county, "科普台账", Cycle.MONTH, date(2026, 1, 1), whose.id, day=25)
            apply(tx, KeepRule(rule, 0, whose.id, FIRST))
        home.world.at = FIRST
        judge = partial(reworded, home.world.desk())
        postman = Postman(home.world.database, {"telegram": home.channel}, home.world.now, judge=judge)
        yield replace(home, postman=postman)


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Story], None]:
    def played(story: Story) -> None:
        async def whole() -> None:
            async with office(tmp_path) as home:
                await story(home)

        asyncio.run(whole())

    return played


async def passes(home: House, moment: datetime) -> None:
    """The clock comes to a moment: a tick, and what is due is sent."""
    home.world.at = moment
    await tick(home.world.desk(), home.postman.scribe, home.world.now)
    await home.delivered()


def states(home: House) -> dict[Sending, int]:
    with home.world.database.reading() as tx:
        return dict(counts(tx))


@pytest.mark.parametrize(
    "fault",
    [
        Fault(429, "Too Many Requests", {"retry_after": 1}),
        Fault(500, "Internal Server Error"),
        Fault(502, "Bad Gateway"),
        Fault(503, "Service Unavailable"),
    ],
    ids=lambda fault: str(fault.status),
)
def test_what_was_refused_for_now_comes_once(play: Callable[[Story], None], fault: Fault) -> None:
    async def story(home: House) -> None:
        home.fake.faults["sendMessage"].extend((fault, fault))
        for minutes in (0, 1, 20, 40, 60):
            await passes(home, FIRST + timedelta(minutes=minutes))
        assert len(home.fake.texts(LIN)) == 1
        assert states(home) == {Sending.SENT: 1}

    play(story)


@pytest.mark.parametrize("fault", [Fault(reset=True), Fault(504, "Gateway Timeout")], ids=["reset", "504"])
def test_what_may_have_arrived_does_not_come_again(play: Callable[[Story], None], fault: Fault) -> None:
    async def story(home: House) -> None:
        home.fake.faults["sendMessage"].append(fault)
        for minutes in (0, 1, 20, 60, 300):
            await passes(home, FIRST + timedelta(minutes=minutes))
        assert len(home.fake.of("sendMessage")) == 1
        assert states(home) == {Sending.UNCERTAIN: 1}

        await passes(home, FIRST + timedelta(days=2))  # the next one of the cadence is another message
        assert states(home) == {Sending.UNCERTAIN: 1, Sending.SENT: 1}
        assert len(home.fake.of("sendMessage")) == 2

    play(story)


def test_what_is_taken_and_never_answered_does_not_come_again(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        home.fake.faults["sendMessage"].append(Fault(hang=True))
        passing = asyncio.create_task(passes(home, FIRST))
        while not home.fake.texts(LIN):
            await asyncio.to_thread(lambda: None)
        await home.channel.close()
        await passing
        assert states(home) == {Sending.UNCERTAIN: 1}

        await passes(home, FIRST + timedelta(hours=1))
        assert len(home.fake.of("sendMessage")) == 1

    play(story)


def test_who_blocked_the_bot_is_on_record(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        home.fake.faults["sendMessage"].append(Fault(403, "Forbidden: bot was blocked by the user"))
        for minutes in (0, 60):
            await passes(home, FIRST + timedelta(minutes=minutes))
        assert states(home) == {Sending.FAILED: 1}
        assert len(home.fake.of("sendMessage")) == 1

    play(story)


def test_what_waited_until_the_evening_is_not_sent_at_night(play: Callable[[Story], None]) -> None:
    async def story(home: House) -> None:
        home.fake.faults["sendMessage"].append(Fault(502, "Bad Gateway"))
        await passes(home, FIRST.replace(hour=17, minute=59))
        await passes(home, FIRST.replace(hour=20))
        assert home.fake.texts(LIN) == []

        await passes(home, FIRST + timedelta(days=1))
        assert len(home.fake.texts(LIN)) == 1

    play(story)

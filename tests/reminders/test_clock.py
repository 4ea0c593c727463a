"""The clock only ticks: at once, one tick at a time, and neither a late nor a failing one stops the next."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import Ledger, running
from bot.evidence import EvidenceFolder
from reminders import clock as clocks
from reminders.clock import EVERY, clock
from storage.database import Database
from storage.fates import counts
from storage.outbox import Sending
from tests.ledgers import ZONE
from tests.reminders.crowd import peopled
from tests.reminders.offices import Office, office

PATIENCE = 20.0
LONG_AGO = datetime(2025, 11, 21, 9, tzinfo=ZONE)
"""A Friday: the last working day before the third day before the 25th. Over for good, so its ticks come at once."""
PEOPLE = 300


class Ticks:
    """What the clock calls: counts, and does what a test says."""

    def __init__(self) -> None:
        self.count = self.at_once = self.most = 0
        self.called, self.go_on = asyncio.Event(), asyncio.Event()
        self.fault: Exception | None = None
        self.go_on.set()

    async def tick(self) -> None:
        self.count += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.called.set()
        try:
            await self.go_on.wait()
            if self.fault:
                raise self.fault
        finally:
            self.at_once -= 1

    async def until(self, count: int) -> None:
        while self.count < count:
            self.called.clear()
            await self.called.wait()


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute of this clock is a second, the shortest it takes, and there is no spread."""
    monkeypatch.setattr(clocks, "EVERY", timedelta(seconds=1))
    monkeypatch.setattr(clocks, "SPREAD", timedelta(0))


@asynccontextmanager
async def ticking(ticks: Ticks, at: datetime) -> AsyncIterator[AsyncIOScheduler]:
    scheduler = clock(ticks.tick, at)
    scheduler.start()
    try:
        async with asyncio.timeout(PATIENCE):
            yield scheduler
    finally:
        ticks.go_on.set()
        scheduler.shutdown(wait=False)


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - what the scheduler goes by


def test_it_ticks_as_soon_as_it_is_started() -> None:
    async def story() -> None:
        ticks = Ticks()
        async with ticking(ticks, now()):
            await ticks.until(1)

    asyncio.run(story())


def test_a_tick_that_was_missed_for_days_takes_place_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "SPREAD", timedelta(0))  # thousands of spreads may add up to any moment

    async def story() -> None:
        ticks = Ticks()
        half_a_minute = EVERY / 2
        async with ticking(ticks, now() - timedelta(days=3) + half_a_minute) as scheduler:
            await ticks.until(1)
            (job,) = scheduler.get_jobs()
            assert now() < job.next_run_time <= now() + 2 * EVERY
            assert ticks.count == 1

    asyncio.run(story())


@pytest.mark.usefixtures("quickly")
def test_a_tick_that_fails_does_not_stop_the_next(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        ticks = Ticks()
        ticks.fault = ValueError("a fault of ours")
        async with ticking(ticks, now()):
            await ticks.until(2)

    with caplog.at_level(logging.ERROR):
        asyncio.run(story())
    assert "a fault of ours" in caplog.text


@pytest.mark.usefixtures("quickly")
def test_while_one_tick_is_under_way_none_begins_and_then_the_next_does(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        ticks = Ticks()
        ticks.go_on.clear()
        async with ticking(ticks, now()) as scheduler:
            await ticks.until(1)
            (job,) = scheduler.get_jobs()
            passed_over = job.next_run_time
            while scheduler.get_jobs()[0].next_run_time == passed_over:  # the second one's time comes and goes
                await asyncio.to_thread(lambda: None)
            assert (ticks.count, ticks.at_once) == (1, 1)
            ticks.go_on.set()
            await ticks.until(2)
            assert ticks.most == 1

    with caplog.at_level(logging.ERROR):
        asyncio.run(story())
    assert caplog.records == []


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Office]:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    at = next(office(database, LONG_AGO))
    peopled(at, PEOPLE, since=date(2025, 11, 1))
    yield at
    database.close()


async def live(at: Office, folder: Path, until: Callable[[Mapping[Sending, int]], bool]) -> None:
    """The program, until its outbox is as it should be."""
    ledger = Ledger(at.desk, EvidenceFolder(folder), lambda: LONG_AGO)
    async with asyncio.timeout(PATIENCE), running(ledger, (at.channel,)):
        while not until(await asyncio.to_thread(outbox_of, at)):
            pass


def outbox_of(at: Office) -> Mapping[Sending, int]:
    with at.county.database.reading() as tx:
        return counts(tx)


def all_sent(states: Mapping[Sending, int]) -> bool:
    return states == {Sending.SENT: PEOPLE}


def test_the_program_ticks_from_its_start(crowd: Office, tmp_path: Path) -> None:
    asyncio.run(live(crowd, tmp_path, all_sent))

    assert len(crowd.channel.sent) == PEOPLE


def test_a_tick_that_is_in_hand_at_the_end_is_finished_by_the_next_life(crowd: Office, tmp_path: Path) -> None:
    asyncio.run(live(crowd, tmp_path, bool))  # as soon as anything was handed out
    assert outbox_of(crowd).keys() <= {Sending.SENT, Sending.PLANNED}
    asyncio.run(live(crowd, tmp_path, all_sent))

    assert set(Counter(one.id for one in crowd.channel.sent).values()) == {1}

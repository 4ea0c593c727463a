"""The composition root: what is opened, who may be tried, and that what is in hand is finished at the end."""

import asyncio
import os
import signal
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import Ledger, open_ledger, personas, running, serve, with_sample
from bot.channel import Abilities, Answer, Delivery
from bot.config import load
from bot.taxonomy import SHIPPED
from handlers.turn import Incoming, Said
from storage.campaigns import judged_by
from storage.faults import Unavailable
from storage.model.people import Account, Level
from storage.people import add_unit, units

NOW = datetime(2026, 9, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(load({"KEPU_DATA_DIR": str(tmp_path / "data")}, tmp_path / "no.env"))


class Line:
    """A channel on which one person says one thing; what it is answered stands in `heard`."""

    name = "line"
    abilities = Abilities(edits=False, buttons=0, pictures=False, text_limit=4096, repeats_safely=True)

    def __init__(self, *said: str, fault: Exception | None = None) -> None:
        self.said, self.fault = said, fault
        self.heard: list[Delivery] = []
        self.kept, self.answered = asyncio.Event(), asyncio.Event()

    async def run(self, answer: Answer) -> None:
        for nth, text in enumerate(self.said):
            assert await answer(Incoming(str(nth), Account(self.name, "me"), Said(text), NOW))
        self.kept.set()
        if self.fault:
            raise self.fault
        await asyncio.Event().wait()

    async def send(self, delivery: Delivery) -> str | None:
        self.heard.append(delivery)
        self.answered.set()
        return delivery.id


def test_opening_makes_the_tables_and_says_the_time_of_the_people(ledger: Ledger) -> None:
    assert ledger.now().tzinfo == ZoneInfo("Asia/Shanghai")
    with ledger.desk.database.reading() as tx:
        assert units(tx) == ()


def test_an_end_in_the_middle_of_a_tick_is_nothing_to_tell_of(ledger: Ledger, caplog: pytest.LogCaptureFixture) -> None:
    async def scene() -> None:
        async with running(ledger, ()):
            for _ in range(20):
                await asyncio.to_thread(bool)  # the first tick is under way, in a thread

    asyncio.run(scene())
    assert [record.message for record in caplog.records] == []


def test_campaigns_that_were_changed_in_the_file_are_in_force_from_the_next_start(
    ledger: Ledger, tmp_path: Path
) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    file = tmp_path / "data" / "taxonomy.yaml"
    file.write_text(text.replace("aliases: [科技周]", "aliases: [科技周, 科普周]"), encoding="utf-8")

    again = open_ledger(load({"KEPU_DATA_DIR": str(tmp_path / "data")}, tmp_path / "no.env"))

    with again.desk.database.reading() as tx:
        assert not judged_by(tx, ledger.desk.taxonomy.campaigns)
        assert judged_by(tx, again.desk.taxonomy.campaigns)


@pytest.mark.parametrize("option", ["nonsense=1", "sslmode=perhaps"])
def test_an_address_with_an_option_that_is_none_is_refused(tmp_path: Path, option: str) -> None:
    url = f"postgresql+psycopg://kepu:hush@127.0.0.1:1/kepu?{option}"
    settings = load({"KEPU_DATA_DIR": str(tmp_path), "KEPU_DATABASE_URL": url}, tmp_path / "no.env")

    with pytest.raises(Unavailable, match="KEPU_DATABASE_URL"):
        open_ledger(settings)


def test_an_empty_ledger_gets_the_sample_county_once(ledger: Ledger) -> None:
    with_sample(ledger)
    first = personas(ledger)
    with_sample(ledger)

    assert personas(ledger) == first
    assert [one.role for one in first] == ["志愿者", "专干", "协调员"]


def test_a_real_ledger_gets_none_and_nobody_can_be_tried(ledger: Ledger) -> None:
    with ledger.desk.database.writing() as tx:
        add_unit(tx, "青河县", Level.COUNTY)

    with_sample(ledger)

    assert personas(ledger) == ()
    with ledger.desk.database.reading() as tx:
        assert len(units(tx)) == 1


def test_what_comes_in_is_answered(ledger: Ledger) -> None:
    async def talk() -> list[Delivery]:
        line = Line("你好")
        async with running(ledger, (line,)):
            await line.answered.wait()
        return line.heard

    assert [delivery.account for delivery in asyncio.run(talk())] == ["me"]


def test_what_is_in_hand_is_finished_at_the_end(ledger: Ledger) -> None:
    async def talk() -> list[Delivery]:
        line = Line(*(f"第{nth}句" for nth in range(5)))
        async with running(ledger, (line,)):
            await line.kept.wait()
        return line.heard

    assert [delivery.id for delivery in asyncio.run(talk())] == [f"line:{nth}:0" for nth in range(5)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it(ledger: Ledger, number: signal.Signals) -> None:
    async def told_to_end() -> list[Delivery]:
        line = Line("你好")
        serving = asyncio.create_task(serve(ledger, (line,)))
        await line.kept.wait()
        os.kill(os.getpid(), number)
        await serving
        return line.heard

    assert len(asyncio.run(told_to_end())) == 1


def test_a_channel_that_fails_ends_it_loudly(ledger: Ledger) -> None:
    async def serving() -> None:
        await serve(ledger, (Line("你好", fault=OSError("the line is dead")),))

    with pytest.raises(OSError, match="the line is dead"):
        asyncio.run(serving())

"""The scribe: what waits together is kept together, each gets its own result, and a failure is nobody else's."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot import scribe as module
from bot.scribe import Scribe
from storage import fates, outbox
from storage.database import Database, Transaction
from storage.faults import Unavailable
from storage.model.people import Account
from storage.outbox import Sending
from tests.storage.samples import AT

Put = Callable[[Transaction], bool]


def put(name: str, then: Callable[[], None] = lambda: None) -> Put:
    def act(tx: Transaction) -> bool:
        new = outbox.put(tx, name, Account("fake", name), b'"x"', AT)
        then()
        return new

    return act


def fails() -> None:
    raise ZeroDivisionError("by one of them")


def waits(gate: threading.Event) -> Callable[[], None]:
    def then() -> None:
        assert gate.wait(30)

    return then


def kept(database: Database) -> int:
    with database.reading() as tx:
        return fates.counts(tx).get(Sending.PLANNED, 0)


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def whole() -> None:
        async with asyncio.timeout(30):
            await story()

    asyncio.run(whole())


@pytest.fixture
def commits(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with every commit."""
    made: list[str] = []
    commit = database._writer.dialect.do_commit

    def counted(connection: Any) -> None:  # noqa: ANN401 - the driver's
        commit(connection)
        made.append("commit")

    monkeypatch.setattr(database._writer.dialect, "do_commit", counted)
    return made


def test_what_is_written_is_kept_and_gives_its_result(database: Database) -> None:
    async def story() -> None:
        scribe = Scribe(database)
        assert await scribe.write(put("a"))
        assert not await scribe.write(put("a"))

    run(story)
    assert kept(database) == 1


def test_what_waits_together_is_kept_together_where_there_is_one_writer(database: Database, commits: list[str]) -> None:
    async def story() -> None:
        scribe, gate = Scribe(database), threading.Event()
        first = asyncio.create_task(scribe.write(put("first", waits(gate))))
        await asyncio.to_thread(lambda: None)
        others = [asyncio.create_task(scribe.write(put(f"{nth}"))) for nth in range(5)]
        await asyncio.to_thread(lambda: None)
        gate.set()
        assert await asyncio.gather(first, *others) == [True] * 6

    run(story)
    assert len(commits) == 6 if database.several_writers else len(commits) <= 3
    assert kept(database) == 6


def test_one_that_fails_fails_alone(database: Database) -> None:
    async def story() -> None:
        scribe = Scribe(database)
        writes = [put("a"), put("b", fails), put("c")]
        one, two, three = await asyncio.gather(*map(scribe.write, writes), return_exceptions=True)
        assert (one, three) == (True, True)
        assert isinstance(two, ZeroDivisionError)

    run(story)
    assert kept(database) == 2


def test_nothing_of_one_that_fails_by_itself_is_kept(database: Database) -> None:
    async def story() -> None:
        with pytest.raises(ZeroDivisionError):
            await Scribe(database).write(put("a", fails))

    run(story)
    assert kept(database) == 0


def test_those_that_go_first_see_only_what_is_kept(database: Database) -> None:
    """An answer is claimed only after the turn that gave it is on disk."""

    def claimed(tx: Transaction) -> tuple[int, int]:
        return kept(database), len(outbox.claim(tx, "fake", AT))

    async def story() -> None:
        scribe = Scribe(database)
        writes = [scribe.write(put(f"{nth}")) for nth in range(9)]
        looks = [scribe.write(claimed, first=True) for _ in range(3)]
        _, *found = await asyncio.gather(asyncio.gather(*writes), *looks)
        assert [there for there, taken in found if taken > there] == []

    if not database.several_writers:  # elsewhere another transaction may commit in between
        run(story)


def test_first_ones_are_no_company_for_those_that_wait(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
    database.upgrade()
    order: list[str] = []

    async def story() -> None:
        scribe, gate = Scribe(database), threading.Event()
        writes = [asyncio.create_task(scribe.write(put("a", waits(gate))))]
        await asyncio.to_thread(lambda: None)
        for name, first in (("turn", False), ("claim", True), ("turn2", False), ("claim2", True)):
            act = put(name, partial(order.append, name))
            writes.append(asyncio.create_task(scribe.write(act, first=first)))
        await asyncio.to_thread(lambda: None)
        gate.set()
        await asyncio.gather(*writes)

    run(story)
    database.close()
    assert order.index("claim") < order.index("claim2")
    assert order.index("turn") < order.index("turn2")


def test_a_ledger_that_is_away_is_told_to_everybody(tmp_path: Path) -> None:
    async def story() -> None:
        scribe = Scribe(Database(f"sqlite:///{tmp_path / 'none' / 'kepu.sqlite'}"))
        told = await asyncio.gather(*(scribe.write(put(f"{nth}")) for nth in range(3)), return_exceptions=True)
        assert [type(one) for one in told] == [Unavailable] * 3

    run(story)


def test_whoever_gives_up_waiting_disturbs_nobody(database: Database) -> None:
    async def story() -> None:
        scribe, gate = Scribe(database), threading.Event()
        gone = asyncio.create_task(scribe.write(put("a", waits(gate))))
        await asyncio.to_thread(lambda: None)
        gone.cancel()
        stays = asyncio.create_task(scribe.write(put("b")))
        gate.set()
        assert await stays
        assert gone.cancelled()

    run(story)


def test_a_crowd_does_not_hold_up_whoever_was_first(
    database: Database, commits: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TOGETHER", -1)

    async def story() -> None:
        scribe = Scribe(database)
        await asyncio.gather(*(scribe.write(put(f"{nth}")) for nth in range(5)))

    run(story)
    assert len(commits) == 5


class Tidied(Database):
    """Counts how often it was tidied."""

    times = 0

    def tidy(self) -> None:
        super().tidy()
        self.times += 1


def test_the_log_is_moved_into_the_file_beside_the_writers(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIDY_AFTER", 3)
    ledger = Tidied(database.url.render_as_string(hide_password=False))

    async def story() -> None:
        scribe = Scribe(ledger)
        for nth in range(9):
            await scribe.write(put(f"{nth}"))
        while not ledger.times or scribe._tidying:
            await asyncio.to_thread(lambda: None)

    run(story)
    ledger.close()
    assert kept(database) == 9


def test_what_was_tidied_lies_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kepu.sqlite"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    database.tidy()
    before = path.read_bytes()
    with database.writing() as tx:
        put("kept in the file")(tx)
    assert path.read_bytes() == before
    database.tidy()

    assert b"kept in the file" in path.read_bytes()
    database.close()

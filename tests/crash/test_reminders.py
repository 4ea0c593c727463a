"""Reminded once whatever dies: killed at every commit and every call, nobody is told twice and nothing is missing.

As in test_crash: the week of an office is gone through once to see which points there are, then again and again with
deaths at some of them, until every point has been deadly. Each reminder arrives once, or was on its way when the
program died: then it arrives at most once and is marked as uncertain (promises P1 to P3).
"""

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from time import time  # noqa: TID251 - when a week begins

import msgspec
import pytest
from sqlalchemy import select

from bot.channel import Message
from handlers.texts.pending import DIGEST_FAILED
from storage import tables
from storage.database import Database
from storage.outbox import UNCERTAIN_AFTER_STOP
from tests.crash.births import Nursery
from tests.crash.kept import Ledgers, everything
from tests.crash.reminder_victim import RemindersOrder
from tests.crash.reminding import BOSS, BRIDGE, NORTH, TOWN, furnished, lives
from tests.crash.telegram_chat import parts
from tests.fakes.telegram import FakeTelegram

PARTS = 8
"""How many weeks the deaths are spread over; in each they are as far apart as this number of points."""
POINTS = {False: 129, True: 119}
"""How many points there are on each database: messages on their way one by one, or together."""
FATES = frozenset({"state", "reason", "reference"})
WEEK = {
    NORTH.chat: [
        *("nudge:p4002:2026-11-20", "telegram:tap1:0", "nudge:p4002:2026-11-23", "nudge:p4002:2026-11-24"),
        "telegram:tap5:0",
    ],
    BRIDGE.chat: [
        *("nudge:p4003:2026-11-20", "nudge:plan:l1:p4003:2026-11-20"),
        *("nudge:p4003:2026-11-24", "nudge:p4003:2026-11-25"),
    ],
    TOWN.chat: [
        *("nudge:p4004:2026-11-20", "nudge:own:w1:p4004:2026-11-23T15:00:00+08:00"),
        *("nudge:p4004:2026-11-24", "nudge:p4004:2026-11-25"),
    ],
    BOSS.chat: [
        "nudge:digest:r1:2026-11:p4001:digest-2026-11-25",
        "nudge:digest:r1:2026-11:p4001:digest-2026-11-25:1",
    ],
}
"""What each is sent: nudges until the unit has reported, the plan's question, the wish, the digest, and answers."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a message, and what a chat shows of it."""

    state: str
    reason: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a week. `fates` by message, in their order; `shown` counts what the chats ever showed."""

    kept: dict[str, list[str]]
    fates: dict[str, Fate]
    shown: Counter[tuple[str, str]]
    points: tuple[str, ...]
    deaths: tuple[int, ...]


Week = Callable[[str, bool, tuple[str, ...]], Result]


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """One for all weeks of a worker."""
    begun = Nursery("tests.crash.reminder_victim")
    yield begun
    begun.close()


@pytest.fixture(scope="session")
def week(nursery: Nursery, ledgers: Ledgers, tmp_path_factory: pytest.TempPathFactory) -> Week:
    """Goes through the week over a ledger of a kind, killed at the deadly points."""

    def gone_through(kind: str, together: bool, deadly: tuple[str, ...] = ()) -> Result:
        folder = tmp_path_factory.mktemp("crash")
        trace = folder / "trace"
        trace.touch()
        with ledgers(kind, folder) as url, closing(Database(url)) as database:
            moments = furnished(database)
            order = RemindersOrder(url, str(folder), str(trace), time(), deadly, moments=moments, together=together)
            fake, deaths = asyncio.run(_lived(nursery, order))
            return Result(
                kept=everything(database, FATES),
                fates=fates(database),
                shown=Counter((one.chat, one.plain) for one in fake.appeared if one.new),
                points=tuple(dict.fromkeys(trace.read_text("utf-8").splitlines())),
                deaths=deaths,
            )

    return gone_through


async def _lived(nursery: Nursery, order: RemindersOrder) -> tuple[FakeTelegram, tuple[int, ...]]:
    async with FakeTelegram().serving() as fake:
        return fake, await lives(nursery, msgspec.structs.replace(order, api_url=fake.url))


def fates(database: Database) -> dict[str, Fate]:
    with database.reading() as tx:
        rows = tx.connection.execute(select(tables.outbox).order_by(tables.outbox.c.position)).all()
    return {row.id: Fate(row.state, row.reason, tuple(_shown(row.account, row.message))) for row in rows}


def _shown(account: str, kept: bytes) -> Iterator[tuple[str, str]]:
    return ((account.partition(":")[2], part) for part in parts(msgspec.json.decode(kept, type=Message)))


def parts_of(some: Iterable[Fate]) -> Counter[tuple[str, str]]:
    return Counter(part for fate in some for part in fate.parts)


_undisturbed: dict[tuple[str, bool], Result] = {}


@pytest.fixture(params=[False, True], ids=["one by one", "together"])
def together(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def undisturbed(kind: str, together: bool, week: Week) -> Result:
    """The week without any death; gone through once per worker, kind and way."""
    if (kind, together) not in _undisturbed:
        _undisturbed[kind, together] = week(kind, together, ())
    return _undisturbed[kind, together]


def test_everybody_is_told_what_they_are_to_be_told(undisturbed: Result) -> None:
    assert undisturbed.deaths == (0,)
    assert {fate.state for fate in undisturbed.fates.values()} == {"sent"}
    assert undisturbed.shown == parts_of(undisturbed.fates.values())
    assert sorted(undisturbed.fates) == sorted(message for told in WEEK.values() for message in told)


def test_there_are_points_of_every_sort(together: bool, undisturbed: Result) -> None:
    begun = [point for point in undisturbed.points if point.startswith("before")]

    assert {"sendMessage", "sendPhoto", "commit"} <= {point.split()[1] for point in begun}
    for message in undisturbed.fates:
        assert any(point.endswith(f" {message}") for point in begun), message
    assert len(undisturbed.points) >= POINTS[together]


@pytest.mark.parametrize("part", range(PARTS))
def test_whenever_it_is_killed_nobody_is_told_twice_and_nothing_is_missing(
    kind: str, together: bool, part: int, undisturbed: Result, week: Week
) -> None:
    left = undisturbed.points[part::PARTS]

    while left:
        survived = week(kind, together, left)
        reached = set(left) & set(survived.points)

        assert reached, left
        once_or_uncertain(survived, undisturbed)
        assert len(survived.deaths) > len(reached)
        left = tuple(point for point in left if point not in reached)


def _as_if_certain(kept: dict[str, list[str]]) -> dict[str, list[str]]:
    """Without the line of a digest on those whose message is uncertain, which a death rightly adds."""
    return kept | {"outbox": [_UNCERTAIN.sub("", row) for row in kept["outbox"]]}


_UNCERTAIN = re.compile(re.escape(repr(DIGEST_FAILED.partition("{")[0].encode())[2:-1]) + r"\d+.*?\\\\n")


def once_or_uncertain(survived: Result, undisturbed: Result) -> None:
    """Nothing but what became of the messages may differ, and of those nothing but what a death makes uncertain."""
    assert max(survived.deaths) <= 0, "a life ended by a fault of its own"
    assert _as_if_certain(survived.kept) == _as_if_certain(undisturbed.kept)
    assert survived.fates.keys() == undisturbed.fates.keys()
    found = survived.fates.values()
    assert {(fate.state, fate.reason) for fate in found} <= {("sent", ""), ("uncertain", UNCERTAIN_AFTER_STOP)}
    assert survived.shown <= parts_of(found)
    assert parts_of(fate for fate in found if fate.state == "sent") <= survived.shown
    assert sum(fate.state == "uncertain" for fate in found) <= len(survived.deaths) * len(WEEK)

"""Kept before answered: the program is killed at every commit and every request, and nothing is lost or doubled.

A whole conversation runs over the real site in a real process. It is run once to see which points there are: before and
after each COMMIT, each request, each part of an answer. Then it is run again and again, each time killed at some of
them, until every point has been deadly once. What is kept in the end must be what is kept without any death.
"""

import asyncio
import io
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from time import time  # noqa: TID251 - when a conversation begins
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from handlers.texts import common
from storage import tables
from storage.database import Database
from tests.crash.births import Nursery
from tests.crash.fate import Order
from tests.crash.kept import CODE, Ledgers, everything
from tests.crash.visitor import Step, Visitor, name

PARTS = 6
"""How many conversations the deaths are spread over; in each they are as far apart as this number of points."""


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (16, 12), (180, 40, 40)).save(kept, "JPEG")
    return kept.getvalue()


PHOTO = picture()
SCRIPT = (
    Step(text=CODE),
    Step(text="小石"),
    Step(text="昨天下午在石桥小学操场讲防震减灾，来了两百来人，发了折页150份"),
    Step(text="人数改成85"),
    Step(choice=common.CONFIRM),
    Step(choice=common.CONFIRM),
    Step(photo=PHOTO),
    Step(text="我的"),
    Step(choice="2026-0001"),
    Step(text="人数改成95"),
    Step(text="本月汇总"),
    Step(text="登记事项 科普示范基地2个"),
    Step(choice=common.CONFIRM),
    Step(text="上个月到今天的工作报告"),
    Step(text="定稿"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a conversation."""

    kept: dict[str, list[str]]
    seen: dict[str, dict[str, Any]]
    shown: dict[str, dict[str, Any]]
    points: tuple[str, ...]
    deaths: tuple[int, ...]
    photos: tuple[bytes, ...]


Conversation = Callable[[str, tuple[str, ...]], Result]


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """One for all conversations of a worker."""
    begun = Nursery("tests.crash.victim")
    yield begun
    begun.close()


@pytest.fixture(scope="session")
def conversation(nursery: Nursery, ledgers: Ledgers, tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    """Plays the script over a ledger of a kind, killed at the deadly points."""

    def play(kind: str, deadly: tuple[str, ...] = ()) -> Result:
        folder = tmp_path_factory.mktemp("crash")
        trace = folder / "trace"
        trace.touch()
        with ledgers(kind, folder) as url, closing(Database(url)) as database:
            order = Order(url, str(folder), str(trace), time(), deadly)
            visitor = Visitor(nursery, order, lambda message: settled(database, message))
            shown = asyncio.run(talked(visitor))
            return Result(
                kept=everything(database),
                seen=visitor.seen,
                shown=shown,
                points=tuple(dict.fromkeys(trace.read_text("utf-8").splitlines())),
                deaths=tuple(visitor.deaths),
                photos=tuple(file.read_bytes() for file in (folder / "files").glob("*/[!.]*")),
            )

    return play


async def talked(visitor: Visitor) -> dict[str, dict[str, Any]]:
    """The whole script; what a page shows that is opened afterwards."""
    try:
        await visitor.talk(SCRIPT)
        return await visitor.look_again()
    finally:
        await visitor.close()


def settled(database: Database, message: str) -> set[str] | None:
    """The ids of all answers to a message; None until it is kept and every answer is sent."""
    inbox, outbox = tables.inbox.c, tables.outbox.c
    with database.reading() as tx:
        kept = tx.connection.scalar(select(inbox.id).where(inbox.id == f"web:{message}"))
        answers = tx.connection.execute(select(outbox.id, outbox.state).where(outbox.id.startswith(f"web:{message}:")))
        states = {answer.id: answer.state for answer in answers}
    return set(states) if kept and set(states.values()) <= {"sent"} else None


_undisturbed: dict[str, Result] = {}


@pytest.fixture
def undisturbed(kind: str, conversation: Conversation) -> Result:
    """The conversation without any death; played once per worker and kind."""
    if kind not in _undisturbed:
        _undisturbed[kind] = conversation(kind, ())
    return _undisturbed[kind]


def test_there_are_points_of_every_sort(undisturbed: Result) -> None:
    turns = len(SCRIPT)
    answers = len(undisturbed.kept["outbox"])
    begun = [point for point in undisturbed.points if point.startswith(("before commit", "before POST"))]

    assert len([point for point in begun if "commit" in point]) >= turns + 2 * answers
    assert len([point for point in begun if "POST" in point]) == turns
    assert {point.replace("before", "after") for point in begun} <= set(undisturbed.points)
    for nth in range(turns):
        assert f"before {name(nth)} of GET /events" in undisturbed.points
    assert len(undisturbed.points) > 150


def test_the_conversation_comes_to_what_was_said(undisturbed: Result) -> None:
    assert [len(undisturbed.kept[table]) for table in ("inbox", "person", "activity", "activity_version")] == [
        len(SCRIPT),
        1,
        1,
        3,
    ]
    assert undisturbed.photos == (PHOTO,)
    assert undisturbed.deaths == (-9, -9)


def test_the_points_are_the_same_every_time(kind: str, undisturbed: Result, conversation: Conversation) -> None:
    again = conversation(kind, ())

    assert set(again.points) == set(undisturbed.points)
    assert again.kept == undisturbed.kept


@pytest.mark.parametrize("part", range(PARTS))
def test_whenever_it_is_killed_nothing_is_lost_and_nothing_doubled(
    kind: str, part: int, undisturbed: Result, conversation: Conversation
) -> None:
    deadly = undisturbed.points[part::PARTS]

    survived = conversation(kind, deadly)

    assert set(deadly) <= set(survived.points)
    assert survived.kept == undisturbed.kept
    assert survived.seen.keys() == survived.shown.keys() == undisturbed.seen.keys()
    assert [sha256(photo).hexdigest() for photo in survived.photos] == [sha256(PHOTO).hexdigest()]
    assert len(survived.deaths) >= len(deadly)
    assert set(survived.deaths) == {-9}

"""Kept before answered, through Telegram: killed at every commit, call and post, nothing is lost or doubled.

As in test_crash, a whole conversation is played in a real process once to see which points there are, then again and
again with deaths at some of them, until every point has been deadly. Telegram (the fake, which lives on) brings again
what was not confirmed. What is kept must be what is kept without any death; what was said arrives once, or was on its
way when the program died: then it arrives at most once and is marked as uncertain.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from time import time  # noqa: TID251 - when a conversation begins
from typing import Protocol

import msgspec
import pytest
from sqlalchemy import select

from bot.channel import Message
from handlers.texts import common
from storage import tables
from storage.database import Database
from storage.outbox import UNCERTAIN_AFTER_STOP
from tests.crash.births import Nursery
from tests.crash.kept import CODE, Ledgers, everything
from tests.crash.telegram_chat import Chat, Keeper, Step, parts, said
from tests.crash.telegram_victim import TelegramOrder
from tests.fakes.telegram import FakeTelegram
from tests.players.lines import photo

PARTS = 8
"""How many conversations the deaths are spread over; in each they are as far apart as this number of points."""

PAIRS = (("sqlite", False), ("postgresql", True))
"""Every way in and every kind of database dies everywhere once: neither knows of the other."""
PHOTOS = (photo("一.jpg"), photo("二.jpg"))
TOLD = "昨天下午在石桥小学操场讲防震减灾，来了两百来人，发了折页150份"
SCRIPT = (
    Step(text=CODE),
    Step(text="小石"),
    Step(text=TOLD),
    Step(text=TOLD.replace("两百来人", "90人"), changes=2),
    Step(photos=PHOTOS),
    Step(choice=common.CONFIRM),
    Step(choice=common.CONFIRM),
    Step(text="人数改成95"),
    Step(text="本月汇总"),
)
FATES = frozenset({"state", "reason", "reference"})
"""What became of a message: the columns in which a death may be seen."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a conversation. `fates` are state and reason of each message, `arrived` what the chat ever showed,

    `sent` how often it was sent anew.
    """

    kept: dict[str, list[str]]
    said: list[Message]
    fates: list[tuple[str, str]]
    sent: Counter[str]
    arrived: set[str]
    points: tuple[str, ...]
    deaths: tuple[int, ...]
    photos: set[str]


class Conversation(Protocol):
    """Plays the script; `photos` are how many of the album are sent."""

    def __call__(self, kind: str, webhook: bool, deadly: tuple[str, ...] = (), photos: int | None = None) -> Result: ...


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """One for all conversations of a worker."""
    begun = Nursery("tests.crash.telegram_victim")
    yield begun
    begun.close()


@pytest.fixture(scope="session")
def conversation(nursery: Nursery, ledgers: Ledgers, tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    """Plays the script over a ledger of a kind, by polling or the webhook, killed at the deadly points."""

    def play(kind: str, webhook: bool, deadly: tuple[str, ...] = (), photos: int | None = None) -> Result:
        folder = tmp_path_factory.mktemp("crash")
        trace = folder / "trace"
        trace.touch()
        with ledgers(kind, folder) as url, closing(Database(url)) as database:
            order = TelegramOrder(url, str(folder), str(trace), time(), deadly, webhook=webhook)
            sent = photos or (1 if webhook else len(PHOTOS))
            fake, deaths = asyncio.run(talked(nursery, order, database, sent))
            return Result(
                kept=everything(database, FATES),
                said=said(database),
                fates=fates(database),
                sent=Counter(one.plain for one in fake.appeared if one.new),
                arrived={one.plain for one in fake.appeared},
                points=tuple(dict.fromkeys(trace.read_text("utf-8").splitlines())),
                deaths=deaths,
                photos={sha256(file.read_bytes()).hexdigest() for file in (folder / "files").glob("*/[!.]*")},
            )

    return play


async def talked(
    nursery: Nursery, order: TelegramOrder, database: Database, photos: int
) -> tuple[FakeTelegram, tuple[int, ...]]:
    """The whole script with so many photos; the webhook's posts are parallel, so an album might be two things there."""
    script = tuple(replace(step, photos=step.photos[:photos]) for step in SCRIPT)
    async with FakeTelegram().serving() as fake:
        order = msgspec.structs.replace(order, api_url=fake.url)
        keeper = Keeper(nursery, order, fake)
        async with keeper.keeping():
            await Chat(fake, database, order.began).talk(script)
    return fake, tuple(keeper.deaths)


def fates(database: Database) -> list[tuple[str, str]]:
    outbox = tables.outbox.c
    with database.reading() as tx:
        rows = tx.connection.execute(select(outbox.state, outbox.reason).order_by(outbox.position))
        return [(row.state, row.reason) for row in rows]


_undisturbed: dict[tuple[str, bool], Result] = {}


@pytest.fixture(params=[False, True], ids=["polling", "webhook"])
def webhook(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def undisturbed(kind: str, webhook: bool, conversation: Conversation) -> Result:
    """The conversation without any death; played once per worker, kind and way."""
    if (kind, webhook) not in _undisturbed:
        _undisturbed[kind, webhook] = conversation(kind, webhook, ())
    return _undisturbed[kind, webhook]


def test_the_conversation_comes_to_what_was_said(undisturbed: Result, webhook: bool) -> None:
    assert undisturbed.deaths == (0,)
    assert set(undisturbed.fates) == {("sent", "")}
    assert [len(undisturbed.kept[table]) for table in ("person", "activity", "inbox")] == [1, 1, len(SCRIPT)]
    assert undisturbed.photos == {sha256(one).hexdigest() for one in PHOTOS[: 1 if webhook else 2]}
    assert undisturbed.arrived == {part for message in undisturbed.said for part in parts(message)}


def test_there_are_points_of_every_sort(undisturbed: Result, webhook: bool) -> None:
    begun = [point for point in undisturbed.points if point.startswith("before")]
    methods = {point.split()[1] for point in begun}

    assert len([point for point in begun if "commit" in point]) >= len(SCRIPT) + 2 * len(undisturbed.fates)
    assert {"sendMessage", "sendPhoto", "editMessageText", "editMessageReplyMarkup", "getFile"} <= methods
    assert (
        {"setWebhook", "post", "http.response.start"} if webhook else {"getUpdates", "answerCallbackQuery"}
    ) <= methods
    assert len({point for point in begun if point.split()[1] in {"post", "getUpdates"}}) >= len(SCRIPT)


@pytest.mark.parametrize(("kind", "webhook"), PAIRS, ids=["sqlite-polling", "postgresql-webhook"])
@pytest.mark.parametrize("part", range(PARTS))
def test_whenever_it_is_killed_nothing_is_lost_and_nothing_doubled(
    kind: str, webhook: bool, part: int, undisturbed: Result, conversation: Conversation
) -> None:
    left = undisturbed.points[part::PARTS]

    while left:
        survived = conversation(kind, webhook, left)
        reached = set(left) & set(survived.points)

        assert reached, left
        as_kept_and_said_once(survived, undisturbed)
        assert len(survived.deaths) >= len(reached)
        left = tuple(point for point in left if point not in reached)


ALBUM_PARTS = 3


def of_the_album(point: str) -> bool:
    """What happens between the first post of the album and what is said to it."""
    return re.search(r"post 100[56]$|photo\d|inbox=5 ", point) is not None


@pytest.mark.parametrize("part", range(ALBUM_PARTS))
def test_whenever_it_is_killed_no_picture_of_an_album_is_lost_or_kept_twice(
    kind: str, part: int, conversation: Conversation
) -> None:
    """Parts that come again alone are a message of their own: one answer more, and nothing else."""
    whole = conversation(kind, webhook=True, photos=len(PHOTOS))
    deadly = tuple(filter(of_the_album, whole.points))[part::ALBUM_PARTS]
    assert deadly

    survived = conversation(kind, webhook=True, deadly=deadly, photos=len(PHOTOS))

    assert max(survived.deaths) <= 0, "a life ended by a fault of its own"
    assert len(survived.deaths) > 1
    assert survived.photos == whole.photos == {sha256(one).hexdigest() for one in PHOTOS}
    assert pictures(survived) == pictures(whole)
    assert len(pictures(whole)) == len(PHOTOS)
    assert [len(survived.kept[table]) for table in ("person", "activity")] == [1, 1]
    assert len(SCRIPT) <= len(survived.kept["inbox"]) <= len(SCRIPT) + 1
    assert set(survived.fates) <= {("sent", ""), ("uncertain", UNCERTAIN_AFTER_STOP)}


def pictures(result: Result) -> list[str]:
    """The hashes that the one record carries, each as often as it does."""
    record = result.kept["activity"][0]
    return sorted(one for photo in PHOTOS for one in re.findall(sha256(photo).hexdigest(), record))


def as_kept_and_said_once(survived: Result, undisturbed: Result) -> None:
    """Nothing but what became of the messages may differ, and of those nothing but what a death makes uncertain."""
    assert survived.kept == undisturbed.kept
    assert survived.photos == undisturbed.photos
    assert max(survived.deaths) <= 0, "a life ended by a fault of its own"
    assert set(survived.fates) <= {("sent", ""), ("uncertain", UNCERTAIN_AFTER_STOP)}
    assert sum(state == "uncertain" for state, _ in survived.fates) <= len(survived.deaths)
    surely = {
        part
        for message, (state, _) in zip(survived.said, survived.fates, strict=True)
        if state == "sent"
        for part in parts(message)
    }
    assert surely <= survived.arrived
    assert survived.sent <= Counter(part for message in survived.said for part in parts(message))

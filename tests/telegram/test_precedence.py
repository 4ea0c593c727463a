"""Answers before bulk on Telegram: at the pace Telegram allows, whoever waits for an answer is next."""

import asyncio
from collections.abc import Callable

import msgspec
import pytest
from telegram import Bot

from bot.channel import Abilities, Answer, Delivery, SendFailed
from bot.channels.telegram import pace as paces
from bot.channels.telegram.pace import Crowded, Limits, Pace
from bot.channels.telegram.sending import Sender
from bot.outbox import BULK_AT_ONCE, Postman
from handlers.turn import Say
from storage import outbox
from storage.database import Database
from storage.model.people import Account
from storage.outbox import Urgency
from tests.fakes.telegram import TOKEN
from tests.storage.samples import AT


class Paced:
    """A channel that sends nothing but keeps Telegram's pace; `sent` are the ids in the order they went."""

    name = "telegram"
    abilities = Abilities(edits=False, buttons=9, pictures=False, text_limit=1000, repeats_safely=False)

    def __init__(self, pace: Pace, then: Callable[[list[str]], None]) -> None:
        self.sent: list[str] = []
        self._pace, self._then = pace, then

    async def run(self, answer: Answer) -> None:
        """Nothing comes in."""

    async def send(self, delivery: Delivery) -> str | None:
        if not delivery.urgent:
            await self._pace.gap()
        await self._pace.turn(delivery.account)
        self.sent.append(delivery.id)
        self._then(self.sent)
        return None


def put(database: Database, name: str, chat: str, urgency: Urgency) -> None:
    with database.writing() as tx:
        outbox.put(tx, name, Account("telegram", chat), msgspec.json.encode(Say("x")), AT, urgency=urgency)


def test_with_two_hundred_reminders_waiting_a_fresh_answer_goes_next(database: Database) -> None:
    for nth in range(200):
        put(database, f"bulk{nth}", f"{nth}", Urgency.BULK)

    async def day() -> list[str]:
        enough = asyncio.Event()

        def then(sent: list[str]) -> None:
            if len(sent) == 5:  # in the middle of the reminders somebody writes
                put(database, "answer", "150", Urgency.REPLY)
                postman.call()
            if len(sent) == 12:
                enough.set()

        channel = Paced(Pace(Limits(overall_per_second=30), asyncio.get_running_loop().time), then)
        postman = Postman(database, {"telegram": channel}, lambda: AT)
        running = asyncio.create_task(postman.run())
        async with asyncio.timeout(60):
            await enough.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return channel.sent

    sent = asyncio.run(day())
    bulk = [one for one in sent if one != "answer"]
    assert sent.index("answer") in (5, 6), sent  # one may have gone while the outbox was looked at
    assert bulk[:10] == [f"bulk{nth}" for nth in range(10)]


def test_bulk_begins_when_nobody_has_a_place_before_it() -> None:
    async def day() -> None:
        pace = Pace(Limits(overall_per_second=200), asyncio.get_running_loop().time)
        places = [pace.reserve(f"{nth}") for nth in range(5)]
        assert places == sorted(places)
        assert places[-1] > 0
        await pace.gap()
        assert pace.reserve("9") == 0

    asyncio.run(day())


def test_bulk_goes_one_after_the_other_and_lets_an_answer_in_between() -> None:
    async def day() -> list[str]:
        pace, gone = Pace(Limits(overall_per_second=100), asyncio.get_running_loop().time), list[str]()

        async def bulk(name: str) -> None:
            await pace.gap()
            await pace.turn(name)
            gone.append(name)
            if name == "b1":
                answers.append(asyncio.create_task(answer()))

        async def answer() -> None:
            await pace.turn("answer")
            gone.append("answer")

        answers: list[asyncio.Task[None]] = []
        await asyncio.gather(*(bulk(f"b{nth}") for nth in range(4)))
        await asyncio.gather(*answers)
        return gone

    assert asyncio.run(day()) == ["b0", "b1", "answer", "b2", "b3"]


def test_bulk_that_finds_no_gap_goes_back_and_is_never_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paces, "LONGEST_WAIT", 0.01)

    async def day() -> None:
        pace = Pace(Limits(), asyncio.get_running_loop().time)
        for chat in ("1", "2"):  # two chats told to wait: Telegram means everybody
            pace.hold(chat, 60)
        with pytest.raises(Crowded):
            await pace.gap()
        with pytest.raises(SendFailed) as told:
            await Sender(Bot(TOKEN), pace, drawn, drawn).send(Delivery("b", "3", Say("x"), urgent=False))
        assert (told.value.away, told.value.permanent, told.value.uncertain) == (True, False, False)

    asyncio.run(day())


async def drawn(_: object) -> bytes:
    return b""


def test_only_a_handful_of_bulk_is_in_hand(database: Database) -> None:
    for nth in range(BULK_AT_ONCE + 5):
        put(database, f"bulk{nth}", f"{nth}", Urgency.BULK)

    async def day() -> int:
        channel = Paced(Pace(Limits(overall_per_second=10_000), asyncio.get_running_loop().time), lambda _: None)
        return await Postman(database, {"telegram": channel}, lambda: AT).deliver("telegram")

    assert asyncio.run(day()) == BULK_AT_ONCE


@pytest.mark.parametrize("late", [0.0, 0.001, 0.003, 0.02, 0.4])
def test_no_second_holds_more_than_thirty_however_late_timers_are(late: float) -> None:
    now, sent = 0.0, list[float]()
    pace = Pace(Limits(), lambda: now)
    for nth in range(200):
        now += pace.reserve(f"{nth}") + late * (nth % 3) / 2
        sent.append(now)

    assert max(sum(1 for at in sent if first <= at < first + 1) for first in sent) <= 30


@pytest.mark.parametrize("late", [0.0, 0.001, 0.003])
def test_what_timers_lose_is_made_up_for(late: float) -> None:
    now = 0.0
    pace = Pace(Limits(), lambda: now)
    for nth in range(1000):
        now += pace.reserve(f"{nth}") + late

    assert 999 / now >= 0.98 * 30

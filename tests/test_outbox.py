"""The postman: in order, each account for itself, and whatever becomes of a message is kept and shown to somebody."""

import asyncio
import io
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from bot import outbox as post
from bot.channel import Abilities, Answer, Delivery, SendFailed
from bot.deliveries import LONGEST_PAUSE, pause
from bot.outbox import TRIES, Postman
from handlers.turn import Card, Say
from storage import fates, outbox
from storage.database import Database, Transaction
from storage.model.people import Account
from storage.outbox import UNCERTAIN_AFTER_STOP, Sending
from tests.storage.samples import AT

ANNA, BEN = Account("fake", "anna"), Account("fake", "ben")


class FakeChannel:
    """The outside as a channel sees it: takes what it is sent, but for what `outcomes` says of a delivery id."""

    def __init__(self, name: str = "fake", *, safe: bool = False, edits: bool = False) -> None:
        self.name = name
        self.abilities = Abilities(edits=edits, buttons=9, pictures=False, text_limit=1000, repeats_safely=safe)
        self.seen: list[Delivery] = []
        self.outcomes: dict[str, list[Exception]] = {}
        self.held: dict[str, asyncio.Event] = {}

    async def run(self, answer: Answer) -> None:
        """Nothing comes in."""

    async def send(self, delivery: Delivery) -> str | None:
        self.seen.append(delivery)
        if delivery.account in self.held:
            await self.held[delivery.account].wait()
        if self.outcomes.get(delivery.id):
            raise self.outcomes[delivery.id].pop(0)
        return f"ref-{delivery.id}"

    def ids(self) -> list[str]:
        return [delivery.id for delivery in self.seen]


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


def put(database: Database, message_id: str, account: Account = ANNA, message: object = None, key: str = "") -> None:
    body = msgspec.json.encode(message or Say(f"text of {message_id}"))
    with database.writing() as tx:
        outbox.put(tx, message_id, account, body, AT, card_key=key)


def delivered(database: Database, clock: Clock, channel: FakeChannel) -> None:
    """Deliver everything that is due."""
    postman = Postman(database, {channel.name: channel}, clock)

    async def all_due() -> None:
        while await postman.deliver(channel.name):
            pass

    asyncio.run(all_due())


def states(database: Database) -> dict[Sending, int]:
    with database.reading() as tx:
        return dict(fates.counts(tx))


def unsent(database: Database) -> list[tuple[str, Sending, str]]:
    with database.reading() as tx:
        return [(one.id, one.state, one.reason) for one in fates.unsent(tx)]


async def until(true: Callable[[], bool]) -> None:
    """Let everything else go on until something has become true."""
    async with asyncio.timeout(30):
        while not await asyncio.to_thread(true):
            pass


async def stopped(running: "asyncio.Task[None]") -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def test_an_accounts_messages_arrive_in_order_and_with_their_texts(database: Database, clock: Clock) -> None:
    channel = FakeChannel()
    for name, account in (("a1", ANNA), ("b1", BEN), ("a2", ANNA), ("a3", ANNA)):
        put(database, name, account)

    delivered(database, clock, channel)

    assert [one.id for one in channel.seen if one.account == "anna"] == ["a1", "a2", "a3"]
    assert channel.seen[0] == Delivery("a1", "anna", Say("text of a1"))
    assert states(database) == {Sending.SENT: 4}


def test_nothing_is_sent_twice(database: Database, clock: Clock) -> None:
    channel = FakeChannel()
    put(database, "a1")
    for _ in range(3):
        delivered(database, clock, channel)

    assert channel.ids() == ["a1"]


def test_a_slow_account_holds_up_nobody_else(database: Database, clock: Clock) -> None:
    channel = FakeChannel()
    for name, account in (("a1", ANNA), ("a2", ANNA), ("b1", BEN), ("b2", BEN), ("b3", BEN)):
        put(database, name, account)

    async def day() -> None:
        channel.held["anna"] = asyncio.Event()
        running = asyncio.create_task(Postman(database, {"fake": channel}, clock).run())
        await until(lambda: states(database) == {Sending.SENT: 3, Sending.SENDING: 1, Sending.PLANNED: 1})
        assert sorted(channel.ids()) == ["a1", "b1", "b2", "b3"]
        channel.held["anna"].set()
        await until(lambda: states(database) == {Sending.SENT: 5})
        await stopped(running)

    asyncio.run(day())


def test_a_slow_channel_holds_up_no_other(database: Database, clock: Clock) -> None:
    slow, quick = FakeChannel("slow"), FakeChannel("quick")
    for nth in range(3):
        put(database, f"s{nth}", Account("slow", f"{nth}"))
        put(database, f"q{nth}", Account("quick", "anna"))

    async def day() -> None:
        slow.held = {f"{nth}": asyncio.Event() for nth in range(3)}
        running = asyncio.create_task(Postman(database, {"slow": slow, "quick": quick}, clock).run())
        await until(lambda: len(quick.seen) == 3)
        for held in slow.held.values():
            held.set()
        await until(lambda: states(database) == {Sending.SENT: 6})
        await stopped(running)

    asyncio.run(day())


def test_what_is_put_in_later_is_sent_when_the_postman_is_called(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "IDLE_LOOK", 3600)
    channel = FakeChannel()

    async def day() -> None:
        postman = Postman(database, {"fake": channel}, clock)
        running = asyncio.create_task(postman.run())
        for nth in (1, 2):
            await asyncio.to_thread(put, database, f"a{nth}")
            postman.call()
            await until(lambda: states(database) == {Sending.SENT: len(channel.seen)} and len(channel.seen) > 0)
        await until(lambda: channel.ids() == ["a1", "a2"])
        await stopped(running)

    asyncio.run(day())


@pytest.mark.parametrize("safe", [False, True])
def test_a_permanent_failure_is_shown_and_the_next_one_goes(database: Database, clock: Clock, safe: bool) -> None:
    channel = FakeChannel(safe=safe)
    channel.outcomes["a1"] = [SendFailed("blocked by the person", permanent=True)]
    for name in ("a1", "a2"):
        put(database, name)

    delivered(database, clock, channel)

    assert channel.ids() == ["a1", "a2"]
    assert unsent(database) == [("a1", Sending.FAILED, "blocked by the person")]


def test_an_uncertain_failure_is_shown_and_not_repeated(database: Database, clock: Clock) -> None:
    channel = FakeChannel()
    channel.outcomes["a1"] = [SendFailed("timeout", uncertain=True)]
    for name in ("a1", "a2"):
        put(database, name)

    delivered(database, clock, channel)
    clock.at += timedelta(days=1)
    delivered(database, clock, channel)

    assert channel.ids() == ["a1", "a2"]
    assert unsent(database) == [("a1", Sending.UNCERTAIN, "timeout")]


def test_where_a_repeat_shows_once_an_uncertain_failure_is_repeated(database: Database, clock: Clock) -> None:
    channel = FakeChannel(safe=True)
    channel.outcomes["a1"] = [SendFailed("timeout", uncertain=True)]
    put(database, "a1")

    delivered(database, clock, channel)
    clock.at += pause(1, 0)
    delivered(database, clock, channel)

    assert channel.ids() == ["a1", "a1"]
    assert states(database) == {Sending.SENT: 1}


def test_a_passing_failure_is_tried_again_not_before_the_other_side_asked(database: Database, clock: Clock) -> None:
    channel = FakeChannel()
    channel.outcomes["a1"] = [SendFailed("flood", retry_after=30)]
    for name, account in (("a1", ANNA), ("a2", ANNA), ("b1", BEN)):
        put(database, name, account)

    delivered(database, clock, channel)
    clock.at += timedelta(seconds=29)
    delivered(database, clock, channel)
    assert sorted(channel.ids()) == ["a1", "b1"]
    clock.at += timedelta(seconds=1)
    delivered(database, clock, channel)

    assert [one for one in channel.ids() if one != "b1"] == ["a1", "a1", "a2"]
    assert states(database) == {Sending.SENT: 3}


def test_what_never_passes_is_given_up_visibly(database: Database, clock: Clock) -> None:
    channel = FakeChannel()
    channel.outcomes["a1"] = [SendFailed("away") for _ in range(TRIES + 5)]
    for name in ("a1", "a2"):
        put(database, name)

    for _ in range(TRIES + 5):
        delivered(database, clock, channel)
        clock.at += LONGEST_PAUSE

    assert channel.ids() == ["a1"] * TRIES + ["a2"]
    assert unsent(database) == [("a1", Sending.FAILED, "away")]


def test_while_nobody_was_reached_no_try_was_used_up(database: Database, clock: Clock) -> None:
    """A long outage says nothing about a message: the first passing failure after it is not its last."""
    channel = FakeChannel()
    channel.outcomes["a1"] = [*(SendFailed("offline", away=True) for _ in range(2 * TRIES)), SendFailed("busy")]
    put(database, "a1")

    for _ in range(2 * TRIES + 2):
        delivered(database, clock, channel)
        clock.at += LONGEST_PAUSE

    assert unsent(database) == []


@pytest.mark.parametrize("fault", [KeyError("text of a1"), OSError("text of a1"), ExceptionGroup("x", [ValueError()])])
def test_an_unforeseen_fault_of_a_channel_is_uncertain_and_stops_nothing(
    database: Database, clock: Clock, written: io.StringIO, fault: Exception
) -> None:
    channel = FakeChannel()
    channel.outcomes["a1"] = [fault]
    for name, account in (("a1", ANNA), ("a2", ANNA), ("b1", BEN)):
        put(database, name, account)

    async def day() -> None:
        running = asyncio.create_task(Postman(database, {"fake": channel}, clock).run())
        await until(lambda: states(database) == {Sending.UNCERTAIN: 1, Sending.SENT: 2})
        assert not running.done()
        await stopped(running)

    asyncio.run(day())
    assert unsent(database) == [("a1", Sending.UNCERTAIN, type(fault).__name__)]
    assert "channel failed" in written.getvalue()
    assert "text of" not in written.getvalue()


def test_a_channel_that_never_answers_is_given_up(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "LONGEST_SEND", 0.01)
    channel = FakeChannel()
    put(database, "a1")

    async def day() -> None:
        channel.held["anna"] = asyncio.Event()
        assert await Postman(database, {"fake": channel}, clock).deliver("fake") == 1

    asyncio.run(day())
    assert unsent(database) == [("a1", Sending.UNCERTAIN, "TimeoutError")]


@pytest.mark.parametrize("body", [b'{"type":"hologram"}', b"{}", b'{"type":"say"}', b"no json"])
def test_a_message_of_another_version_is_shown_as_failed(database: Database, clock: Clock, body: bytes) -> None:
    channel = FakeChannel()
    with database.writing() as tx:
        outbox.put(tx, "a1", ANNA, body, AT)
    put(database, "a2")

    delivered(database, clock, channel)

    assert channel.ids() == ["a2"]
    assert [(name, state) for name, state, _ in unsent(database)] == [("a1", Sending.FAILED)]


def test_what_is_for_a_channel_that_does_not_run_waits_for_it(database: Database, clock: Clock) -> None:
    channel, later = FakeChannel(), FakeChannel("later")
    put(database, "l1", Account("later", "anna"))
    put(database, "a1")

    delivered(database, clock, channel)
    assert states(database) == {Sending.SENT: 1, Sending.PLANNED: 1}
    delivered(database, clock, later)

    assert later.ids() == ["l1"]


def card(*, replace: bool) -> Card:
    return Card(key="k", title="活动", rows=(), replace=replace)


@pytest.mark.parametrize(
    ("edits", "replace", "expected"),
    [
        (True, True, Delivery("a2", "anna", card(replace=True), replaces="ref-a1")),
        (True, False, Delivery("a2", "anna", card(replace=False), retires="ref-a1")),
        (False, True, Delivery("a2", "anna", card(replace=True))),
    ],
)
def test_a_card_knows_the_older_one(
    database: Database, clock: Clock, edits: bool, replace: bool, expected: Delivery
) -> None:
    channel = FakeChannel(edits=edits)
    put(database, "a1", ANNA, card(replace=False), "k")
    put(database, "b1", BEN, card(replace=False), "k")
    put(database, "a2", ANNA, card(replace=replace), "k")

    delivered(database, clock, channel)

    assert channel.seen[-1] == expected


def test_the_first_card_replaces_nothing(database: Database, clock: Clock) -> None:
    channel = FakeChannel(edits=True)
    put(database, "a1", ANNA, card(replace=True), "k")

    delivered(database, clock, channel)

    assert channel.seen == [Delivery("a1", "anna", card(replace=True))]


def left_half_sent(database: Database, at: datetime) -> None:
    """As a process leaves it that died while it was sending."""
    for name in ("a1", "a2"):
        put(database, name)
    with database.writing() as tx:
        outbox.claim(tx, "fake", at)


def test_what_a_dead_process_left_is_repeated_where_that_is_safe(database: Database, clock: Clock) -> None:
    left_half_sent(database, AT - timedelta(seconds=1))
    channel = FakeChannel(safe=True)

    delivered(database, clock, channel)

    assert channel.ids() == ["a1", "a2"]
    assert states(database) == {Sending.SENT: 2}


def test_what_a_dead_process_left_is_uncertain_elsewhere(database: Database, clock: Clock) -> None:
    left_half_sent(database, AT - timedelta(seconds=1))
    channel = FakeChannel()

    delivered(database, clock, channel)

    assert channel.ids() == ["a2"]
    assert unsent(database) == [("a1", Sending.UNCERTAIN, UNCERTAIN_AFTER_STOP)]


def test_what_a_dead_process_left_is_taken_up_although_another_write_of_the_commit_failed(
    database: Database, clock: Clock
) -> None:
    left_half_sent(database, AT - timedelta(seconds=1))
    channel = FakeChannel(safe=True)
    postman = Postman(database, {"fake": channel}, clock)
    begun, gate = threading.Event(), threading.Event()

    def first(_tx: Transaction) -> None:
        begun.set()
        assert gate.wait(30)

    def fails(_tx: Transaction) -> None:
        raise ZeroDivisionError

    async def story() -> None:
        waiting = asyncio.create_task(postman.scribe.write(first, first=True))
        await asyncio.to_thread(begun.wait, 30)
        taking = asyncio.create_task(postman.deliver("fake"))
        failing = asyncio.create_task(postman.scribe.write(fails, first=True))
        await until(lambda: True)
        gate.set()
        await asyncio.gather(waiting, taking)
        with pytest.raises(ZeroDivisionError):
            await failing

    asyncio.run(story())

    assert channel.ids() == ["a1"]


def test_what_was_left_before_the_clock_was_set_back_is_taken_up(database: Database, clock: Clock) -> None:
    left_half_sent(database, AT + timedelta(hours=2))
    channel = FakeChannel(safe=True)

    delivered(database, clock, channel)

    assert channel.ids() == ["a1", "a2"]


def test_what_another_process_is_sending_is_left_to_it_until_it_must_be_dead(database: Database, clock: Clock) -> None:
    channel = FakeChannel(safe=True)
    postman = Postman(database, {"fake": channel}, clock)
    clock.at += timedelta(seconds=1)
    left_half_sent(database, clock.at)

    assert asyncio.run(postman.deliver("fake")) == 0
    clock.at += post.ABANDONED + timedelta(seconds=1)
    assert asyncio.run(postman.deliver("fake")) == 1

    assert channel.ids() == ["a1"]


def test_a_stop_waits_for_what_is_on_its_way_and_sends_what_is_due(database: Database, clock: Clock) -> None:
    channel = FakeChannel()
    for name in ("a1", "a2"):
        put(database, name)

    async def day() -> None:
        channel.held["anna"] = asyncio.Event()
        running = asyncio.create_task(Postman(database, {"fake": channel}, clock).run())
        await until(lambda: channel.ids() == ["a1"])
        asyncio.get_running_loop().call_later(0.01, channel.held["anna"].set)
        await stopped(running)
        assert running.cancelled()

    asyncio.run(day())
    assert states(database) == {Sending.SENT: 2}


class Lingering(Database):
    """A ledger whose next transaction, once asked for, comes back only after `meanwhile` has happened."""

    meanwhile: Callable[[], None] | None = None

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        with super().writing() as tx:
            yield tx
        happening, self.meanwhile = self.meanwhile, None
        if happening is not None:
            happening()


def test_a_stop_sends_what_became_due_while_it_looked(database: Database, clock: Clock) -> None:
    """The last answer on its way arrives just after the postman has looked and found its account busy."""
    channel = FakeChannel()
    for name in ("a1", "a2", "a3"):
        put(database, name)

    async def day() -> None:
        ledger = Lingering(database.url.render_as_string(hide_password=False))
        postman, loop = Postman(ledger, {"fake": channel}, clock), asyncio.get_running_loop()
        channel.held["anna"] = asyncio.Event()

        def arrives() -> None:
            loop.call_soon_threadsafe(channel.held["anna"].set)
            while not postman._ended:
                os.sched_yield()

        running = asyncio.create_task(postman.run())
        await until(lambda: channel.ids() == ["a1"])
        ledger.meanwhile = arrives
        await stopped(running)
        ledger.close()

    asyncio.run(day())
    assert states(database) == {Sending.SENT: 3}


def test_a_stop_does_not_wait_for_ever(database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "LAST_ROUND", 0.01)
    channel = FakeChannel()
    put(database, "a1")

    async def day() -> None:
        channel.held["anna"] = asyncio.Event()
        running = asyncio.create_task(Postman(database, {"fake": channel}, clock).run())
        await until(lambda: channel.ids() == ["a1"])
        await stopped(running)
        assert running.cancelled()

    asyncio.run(day())
    clock.at += timedelta(seconds=1)
    delivered(database, clock, FakeChannel())
    assert unsent(database) == [("a1", Sending.UNCERTAIN, UNCERTAIN_AFTER_STOP)]


@pytest.fixture
def impatient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Database, Path]]:
    """A ledger whose writers give up quickly, and its file; the postman looks again at once."""
    monkeypatch.setattr(post, "IDLE_LOOK", 0.01)
    path = tmp_path / "kepu.sqlite"
    database = Database(f"sqlite:///{path}", wait=0.01)
    database.upgrade()
    yield database, path
    database.close()


def holding(path: Path) -> "closing[sqlite3.Connection]":
    """Somebody else who writes to the file until it is closed."""
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    return closing(holder)


def test_a_ledger_that_is_away_is_looked_at_again(
    impatient: tuple[Database, Path], clock: Clock, written: io.StringIO
) -> None:
    database, path = impatient
    channel = FakeChannel()
    put(database, "a1")

    async def day() -> None:
        postman = Postman(database, {"fake": channel}, clock)
        with holding(path):
            running = asyncio.create_task(postman.run())
            await until(lambda: "outbox not reached" in written.getvalue())
        await until(lambda: states(database) == {Sending.SENT: 1})
        await stopped(running)

    asyncio.run(day())
    assert channel.ids() == ["a1"]
    assert "SQLITE_BUSY" in written.getvalue()


def test_the_fate_of_a_message_is_kept_when_the_ledger_is_back(impatient: tuple[Database, Path], clock: Clock) -> None:
    database, path = impatient
    channel = FakeChannel()
    put(database, "a1")

    async def day() -> None:
        channel.held["anna"] = asyncio.Event()
        running = asyncio.create_task(Postman(database, {"fake": channel}, clock).run())
        await until(lambda: channel.ids() == ["a1"])
        with holding(path):
            channel.held["anna"].set()
            await until(lambda: states(database) == {Sending.SENDING: 1})
        await until(lambda: states(database) == {Sending.SENT: 1})
        await stopped(running)

    asyncio.run(day())
    assert channel.ids() == ["a1"]


@pytest.mark.parametrize(
    ("tries", "asked", "seconds"),
    [(1, 0, 2), (2, 0, 4), (3, 0, 8), (8, 0, 256), (99, 0, 600), (1, 30, 30), (8, 30, 256)],
)
def test_pauses_grow_and_are_never_shorter_than_asked(tries: int, asked: float, seconds: float) -> None:
    assert pause(tries, asked) == timedelta(seconds=seconds)


def test_what_people_are_told_never_reaches_the_log(database: Database, clock: Clock, written: io.StringIO) -> None:
    channel = FakeChannel()
    channel.outcomes["a1"] = [SendFailed("text of a1", uncertain=True)]
    for name in ("a1", "a2"):
        put(database, name)

    delivered(database, clock, channel)

    assert "message not sent" in written.getvalue()
    assert "text of" not in written.getvalue()

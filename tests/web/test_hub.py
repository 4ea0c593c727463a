"""Who is looking gets what is published for them, and is let go when too far behind or when the server stops."""

import asyncio
from datetime import UTC, datetime

from bot.channels.web.entries import Entry, Theirs
from bot.channels.web.hub import WAITING_ENTRIES, Hub, Line
from handlers.turn import Say


def entry(name: str) -> Theirs:
    return Theirs(name, datetime(2025, 9, 18, tzinfo=UTC), Say(name))


def waiting(line: Line) -> list[Entry | None]:
    return [line.get_nowait() for _ in range(line.qsize())]


def test_every_page_of_an_account_gets_what_is_published_for_it_in_order() -> None:
    hub = Hub()

    with hub.listening("a") as one, hub.listening("a") as two, hub.listening("b") as other:
        hub.publish("a", entry("1"))
        hub.publish("a", entry("2"))
        hub.publish("c", entry("3"))

        assert waiting(one) == waiting(two) == [entry("1"), entry("2")]
        assert waiting(other) == []


def test_a_page_that_left_gets_nothing_and_is_forgotten() -> None:
    hub = Hub()
    with hub.listening("a") as kept, hub.listening("a") as left:
        pass

    hub.publish("a", entry("1"))

    assert (waiting(kept), waiting(left)) == ([], [])
    assert hub._lines == {}


def test_a_page_that_is_too_far_behind_is_let_go() -> None:
    hub = Hub()
    with hub.listening("a") as slow:
        for nth in range(WAITING_ENTRIES + 1):
            hub.publish("a", entry(str(nth)))

        assert waiting(slow) == [None]


def test_closing_lets_everybody_go_after_what_they_still_have_to_hear() -> None:
    hub = Hub()
    with hub.listening("a") as one, hub.listening("b") as two:
        hub.publish("a", entry("1"))
        hub.close()

        assert waiting(one) == [entry("1"), None]
        assert waiting(two) == [None]


def test_who_comes_after_closing_is_let_go_at_once() -> None:
    hub = Hub()
    hub.close()

    with hub.listening("a") as late:
        assert waiting(late) == [None]


def test_a_page_that_waits_is_woken() -> None:
    async def woken() -> Entry | None:
        hub = Hub()
        with hub.listening("a") as line:
            hearing = asyncio.create_task(line.get())
            hub.publish("a", entry("1"))
            return await hearing

    assert asyncio.run(woken()) == entry("1")

"""The pace: whatever comes when, nobody gets more than Telegram allows, and nobody waits in vain."""

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.pace import LONGEST_WAIT, Crowded, Limits, Pace

MOST_IN_A_SECOND, MOST_IN_A_MINUTE = 30, 20
LINN, GROUP = "4001", "-100"


class Clock:
    """Goes on only when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def places(asked: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Who is sent something when, if each asks so many seconds after the one before; who finds no place gets none."""
    clock, found = Clock(), []
    pace = Pace(Limits(), clock)
    for seconds, chat in asked:
        clock.now += seconds
        try:
            found.append((clock.now + pace.reserve(chat), chat))
        except Crowded:
            continue
    return sorted(found)


def most(moments: list[float], seconds: float) -> int:
    """The most moments within so many seconds, the last of which is no more in it."""
    return max((nth + 1 - bisect_left(moments, at - seconds + 1e-6) for nth, at in enumerate(moments)), default=0)


chats = st.one_of(st.integers(4001, 4004), st.integers(-102, -100), st.integers(5000, 9000)).map(str)
asking = st.lists(st.tuples(st.sampled_from((0.0, 0.0, 0.001, 0.03, 0.034, 0.5, 1.0, 20.0)), chats), max_size=300)


@given(asking)
def test_no_second_holds_more_than_thirty(asked: list[tuple[float, str]]) -> None:
    assert most([at for at, _ in places(asked)], 1) <= MOST_IN_A_SECOND


@given(asking)
def test_no_minute_of_a_group_holds_more_than_twenty(asked: list[tuple[float, str]]) -> None:
    found = places(asked)
    for group in {chat for _, chat in found if chat.startswith("-")}:
        assert most([at for at, chat in found if chat == group], 60) <= MOST_IN_A_MINUTE


@given(asking)
def test_a_chat_gets_three_at_once_and_then_one_a_second(asked: list[tuple[float, str]]) -> None:
    found = places(asked)
    for person in {chat for _, chat in found if not chat.startswith("-")}:
        moments = [at for at, chat in found if chat == person]
        for seconds in (1, 2, 5, 10):
            assert most(moments, seconds) <= Limits().burst + seconds - 1


def test_many_at_once_go_as_fast_as_is_allowed() -> None:
    moments = [at for at, _ in places([(0.0, f"{chat}") for chat in range(800)])]

    assert 0.98 * MOST_IN_A_SECOND <= (len(moments) - 1) / (moments[-1] - moments[0]) < MOST_IN_A_SECOND


def test_what_would_wait_too_long_takes_no_place() -> None:
    clock = Clock()
    pace = Pace(Limits(), clock)
    waits = [pace.reserve(LINN) for _ in range(int(LONGEST_WAIT) + Limits().burst)]
    with pytest.raises(Crowded) as crowded:
        pace.reserve(LINN)
    assert max(waits) <= LONGEST_WAIT
    assert LONGEST_WAIT < crowded.value.seconds <= LONGEST_WAIT + 1

    clock.now += 1

    assert pace.reserve(LINN) == pytest.approx(LONGEST_WAIT, abs=1)


def test_one_chat_that_is_to_wait_stops_no_other() -> None:
    pace = Pace(Limits(), Clock())

    pace.hold(LINN, 7)

    assert pace.reserve("5001") == 0
    assert pace.reserve(LINN) == pytest.approx(7)


def test_two_chats_that_are_to_wait_stop_everybody() -> None:
    pace = Pace(Limits(), Clock())

    pace.hold(LINN, 7)
    pace.hold(GROUP, 5)

    assert pace.reserve("5001") == pytest.approx(5)


def test_waiting_once_more_never_shortens_the_wait() -> None:
    pace = Pace(Limits(), Clock())

    pace.hold(LINN, 7)
    pace.hold(LINN, 2)

    assert pace.reserve(LINN) == pytest.approx(7)

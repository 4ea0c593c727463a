"""Slower and slower for wrong passwords, by address."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.web.attempts import FREE, LONGEST_WAIT, REMEMBERED, Attempts

NOW = datetime(2025, 9, 18, 10, 0, tzinfo=UTC)


def after_wrong(times: int) -> Attempts:
    attempts = Attempts()
    for _ in range(times):
        attempts.wrong("one", NOW)
    return attempts


@pytest.mark.parametrize(
    ("times", "seconds"), [(0, 0), (1, 0), (2, 0), (3, 2), (4, 4), (5, 8), (9, 128), (11, 300), (5000, 300)]
)
def test_every_further_wrong_one_doubles_the_wait(times: int, seconds: int) -> None:
    assert after_wrong(times).wait("one", NOW) == seconds


def test_the_wait_passes() -> None:
    attempts = after_wrong(FREE)

    assert attempts.wait("one", NOW + timedelta(seconds=1)) == 1
    assert attempts.wait("one", NOW + timedelta(seconds=2)) == 0
    assert attempts.wait("one", NOW + timedelta(days=1)) == 0


def test_one_who_waits_and_is_wrong_again_waits_longer() -> None:
    attempts = after_wrong(FREE)
    later = NOW + timedelta(seconds=LONGEST_WAIT)

    attempts.wrong("one", later)

    assert attempts.wait("one", later) == 4


def test_others_do_not_wait() -> None:
    assert after_wrong(20).wait("another", NOW) == 0


def test_the_right_one_makes_all_forgotten() -> None:
    attempts = after_wrong(20)

    attempts.right("one")
    attempts.right("never seen")

    assert attempts.wait("one", NOW) == 0


def test_the_memory_is_bounded_and_keeps_who_tried_last() -> None:
    attempts = after_wrong(20)
    for nth in range(REMEMBERED - 1):
        attempts.wrong(f"other {nth}", NOW)
    attempts.wrong("one", NOW)
    for nth in range(REMEMBERED - 1):
        attempts.wrong(f"another {nth}", NOW)

    assert attempts.wait("one", NOW) == LONGEST_WAIT
    attempts.wrong("one too many", NOW)
    assert attempts.wait("one", NOW) == 0

"""When a reminder somebody asked for comes next."""

from datetime import UTC, time, timedelta
from typing import Any

import pytest

from reminders.wishes import next_wish
from storage.model.duties import Cycle, Wish
from tests.reminders.samples import at
from tests.timetable import TIMETABLE

MONTHLY: dict[str, Any] = {"cycle": Cycle.MONTH, "day": 31}


def a_wish(next_at: str | None, **said: Any) -> Wish:  # noqa: ANN401 - whatever a wish has
    first = at(next_at) if next_at else None
    return Wish("w1", "p1", "交台账", first, first.time() if first else time(9), **said)


def following(wish: Wish, after: str) -> str | None:
    found = next_wish(wish, at(after), TIMETABLE.zone)
    return f"{found:%Y-%m-%d %H:%M}" if found else None


@pytest.mark.parametrize(
    ("said", "next_at", "after", "expected"),
    [
        ({}, "2026-11-25 15:00", "2026-11-25 15:00", None),
        ({"daily": True}, "2026-11-25 15:00", "2026-11-25 15:00", "2026-11-26 15:00"),
        ({"daily": True}, "2026-11-25 15:00", "2026-11-25 14:59", "2026-11-25 15:00"),
        ({"daily": True}, "2026-12-31 15:00", "2026-12-31 15:00", "2027-01-01 15:00"),
        ({"weekday": 0}, "2026-11-23 09:00", "2026-11-23 09:00", "2026-11-30 09:00"),
        ({"weekday": 6}, "2026-11-22 09:00", "2026-11-25 09:00", "2026-11-29 09:00"),  # a day of rest is as good
        (MONTHLY, "2026-01-31 09:00", "2026-01-31 09:00", "2026-02-28 09:00"),
        (MONTHLY, "2026-02-28 09:00", "2026-02-28 09:00", "2026-03-31 09:00"),
        (MONTHLY, "2024-01-31 09:00", "2024-01-31 09:00", "2024-02-29 09:00"),
        (MONTHLY | {"day": 29}, "2025-01-29 09:00", "2025-01-29 09:00", "2025-02-28 09:00"),
        (MONTHLY | {"cycle": Cycle.QUARTER}, "2026-11-30 09:00", "2026-11-30 09:00", "2027-02-28 09:00"),
        (MONTHLY | {"cycle": Cycle.HALF}, "2026-08-31 09:00", "2026-08-31 09:00", "2027-02-28 09:00"),
        ({"cycle": Cycle.YEAR, "day": 29}, "2024-02-29 09:00", "2024-02-29 09:00", "2025-02-28 09:00"),
        ({"cycle": Cycle.YEAR, "day": 29}, "2027-02-28 09:00", "2027-02-28 09:00", "2028-02-29 09:00"),
        ({"cycle": Cycle.ONCE, "day": 29}, "2027-02-28 09:00", "2027-02-28 09:00", None),
    ],
)
def test_a_wish_comes_again_as_it_was_asked(
    said: dict[str, Any], next_at: str, after: str, expected: str | None
) -> None:
    assert following(a_wish(next_at, **said), after) == expected


@pytest.mark.parametrize("said", [{"daily": True}, {"weekday": 2}, MONTHLY, MONTHLY | {"cycle": Cycle.QUARTER}])
def test_after_an_outage_the_next_one_lies_ahead(said: dict[str, Any]) -> None:
    wish, now = a_wish("2025-01-29 09:00", **said), at("2026-11-25 12:00")
    found = next_wish(wish, now, TIMETABLE.zone)

    assert found is not None
    assert now < found <= now + timedelta(days=92)


def test_the_day_is_that_of_the_ledger_wherever_the_moment_was_told() -> None:
    wish = a_wish("2026-11-25 07:00", daily=True)

    assert next_wish(wish, at("2026-11-25 06:59").astimezone(UTC), TIMETABLE.zone) == at("2026-11-25 07:00")
    assert next_wish(wish, at("2026-11-25 07:00").astimezone(UTC), TIMETABLE.zone) == at("2026-11-26 07:00")


def test_a_wish_that_was_stopped_counts_from_the_month_that_is_asked() -> None:
    assert following(a_wish(None, cycle=Cycle.QUARTER, day=1), "2026-11-25 12:00") == "2026-12-01 09:00"

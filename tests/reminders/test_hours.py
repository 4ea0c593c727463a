"""When a person may be written to: working hours, quiet hours, days without any reminder."""

from datetime import UTC, date, time

import pytest

from reminders.hours import allowed, quiet
from storage.model.people import Preferences
from tests.reminders.samples import at
from tests.timetable import TIMETABLE

OPEN = Preferences()


def quiet_between(first: str, last: str) -> Preferences:
    return Preferences(quiet_from=time.fromisoformat(first), quiet_to=time.fromisoformat(last))


@pytest.mark.parametrize(
    ("moment", "preferences", "expected"),
    [
        ("2026-11-25 09:00", OPEN, "2026-11-25 09:00"),
        ("2026-11-25 13:07", OPEN, "2026-11-25 13:07"),
        ("2026-11-25 17:59", OPEN, "2026-11-25 17:59"),
        ("2026-11-25 18:00", OPEN, "2026-11-26 09:00"),
        ("2026-11-25 00:00", OPEN, "2026-11-25 09:00"),
        ("2026-11-20 18:30", OPEN, "2026-11-23 09:00"),
        ("2026-09-30 20:00", OPEN, "2026-10-08 09:00"),
        ("2026-10-10 10:00", OPEN, "2026-10-10 10:00"),  # a worked Saturday
        ("2026-11-25 09:00", quiet_between("21:00", "10:30"), "2026-11-25 10:30"),
        ("2026-11-25 12:30", quiet_between("12:00", "14:00"), "2026-11-25 14:00"),
        ("2026-11-25 14:00", quiet_between("12:00", "14:00"), "2026-11-25 14:00"),
        ("2026-11-25 16:30", quiet_between("16:00", "08:00"), "2026-11-26 09:00"),
        ("2026-11-25 16:30", quiet_between("16:00", "20:00"), "2026-11-26 09:00"),
        ("2026-11-25 16:30", quiet_between("16:00", "16:00"), "2026-11-25 16:30"),  # from a time to itself: never
        ("2026-11-25 10:00", quiet_between("08:00", "18:00"), None),
        ("2026-11-25 10:00", Preferences(muted_until=date(2026, 11, 25)), "2026-11-25 10:00"),
        ("2026-11-25 10:00", Preferences(muted_until=date(2026, 11, 26)), "2026-11-26 09:00"),
        ("2026-11-25 10:00", Preferences(muted_until=date(2026, 11, 28)), "2026-11-30 09:00"),
        ("2026-11-25 10:00", Preferences(muted_until=date.max), None),
        ("2026-11-25 10:00", Preferences(quiet_from=time(9)), "2026-11-25 10:00"),
    ],
)
def test_the_first_moment_somebody_may_be_nudged(moment: str, preferences: Preferences, expected: str | None) -> None:
    found = allowed(at(moment), preferences, TIMETABLE.workdays, TIMETABLE.zone)

    assert found == (at(expected) if expected else None)


def test_hours_are_those_of_the_ledger_wherever_the_moment_was_told() -> None:
    assert TIMETABLE.opening(at("2026-11-25 10:00").astimezone(UTC), OPEN) == at("2026-11-25 10:00")
    assert TIMETABLE.opening(at("2026-11-25 22:00").astimezone(UTC), OPEN) == at("2026-11-26 09:00")


def test_quiet_hours_may_go_over_midnight() -> None:
    night = quiet_between("21:30", "08:00")

    assert [hour for hour in range(24) if quiet(night, time(hour))] == [*range(8), 22, 23]

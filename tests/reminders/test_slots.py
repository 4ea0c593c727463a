"""At which moments a deadline is reminded of, and when the coordinators hear how it went."""

from datetime import date, time

import pytest

from reminders.slots import Slot, digest, slots
from storage.model.duties import Cycle, Move
from tests.reminders.samples import a_rule, at, period
from tests.timetable import TIMETABLE


def told(one: Slot) -> str:
    return f"{one.name.partition('-')[0]} {one.moment:%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("day", "said", "expected"),
    [
        ("2026-08-01", {}, ["D3 08-21 09:00", "D1 08-24 09:00", "D0 08-25 09:00"]),  # the 22nd is a Saturday
        ("2026-11-01", {}, ["D3 11-20 09:00", "D1 11-24 09:00", "D0 11-25 09:00"]),
        ("2026-11-01", {"cadence": (0, 1, 3, 3)}, ["D3 11-20 09:00", "D1 11-24 09:00", "D0 11-25 09:00"]),
        ("2026-10-01", {"move": Move.AFTER}, ["D1 10-23 09:00", "D0 10-26 09:00"]),  # D3 and D1 meet on the Friday
        ("2026-10-01", {"move": Move.STAY}, ["D3 10-22 09:00", "D0 10-23 09:00"]),  # the deadline is the Sunday itself
        ("2026-09-01", {"day": 20}, ["D3 09-17 09:00", "D1 09-18 09:00", "D0 09-20 09:00"]),  # a worked Sunday
        ("2026-10-01", {"day": 8}, ["D1 09-30 09:00", "D0 10-08 09:00"]),  # a week of rest before it
        ("2026-11-01", {"cadence": ()}, []),
        ("2026-11-01", {"cadence": (0,)}, ["D0 11-25 09:00"]),
        ("2026-11-01", {"cadence": (30,)}, ["D30 10-26 09:00"]),
        ("2026-11-01", {"remind_at": time(14, 30)}, ["D3 11-20 14:30", "D1 11-24 14:30", "D0 11-25 14:30"]),
        ("2026-11-01", {"due_time": time(9)}, ["D3 11-20 09:00", "D0 11-24 09:00"]),
        ("2026-11-01", {"due_time": time(8), "cadence": (0,)}, ["D0 11-24 09:00"]),
        ("2026-11-01", {"due_time": time(9, 1)}, ["D3 11-20 09:00", "D1 11-24 09:00", "D0 11-25 09:00"]),
        ("2026-10-01", {"day": 8, "due_time": time(8)}, ["D0 09-30 09:00"]),
    ],
)
def test_days_of_rest_give_way_and_the_slot_nearest_to_the_deadline_stays(
    day: str, said: dict[str, object], expected: list[str]
) -> None:
    rule = a_rule(**said)

    assert [told(one) for one in slots(rule, TIMETABLE.due(rule, period(rule, day)), TIMETABLE)] == expected


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("day", range(32))
def test_every_slot_is_on_a_working_day_before_the_deadline(move: Move, day: int) -> None:
    rule = a_rule(day=day, move=move, due_time=time(9), cadence=(7, 3, 1, 0))
    for month in range(1, 13):
        span = period(rule, f"2026-{month:02d}-01")
        found = slots(rule, TIMETABLE.due(rule, span), TIMETABLE)

        assert found
        assert all(TIMETABLE.workdays.working(one.moment.date()) for one in found)
        assert all(one.moment < TIMETABLE.due(rule, span) for one in found)
        assert len({one.moment.date() for one in found}) == len({one.name for one in found}) == len(found)


def test_a_moved_deadline_has_slots_of_its_own() -> None:
    before, after = (slots(a_rule(), at(f"2026-11-{day} 18:00"), TIMETABLE) for day in (25, 26))

    assert [one.name for one in before] == ["D3-2026-11-25", "D1-2026-11-25", "D0-2026-11-25"]
    assert not {one.name for one in before} & {one.name for one in after}


@pytest.mark.parametrize(
    ("said", "day", "expected"),
    [
        ({}, "2026-11-01", "2026-11-26 09:00"),
        ({"move": Move.STAY}, "2026-10-01", "2026-10-26 09:00"),
        ({"day": 30}, "2026-09-01", "2026-10-08 09:00"),
        ({"remind_at": time(10)}, "2026-11-01", "2026-11-26 10:00"),
        ({"cycle": Cycle.ONCE, "on": date(2026, 10, 9)}, "2026-10-09", "2026-10-10 09:00"),
    ],
)
def test_the_digest_comes_in_the_morning_of_the_working_day_after(
    said: dict[str, object], day: str, expected: str
) -> None:
    rule = a_rule(**said)
    found = digest(rule, TIMETABLE.due(rule, period(rule, day)), TIMETABLE)

    assert found.moment == at(expected)
    assert found.name == f"digest-{TIMETABLE.due(rule, period(rule, day)).date()}"

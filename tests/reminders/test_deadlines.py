"""When a report is due: periods, deadlines, days of rest, and what is open at a moment."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminders.deadlines import Deadlines
from reminders.workdays import Workdays
from storage.model.duties import Cycle, Move, Rule, Span
from tests.reminders.samples import a_rule, at, period
from tests.timetable import TIMETABLE

MONTH, QUARTER, HALF, YEAR, ONCE = Cycle


def due(rule: Rule, day: str) -> str:
    return f"{TIMETABLE.due(rule, period(rule, day)):%Y-%m-%d %H:%M}"


def keys(rule: Rule, moment: str) -> list[str]:
    return [span.key for span in TIMETABLE.current(rule, at(moment))]


@pytest.mark.parametrize(
    ("cycle", "day", "expected"),
    [
        (MONTH, "2026-11-25", ("2026-11", "2026-11-01", "2026-11-30")),
        (MONTH, "2024-02-29", ("2024-02", "2024-02-01", "2024-02-29")),
        (MONTH, "2026-12-31", ("2026-12", "2026-12-01", "2026-12-31")),
        (QUARTER, "2026-03-31", ("2026Q1", "2026-01-01", "2026-03-31")),
        (QUARTER, "2026-04-01", ("2026Q2", "2026-04-01", "2026-06-30")),
        (QUARTER, "2026-12-31", ("2026Q4", "2026-10-01", "2026-12-31")),
        (HALF, "2026-06-30", ("2026H1", "2026-01-01", "2026-06-30")),
        (HALF, "2026-07-01", ("2026H2", "2026-07-01", "2026-12-31")),
        (YEAR, "2026-07-01", ("2026", "2026-01-01", "2026-12-31")),
    ],
)
def test_a_day_lies_in_the_period_around_it(cycle: Cycle, day: str, expected: tuple[str, str, str]) -> None:
    key, first, last = expected

    assert period(a_rule(cycle=cycle), day) == Span(key, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("cycle", [MONTH, QUARTER, HALF, YEAR])
def test_periods_follow_each_other_without_a_gap(cycle: Cycle) -> None:
    rule, span = a_rule(cycle=cycle), period(a_rule(cycle=cycle), "2023-12-31")
    for _ in range(20):
        following = TIMETABLE.after(rule, span)
        assert following is not None
        assert following.first == span.last + timedelta(days=1)
        assert TIMETABLE.before(rule, following) == span
        span = following


def test_a_single_deadline_has_one_period_and_none_around_it() -> None:
    rule = a_rule(cycle=ONCE, first=date(2026, 9, 1), on=date(2026, 9, 25))
    span = period(rule, "2026-09-01")

    assert span == Span("2026-09-25", date(2026, 9, 1), date(2026, 9, 25))
    assert TIMETABLE.span(rule, date(2026, 8, 31)) is None
    assert TIMETABLE.span(rule, date(2026, 9, 26)) is None
    assert (TIMETABLE.before(rule, span), TIMETABLE.after(rule, span)) == (None, None)


def test_a_single_deadline_without_a_day_has_no_period() -> None:
    rule = a_rule(cycle=ONCE)

    assert TIMETABLE.span(rule, date(2026, 9, 1)) is None
    assert TIMETABLE.current(rule, at("2026-09-01 09:00")) == ()


@pytest.mark.parametrize(
    ("said", "day", "expected"),
    [
        ({"day": 31}, "2026-04-10", "2026-04-30"),
        ({"day": 31}, "2024-02-10", "2024-02-29"),
        ({"day": 30}, "2025-02-10", "2025-02-28"),
        ({"day": 29}, "2025-02-10", "2025-02-28"),
        ({"day": 28}, "2026-02-10", "2026-02-28"),  # a worked Saturday
        ({"day": 0}, "2026-05-10", "2026-05-29"),
        ({"day": 0}, "2026-09-10", "2026-09-30"),
        ({"day": 0, "months": 1}, "2026-09-10", "2026-10-30"),
        ({"day": 5, "months": 1}, "2026-12-10", "2027-01-05"),
        ({"day": 31, "months": 2}, "2025-12-10", "2026-02-28"),
        ({"day": 25, "months": -1, "cycle": QUARTER}, "2026-12-10", "2026-11-25"),
        ({"day": 10, "months": 1, "cycle": QUARTER}, "2026-06-10", "2026-07-10"),
        ({"day": 0, "cycle": HALF}, "2026-06-10", "2026-06-30"),
        ({"day": 20, "months": 1, "cycle": YEAR}, "2025-06-10", "2026-01-20"),
        ({"working_days": 5, "months": 1, "day": 0}, "2026-09-10", "2026-10-13"),
        ({"working_days": 1, "months": 1, "day": 0}, "2025-12-10", "2026-01-04"),  # a worked Sunday
    ],
)
def test_the_day_is_of_the_due_month_and_never_beyond_its_end(said: dict[str, object], day: str, expected: str) -> None:
    assert due(a_rule(**said), day) == f"{expected} 18:00"


@pytest.mark.parametrize(
    ("day", "month", "before", "after", "stay"),
    [
        (25, "2026-10-10", "2026-10-23", "2026-10-26", "2026-10-25"),  # a Sunday
        (25, "2026-09-10", "2026-09-24", "2026-09-28", "2026-09-25"),  # 中秋, a Friday
        (5, "2026-10-10", "2026-09-30", "2026-10-08", "2026-10-05"),  # into another month
        (20, "2026-09-10", "2026-09-20", "2026-09-20", "2026-09-20"),  # a worked Sunday
        (18, "2026-02-10", "2026-02-14", "2026-02-24", "2026-02-18"),  # the Spring Festival, to a worked Saturday
        (31, "2026-05-10", "2026-05-29", "2026-06-01", "2026-05-31"),
    ],
)
def test_a_deadline_on_a_day_of_rest_moves_as_the_rule_says(
    day: int, month: str, before: str, after: str, stay: str
) -> None:
    assert due(a_rule(day=day, move=Move.BEFORE), month) == f"{before} 18:00"
    assert due(a_rule(day=day, move=Move.AFTER), month) == f"{after} 18:00"
    assert due(a_rule(day=day, move=Move.STAY), month) == f"{stay} 18:00"


@pytest.mark.parametrize(
    ("on", "working_days", "move", "expected"),
    [
        ("2026-09-21", 0, Move.BEFORE, "2026-09-21"),
        ("2026-09-26", 0, Move.BEFORE, "2026-09-24"),
        ("2026-09-26", 0, Move.AFTER, "2026-09-28"),
        ("2026-09-21", 5, Move.BEFORE, "2026-09-29"),
        ("2026-09-29", 5, Move.STAY, "2026-10-12"),
        ("2026-12-31", 1, Move.BEFORE, "2027-01-04"),  # nobody knows yet what is moved
    ],
)
def test_a_single_deadline_is_on_its_day_or_some_working_days_after_it(
    on: str, working_days: int, move: Move, expected: str
) -> None:
    rule = a_rule(cycle=ONCE, on=date.fromisoformat(on), working_days=working_days, move=move)

    assert due(rule, on) == f"{expected} 18:00"


def test_a_deadline_has_the_time_of_the_rule_in_the_zone_of_the_ledger() -> None:
    moment = TIMETABLE.due(a_rule(due_time=time(12, 30)), period(a_rule(), "2026-11-01"))

    assert moment.astimezone(UTC) == datetime(2026, 11, 25, 4, 30, tzinfo=UTC)


def test_what_the_office_adds_moves_deadlines() -> None:
    office = Deadlines(TIMETABLE.zone, Workdays({date(2026, 11, 25): False}))

    assert office.due(a_rule(), period(a_rule(), "2026-11-01")).date() == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("grace", "expected"), [(0, "2026-11-25 23:59:59"), (10, "2026-12-05 23:59:59"), (40, "2027-01-04 23:59:59")]
)
def test_late_reports_count_to_the_end_of_the_last_day_of_grace(grace: int, expected: str) -> None:
    rule = a_rule(grace=grace)

    assert TIMETABLE.closes(rule, period(rule, "2026-11-01")) == at(expected)


@pytest.mark.parametrize(
    ("said", "moment", "expected"),
    [
        ({}, "2026-11-01 00:00", ["2026-10", "2026-11"]),
        ({}, "2026-11-02 23:59", ["2026-10", "2026-11"]),
        ({}, "2026-11-03 00:00", ["2026-11"]),  # ten days after 23 October, since the 25th is a Sunday
        ({"grace": 0}, "2026-11-25 23:59", ["2026-11"]),
        ({"grace": 0}, "2026-11-26 00:00", []),
        ({"grace": 100}, "2026-11-26 00:00", ["2026-08", "2026-09", "2026-10", "2026-11"]),
        ({"grace": 100, "since": date(2026, 10, 31)}, "2026-11-26 00:00", ["2026-10", "2026-11"]),
        ({"grace": 100, "since": date(2026, 11, 1)}, "2026-11-26 00:00", ["2026-11"]),
        ({"months": 1}, "2026-11-26 00:00", ["2026-10", "2026-11"]),
        ({"months": 1, "cycle": YEAR}, "2026-01-20 00:00", ["2025", "2026"]),
        ({"months": 6, "cycle": QUARTER}, "2026-06-30 00:00", ["2025Q4", "2026Q1", "2026Q2"]),
        ({"day": 0, "working_days": 60}, "2026-06-06 00:00", ["2026-03", "2026-04", "2026-05", "2026-06"]),
        ({"cycle": QUARTER, "months": -2, "day": 10, "grace": 3}, "2026-11-10 00:00", []),
        ({"paused": True}, "2026-11-10 00:00", []),
        ({"removed": True}, "2026-11-10 00:00", []),
        ({"cycle": ONCE, "first": date(2026, 11, 10), "on": date(2026, 11, 20)}, "2026-11-09 23:59", []),
        ({"cycle": ONCE, "first": date(2026, 11, 10), "on": date(2026, 11, 20)}, "2026-11-10 00:00", ["2026-11-20"]),
        ({"cycle": ONCE, "on": date(2026, 11, 20)}, "2026-11-30 23:59", ["2026-11-20"]),
        ({"cycle": ONCE, "on": date(2026, 11, 20)}, "2026-12-01 00:00", []),
        ({"cycle": ONCE, "on": date(2026, 11, 20), "since": date(2026, 11, 21)}, "2026-11-22 00:00", []),
    ],
)
def test_current_are_the_periods_that_have_begun_and_are_not_closed(
    said: dict[str, object], moment: str, expected: list[str]
) -> None:
    assert keys(a_rule(**said), moment) == expected


def test_today_is_the_day_in_the_zone_of_the_ledger() -> None:
    rule, evening = a_rule(grace=0), datetime(2026, 10, 31, 16, tzinfo=UTC)

    assert [span.key for span in TIMETABLE.current(rule, evening)] == ["2026-11"]
    new_york = evening.astimezone(ZoneInfo("America/New_York"))
    assert [span.key for span in TIMETABLE.current(rule, new_york)] == ["2026-11"]


def test_who_plans_looks_back_a_month_and_no_further() -> None:
    rule = a_rule(grace=0)

    assert [span.key for span in TIMETABLE.watched(rule, at("2026-11-26 09:00"))] == ["2026-11"]
    assert [span.key for span in TIMETABLE.watched(rule, at("2026-12-26 09:00"))] == ["2026-11", "2026-12"]
    assert [span.key for span in TIMETABLE.watched(rule, at("2026-12-27 09:00"))] == ["2026-12"]
    assert TIMETABLE.watched(a_rule(paused=True), at("2026-11-26 09:00")) == ()


@pytest.mark.parametrize(
    ("stood", "moment", "expected"),
    [
        (None, "2026-11-26 09:00", "2026-11-25 18:00"),
        ("2026-11-28 18:00", "2026-11-20 09:00", "2026-11-25 18:00"),
        ("2026-11-20 18:00", "2026-11-23 09:00", "2026-11-25 18:00"),  # more time is given after all
        ("2026-11-28 18:00", "2026-11-26 09:00", "2026-11-28 18:00"),  # nobody is late from one moment to the next
        ("2026-11-20 18:00", "2026-11-26 09:00", "2026-11-20 18:00"),  # both are over
        ("2026-11-25 18:00", "2026-11-26 09:00", "2026-11-25 18:00"),
    ],
)
def test_a_new_deadline_counts_if_it_is_yet_to_come(stood: str | None, moment: str, expected: str) -> None:
    rule = a_rule()
    due, closes = TIMETABLE.terms(rule, period(rule, "2026-11-01"), at(stood) if stood else None, at(moment))

    assert due == at(expected)
    assert closes == (due + timedelta(days=10)).replace(hour=23, minute=59, second=59)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-25 08:00", "2026-11-26 09:00"),  # never the same day
        ("2026-09-24 18:00", "2026-09-28 09:00"),
        ("2026-10-09 18:00", "2026-10-10 09:00"),  # a worked Saturday
        ("2026-09-30 23:59", "2026-10-08 09:00"),
    ],
)
def test_the_next_morning_is_of_a_working_day(moment: str, expected: str) -> None:
    assert TIMETABLE.morning(at(moment), time(9)) == at(expected)


def test_the_next_morning_is_that_of_the_ledger_wherever_the_moment_was_told() -> None:
    assert TIMETABLE.morning(datetime(2026, 11, 25, 17, tzinfo=UTC), time(9)) == at("2026-11-27 09:00")

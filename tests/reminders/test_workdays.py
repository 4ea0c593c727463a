"""Days of work and rest: the library beside tables typed by hand, years nobody has published, what an office adds."""

from datetime import date

import pytest

from reminders.workdays import Workdays
from tests.reminders.almanac import REST, days, works

WORKDAYS = Workdays()


@pytest.mark.parametrize("year", REST)
def test_every_day_of_five_years_is_as_the_notices_say(year: int) -> None:
    wrong = [day for day in days(date(year, 1, 1), date(year, 12, 31)) if WORKDAYS.working(day) != works(day)]

    assert wrong == []


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2027, 1, 1), False),
        (date(2027, 2, 5), False),  # the eve of the Spring Festival, a Friday
        (date(2027, 2, 8), False),  # its third day, a Monday
        (date(2027, 2, 9), True),  # may still be moved by the notice; nobody knows yet
        (date(2027, 4, 5), False),  # 清明
        (date(2027, 5, 3), True),  # two days in May since 2025
        (date(2027, 6, 9), False),  # 端午
        (date(2027, 9, 15), False),  # 中秋
        (date(2027, 10, 1), False),
        (date(2027, 10, 4), True),
        (date(2028, 4, 4), False),  # 清明 is a day earlier in leap years
        (date(2028, 10, 3), False),  # 中秋 within the National Day
        (date(2027, 3, 6), False),  # a Saturday
        (date(2027, 3, 8), True),
        (date(1999, 10, 1), False),  # before the library begins
        (date(2100, 2, 10), True),  # beyond the tables of the moon
        (date(2100, 10, 1), False),
    ],
)
def test_years_nobody_has_published_have_weekends_and_the_days_that_are_sure(day: date, worked: bool) -> None:
    assert WORKDAYS.working(day) is worked


@pytest.mark.parametrize(("year", "known"), [(2003, False), (2004, True), (2026, True), (2027, False)])
def test_it_is_told_which_years_are_known(year: int, known: bool) -> None:
    assert WORKDAYS.known(year) is known


def test_what_the_office_adds_goes_before_the_library_and_makes_a_year_known() -> None:
    office = Workdays({date(2026, 11, 25): False, date(2027, 2, 6): True})

    assert not office.working(date(2026, 11, 25))
    assert office.working(date(2027, 2, 6))
    assert office.known(2027)
    assert WORKDAYS.working(date(2026, 11, 25))  # the two do not share what they know


def test_what_the_office_adds_is_taken_as_it_was() -> None:
    extra = {date(2026, 11, 25): False}
    office = Workdays(extra)
    extra.clear()

    assert not office.working(date(2026, 11, 25))


def test_the_next_and_the_last_working_day_may_be_the_day_itself() -> None:
    assert WORKDAYS.on_or_before(date(2026, 10, 10)) == date(2026, 10, 10)  # a worked Saturday
    assert WORKDAYS.on_or_after(date(2026, 10, 10)) == date(2026, 10, 10)
    assert WORKDAYS.on_or_before(date(2026, 10, 7)) == date(2026, 9, 30)
    assert WORKDAYS.on_or_after(date(2026, 9, 25)) == date(2026, 9, 28)
    assert WORKDAYS.before(date(2026, 10, 8)) == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 4, date(2026, 10, 12)),
        (date(2026, 10, 3), 1, date(2026, 10, 8)),
        (date(2026, 10, 3), 0, date(2026, 10, 3)),
    ],
)
def test_working_days_are_counted_from_the_day_after(day: date, count: int, expected: date) -> None:
    assert WORKDAYS.after(day, count) == expected

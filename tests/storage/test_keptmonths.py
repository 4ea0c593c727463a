"""Months and days of a question: together they are just its days, and as few days as can be are left over."""

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.keptmonths import Apart, apart
from storage.model.figures import Period, Scope

DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@given(DAYS, DAYS)
def test_months_and_days_are_just_the_days_asked_for(one: date, other: date) -> None:
    asked = Period(min(one, other), max(one, other), "")

    found = apart(Scope(unit_id="u", period=asked))

    days = Counter(_of_months(found.months))
    for part in found.more:
        days.update(_days(part.period))
    for part in found.less:
        days.subtract(_days(part.period))
    assert {day: count for day, count in days.items() if count} == dict.fromkeys(_days(asked), 1)


@given(DAYS, DAYS)
def test_no_end_leaves_more_than_half_a_month(one: date, other: date) -> None:
    asked = Period(min(one, other), max(one, other), "")

    found = apart(Scope(period=asked))

    left = sum(len(_days(part.period)) for part in (*found.more, *found.less))
    assert left <= min(len(_days(asked)), 2 * 15)
    assert all(part.unit_id is None for part in found.more)


def test_ends_of_the_calendar_are_whole_months() -> None:
    assert apart(Scope(period=Period(date.min, date.max, ""))) == Apart(("0001-01", "9999-12"))
    almost = apart(Scope(period=Period(date(1, 1, 30), date(9999, 12, 2), "")))
    assert (almost.months, len(almost.more)) == (("0001-02", "9999-11"), 2)
    inside = apart(Scope(period=Period(date(9999, 12, 30), date.max, "")))
    assert inside == Apart(more=(Scope(period=Period(date(9999, 12, 30), date.max, "")),))


def test_what_sums_are_not_kept_of_is_added_up_whole() -> None:
    year = Period(date(2026, 1, 1), date(2026, 12, 31), "")
    for scope in (Scope(recorder_id="p", period=year), Scope(kind="k"), Scope(programme="p"), Scope(audience="a")):
        assert apart(scope) == Apart(more=(scope,))


def _of_months(months: tuple[str, str] | None) -> list[date]:
    if months is None:
        return []
    (first_year, first_month), (year, month) = (map(int, one.split("-")) for one in months)
    last = date(year, month, monthrange(year, month)[1])
    return _days(Period(date(first_year, first_month, 1), last, ""))


def _days(period: Period | None) -> list[date]:
    assert period is not None
    return [period.first + timedelta(days=nth) for nth in range((period.last - period.first).days + 1)]

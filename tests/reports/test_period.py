"""Which days stand beside which: a table of cases, and what holds for any days at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.period import months_between, previous

DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))


def days(words: str) -> tuple[date, date]:
    first, last = words.split("..")
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        ("2026-09-01..2026-09-30", "2026-08-01..2026-08-31"),
        ("2026-03-01..2026-03-31", "2026-02-01..2026-02-28"),
        ("2024-03-01..2024-03-31", "2024-02-01..2024-02-29"),
        ("2026-01-01..2026-01-31", "2025-12-01..2025-12-31"),
        ("2026-07-01..2026-09-30", "2026-04-01..2026-06-30"),
        ("2026-01-01..2026-03-31", "2025-10-01..2025-12-31"),
        ("2026-01-01..2026-06-30", "2025-07-01..2025-12-31"),
        ("2026-07-01..2026-12-31", "2026-01-01..2026-06-30"),
        ("2026-01-01..2026-12-31", "2025-01-01..2025-12-31"),
        ("2024-01-01..2026-12-31", "2021-01-01..2023-12-31"),
        ("2021-01-01..2025-12-31", "2016-01-01..2020-12-31"),
        ("2026-01-01..2026-11-30", "2025-01-01..2025-11-30"),
        ("2026-01-01..2026-02-28", "2025-01-01..2025-02-28"),
        ("2024-01-01..2024-02-29", "2023-01-01..2023-02-28"),
        ("2026-05-01..2026-06-30", "2026-03-01..2026-04-30"),
        ("2025-11-01..2026-02-28", "2025-07-01..2025-10-31"),
        ("2026-01-01..2026-11-21", "2025-01-01..2025-11-21"),
        ("2026-11-01..2026-11-21", "2026-10-01..2026-10-21"),
        ("2026-03-01..2026-03-30", "2026-02-01..2026-02-28"),
        ("2026-01-01..2026-01-15", "2025-12-01..2025-12-15"),
        ("2026-11-16..2026-11-22", "2026-11-09..2026-11-15"),
        ("2026-09-05..2026-09-05", "2026-09-04..2026-09-04"),
        ("2026-08-22..2026-11-21", "2026-05-22..2026-08-21"),
        ("2025-12-29..2026-01-04", "2025-12-22..2025-12-28"),
    ],
)
def test_the_days_before(asked: str, before: str) -> None:
    assert previous(*days(asked)) == days(before)


@pytest.mark.parametrize(
    ("asked", "today", "before"),
    [
        ("2026-11-01..2026-11-30", "2026-11-21", "2026-10-01..2026-10-21"),
        ("2026-03-01..2026-03-31", "2026-03-30", "2026-02-01..2026-02-28"),
        ("2026-11-01..2026-11-30", "2026-11-01", "2026-10-01..2026-10-01"),
        ("2026-01-01..2026-12-31", "2026-11-21", "2025-01-01..2025-11-21"),
        ("2024-01-01..2024-12-31", "2024-02-29", "2023-01-01..2023-02-28"),
        ("2026-07-01..2026-12-31", "2026-11-21", "2026-01-01..2026-05-21"),
        ("2026-10-01..2026-12-31", "2026-11-21", "2026-07-01..2026-08-21"),
        ("2026-01-01..2030-12-31", "2026-11-21", "2021-01-01..2021-11-21"),
        ("2026-11-16..2026-11-22", "2026-11-18", "2026-11-09..2026-11-11"),
        ("2026-11-01..2026-11-30", "2026-11-30", "2026-10-01..2026-10-31"),
        ("2026-11-01..2026-11-30", "2026-12-05", "2026-10-01..2026-10-31"),
        ("2026-12-01..2026-12-31", "2026-11-21", "2026-11-01..2026-11-30"),
    ],
)
def test_an_unfinished_period_is_held_against_as_much_of_the_one_before(asked: str, today: str, before: str) -> None:
    assert previous(*days(asked), date.fromisoformat(today)) == days(before)


@given(DAYS, st.integers(0, 4000), st.integers(-400, 4400))
def test_the_days_before_end_before_and_are_never_empty(first: date, length: int, passed: int) -> None:
    last = first + timedelta(days=length)
    start, end = previous(first, last, first + timedelta(days=passed))

    assert start <= end < first


@pytest.mark.parametrize("asked", ["0001-01-01..0001-12-31", "0001-01-01..0001-01-01", "0001-02-01..0001-06-30"])
def test_where_the_calendar_ends_nothing_is_invented(asked: str) -> None:
    with pytest.raises((OverflowError, ValueError)):
        previous(*days(asked))


def test_months_have_no_gaps_over_a_new_year() -> None:
    months = months_between(date(2025, 11, 30), date(2026, 2, 1))

    assert [f"{month:%Y-%m-%d}" for month in months] == ["2025-11-01", "2025-12-01", "2026-01-01", "2026-02-01"]
    assert months_between(date(2026, 2, 1), date(2026, 2, 28)) == (date(2026, 2, 1),)

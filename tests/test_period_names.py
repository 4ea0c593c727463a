"""What whole days are called: the same days always have the same name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.texts.periods import days, label


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-09-01", "2026-09-30", "2026年9月"),
        ("2026-02-01", "2026-02-28", "2026年2月"),
        ("2024-02-01", "2024-02-29", "2024年2月"),
        ("2024-02-01", "2024-02-28", "2024年2月1日—28日"),
        ("2026-01-01", "2026-03-31", "2026年第一季度"),
        ("2026-04-01", "2026-06-30", "2026年第二季度"),
        ("2026-07-01", "2026-09-30", "2026年第三季度"),
        ("2026-10-01", "2026-12-31", "2026年第四季度"),
        ("2026-02-01", "2026-04-30", "2026年2—4月"),
        ("2026-01-01", "2026-06-30", "2026年上半年"),
        ("2026-07-01", "2026-12-31", "2026年下半年"),
        ("2026-03-01", "2026-08-31", "2026年3—8月"),
        ("2026-01-01", "2026-12-31", "2026年"),
        ("2026-01-01", "2026-11-30", "2026年1—11月"),
        ("2025-01-01", "2026-12-31", "2025—2026年"),
        ("2025-07-01", "2026-06-30", "2025年7月—2026年6月"),
        ("2025-12-01", "2026-01-31", "2025年12月—2026年1月"),
        ("2006-01-01", "2010-12-31", "“十一五”期间"),
        ("2011-01-01", "2015-12-31", "“十二五”期间"),
        ("2021-01-01", "2025-12-31", "“十四五”期间"),
        ("2012-01-01", "2016-12-31", "2012—2016年"),
        ("2021-01-01", "2030-12-31", "2021—2030年"),
        ("2026-09-05", "2026-09-05", "2026年9月5日"),
        ("2026-09-01", "2026-09-15", "2026年9月1日—15日"),
        ("2026-08-22", "2026-11-21", "2026年8月22日—11月21日"),
        ("2025-12-29", "2026-01-04", "2025年12月29日—2026年1月4日"),
        ("2026-09-02", "2026-09-30", "2026年9月2日—30日"),
    ],
)
def test_how_days_are_called(first: str, last: str, name: str) -> None:
    assert label(date.fromisoformat(first), date.fromisoformat(last)) == name


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 4000), st.integers(0, 4000))
def test_different_days_have_different_names(first: date, length: int, other: int) -> None:
    ends = first + timedelta(days=length), first + timedelta(days=other)

    assert (label(first, ends[0]) == label(first, ends[1])) == (length == other)
    assert (days(first, ends[0]) == days(first, ends[1])) == (length == other)

"""Spans of time as people name them for figures, seen from a day in November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.read.periods import find_period, kept_period, read_period, this_month, this_year

TODAY = date(2026, 11, 21)


def read(words: str) -> str | None:
    """The days as "first..last"."""
    period = read_period(words, TODAY)
    return f"{period.first}..{period.last}" if period else None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("本月", "2026-11-01..2026-11-30"),
        ("这个月", "2026-11-01..2026-11-30"),
        ("当月", "2026-11-01..2026-11-30"),
        ("上月", "2026-10-01..2026-10-31"),
        ("上个月", "2026-10-01..2026-10-31"),
        ("上上个月", "2026-09-01..2026-09-30"),
        ("今年", "2026-01-01..2026-12-31"),
        ("本年度", "2026-01-01..2026-12-31"),
        ("全年", "2026-01-01..2026-12-31"),
        ("去年", "2025-01-01..2025-12-31"),
        ("上一年度", "2025-01-01..2025-12-31"),
        ("前年", "2024-01-01..2024-12-31"),
        ("2025年", "2025-01-01..2025-12-31"),
        ("2025年度", "2025-01-01..2025-12-31"),
        ("25年", "2025-01-01..2025-12-31"),
        ("二〇二五年", "2025-01-01..2025-12-31"),
        ("2025", "2025-01-01..2025-12-31"),
        ("本周", "2026-11-16..2026-11-22"),
        ("上周", "2026-11-09..2026-11-15"),
        ("上上周", "2026-11-02..2026-11-08"),
        ("九月", "2026-09-01..2026-09-30"),
        ("9月", "2026-09-01..2026-09-30"),
        ("9月份", "2026-09-01..2026-09-30"),
        ("11月", "2026-11-01..2026-11-30"),
        ("12月", "2025-12-01..2025-12-31"),
        ("十二月", "2025-12-01..2025-12-31"),
        ("去年9月", "2025-09-01..2025-09-30"),
        ("去年的9月", "2025-09-01..2025-09-30"),
        ("去年 9月", "2025-09-01..2025-09-30"),
        ("2025年9月", "2025-09-01..2025-09-30"),
        ("2025-09", "2025-09-01..2025-09-30"),
        ("2025.9", "2025-09-01..2025-09-30"),
        ("1至11月", "2026-01-01..2026-11-30"),
        ("1-9月", "2026-01-01..2026-09-30"),
        ("１—９月份", "2026-01-01..2026-09-30"),
        ("一到三月", "2026-01-01..2026-03-31"),
        ("12月至2月", "2025-12-01..2026-02-28"),
        ("2024年11月到1月", "2024-11-01..2025-01-31"),
        ("2025年1-6月", "2025-01-01..2025-06-30"),
        ("9、10月", "2026-09-01..2026-10-31"),
        ("上半年", "2026-01-01..2026-06-30"),
        ("下半年", "2026-07-01..2026-12-31"),
        ("今年上半年", "2026-01-01..2026-06-30"),
        ("去年下半年", "2025-07-01..2025-12-31"),
        ("2025年上半年", "2025-01-01..2025-06-30"),
        ("三季度", "2026-07-01..2026-09-30"),
        ("第三季度", "2026-07-01..2026-09-30"),
        ("去年四季度", "2025-10-01..2025-12-31"),
        ("前三季度", "2026-01-01..2026-09-30"),
        ("本季度", "2026-10-01..2026-12-31"),
        ("上季度", "2026-07-01..2026-09-30"),
        ("上个季度", "2026-07-01..2026-09-30"),
        ("Q3", "2026-07-01..2026-09-30"),
        ("十一五", "2006-01-01..2010-12-31"),
        ("“十二五”期间", "2011-01-01..2015-12-31"),
        ("十四五", "2021-01-01..2025-12-31"),
        ("最近三个月", "2026-08-22..2026-11-21"),
        ("近3个月", "2026-08-22..2026-11-21"),
        ("最近一个月", "2026-10-22..2026-11-21"),
        ("近30天", "2026-10-23..2026-11-21"),
        ("最近一周", "2026-11-15..2026-11-21"),
        ("过去两周", "2026-11-08..2026-11-21"),
        ("近三年", "2024-01-01..2026-12-31"),
        ("今年以来", "2026-01-01..2026-11-21"),
        ("年初至今", "2026-01-01..2026-11-21"),
        ("前11个月", "2026-01-01..2026-11-30"),
        ("2024-2026年", "2024-01-01..2026-12-31"),
        ("2024年到2026年", "2024-01-01..2026-12-31"),
        ("今天", "2026-11-21..2026-11-21"),
        ("昨天", "2026-11-20..2026-11-20"),
        ("上周三", "2026-11-11..2026-11-11"),
        ("9月5日", "2026-09-05..2026-09-05"),
        ("2026年9月5日", "2026-09-05..2026-09-05"),
        ("9月1日至15日", "2026-09-01..2026-09-15"),
        ("9月28日至10月2日", "2026-09-28..2026-10-02"),
        ("2026-09-01到2026-09-15", "2026-09-01..2026-09-15"),
        ("2026年9月1日—2026年9月15日", "2026-09-01..2026-09-15"),
        ("帮我看看去年的汇总", "2025-01-01..2025-12-31"),
        ("九月 紫兴社区", "2026-09-01..2026-09-30"),
        ("上個月", "2026-10-01..2026-10-31"),
    ],
)
def test_what_words_mean(words: str, days: str) -> None:
    assert read(words) == days


NONE = "汇总 紫兴社区 13月 二十月 0月 1800年 3000年 第五季度 月亮 周到 85人 2026-13 最近零天 6月31日 九九月"


@pytest.mark.parametrize("words", ["", *NONE.split()])
def test_what_names_no_span_of_time_is_none(words: str) -> None:
    assert read(words) is None


def test_a_month_that_has_not_begun_is_last_years() -> None:
    assert read_period("11月", date(2026, 10, 31)) == read_period("2025年11月", TODAY)
    assert read_period("11月", date(2026, 11, 1)) == read_period("2026年11月", TODAY)


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 5, 31), (date(2026, 3, 1), date(2026, 5, 31))),
        (date(2026, 1, 1), (date(2025, 10, 2), date(2026, 1, 1))),
        (date(2024, 2, 29), (date(2023, 11, 30), date(2024, 2, 29))),
    ],
)
def test_the_last_three_months_end_today(today: date, days: tuple[date, date]) -> None:
    period = read_period("最近三个月", today)

    assert period is not None
    assert (period.first, period.last) == days


def test_the_place_of_the_words_is_told() -> None:
    named = find_period("紫兴社区去年9月讲座", TODAY)

    assert named is not None
    assert "紫兴社区去年9月讲座"[named.start : named.end] == "去年9月"


@given(
    st.text(alphabet="上下本今去前年月周日天季度半一二三九十0123456789至到-—.最近个第年度以来“”五 ", max_size=12),
    st.dates(),
)
def test_any_words_on_any_day_name_real_days_or_none(words: str, today: date) -> None:
    today = max(date(1996, 1, 1), min(today, date(2080, 1, 1)))
    period = read_period(words, today)

    assert period is None or period.first <= period.last


@given(st.dates(date(1990, 1, 1), date(2036, 1, 1)), st.integers(0, 300))
def test_a_kept_period_comes_back_with_the_same_name(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(2036, 12, 31))
    kept = kept_period(first, last, TODAY)

    assert kept is not None
    assert kept_period(kept.first, kept.last, TODAY) == kept


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(1989, 12, 31), date(2026, 1, 1)),
        (date(2026, 2, 1), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2037, 1, 1)),
        (date(1, 1, 1), date(9999, 12, 31)),
    ],
)
def test_days_that_no_ledger_has_are_no_period(first: date, last: date) -> None:
    assert kept_period(first, last, TODAY) is None


def test_this_month_and_this_year() -> None:
    assert this_month(TODAY) == read_period("本月", TODAY)
    assert this_month(date(2026, 12, 31)).last == date(2026, 12, 31)
    assert this_year(TODAY) == read_period("今年", TODAY)

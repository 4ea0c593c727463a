"""Spans of time as people name them for figures: 本月, 上半年, 三季度, 1至11月, 十二五."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from handlers.read.numerals import han_value
from handlers.read.writing import plainly
from storage.model.figures import Period

_N = r"(\d{1,2}|[一二两三四五六七八九十]{1,3})"
_YEAR = r"(?:(\d{4}|\d{2}|[一二][零〇一二三四五六七八九]{3})\s?年度?|(今年|本年度?|去年|上一?年度?|前年)度?)"
_PLAN_YEARS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_WEEK = 7


class Named(NamedTuple):
    """A span of time found in a text, and where it stood."""

    period: Period
    start: int
    end: int


def read_period(text: str, today: date) -> Period | None:
    """The first span of time a text names, seen from `today`; None if it names none.

    A month or quarter without a year is the latest one that has begun.

    >>> read_period("九月", date(2026, 11, 3)).label, read_period("上半年", date(2026, 11, 3)).label
    ('2026年9月', '2026年上半年')
    """
    named = find_period(plainly(text).plain, today)
    return named.period if named else None


def find_period(plain: str, today: date) -> Named | None:
    """The same with its place in the text, which must be plain already."""
    for pattern, build in _RULES:
        if match := pattern.search(plain):
            period = build(match, today)
            if period is not None:
                return Named(period, match.start(), match.end())
    return None


def whole_month(year: int, month: int) -> Period:
    """A month from its first to its last day."""
    last = date(year, month, monthrange(year, month)[1])
    return Period(date(year, month, 1), last, f"{year}年{month}月")


def whole_year(year: int) -> Period:
    """A year from its first to its last day."""
    return Period(date(year, 1, 1), date(year, 12, 31), f"{year}年")


def _months(year: int, first: int, last: int, label: str) -> Period:
    return Period(date(year, first, 1), whole_month(year, last).last, label)


def _number(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    value = han_value(numeral)
    return value.low if value and value.low == value.high else 0


def _year(match: re.Match[str], today: date) -> int | None:
    """The year of a rule's first two groups; None if none was named."""
    figures, word = match[1], match[2]
    if figures:
        year = _number(figures)
        year = year + 2000 if year < 100 else year  # noqa: PLR2004
        return year if 1990 <= year <= today.year + 10 else None  # noqa: PLR2004
    if word:
        return today.year - {"去": 1, "上": 1, "前": 2}.get(word[0], 0)
    return None


def _span(match: re.Match[str], today: date) -> Period | None:
    try:
        first, last = (date(*map(int, re.split(r"\D", part)[:3])) for part in (match[1], match[2]))
    except ValueError:
        return None
    if last < first or first.year < 1990:  # noqa: PLR2004
        return None
    return Period(first, last, f"{first.isoformat()}至{last.isoformat()}")


def _plan(match: re.Match[str], today: date) -> Period:
    first = _PLAN_YEARS[match[1]]
    return Period(date(first, 1, 1), date(first + 4, 12, 31), f"“{match[1]}”期间")


def _half(match: re.Match[str], today: date) -> Period | None:
    upper = match[3] == "上"
    year = _year(match, today) or (today.year - (not upper and today.month <= 6))  # noqa: PLR2004
    return _months(year, 1 if upper else 7, 6 if upper else 12, f"{year}年{match[3]}半年")


def _quarter(match: re.Match[str], today: date) -> Period | None:
    number = _number(match[3])
    if not 1 <= number <= 4:  # noqa: PLR2004
        return None
    first = number * 3 - 2
    year = _year(match, today) or (today.year - (first > today.month))
    return _months(year, first, first + 2, f"{year}年第{'一二三四'[number - 1]}季度")


def _near_quarter(match: re.Match[str], today: date) -> Period:
    place = today.year * 4 + (today.month - 1) // 3 - (match[1] == "上")
    year, quarter = divmod(place, 4)
    return _months(year, quarter * 3 + 1, quarter * 3 + 3, f"{year}年第{'一二三四'[quarter]}季度")


def _month_span(match: re.Match[str], today: date) -> Period | None:
    first, last = _number(match[3]), _number(match[4])
    if not 1 <= first < last <= 12:  # noqa: PLR2004
        return None
    year = _year(match, today) or (today.year - (first > today.month))
    return _months(year, first, last, f"{year}年{first}至{last}月")


def _month(match: re.Match[str], today: date) -> Period | None:
    month = _number(match[3])
    if not 1 <= month <= 12:  # noqa: PLR2004
        return None
    return whole_month(_year(match, today) or (today.year - (month > today.month)), month)


def _dotted_month(match: re.Match[str], today: date) -> Period | None:
    year, month = int(match[1]), int(match[2])
    return whole_month(year, month) if 1990 <= year and 1 <= month <= 12 else None  # noqa: PLR2004


def _near_month(match: re.Match[str], today: date) -> Period:
    back = len(match[1]) if match[1].startswith("上") else 0
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return whole_month(year, month + 1)


def _near_week(match: re.Match[str], today: date) -> Period:
    back = len(match[1]) if match[1].startswith("上") else 0
    first = today - timedelta(days=today.weekday() + _WEEK * back)
    label = "本周" if back == 0 else "上" * back + "周"
    return Period(first, first + timedelta(days=6), label)


def _last_days(match: re.Match[str], today: date) -> Period | None:
    number = _number(match[1]) if match[1] else 1
    days = {"天": 1, "日": 1, "周": 7, "星期": 7, "个月": 30, "月": 30}[match[2]] * number
    if match[2].endswith("月") and number:
        year, month = divmod(today.year * 12 + today.month - 1 - number, 12)
        first = date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])) + timedelta(days=1)
        return Period(first, today, f"最近{number}个月")
    unit = "周" if match[2] in ("周", "星期") else "天"
    return Period(today - timedelta(days=days - 1), today, f"最近{number}{unit}") if 0 < number else None


def _whole(match: re.Match[str], today: date) -> Period | None:
    year = _year(match, today)
    return whole_year(year) if year else None


def _this_year(match: re.Match[str], today: date) -> Period:
    return whole_year(today.year)


def _today(match: re.Match[str], today: date) -> Period:
    day = today - timedelta(days=("今天", "昨天").index(match[0].replace("日", "天")))
    return Period(day, day, f"{day.year}年{day.month}月{day.day}日")


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], Period | None]]
_DAY = r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
_RULES: tuple[Rule, ...] = (
    (re.compile(_DAY + r"\s?(?:到|至|-|—|~|～)+\s?" + _DAY), _span),
    (re.compile("(" + "|".join(_PLAN_YEARS) + ")"), _plan),
    (re.compile(rf"(?:{_YEAR}的?)?([上下])半年"), _half),
    (re.compile(rf"(?:{_YEAR}的?)?第?{_N}季度"), _quarter),
    (re.compile(r"(本|这|上)一?个?季度?"), _near_quarter),
    (re.compile(rf"(?:{_YEAR}的?)?{_N}月?(?:份)?(?:到|至|-|—|~|～){_N}月"), _month_span),
    (re.compile(rf"(?:{_YEAR}的?){_N}月"), _month),
    (re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?![-/.\d])"), _dotted_month),
    (re.compile(r"(本|这|当|上{1,3})一?个?月(?!亮|饼|球)"), _near_month),
    (re.compile(r"(本|这|上{1,3})一?个?(?:周|星期|礼拜)(?![一二三四五六日天末边岁])"), _near_week),
    (re.compile(rf"(?:最近|近|过去){_N}?(天|日|周|星期|个月|月)"), _last_days),
    (re.compile(rf"{_YEAR}"), _whole),
    (re.compile(rf"(?<!\d)()(){_N}月(?:份)?(?!\d|[一二三四五六七八九十]{{1,3}}[日号])"), _month),
    (re.compile(r"全年|年度|年内|一年来|年终"), _this_year),
    (re.compile(r"[今昨][天日]"), _today),
)

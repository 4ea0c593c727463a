"""How whole days are called: one name for the same days, whatever words they were asked for with."""

from calendar import monthrange
from datetime import date

from storage.model.figures import Period

PLANS = {2006: "十一五", 2011: "十二五", 2016: "十三五", 2021: "十四五", 2026: "十五五"}
"""Five-year plans by their first year."""

_PLAN_YEARS = 5
_MONTHS_IN_YEAR = 12
_QUARTERS = "一二三四"
_REGULAR = (1, 3, 6, _MONTHS_IN_YEAR)


def period(first: date, last: date) -> Period:
    """The days from `first` to `last`, both included, with their name."""
    return Period(first, last, label(first, last))


def label(first: date, last: date) -> str:
    """How a person names these days: "2026年9月", "2026年上半年", "“十二五”期间", "2026年9月1日—15日"."""
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return days(first, last)
    length = (last.year - first.year) * _MONTHS_IN_YEAR + last.month - first.month + 1
    if length % _MONTHS_IN_YEAR == 0 and first.month == 1:
        return _years(first.year, last.year)
    if length == _MONTHS_IN_YEAR // 2 and first.month in {1, 7}:
        return f"{first.year}年{'上' if first.month == 1 else '下'}半年"
    if length == 3 and first.month % 3 == 1:  # noqa: PLR2004 - a quarter has three months
        return f"{first.year}年第{_QUARTERS[first.month // 3]}季度"
    return _months(first, last)


def regular_months(first: date, last: date) -> int:
    """How many months, where they are a month, quarter, half or whole of one year; 0 for all other days."""
    length = (last.year - first.year) * _MONTHS_IN_YEAR + last.month - first.month + 1
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    return length if whole and length in _REGULAR and (first.month - 1) % length == 0 else 0


def days(first: date, last: date) -> str:
    """Days, first and last included, without saying a year or month twice."""
    start = f"{first.year}年{first.month}月{first.day}日"
    if first == last:
        return start
    if first.year != last.year:
        return f"{start}—{last.year}年{last.month}月{last.day}日"
    if first.month != last.month:
        return f"{start}—{last.month}月{last.day}日"
    return f"{start}—{last.day}日"


def _years(first: int, last: int) -> str:
    if last - first + 1 == _PLAN_YEARS and first in PLANS:
        return f"“{PLANS[first]}”期间"
    return f"{first}年" if first == last else f"{first}—{last}年"


def _months(first: date, last: date) -> str:
    start = f"{first.year}年{first.month}月"
    if first.year != last.year:
        return f"{start}—{last.year}年{last.month}月"
    return start if first.month == last.month else f"{first.year}年{first.month}—{last.month}月"

"""Whole days as people name them, and the period that comes before another; pure calendar arithmetic."""

from calendar import monthrange
from datetime import date, timedelta

from reports import texts
from storage.model.figures import Period

_MONTHS_IN_YEAR = 12
_ONE_DAY = timedelta(days=1)


def month_of(day: date) -> Period:
    """The calendar month a day is in."""
    return _period(day.replace(day=1), _month_end(day))


def months_between(first: date, last: date) -> tuple[date, ...]:
    """The first days of all months from that of `first` to that of `last`, both included."""
    start = first.replace(day=1)
    return tuple(_shift(start, months) for months in range(_months(first, last)))


def previous(period: Period) -> Period:
    """The period to compare with, which always ends before `period` starts.

    A month, quarter, half-year, year or a row of years: the one before. Months from January on ("January to
    November"), or January to some day: the same of the year before, as half-yearly reports compare. A month up to some
    day: the month before up to the same day, or its last. Other whole months: as many months before. Anything else: as
    many days before. Raises OverflowError or ValueError where the calendar does not reach back so far (year 1).
    """
    first, last = period.first, period.last
    if first.day == 1 and last == _month_end(last):
        return _months_before(first, last)
    if (first.month, first.day) == (1, 1) and first.year == last.year and last.month > 1:
        return _period(_shift(first, -_MONTHS_IN_YEAR), _shift(last, -_MONTHS_IN_YEAR))
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        return _period(_shift(first, -1), _shift(last, -1))
    return _period(first - (last - first) - _ONE_DAY, first - _ONE_DAY)


def label(first: date, last: date) -> str:
    """How a person names the days from `first` to `last`, both included: "2026年9月", "2026年上半年", ..."""
    if first.day != 1 or last != _month_end(last):
        return texts.days(first, last)
    length = _months(first, last)
    if length % _MONTHS_IN_YEAR == 0 and first.month == 1:
        return texts.year(first.year) if first.year == last.year else texts.years(first.year, last.year)
    if length == _MONTHS_IN_YEAR // 2 and first.month in {1, 7}:
        return texts.half_year(first.year, 1 if first.month == 1 else 2)
    if length == 3 and first.month % 3 == 1:  # noqa: PLR2004 - a quarter has three months
        return texts.quarter(first.year, first.month // 3 + 1)
    return texts.month(first) if length == 1 else texts.months(first, last)


def _months_before(first: date, last: date) -> Period:
    length = _months(first, last)
    since_january = first.month == 1 and length < _MONTHS_IN_YEAR and length not in {1, 3, 6}
    back = _MONTHS_IN_YEAR if since_january else length
    start = _shift(first, -back)
    return _period(start, _month_end(_shift(start, length - 1)))


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * _MONTHS_IN_YEAR + last.month - first.month + 1


def _shift(day: date, months: int) -> date:
    # 31 March one month back is the last day of February: a day that does not exist is never invented.
    year, month = divmod(day.year * _MONTHS_IN_YEAR + day.month - 1 + months, _MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _period(first: date, last: date) -> Period:
    return Period(first, last, label(first, last))

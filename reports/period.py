"""The days that come before other days, to compare with, and the months between two days; pure calendar arithmetic."""

from calendar import monthrange
from datetime import date, timedelta

_MONTHS_IN_YEAR = 12
_ONE_DAY = timedelta(days=1)

Days = tuple[date, date]
"""First and last day, both included."""


def months_between(first: date, last: date) -> tuple[date, ...]:
    """The first days of all months from that of `first` to that of `last`, both included."""
    start = first.replace(day=1)
    return tuple(_shift(start, months) for months in range(_months(first, last)))


def previous(first: date, last: date, today: date | None = None) -> Days:
    """The days to compare with, which always end before `first`.

    A month, quarter, half-year, year or a row of years: the one before. Months from January on ("January to
    November"), or January to some day: the same of the year before, as half-yearly reports compare. A month up to some
    day: the month before up to the same day, or its last. Other whole months: as many months before. Anything else: as
    many days before. Where `today` lies within the days, only as much of the days before is taken as has passed of
    these: an unfinished month is never held against a whole one. Raises OverflowError or ValueError where the calendar
    does not reach back so far (year 1).
    """
    before = _before(first, last)
    return _as_far(first, last, before, today) if today and first <= today < last else before


def a_year_before(first: date, last: date, today: date | None = None) -> Days:
    """The same days of the year before, the end of a month for the end of a month; cut short like `previous`."""
    start, end = _shift(first, -_MONTHS_IN_YEAR), _shift(last, -_MONTHS_IN_YEAR)
    if last == _month_end(last):
        end = _month_end(end)
    return _as_far(first, last, (start, end), today) if today and first <= today < last else (start, end)


def _before(first: date, last: date) -> Days:
    if first.day == 1 and last == _month_end(last):
        return _months_before(first, last)
    if (first.month, first.day) == (1, 1) and first.year == last.year and last.month > 1:
        return _shift(first, -_MONTHS_IN_YEAR), _shift(last, -_MONTHS_IN_YEAR)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        return _shift(first, -1), _shift(last, -1)
    return first - (last - first) - _ONE_DAY, first - _ONE_DAY


def _months_before(first: date, last: date) -> Days:
    length = _months(first, last)
    since_january = first.month == 1 and length < _MONTHS_IN_YEAR and length not in {1, 3, 6}
    start = _shift(first, -(_MONTHS_IN_YEAR if since_january else length))
    return start, _month_end(_shift(start, length - 1))


def _as_far(first: date, last: date, before: Days, today: date) -> Days:
    start, end = before
    if first.day == 1 and last == _month_end(last):
        return start, min(_shift(today, 1 - _months(start, first)), end)
    return start, min(start + (today - first), end)


def _months(first: date, last: date) -> int:
    """How many months `first` and `last` touch, all between them included."""
    return (last.year - first.year) * _MONTHS_IN_YEAR + last.month - first.month + 1


def _shift(day: date, months: int) -> date:
    # 31 March one month back is the last day of February: a day that does not exist is never invented.
    year, month = divmod(day.year * _MONTHS_IN_YEAR + day.month - 1 + months, _MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])

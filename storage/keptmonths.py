"""Which part of a question kept sums answer: its months; days of a month that is not whole are added or taken away."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from storage.model.figures import Period, Scope

EVERY_MONTH = ("", "9999-12")
"""From records without a day to the last there can be."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Apart:
    """The first and last month that is read off kept sums (None: none is), and what is added to it or taken away."""

    months: tuple[str, str] | None = None
    more: tuple[Scope, ...] = ()
    less: tuple[Scope, ...] = ()


def apart(scope: Scope) -> Apart:
    """A scope as months and days, with as few days as can be: they are added up from the records.

    Sums are kept of units with all below them alone: for one's own records, or with a filter, no month is read.
    """
    if scope.recorder_id is not None or scope.kind or scope.programme or scope.audience:
        return Apart(more=(scope,))
    if scope.period is None:
        return Apart(EVERY_MONTH)
    asked, months = scope.period, _nearest(scope.period)
    more = tuple(_between((asked.first, asked.last), (months.first, months.last)))
    less = tuple(_between((months.first, months.last), (asked.first, asked.last)))
    if months.first > months.last or _days((*more, *less)) >= _days((asked,)):
        return Apart(more=(scope,))
    return Apart(
        months=(_month(months.first), _month(months.last)),
        more=tuple(replace(scope, period=days) for days in more),
        less=tuple(replace(scope, period=days) for days in less),
    )


def _nearest(period: Period) -> Period:
    """The whole months that begin and end nearest to it; they may end before they begin."""
    return Period(_nearest_first(period.first), _nearest_last(period.last), "")


def _nearest_first(day: date) -> date:
    """The first day of its month, or of the next one where there is one."""
    end = _month_end(day)
    return day.replace(day=1) if day.day - 1 <= (end - day).days or end == date.max else end + _DAY


def _nearest_last(day: date) -> date:
    """The last day of its month, or of the one before where there is one."""
    start, end = day.replace(day=1), _month_end(day)
    return end if (end - day).days <= day.day or start == date.min else start - _DAY


def _between(these: tuple[date, date], others: tuple[date, date]) -> Iterator[Period]:
    """The days of `these` before and after `others`."""
    if these[0] < others[0]:
        yield Period(these[0], others[0] - _DAY, "")
    if others[1] < these[1]:
        yield Period(others[1] + _DAY, these[1], "")


def _days(periods: tuple[Period, ...]) -> int:
    return sum((period.last - period.first).days + 1 for period in periods)


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])

"""Which part of a question kept sums answer: its whole months; days of a month that is not whole are left over."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from storage.model.figures import Period, Scope

EVERY_MONTH = ("", "9999-12")
"""From records without a day to the last there can be."""


def apart(scope: Scope) -> tuple[tuple[str, str] | tuple[()], tuple[Scope, ...]]:
    """The first and last whole month of a scope ("2026-03"), and what is left over as scopes of their own.

    Sums are kept of units with all below them alone: for one's own records, or with a filter, everything is left over.
    """
    if scope.recorder_id is not None or scope.kind or scope.programme or scope.audience:
        return (), (scope,)
    if scope.period is None:
        return EVERY_MONTH, ()
    first, last = _first_whole(scope.period.first), _last_whole(scope.period.last)
    if first is None or last is None or first > last:
        return (), (scope,)
    return (_month(first), _month(last)), tuple(_left(scope, scope.period, first, last))


def _first_whole(day: date) -> date | None:
    """The first day of the first month that begins on a day or after it; None at the end of the calendar."""
    if day.day == 1:
        return day
    end = _month_end(day)
    return None if end == date.max else end + timedelta(days=1)


def _last_whole(day: date) -> date | None:
    """The last day of the last month that ends on a day or before it."""
    if day == _month_end(day):
        return day
    start = day.replace(day=1)
    return None if start == date.min else start - timedelta(days=1)


def _left(scope: Scope, period: Period, first: date, last: date) -> Iterator[Scope]:
    one = timedelta(days=1)
    if period.first < first:
        yield replace(scope, period=Period(period.first, first - one, ""))
    if last < period.last:
        yield replace(scope, period=Period(last + one, period.last, ""))


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])

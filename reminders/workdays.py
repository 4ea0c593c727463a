"""Days of work and days of rest by the statutory calendar, 调休 included, with what an office adds."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar
from lunardate import LunarDate

_DAY = timedelta(days=1)
_SATURDAY = 5
_LUNAR_YEARS = range(1901, 2100)
"""Which the library has tables for."""


class Workdays:
    """Asks the library where it knows the year, else takes weekends and the days every year has off.

    The State Council publishes the moved days (调休) of a year in the autumn before; the days themselves are fixed by
    its regulation (国务院令第795号, in force since 2025): 1 January, the eve and three days of the Spring Festival,
    清明, 1 and 2 May, 端午, 中秋, 1 to 3 October.
    """

    def __init__(self, extra: Mapping[date, bool] | None = None) -> None:
        """`extra`: days the office knows better: True is worked on, False is a day of rest."""
        self._extra = dict(extra or {})

    def working(self, day: date) -> bool:
        """Whether one works on a day."""
        return self._extra[day] if day in self._extra else _working(day)

    def known(self, year: int) -> bool:
        """Whether the moved days of a year are known: from the library, or because the office has added some."""
        return year in _library_years() or any(day.year == year for day in self._extra)

    def on_or_before(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        return next(one for one in _days(day, -_DAY) if self.working(one))

    def on_or_after(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        return next(one for one in _days(day, _DAY) if self.working(one))

    def after(self, day: date, count: int) -> date:
        """The `count`th working day after a day, which does not count itself."""
        for _ in range(count):
            day = self.on_or_after(day + _DAY)
        return day

    def before(self, day: date) -> date:
        """The last working day before a day."""
        return self.on_or_before(day - _DAY)


def _days(first: date, step: timedelta) -> Iterator[date]:
    while True:
        yield first
        first += step


@lru_cache
def _library_years() -> frozenset[int]:
    return frozenset(day.year for day in chinese_calendar.constants.holidays)


@lru_cache(maxsize=10_000)
def _working(day: date) -> bool:
    if day.year in _library_years():
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < _SATURDAY and day not in _statutory(day.year)


@lru_cache
def _statutory(year: int) -> frozenset[date]:
    """The days that are off in every year, without those that are moved to them."""
    fixed = (date(year, 1, 1), date(year, 5, 1), date(year, 5, 2), *(date(year, 10, one) for one in (1, 2, 3)))
    return frozenset((*fixed, _tomb_sweeping(year), *(_of_the_moon(year) if year in _LUNAR_YEARS else ())))


def _of_the_moon(year: int) -> tuple[date, ...]:
    """The eve and three days of the Spring Festival, 端午 and 中秋."""
    spring = LunarDate(year, 1, 1).to_solar_date()
    festival = (spring + _DAY * nth for nth in range(-1, 3))
    return (*festival, LunarDate(year, 5, 5).to_solar_date(), LunarDate(year, 8, 15).to_solar_date())


def _tomb_sweeping(year: int) -> date:
    """清明, a solar term, to 2044: 4 April in years divisible by 4 and in the year after, else 5 April."""
    return date(year, 4, 4 if year % 4 in (0, 1) else 5)

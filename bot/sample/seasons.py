"""On which days of a year things are done, and by whom: working days, seasons, campaigns, holidays."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from bot.sample.outline import Campaign, YearOutline
from bot.sample.records import recorded_at
from storage.model.people import Level, Unit

DAYS = 365
WEEKDAYS = (1.0, 1.0, 1.0, 1.0, 1.1, 0.5, 0.25)
MONTHS = (0.9, 0.6, 1.1, 1.0, 1.0, 1.0, 0.8, 0.7, 1.0, 1.0, 1.1, 1.1)
HOLIDAYS = (("01-01", "01-01"), ("05-01", "05-03"), ("10-01", "10-05"))
HOLIDAY = 0.15

NO_SCHOOL = (1, 2, 7, 8)
IN_VACATION = 0.2
"""What a school does in the months without lessons."""


def moments(chance: Random, outline: YearOutline, last: date, count: int, now: datetime) -> list[tuple[datetime, date]]:
    """When `count` activities of the year up to `last` were recorded, in that order, and the day of each."""
    year = [last - timedelta(days=back) for back in range(DAYS)]
    days = chance.choices(year, [liveliness(day, outline.campaigns) for day in year], k=count)
    return sorted((recorded_at(chance, _held(chance, day, now), now), day) for day in days)


def liveliness(day: date, campaigns: Sequence[Campaign]) -> float:
    """How much is done on a day; 1 is an ordinary working day."""
    holiday = HOLIDAY if any(first <= f"{day:%m-%d}" <= last for first, last in HOLIDAYS) else 1.0
    boost = max((one.boost for one in campaigns if one.covers(day)), default=1.0)
    return WEEKDAYS[day.weekday()] * MONTHS[day.month - 1] * holiday * boost


def vigour(chance: Random, weights: Mapping[Level, float], units: Sequence[Unit]) -> dict[str, float]:
    """How much each unit does in a year, by id; some do three times as much as others."""
    return {unit.id: weights[unit.level] * chance.lognormvariate(0, 0.4) for unit in units}


def active_unit(chance: Random, units: Sequence[Unit], strength: Mapping[str, float], day: date) -> Unit:
    """Who did something on a day."""
    quiet = Level.SCHOOL if day.month in NO_SCHOOL else None
    weights = [strength[unit.id] * (IN_VACATION if unit.level is quiet else 1.0) for unit in units]
    return chance.choices(units, weights)[0]


def _held(chance: Random, day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(chance.choice((9, 10, 14, 15, 16, 19))), now.tzinfo)

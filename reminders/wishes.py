"""When a reminder somebody asked for comes next."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from storage.model.duties import Cycle, Wish

_MONTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF: 6, Cycle.YEAR: 12}
_DAY = timedelta(days=1)
_LONGEST = 367 * 2


def next_wish(wish: Wish, after: datetime, zone: ZoneInfo) -> datetime | None:
    """The first moment of a wish that lies after another, in `zone`; None for one that does not repeat.

    Quarters, halves and years are counted from the month its `next_at` lies in.
    """
    if not (wish.daily or wish.weekday is not None or wish.cycle in _MONTHS):
        return None
    start = after.astimezone(zone).date()
    moments = (datetime.combine(day, wish.time, zone) for day in _days(start) if _falls_on(wish, day, zone))
    return next((moment for moment in moments if moment > after), None)


def _days(first: date) -> Iterator[date]:
    return (first + _DAY * nth for nth in range(_LONGEST))


def _falls_on(wish: Wish, day: date, zone: ZoneInfo) -> bool:
    if wish.daily:
        return True
    if wish.weekday is not None:
        return day.weekday() == wish.weekday
    if wish.cycle is None or day.day != min(wish.day, monthrange(day.year, day.month)[1]):
        return False
    anchor = day.month if wish.next_at is None else wish.next_at.astimezone(zone).month
    return (day.month - anchor) % _MONTHS[wish.cycle] == 0

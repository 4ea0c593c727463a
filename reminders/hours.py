"""When a person may be written to: in working hours of a working day, outside their quiet hours, unless muted."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from reminders.workdays import Workdays
from storage.model.people import Preferences

BEGINS, ENDS = time(9), time(18)
_DAYS = 62


def allowed(moment: datetime, preferences: Preferences, workdays: Workdays, zone: tzinfo) -> datetime | None:
    """The first moment, `moment` itself or later, at which somebody may be nudged; None: not within two months.

    Working hours are 9:00 to 18:00 (18:00 itself is over).
    """
    start = moment.astimezone(zone)
    for day in _days(start.date()):
        if muted(preferences, day) or not workdays.working(day):
            continue
        first = datetime.combine(day, BEGINS, zone)
        last = datetime.combine(day, ENDS, zone)
        found = _outside_quiet(max(first, start), last, preferences)
        if found is not None:
            return found
    return None


def muted(preferences: Preferences, day: date) -> bool:
    """Whether somebody wants no reminders at all on a day."""
    return preferences.muted_until is not None and day < preferences.muted_until


def quiet(preferences: Preferences, at: time) -> bool:
    """Whether a time of day lies in somebody's quiet hours, which may go over midnight."""
    begins, ends = preferences.quiet_from, preferences.quiet_to
    if begins is None or ends is None or begins == ends:
        return False
    return begins <= at < ends if begins < ends else at >= begins or at < ends


def _days(first: date) -> Iterator[date]:
    return (first + timedelta(days=nth) for nth in range(_DAYS))


def _outside_quiet(first: datetime, last: datetime, preferences: Preferences) -> datetime | None:
    """The first moment before `last` that is not quiet: `first`, or the end of the quiet hours."""
    if first >= last:
        return None
    if not quiet(preferences, first.time()):
        return first
    assert preferences.quiet_to is not None  # noqa: S101 - quiet() says so
    end = datetime.combine(first.date(), preferences.quiet_to, first.tzinfo)
    return end if first < end < last else None

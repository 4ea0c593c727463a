"""At which moments a deadline is reminded of."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from reminders.deadlines import Deadlines
from storage.model.duties import Rule


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment among those of a deadline; `name` is how many days before which day ("D0-2026-11-25": on that day).

    So a deadline that is moved has slots of its own, and people are told of it anew.
    """

    name: str
    moment: datetime


def slots(rule: Rule, due: datetime, deadlines: Deadlines) -> tuple[Slot, ...]:
    """The moments of a rule's cadence for one deadline, the earliest first.

    Days are counted back on the calendar; one that is a day of rest gives way to the working day before. Of several
    on one day the one nearest to the deadline stays. A moment at or after the deadline itself is of no use to anybody:
    that slot moves to the working day before.
    """
    due = due.astimezone(deadlines.zone)
    nearest = {
        _moment(rule.remind_at, due, before, deadlines): f"D{before}-{due.date().isoformat()}"
        for before in sorted(set(rule.cadence), reverse=True)
    }
    return tuple(Slot(nearest[moment], moment) for moment in sorted(nearest))


def digest(rule: Rule, due: datetime, deadlines: Deadlines) -> Slot:
    """When the coordinators hear how it went: in the morning of the working day after the deadline."""
    due = due.astimezone(deadlines.zone)
    return Slot(f"digest-{due.date().isoformat()}", deadlines.morning(due, rule.remind_at))


def _moment(at_time: time, due: datetime, before: int, deadlines: Deadlines) -> datetime:
    day = deadlines.workdays.on_or_before(due.date() - timedelta(days=before))
    moment = datetime.combine(day, at_time, deadlines.zone)
    if moment < due:
        return moment
    return datetime.combine(deadlines.workdays.before(day), at_time, deadlines.zone)

"""At which moments a deadline is reminded of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from reminders.deadlines import Deadlines
from storage.model.duties import Rule, Span


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment among those of a deadline; `name` is "D" and how many days before it ("D0": on the day)."""

    name: str
    moment: datetime


def slots(rule: Rule, span: Span, deadlines: Deadlines) -> tuple[Slot, ...]:
    """The moments of a rule's cadence for one period, the earliest first.

    Days are counted back on the calendar; one that is a day of rest gives way to the working day before. Of several
    on one day the one nearest to the deadline stays. A moment at or after the deadline itself is of no use to anybody:
    that slot moves to the working day before.
    """
    found: dict[datetime, Slot] = {}
    for before in sorted(set(rule.cadence), reverse=True):
        slot = Slot(f"D{before}", _moment(rule, span, before, deadlines))
        found[slot.moment] = slot
    return tuple(found[moment] for moment in sorted(found))


def digest_moment(rule: Rule, span: Span, deadlines: Deadlines) -> datetime:
    """When the coordinators hear how it went: in the morning of the working day after the deadline."""
    return deadlines.morning(deadlines.due(rule, span), rule.remind_at)


def _moment(rule: Rule, span: Span, before: int, deadlines: Deadlines) -> datetime:
    due = deadlines.due(rule, span)
    day = deadlines.workdays.on_or_before(due.date() - timedelta(days=before))
    moment = datetime.combine(day, rule.remind_at, deadlines.zone)
    if moment < due:
        return moment
    return datetime.combine(deadlines.workdays.before(day), rule.remind_at, deadlines.zone)

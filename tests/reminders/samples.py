"""Rules, people and moments that several tests of reminders begin with."""

from datetime import date, datetime
from typing import Any

from storage.model.duties import Cycle, Errand, Obligation, Reminder, Rule, Span, Status
from storage.model.people import Person, Preferences, Role
from tests.timetable import TIMETABLE

SINCE = date(2020, 1, 1)


def a_rule(**said: Any) -> Rule:  # noqa: ANN401 - whatever a rule has
    """A monthly rule for the twenty-fifth, except for what is said."""
    usual: dict[str, Any] = {"cycle": Cycle.MONTH, "day": 25, "since": SINCE}
    return Rule(id="r1", unit_id="county", title="台账", made_by="p0", **(usual | said))


def at(text: str) -> datetime:
    """A moment in Shanghai: "2026-11-25 09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=TIMETABLE.zone)


def period(rule: Rule, day: str) -> Span:
    """The period a day lies in."""
    span = TIMETABLE.span(rule, date.fromisoformat(day))
    assert span is not None
    return span


def owed(rule: Rule, span: Span, status: Status = Status.OPEN, unit_id: str = "village") -> Obligation:
    return Obligation(rule.id, span, unit_id, TIMETABLE.due(rule, span), TIMETABLE.closes(rule, span), status)


def a_person(
    person_id: str = "p1",
    role: Role = Role.OFFICER,
    unit_id: str = "village",
    preferences: Preferences = Preferences(),  # noqa: B008 - it is frozen
) -> Person:
    return Person(person_id, "小丙", role, unit_id, preferences)


def nudge(rule: Rule, span: Span, slot: str, moment: datetime) -> Reminder:
    return Reminder(Errand.DUTY, f"{rule.id}:{span.key}:village", "p1", slot, moment)

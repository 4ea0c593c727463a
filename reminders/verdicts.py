"""Whether a planned reminder is sent, waits or is skipped: asked when it is handed out, and again when it is sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reminders.deadlines import Deadlines
from reminders.hours import BEGINS, muted
from reminders.slots import slots
from storage.model.duties import Errand, Obligation, Reminder, Rule, Status
from storage.model.people import Person
from storage.model.plans import Plan, PlanState


class Reason(StrEnum):
    """Why a reminder is not sent."""

    REPORTED = "reported"
    NIL = "nil"
    LEAVE = "leave"
    EXEMPT = "exempt"
    MUTED = "muted"
    LEFT = "left"
    CHANGED = "rule changed"
    PASSED = "deadline passed"
    SUPERSEDED = "superseded"
    TODAY = "already today"
    SETTLED = "settled"
    FAULT = "a fault of ours"


@dataclass(frozen=True, slots=True)
class Send:
    """Now."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Not yet: it is looked at again at this moment."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Skip:
    """Not at all."""

    reason: Reason


Verdict = Send | Wait | Skip

SEND = Send()
BY_HAND = "now-"
"""How the slot of a nudge begins that a coordinator asked for."""
_SETTLED = {
    Status.REPORTED: Reason.REPORTED,
    Status.NIL: Reason.NIL,
    Status.LEAVE: Reason.LEAVE,
    Status.EXEMPT: Reason.EXEMPT,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A reminder with what is known of it at this moment; what is gone is None.

    `latest` is the moment of the latest reminder of the same subject and person that has come; `told_today` whether
    the person was sent one already on this day.
    """

    reminder: Reminder
    person: Person | None
    rule: Rule | None = None
    obligation: Obligation | None = None
    plan: Plan | None = None
    latest: datetime | None = None
    told_today: bool = False


def verdict(case: Case, at: datetime, deadlines: Deadlines) -> Verdict:
    """What is to become of a reminder at a moment (promises P1 to P3): what is of no use any more is skipped."""
    if case.person is None:
        return Skip(Reason.LEFT)
    match case.reminder.errand:
        case Errand.DUTY:
            return _of_duty(case, case.person, at, deadlines)
        case Errand.DIGEST:
            return Skip(Reason.CHANGED) if _gone(case) else _in_hours(case.person, at, deadlines, None)
        case Errand.PLAN:
            return _in_hours(case.person, at, deadlines, None) if _to_be_asked(case) else Skip(Reason.SETTLED)
        case Errand.OWN:
            return _of_wish(case.person, at, deadlines)


def _to_be_asked(case: Case) -> bool:
    """Whether nobody has said yet what became of a plan, nor moved it to another day."""
    plan = case.plan
    return plan is not None and plan.state is PlanState.PLANNED and case.reminder.slot == plan.day.isoformat()


def _gone(case: Case) -> bool:
    return case.rule is None or case.rule.removed or case.rule.paused


def _of_duty(case: Case, person: Person, at: datetime, deadlines: Deadlines) -> Verdict:
    moment = _moment_now(case, at, deadlines)
    if _gone(case) or case.obligation is None or moment is None:
        return Skip(Reason.CHANGED)
    if person.unit_id != case.obligation.unit_id:
        return Skip(Reason.LEFT)
    if case.obligation.status is not Status.OPEN:
        return Skip(_SETTLED[case.obligation.status])
    until = _useful_until(case.reminder, case.obligation)
    if until is not None and at >= until:
        return Skip(Reason.PASSED)
    if case.latest is not None and case.latest > case.reminder.moment:
        return Skip(Reason.SUPERSEDED)
    if moment > at:
        return Wait(moment)
    if case.told_today:
        return _another_day(until, at, deadlines)
    return _in_hours(person, at, deadlines, until)


def _useful_until(reminder: Reminder, owed: Obligation) -> datetime | None:
    """The deadline; a nudge by hand is of use as long as a late report counts. None: without end."""
    if not reminder.slot.startswith(BY_HAND):
        return owed.due_at
    return None if owed.reopened_at else owed.closes_at


def _moment_now(case: Case, at: datetime, deadlines: Deadlines) -> datetime | None:
    """When a slot of the cadence comes by the rule as it is now, None: not at all; those people asked for stand."""
    rule, owed = case.rule, case.obligation
    if rule is None or owed is None:
        return None
    span = deadlines.span(rule, owed.span.last)
    if span is None or span.key != owed.span.key:
        return None
    if not case.reminder.slot.startswith("D"):
        return case.reminder.moment
    due, _ = deadlines.terms(rule, owed.span, owed.due_at, at)
    return {slot.name: slot.moment for slot in slots(rule, due, deadlines)}.get(case.reminder.slot)


def _another_day(until: datetime | None, at: datetime, deadlines: Deadlines) -> Verdict:
    """One message a person and day: the next one in the morning, if it is still of use then."""
    morning = deadlines.morning(at, BEGINS)
    return Wait(morning) if until is None or morning < until else Skip(Reason.TODAY)


def _in_hours(person: Person, at: datetime, deadlines: Deadlines, before: datetime | None) -> Verdict:
    """In working hours; not any more once `before` has come."""
    moment = deadlines.opening(at, person.preferences)
    if moment is not None and moment <= at:
        return SEND
    if moment is None or (before is not None and moment >= before):
        day = at.astimezone(deadlines.zone).date()
        return Skip(Reason.MUTED if muted(person.preferences, day) else Reason.PASSED)
    return Wait(moment)


def _of_wish(person: Person, at: datetime, deadlines: Deadlines) -> Verdict:
    """At whatever hour the person asked for, unless they want none at all."""
    return Skip(Reason.MUTED) if muted(person.preferences, at.astimezone(deadlines.zone).date()) else SEND

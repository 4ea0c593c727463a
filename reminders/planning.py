"""Which reminders there are by now: values with deterministic ids; whoever plans them first has planned them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from reminders.deadlines import Deadlines
from reminders.slots import digest, slots
from storage.model.duties import Errand, Obligation, Reminder, Rule, Span, Status
from storage.model.people import Person, Role

_RANK = {role: rank for rank, role in enumerate(Role)}


def duty_reminders(
    rule: Rule,
    span: Span,
    obligations: Iterable[Obligation],
    people: Mapping[str, Sequence[Person]],
    at: datetime,
    deadlines: Deadlines,
) -> tuple[Reminder, ...]:
    """Those of the slots that have come by `at`, for the people of every unit that has not reported.

    `people` are those of each unit, by its id. What comes too late to be of use is planned as well: so it is on record
    as skipped (promise P2).
    """
    come = [slot for slot in slots(rule, span, deadlines) if slot.moment <= at]
    return tuple(
        Reminder(Errand.DUTY, f"{rule.id}:{span.key}:{owed.unit_id}", person.id, slot.name, slot.moment)
        for owed in obligations
        if owed.status is Status.OPEN
        for person in reminded(rule, people.get(owed.unit_id, ()))
        for slot in come
    )


def reminded(rule: Rule, people: Sequence[Person]) -> tuple[Person, ...]:
    """Who of a unit is reminded: those of the rule's role or above; where there is none, everybody in it."""
    responsible = tuple(person for person in people if _RANK[person.role] >= _RANK[rule.role])
    return responsible or tuple(people)


def digest_reminders(
    rule: Rule, span: Span, coordinators: Iterable[Person], at: datetime, deadlines: Deadlines
) -> tuple[Reminder, ...]:
    """What the coordinators get once the deadline has passed and the next working day has begun."""
    slot = digest(rule, span, deadlines)
    if slot.moment > at:
        return ()
    subject = f"{rule.id}:{span.key}"
    return tuple(Reminder(Errand.DIGEST, subject, person.id, slot.name, slot.moment) for person in coordinators)

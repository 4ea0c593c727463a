"""Which reminders there are by now: values with deterministic ids; whoever plans them first has planned them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from reminders.deadlines import Deadlines
from reminders.slots import Slot, digest, slots
from storage.model.duties import Errand, Obligation, Reminder, Rule, Span, Status
from storage.model.people import Person
from storage.model.standing import reminded


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
    still = [owed for owed in obligations if owed.status is Status.OPEN]
    come = {due: _come(slots(rule, due, deadlines), at) for due in {owed.due_at for owed in still}}
    return tuple(
        Reminder(Errand.DUTY, f"{rule.id}:{span.key}:{owed.unit_id}", person.id, slot.name, slot.moment)
        for owed in still
        for person in reminded(rule, people.get(owed.unit_id, ()))
        for slot in come[owed.due_at]
    )


def _come(some: Iterable[Slot], at: datetime) -> tuple[Slot, ...]:
    return tuple(slot for slot in some if slot.moment <= at)


def digest_reminders(
    rule: Rule,
    span: Span,
    obligations: Iterable[Obligation],
    coordinators: Sequence[Person],
    at: datetime,
    deadlines: Deadlines,
) -> tuple[Reminder, ...]:
    """What the coordinators get once the deadline has passed and the next working day has begun."""
    subject = f"{rule.id}:{span.key}"
    ended = _come((digest(rule, due, deadlines) for due in {owed.due_at for owed in obligations}), at)
    return tuple(
        Reminder(Errand.DIGEST, subject, person.id, slot.name, slot.moment) for slot in ended for person in coordinators
    )

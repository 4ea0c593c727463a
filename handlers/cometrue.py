"""Whether a plan has come true: what somebody of the unit has recorded shows it."""

from collections.abc import Iterable

from handlers.recorded import Recorded
from storage.model.activity import Activity
from storage.model.figures import Period, Scope
from storage.model.plans import Plan

_RECORDS = 200
"""Of a unit within the days of a plan: nobody holds more."""


def recorded(plan: Plan, facts: Recorded) -> bool:
    """Whether somebody of the unit has logged meanwhile that it was held."""
    days = Period(plan.particulars.start or plan.day, plan.day, "")
    return already_held(plan, facts.activities(Scope(unit_id=plan.unit_id, period=days), 0, _RECORDS).activities)


def already_held(plan: Plan, activities: Iterable[Activity]) -> bool:
    """Whether one of the records is this plan come true, so that nothing has to be asked.

    It is by the same person or unit, on its day, and of the same name or at the same place; where a place was not
    said, the same kind will do.
    """
    return any(_is(plan, one) for one in activities)


def _is(plan: Plan, record: Activity) -> bool:
    theirs, planned = record.particulars, plan.particulars
    if record.withdrawn or theirs.start is None:
        return False
    if plan.person_id != record.recorder_id and plan.unit_id != record.unit_id:
        return False
    if not theirs.start <= plan.day or (theirs.end or theirs.start) < (planned.start or plan.day):
        return False
    if planned.title and planned.title == theirs.title:
        return True
    if planned.venue and theirs.venue:
        return planned.venue in theirs.venue or theirs.venue in planned.venue
    return bool(planned.kind) and planned.kind == theirs.kind

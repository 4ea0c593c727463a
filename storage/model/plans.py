"""Activities that are to be held: kept until somebody says what became of them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.model.activity import Particulars


class PlanState(StrEnum):
    """What became of a plan."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned activity; `day` is its (last) day, `told` the message it came from. A moved plan has a new `day`."""

    id: str
    person_id: str
    unit_id: str
    particulars: Particulars
    day: date
    told: str
    made_at: datetime
    state: PlanState = PlanState.PLANNED

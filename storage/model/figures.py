"""Which records are meant, and the sums over them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.model.activity import Activity, Category


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, first and last included; `label` is how a person would name it."""

    first: date
    last: date
    label: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Which records are meant: a unit with all below it, one recorder's own, or both; and filters. Empty: no limit."""

    unit_id: str | None = None
    recorder_id: str | None = None
    period: Period | None = None
    kind: str = ""
    programme: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Records of a scope, newest first, and how many there are in all."""

    activities: tuple[Activity, ...]
    total: int


class Grouping(StrEnum):
    """By what a summary adds up."""

    KIND = "kind"
    PROGRAMME = "programme"
    AUDIENCE = "audience"
    UNIT = "unit"
    MONTH = "month"
    CAMPAIGN = "campaign"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums over the records with one `key` of a grouping (a taxonomy name, a unit id, or "2026-03").

    `sessions` are counts by session word (期/场/次, "" where none was said); `attendance` sums the known values,
    `approximate` is the part of that sum that was an estimate, `uncounted` the records without a known value, be it on
    site or online. Parts by campaign may overlap: they are never added up. `volunteers` and `experts` helped; they are
    no attendance.
    """

    key: str
    activities: int = 0
    sessions: tuple[tuple[str, int], ...] = ()
    attendance: int = 0
    approximate: int = 0
    uncounted: int = 0
    online: int = 0
    volunteers: int = 0
    experts: int = 0


@dataclass(frozen=True, slots=True)
class OutputTally:
    """Sums of one item by what was done with it; `approximate` is the part of `quantity` that was an estimate.

    `times` is in how many entries of records it stands: a board that is shown five times is not five boards.
    """

    category: Category
    item: str
    action: str
    measure: str
    quantity: int
    approximate: int = 0
    uncounted: int = 0
    times: int = 0

"""Who owes a report by when: deadline rules, the periods they make, and what became of each unit's obligation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from storage.model.people import Level, Preferences, Role, Unit


class Cycle(StrEnum):
    """How often a rule makes a new period; ONCE is a fixed date, or some working days after a campaign ends."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    ONCE = "once"


class Move(StrEnum):
    """Where a deadline goes that falls on a day of rest."""

    BEFORE = "before"
    AFTER = "after"
    STAY = "stay"


class Proof(StrEnum):
    """What settles an obligation: the first activity logged in the period, or the words 「本月报完」."""

    ACTIVITY = "activity"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Rule:
    """A deadline for every owing unit at or below `unit_id`; all days are in the zone of the ledger.

    `day` is of the due month, clamped to the month's end, 0 its last working day; the due month is `months` after the
    last month of the period (negative: before it). Where `working_days` is given, it is that working day of the due
    month instead (5: the fifth). For ONCE the period is `first` to `on`, due on `on` or `working_days` working days
    after it. Periods that end before `since` are not asked. A report counts, as late, until `grace` calendar days after
    the deadline. `levels` empty: every unit below `unit_id` (itself where it has
    none). Who is reminded: people of `role` in the owing unit, `cadence` calendar days before, at `remind_at`.
    """

    id: str
    unit_id: str
    title: str
    cycle: Cycle
    since: date
    made_by: str
    day: int = 0
    months: int = 0
    first: date | None = None
    on: date | None = None
    working_days: int = 0
    move: Move = Move.BEFORE
    due_time: time = time(18)
    grace: int = 10
    role: Role = Role.OFFICER
    levels: tuple[Level, ...] = ()
    except_units: tuple[str, ...] = ()
    proof: Proof = Proof.ACTIVITY
    cadence: tuple[int, ...] = (3, 1, 0)
    remind_at: time = time(9)
    paused: bool = False
    removed: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Span:
    """One period of a rule: its key ("2026-11", "2026Q4", "2026H2", "2026", "2026-09-25"), first and last day."""

    key: str
    first: date
    last: date


class Status(StrEnum):
    """How an obligation stands: 未报, 已报, 零报告, 请假, 免报."""

    OPEN = "open"
    REPORTED = "reported"
    NIL = "nil"
    LEAVE = "leave"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one unit owes for one period of a rule.

    `status` already takes logged activities into account; `at` is when it was settled, by whom (`by`, None: by
    activities) and why (`reason`, as written). `activities` counts the records of the period that stand. `reopened_at`
    is when a closed period was opened again for this unit. `due_at` and `closes_at` are instants.
    """

    rule_id: str
    span: Span
    unit_id: str
    due_at: datetime
    closes_at: datetime
    status: Status = Status.OPEN
    at: datetime | None = None
    by: str | None = None
    reason: str = ""
    activities: int = 0
    reopened_at: datetime | None = None

    @property
    def late(self) -> bool:
        """Whether it was reported, or said to be nothing, after the deadline."""
        settled = self.status in (Status.REPORTED, Status.NIL)
        return settled and self.at is not None and self.at > self.due_at

    def closed(self, at: datetime) -> bool:
        """Whether nothing more counts at that moment."""
        return at > self.closes_at and self.reopened_at is None


def settled(owed: Obligation, proof: Proof, recorded_at: datetime | None) -> Obligation:
    """An obligation with its activities taken into account; `recorded_at` is when the first that counts was logged.

    What people declared goes first: 请假 or 零报告 does not become 已报 behind their back, except that a 零报告 gives
    way to an activity, since it says there was none.
    """
    declared = owed.status not in (Status.OPEN, Status.NIL)
    if declared or recorded_at is None or (proof is Proof.DECLARED and owed.status is Status.OPEN):
        return owed
    return replace(owed, status=Status.REPORTED, at=recorded_at, by=None, reason="")


def owing_units(rule: Rule, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Who owes what a rule asks, in the order of `units`, which holds at least the rule's unit with all below it.

    An exception takes everything below it along. None where the rule's unit is not among `units`.
    """
    top = next((unit for unit in units if unit.id == rule.unit_id), None)
    if top is None:
        return ()
    within = [unit for unit in units if unit.path.startswith(top.path)]
    asked = [unit for unit in within if unit.level in rule.levels] if rule.levels else within
    alone = len(within) == 1
    exempt = set(rule.except_units)
    return tuple(
        unit
        for unit in asked
        if (rule.levels or alone or unit.id != top.id) and exempt.isdisjoint(unit.path.strip("/").split("/"))
    )


class Errand(StrEnum):
    """What a reminder is about: an obligation, the coordinators' digest, one's own wish, a plan that should be over."""

    DUTY = "duty"
    DIGEST = "digest"
    OWN = "own"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One planned nudge: the same cause gives the same id, so that it exists once whoever plans it.

    `subject` is what it is about: "rule:period:unit" for DUTY and "rule:period" for DIGEST, the wish's or the plan's
    id for the others. `slot` names the moment among those of its subject ("D3-2026-11-25", "later-2026-11-26").
    """

    errand: Errand
    subject: str
    person_id: str
    slot: str
    moment: datetime

    @property
    def id(self) -> str:
        """The deterministic id: errand, subject, person, slot."""
        return f"{self.errand.value}:{self.subject}:{self.person_id}:{self.slot}"


@dataclass(frozen=True, slots=True)
class Wish:
    """A reminder somebody asked for themselves: 「每月25号提醒我交台账」.

    `next_at` is the next moment; None once it is over. It repeats by `cycle` (None: once) on `day` of the month
    (clamped) at `time`; `weekday` 0 is Monday, for a wish of every week (`cycle` None then); `daily` every day.
    """

    id: str
    person_id: str
    what: str
    next_at: datetime | None
    time: time
    cycle: Cycle | None = None
    day: int = 0
    weekday: int | None = None
    daily: bool = False


class Timetable(Protocol):
    """When things are due, by the statutory calendar, in the zone of the ledger (`reminders.deadlines`)."""

    def span(self, rule: Rule, day: date) -> Span | None:
        """The period of a rule a day lies in."""

    def current(self, rule: Rule, at: datetime) -> tuple[Span, ...]:
        """The periods that have begun and are not closed at that moment, oldest first."""

    def due(self, rule: Rule, span: Span) -> datetime:
        """When a period is to be reported."""

    def closes(self, rule: Rule, span: Span) -> datetime:
        """Until when a late report still counts."""

    def morning(self, day_after: datetime, at_time: time) -> datetime:
        """The next working day after a moment, at a time."""

    def opening(self, moment: datetime, preferences: Preferences) -> datetime | None:
        """The first moment, `moment` or later, at which somebody may be reminded; None: not within two months."""

    def next_wish(self, wish: Wish, after: datetime) -> datetime | None:
        """When a reminder somebody asked for comes next; None: it is over."""

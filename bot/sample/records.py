"""Puts invented activities into the ledger through the writes every record comes by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random

from storage.apply import apply
from storage.database import Transaction
from storage.facts import StoredFacts
from storage.model.activity import Act, Activity, Particulars
from storage.model.taxonomy import Taxonomy
from storage.model.writes import AddActivity, AmendActivity


@dataclass(frozen=True, slots=True)
class Later:
    """What became of a record afterwards: its next version, by whoever recorded it."""

    act: Act
    particulars: Particulars
    withdrawn: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """A record before it has a number; the same `key` makes the same record id."""

    key: str
    particulars: Particulars
    unit_id: str
    recorder_id: str
    recorded_at: datetime
    later: tuple[Later, ...] = ()


def keep(tx: Transaction, taxonomy: Taxonomy, sketches: Iterable[Sketch]) -> int:
    """Write the sketches that are not in the ledger yet, numbered in the order they were recorded; how many."""
    facts = StoredFacts(tx, taxonomy, str)
    fresh = [one for one in sketches if facts.activity(record_id(one)) is None]
    for sketch in sorted(fresh, key=lambda one: one.recorded_at):
        _keep_one(tx, facts, sketch)
    return len(fresh)


def record_id(sketch: Sketch) -> str:
    """The id of a sketch's record, 12 hex digits like every record's."""
    return sha256(f"sample {sketch.key}".encode()).hexdigest()[:12]


def recorded_at(chance: Random, held: datetime, now: datetime) -> datetime:
    """When an activity is usually recorded: the same evening or within three days, and never after now."""
    later = timedelta(days=chance.choices((0, 1, 2, 3), (60, 25, 10, 5))[0], minutes=chance.randint(20, 280))
    return min(held + later, now - timedelta(minutes=chance.randint(1, 30)))


def _keep_one(tx: Transaction, facts: StoredFacts, sketch: Sketch) -> None:
    activity = Activity(
        id=record_id(sketch),
        number=facts.next_number(sketch.recorded_at.year),
        particulars=sketch.particulars,
        unit_id=sketch.unit_id,
        recorder_id=sketch.recorder_id,
        recorded_at=sketch.recorded_at,
    )
    apply(tx, AddActivity(activity))
    for base, later in enumerate(sketch.later, start=1):
        apply(tx, _amendment(activity, base, later))


def _amendment(activity: Activity, base: int, later: Later) -> AmendActivity:
    return AmendActivity(
        activity_id=activity.id,
        base=base,
        act=later.act,
        particulars=later.particulars,
        evidence=(),
        withdrawn=later.withdrawn,
        by=activity.recorder_id,
        at=later.at,
        reason=later.reason,
    )

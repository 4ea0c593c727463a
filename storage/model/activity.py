"""A record of the ledger: what is known of an activity, its evidence and its versions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as somebody said it: never more precise than the words.

    `value` is None when it was not counted; `low`/`high` hold a range that was said; `words` are the words it came
    from. No words: nothing was said yet.
    """

    value: int | None = None
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    words: str = ""

    @property
    def said(self) -> bool:
        """Whether anything was said at all, a plain "not counted" included."""
        return bool(self.words)


class Category(StrEnum):
    """What kind of thing an output is; only materials are handed out or put up."""

    MATERIAL = "material"
    CERTIFICATE = "certificate"
    AWARD = "award"
    PUBLICATION = "publication"
    CONSULTATION = "consultation"
    FACILITY = "facility"


@dataclass(frozen=True, slots=True)
class Output:
    """One thing that came out of an activity: the item, what was done with it, how much, in which measure word."""

    item: str
    amount: Amount
    measure: str = ""
    action: str = ""
    category: Category = Category.MATERIAL


class Field(StrEnum):
    """The facts of an activity that can be asked for, corrected and traced to words."""

    TITLE = "title"
    KIND = "kind"
    TOPIC = "topic"
    DATE = "date"
    VENUE = "venue"
    ATTENDANCE = "attendance"
    ONLINE = "online"
    SESSIONS = "sessions"
    AUDIENCE = "audience"
    PROGRAMME = "programme"
    OUTPUTS = "outputs"
    HOSTS = "hosts"
    VOLUNTEERS = "volunteers"
    EXPERTS = "experts"
    NOTE = "note"


ATTRIBUTES: dict[Field, tuple[str, ...]] = {field: (field.value,) for field in Field} | {
    Field.DATE: ("start", "end"),
    Field.SESSIONS: ("sessions", "session_word"),
    Field.OUTPUTS: ("outputs", "outputs_said"),
}
"""Which attributes of `Particulars` a field stands for."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of an activity. Empty means not said; a figure is never guessed.

    `start` and `end` are calendar days in the person's zone (`end` None: one day). Kind, programme and audience are
    names of the taxonomy file. `sessions` counts 期/场/次 (`session_word`); nothing said counts as one session.
    `outputs_said` is set once the person answered about materials, "none" included. `volunteers` and `experts` helped;
    they are no attendance.
    """

    title: str = ""
    kind: str = ""
    topic: str = ""
    start: date | None = None
    end: date | None = None
    venue: str = ""
    attendance: Amount = Amount()
    online: Amount = Amount()
    sessions: Amount = Amount()
    session_word: str = ""
    audience: str = ""
    programme: str = ""
    outputs: tuple[Output, ...] = ()
    outputs_said: bool = False
    hosts: tuple[str, ...] = ()
    volunteers: Amount = Amount()
    experts: Amount = Amount()
    note: str = ""


def with_fields(base: Particulars, other: Particulars, fields: Iterable[Field]) -> Particulars:
    """`base` with the given fields as they are in `other`."""
    return replace(base, **{name: getattr(other, name) for field in fields for name in ATTRIBUTES[field]})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A photo or file, addressed by the SHA-256 of its bytes."""

    sha256: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Activity:
    """A record of the ledger at its newest version; its id is the id of the draft it came from."""

    id: str
    number: str
    particulars: Particulars
    unit_id: str
    recorder_id: str
    recorded_at: datetime
    version: int = 1
    evidence: tuple[Evidence, ...] = ()
    withdrawn: str = ""


class Act(StrEnum):
    """What a version of a record came from."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of a record's history: the whole record after it, by whom, when and why."""

    number: int
    act: Act
    particulars: Particulars
    evidence: tuple[Evidence, ...]
    withdrawn: str
    by: str
    at: datetime
    reason: str = ""

"""Facts that reports state and activities do not carry: assets, publicity, postings, funds, papers, honours, claims."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.model.activity import Amount
from storage.model.figures import Period
from storage.model.quoting import quoted


class Register(StrEnum):
    """The register an entry belongs to."""

    ASSET = "asset"
    PUBLICITY = "publicity"
    POSTING = "posting"
    FUND = "fund"
    DOCUMENT = "document"
    MEETING = "meeting"
    HONOUR = "honour"
    CLAIM = "claim"
    TARGET = "target"
    FILED = "filed"


COUNTED = (Register.ASSET, Register.PUBLICITY, Register.POSTING, Register.FUND)
"""What has a noun that is counted, by one unit and by another."""
NO_FACTS = (Register.TARGET, Register.FILED)
"""What is to be reached, and what was handed in elsewhere: nothing a report states."""
STOCK = (Register.ASSET, Register.POSTING)
"""What there is as of a day: a later statement takes the place of an earlier one, and they are never added up."""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One statement of a unit, at its newest version.

    `text` is the clause as it was said, `amount` and `measure` its figure (no words: it has none) and `noun` what that
    counts. `day` is the day as of which it holds, or on which it happened. `programme` is the heading it belongs to,
    `source` where it was taken from. `withdrawn` is the reason for taking it back.

    A target is a figure to be reached by its `day`, of activities of a `kind` where it names one; `lead` and
    `responsible` are units as they were named.
    """

    id: str
    unit_id: str
    register: Register
    text: str
    noun: str
    amount: Amount
    measure: str
    day: date
    by: str
    at: datetime
    programme: str = ""
    source: str = ""
    version: int = 1
    withdrawn: str = ""
    kind: str = ""
    lead: str = ""
    responsible: tuple[str, ...] = ()

    @property
    def subject(self) -> tuple[Register, str, str, str]:
        """What it is about: entries of the same subject are one figure; what is merely said is about its own words."""
        named = self.noun if self.register in COUNTED else ""
        return self.register, named or self.text, self.measure, self.programme


@dataclass(frozen=True, slots=True)
class Statement:
    """What a report says of a subject: the entries it comes from, and their sum (None: no figure)."""

    entries: tuple[RegisterEntry, ...]
    value: int | None

    @property
    def first(self) -> RegisterEntry:
        """The entry that gives it its words."""
        return self.entries[0]

    @property
    def origin(self) -> str:
        """The origin of its figure."""
        return origin_of(self.first)


def origin_of(entry: RegisterEntry) -> str:
    """Where a figure of a report comes from that is about what the entry is about."""
    return "/".join(("register", *map(quoted, entry.subject)))


def statements(entries: Iterable[RegisterEntry], unit_id: str | None, period: Period) -> tuple[Statement, ...]:
    """What stands at the end of a period, or happened within it, each subject once.

    Of what there is as of a day the latest of each unit counts. What the unit itself says goes before what those below
    it say, because its figure is the whole of theirs.
    """
    by_subject: dict[tuple[Register, str, str, str], list[RegisterEntry]] = {}
    for entry in sorted(entries, key=lambda one: (one.day, one.at, one.id)):
        if not entry.withdrawn and _in(entry, period):
            by_subject.setdefault(entry.subject, []).append(entry)
    return tuple(_statement(found, unit_id) for found in by_subject.values())


def _in(entry: RegisterEntry, period: Period) -> bool:
    if entry.register in NO_FACTS:
        return False
    return entry.day <= period.last and (entry.register in STOCK or entry.day >= period.first)


def _statement(found: list[RegisterEntry], unit_id: str | None) -> Statement:
    own = [one for one in found if one.unit_id == unit_id]
    counted = own or found
    if found[0].register in STOCK:
        latest: Mapping[str, RegisterEntry] = {one.unit_id: one for one in counted}
        counted = list(latest.values())
    values = [one.amount.value for one in counted if one.amount.value is not None]
    return Statement(tuple(counted), sum(values) if values else None)

"""Everything that may be written, one frozen value each; storage.apply has the one match over them."""

from dataclasses import dataclass
from datetime import datetime

from storage.model.activity import Act, Activity, Evidence, Particulars
from storage.model.duties import Reminder, Rule, Span, Status, Wish
from storage.model.people import Account, Connection, Invitation, Person, Preferences
from storage.model.plans import Plan
from storage.model.registers import RegisterEntry
from storage.model.releases import Counted, Release


@dataclass(frozen=True, slots=True)
class AddInvitation:
    """Keep a one-time code (only its hash)."""

    invitation: Invitation
    at: datetime


@dataclass(frozen=True, slots=True)
class AddWrongCode:
    """Keep that an account tried a code that is not one."""

    account: Account
    at: datetime


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Somebody joined by a code: the person, their first account, and the code is used up."""

    person: Person
    account: Account
    code_hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AddConnection:
    """Keep a one-time code with which a person connects one more account."""

    connection: Connection
    at: datetime


@dataclass(frozen=True, slots=True)
class Connect:
    """A further account of a person who is known already; the code is used up."""

    account: Account
    person_id: str
    code_hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SetPreferences:
    """What a person chose under /settings."""

    person_id: str
    preferences: Preferences
    at: datetime


@dataclass(frozen=True, slots=True)
class AddActivity:
    """A confirmed draft becomes a record, version 1."""

    activity: Activity


@dataclass(frozen=True, slots=True)
class AddMistake:
    """What the reader made of a message, and what the person made of that before confirming it."""

    text: str
    before: Particulars
    after: Particulars
    at: datetime


@dataclass(frozen=True, slots=True)
class AmendActivity:
    """A record gets its next version; `base` is the version the person saw, and anything else is refused."""

    activity_id: str
    base: int
    act: Act
    particulars: Particulars
    evidence: tuple[Evidence, ...]
    withdrawn: str
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KeepRule:
    """A new deadline rule, or its next version; `base` is the version the person saw (0: new), anything else refused.

    Reminders that are planned for it and not sent are dropped: the next tick plans them anew.
    """

    rule: Rule
    base: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """Who owes a period of a rule and until when: new units are added, days of open ones follow, others are let go.

    Written by every tick and harmless when repeated. Units that declared something already keep it.
    """

    rule_id: str
    span: Span
    due_at: datetime
    closes_at: datetime
    unit_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Declare:
    """Somebody says how an obligation stands: 本月报完, 零报告, 请假, 免报, or OPEN to take that back."""

    rule_id: str
    period: str
    unit_id: str
    status: Status
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reopen:
    """A closed period is opened again for one unit, with a reason."""

    rule_id: str
    period: str
    unit_id: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AddReminder:
    """Plan a reminder; one that is there already, whatever became of it, stays as it is."""

    reminder: Reminder
    at: datetime


@dataclass(frozen=True, slots=True)
class KeepWish:
    """A reminder for oneself: new, changed, or over (`next_at` None)."""

    wish: Wish
    at: datetime


@dataclass(frozen=True, slots=True)
class KeepPlan:
    """A planned activity: new, moved to another day, held or cancelled."""

    plan: Plan
    at: datetime


@dataclass(frozen=True, slots=True)
class KeepRelease:
    """A report is released: the file and the record versions it counts. One that is there already stays as it is.

    `entries` are the entries of registers it counts.
    """

    release: Release
    counted: tuple[Counted, ...]
    content: bytes
    entries: tuple[RegisterEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepEntry:
    """An entry of a register: new (version 1), changed or taken back; its version follows the one that is there."""

    entry: RegisterEntry


Write = (
    AddInvitation
    | AddWrongCode
    | AddPerson
    | AddConnection
    | Connect
    | SetPreferences
    | AddActivity
    | AddMistake
    | AmendActivity
    | KeepRule
    | OpenPeriod
    | Declare
    | Reopen
    | AddReminder
    | KeepWish
    | KeepPlan
    | KeepRelease
    | KeepEntry
)

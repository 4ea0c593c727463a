"""Everything that may be written, one frozen value each; storage.apply has the one match over them."""

from dataclasses import dataclass
from datetime import datetime

from storage.model.activity import Act, Activity, Evidence, Particulars
from storage.model.people import Account, Connection, Invitation, Person, Preferences


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
)

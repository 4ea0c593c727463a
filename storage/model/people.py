"""Who keeps the ledger: the tree of units, people with a role in it, and how they come in."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Role(StrEnum):
    """What a person may do, from least to most; the rank is the order of this list."""

    VOLUNTEER = "volunteer"
    OFFICER = "officer"
    COORDINATOR = "coordinator"


class Level(StrEnum):
    """Where in the tree a unit usually stands."""

    COUNTY = "county"
    TOWNSHIP = "township"
    MEMBER = "member"
    COMMUNITY = "community"
    VILLAGE = "village"
    SCHOOL = "school"
    ENTERPRISE = "enterprise"


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of the tree of units; `path` is the ids from the root down, "/"-joined with a "/" at the end."""

    id: str
    name: str
    level: Level
    parent_id: str | None
    path: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose under /settings.

    No reminder comes between `quiet_from` and `quiet_to` (over midnight where the first is later) nor before the day
    `muted_until` (`date.max`: until it is changed).
    """

    pictures: bool = True
    quiet_from: time | None = None
    quiet_to: time | None = None
    muted_until: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who joined: one role in one unit."""

    id: str
    name: str
    role: Role
    unit_id: str
    preferences: Preferences = Preferences()


@dataclass(frozen=True, slots=True)
class Account:
    """A person's address in one channel; `external_id` is the channel's own id and is never interpreted."""

    channel: str
    external_id: str

    def __str__(self) -> str:
        """The key under which rows are kept: channel, colon, the channel's id."""
        return f"{self.channel}:{self.external_id}"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time code, kept as a hash; `inviter_id` is None when it was made on the command line."""

    code_hash: str
    role: Role
    unit_id: str
    expires_at: datetime
    inviter_id: str | None = None
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """A one-time code, kept as a hash, with which a known person connects one more account."""

    code_hash: str
    person_id: str
    expires_at: datetime
    used_at: datetime | None = None

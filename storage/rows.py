"""Rows of the tables as values of storage.model."""

from typing import Any

from sqlalchemy import Row

from storage.model.activity import Act, Activity, Version
from storage.model.people import Connection, Invitation, Level, Person, Role, Unit


def to_unit(row: Row[Any]) -> Unit:
    """A row of `unit`."""
    return Unit(row.id, row.name, Level(row.level), row.parent_id, row.path, row.aliases)


def to_person(row: Row[Any]) -> Person:
    """A row of `person`."""
    return Person(row.id, row.name, Role(row.role), row.unit_id, row.preferences)


def to_invitation(row: Row[Any]) -> Invitation:
    """A row of `invitation`."""
    return Invitation(row.code_hash, Role(row.role), row.unit_id, row.expires_at, row.inviter_id, row.used_at)


def to_connection(row: Row[Any]) -> Connection:
    """A row of `connection`."""
    return Connection(row.code_hash, row.person_id, row.expires_at, row.used_at)


def to_activity(row: Row[Any]) -> Activity:
    """A row of `activity`."""
    return Activity(
        id=row.id,
        number=row.number,
        particulars=row.particulars,
        unit_id=row.unit_id,
        recorder_id=row.recorder_id,
        recorded_at=row.recorded_at,
        version=row.version,
        evidence=row.evidence,
        withdrawn=row.withdrawn,
    )


def to_version(row: Row[Any]) -> Version:
    """A row of `activity_version`."""
    return Version(
        number=row.number,
        act=Act(row.act),
        particulars=row.particulars,
        evidence=row.evidence,
        withdrawn=row.withdrawn,
        by=row.by,
        at=row.at,
        reason=row.reason,
    )

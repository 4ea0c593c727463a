"""Writing records: every version is kept whole, and what is derived from the newest one follows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from storage import campaigns, sums, tables
from storage.columns import UtcDateTime, Words
from storage.database import Transaction
from storage.faults import duplicate
from storage.model.activity import Act, Activity, Output, Particulars, Version
from storage.model.taxonomy import Campaign
from storage.model.writes import AmendActivity
from storage.overtaken import AlreadyRecorded, Stale


def add_activity(tx: Transaction, activity: Activity) -> None:
    """A confirmed draft becomes a record, version 1. Raises `AlreadyRecorded` when it is one."""
    known = campaigns.in_force(tx)
    row = derived(activity.particulars, known) | {
        "id": activity.id,
        "number": activity.number,
        "unit_id": activity.unit_id,
        "recorder_id": activity.recorder_id,
        "recorded_at": activity.recorded_at,
        "version": activity.version,
        "withdrawn": activity.withdrawn,
        "particulars": activity.particulars,
        "evidence": activity.evidence,
    }
    try:
        tx.connection.execute(_NEW_ACTIVITY, row)
    except IntegrityError as error:
        if duplicate(error):
            raise AlreadyRecorded(activity.id) from error
        raise
    _keep_outputs(tx, activity.id, activity.particulars.outputs)
    _keep_version(tx, activity.id, _first_version(activity))
    _count_venue(tx, activity.unit_id, _standing_venue(activity.particulars, activity.withdrawn), activity.recorded_at)
    sums.move(tx, activity.unit_id, (), _counted(activity.particulars, activity.withdrawn, known))


def amend_activity(tx: Transaction, write: AmendActivity) -> None:
    """A record gets its next version. Raises `Stale` when `base` is no longer its newest."""
    known = campaigns.in_force(tx)
    before = tx.connection.execute(_STANDING, {"activity": write.activity_id}).one_or_none()
    if before is None or before.version != write.base:
        raise Stale(write.activity_id, None if before is None else before.version)
    _move_on(tx, write, known)
    if write.particulars.outputs or before.particulars.outputs:
        tx.connection.execute(_FORGET_OUTPUTS, {"activity": write.activity_id})
        _keep_outputs(tx, write.activity_id, write.particulars.outputs)
    _keep_version(tx, write.activity_id, _next_version(write))
    was, now = (
        _standing_venue(before.particulars, before.withdrawn),
        _standing_venue(write.particulars, write.withdrawn),
    )
    if was != now:
        _forget_venue(tx, before.unit_id, was)
        _count_venue(tx, before.unit_id, now, write.at)
    if (before.particulars, before.withdrawn) != (write.particulars, write.withdrawn):
        counted = (_counted(one.particulars, one.withdrawn, known) for one in (before, write))
        sums.move(tx, before.unit_id, *counted)


def _counted(particulars: Particulars, withdrawn: str, known: tuple[Campaign, ...]) -> tuple[sums.Counted, ...]:
    """What is added up of a record: nothing of one that is withdrawn."""
    if withdrawn:
        return ()
    return (sums.Counted(derived(particulars, known), tuple(_output_row("", 0, one) for one in particulars.outputs)),)


def _move_on(tx: Transaction, write: AmendActivity, known: tuple[Campaign, ...]) -> None:
    row = derived(write.particulars, known) | {
        "activity": write.activity_id,
        "base": write.base,
        "version": write.base + 1,
        "withdrawn": write.withdrawn,
        "particulars": write.particulars,
        "evidence": write.evidence,
    }
    if tx.connection.execute(_AMEND, row).rowcount != 1:
        now = tx.connection.execute(_STANDING, {"activity": write.activity_id}).one()
        raise Stale(write.activity_id, now.version)


def derived(particulars: Particulars, known: tuple[Campaign, ...]) -> dict[str, Any]:
    """The columns that are searched and added up, from the whole; `known` are the campaigns there are."""
    attendance, start = particulars.attendance, particulars.start
    return {
        "title": particulars.title,
        "kind": particulars.kind,
        "programme": particulars.programme,
        "audience": particulars.audience,
        "venue": particulars.venue,
        "start": start,
        "end": particulars.end,
        "month": "" if start is None else f"{start.year:04d}-{start.month:02d}",
        "sessions": 1 if particulars.sessions.value is None else particulars.sessions.value,
        "session_word": particulars.session_word,
        "attendance": attendance.value,
        "attendance_approximate": attendance.approximate,
        "attendance_low": attendance.low,
        "attendance_high": attendance.high,
        "online": particulars.online.value,
        "topic": particulars.topic,
        "campaigns": campaigns.belonging(known, particulars.title, particulars.topic, start),
        "volunteers": particulars.volunteers.value,
        "experts": particulars.experts.value,
    }


def _keep_outputs(tx: Transaction, activity_id: str, outputs: tuple[Output, ...]) -> None:
    if not outputs:
        return
    tx.connection.execute(_NEW_OUTPUT, [_output_row(activity_id, nth, output) for nth, output in enumerate(outputs)])


def _output_row(activity_id: str, position: int, output: Output) -> Mapping[str, Any]:
    return {
        "activity_id": activity_id,
        "position": position,
        "category": output.category.value,
        "item": output.item,
        "action": output.action,
        "measure": output.measure,
        "quantity": output.amount.value,
        "approximate": output.amount.approximate,
    }


def _keep_version(tx: Transaction, activity_id: str, version: Version) -> None:
    row = {
        "activity_id": activity_id,
        "number": version.number,
        "act": version.act.value,
        "particulars": version.particulars,
        "evidence": version.evidence,
        "withdrawn": version.withdrawn,
        "by": version.by,
        "at": version.at,
        "reason": version.reason,
    }
    tx.connection.execute(_NEW_VERSION, row)


def _first_version(activity: Activity) -> Version:
    return Version(
        number=activity.version,
        act=Act.ADDED,
        particulars=activity.particulars,
        evidence=activity.evidence,
        withdrawn=activity.withdrawn,
        by=activity.recorder_id,
        at=activity.recorded_at,
    )


def _next_version(write: AmendActivity) -> Version:
    return Version(
        number=write.base + 1,
        act=write.act,
        particulars=write.particulars,
        evidence=write.evidence,
        withdrawn=write.withdrawn,
        by=write.by,
        at=write.at,
        reason=write.reason,
    )


def _standing_venue(particulars: Particulars, withdrawn: str) -> str:
    return "" if withdrawn else particulars.venue


def _count_venue(tx: Transaction, unit_id: str, name: str, at: datetime) -> None:
    if name:
        tx.connection.execute(_COUNT_VENUE, {"unit_id": unit_id, "name": name, "at": at})


def _forget_venue(tx: Transaction, unit_id: str, name: str) -> None:
    """A venue nobody's record names any more is not proposed again (it was most often a slip)."""
    if name:
        tx.connection.execute(_UNCOUNT_VENUE, {"unit": unit_id, "venue": name})
        tx.connection.execute(_DROP_VENUE, {"unit": unit_id, "venue": name})


_NEW_ACTIVITY = insert(tables.activity)
_NEW_OUTPUT = insert(tables.activity_output)
_NEW_VERSION = insert(tables.activity_version)
_FORGET_OUTPUTS = delete(tables.activity_output).where(tables.activity_output.c.activity_id == bindparam("activity"))
_STANDING = select(
    tables.activity.c.version,
    tables.activity.c.unit_id,
    tables.activity.c.withdrawn,
    tables.activity.c.particulars,
).where(tables.activity.c.id == bindparam("activity"))
_AMEND = update(tables.activity).where(  # the columns to set are those of the row it is executed with
    tables.activity.c.id == bindparam("activity"), tables.activity.c.version == bindparam("base")
)
_COUNT_VENUE = text(
    "INSERT INTO venue (unit_id, name, uses, used_at) VALUES (:unit_id, :name, 1, :at)"
    " ON CONFLICT (unit_id, name) DO UPDATE SET uses = venue.uses + 1, used_at = excluded.used_at"
).bindparams(bindparam("name", type_=Words()), bindparam("at", type_=UtcDateTime()))
_VENUE = (tables.venue.c.unit_id == bindparam("unit"), tables.venue.c.name == bindparam("venue"))
_UNCOUNT_VENUE = update(tables.venue).where(*_VENUE).values(uses=tables.venue.c.uses - 1)
_DROP_VENUE = delete(tables.venue).where(*_VENUE, tables.venue.c.uses <= 0)

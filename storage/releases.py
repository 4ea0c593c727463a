"""Released reports: kept once with the record versions they count, and read back as they were."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, bindparam, insert, select, text
from sqlalchemy.exc import IntegrityError

from storage import registers, tables
from storage.columns import Words
from storage.database import Transaction
from storage.faults import duplicate
from storage.model.figures import Period, Scope
from storage.model.origins import Source
from storage.model.releases import Release
from storage.model.writes import KeepRelease
from storage.overtaken import AlreadyReleased
from storage.scopes import below, conditions, path_of
from storage.tallies import unit_key


def keep(tx: Transaction, write: KeepRelease) -> bool:
    """Keep a release whole, within the transaction; False where the same was released before.

    Raises `AlreadyReleased` where another process is just doing that.
    """
    made = write.release
    if find(tx, made.id):
        return False
    try:
        tx.connection.execute(_NEW_RELEASE, _row(made) | {"content": write.content})
    except IntegrityError as error:
        if duplicate(error):
            raise AlreadyReleased from error
        raise
    registers.counted(tx, made, write.entries)
    rows = [{"release_id": made.id, **_counted(one.activity_id, one.version, one.earlier)} for one in write.counted]
    if rows:
        tx.connection.execute(_NEW_RECORD, rows)
    return True


def still(tx: Transaction) -> None:
    """Let nobody change records and registers until the transaction ends, so that what is read twice is the same."""
    if tx.connection.dialect.name == "postgresql":  # on SQLite nobody writes beside a writer
        tx.connection.execute(text("LOCK TABLE activity, register_entry IN SHARE MODE"))


def find(tx: Transaction, release_id: str) -> Release | None:
    """A release by id."""
    row = tx.connection.execute(_RELEASE, {"asked": release_id}).one_or_none()
    return None if row is None else _release(row)


def content(tx: Transaction, release_id: str) -> bytes | None:
    """The file of a release, byte for byte."""
    return tx.connection.scalar(_CONTENT, {"asked": release_id})


def listed(tx: Transaction, unit_id: str) -> tuple[Release, ...]:
    """The releases of a unit and all below it, newest first."""
    path = path_of(tx, unit_id)
    if path is None:
        return ()
    newest = (tables.release.c.at.desc(), tables.release.c.id)
    found = select(*_ABOUT).join(tables.unit, tables.unit.c.id == tables.release.c.unit_id).where(*below(path))
    return tuple(map(_release, tx.connection.execute(found.order_by(*newest))))


def sources(
    tx: Transaction, scope: Scope, words: Mapping[str, str], plain: str, *, earlier: bool = False
) -> tuple[Source, ...]:
    """The records of a scope at their newest versions, in the order of their numbers.

    `words` has the usual session word of each kind, `plain` is the word where there is none.
    """
    chosen = select(
        tables.activity.c.id, tables.activity.c.number, tables.activity.c.version, tables.activity.c.particulars, *_UNIT
    ).select_from(tables.activity.join(tables.unit, tables.unit.c.id == tables.activity.c.unit_id))
    rows = tx.connection.execute(chosen.where(*conditions(tx, scope)).order_by(*_BY_NUMBER)).all()
    return tuple(_sources(tx, scope, rows, (words, plain), earlier))


def frozen(tx: Transaction, made: Release, words: Mapping[str, str], plain: str) -> tuple[Source, ...]:
    """The records of a release at the versions it counts."""
    rows = tx.connection.execute(_FROZEN, {"asked": made.id}).all()
    return tuple(
        replace(source, beyond=earlier and not _within(source.day, made.before))
        for earlier in (False, True)
        for source in _sources(tx, made.scope, (row for row in rows if row.earlier is earlier), (words, plain), earlier)
    )


def _within(day: date | None, period: Period | None) -> bool:
    return day is not None and period is not None and period.first <= day <= period.last


def _sources(
    tx: Transaction,
    scope: Scope,
    rows: Iterable[Any],
    said: tuple[Mapping[str, str], str],
    earlier: bool,  # noqa: FBT001
) -> Iterator[Source]:
    words, plain = said
    key_of = unit_key(tx, scope)
    for row in rows:
        told = row.particulars
        word = told.session_word or words.get(told.kind, "") or plain
        yield Source(row.id, row.number, row.version, told, row.unit, key_of(row.path), word, earlier)


def _row(made: Release) -> dict[str, object]:
    return {
        "id": made.id,
        "title": made.title,
        "name": made.name,
        "unit_id": made.scope.unit_id,
        "scope": made.scope,
        "before": made.before,
        "question": made.question,
        "by": made.by,
        "at": made.at,
        "digest": made.digest,
    }


def _counted(activity_id: str, version: int, earlier: bool) -> dict[str, object]:  # noqa: FBT001 - a column's value
    return {"activity_id": activity_id, "version": version, "earlier": earlier}


def _release(row: Row[Any]) -> Release:
    before: Period | None = row.before
    return Release(row.id, row.title, row.name, row.scope, before, row.question, row.by, row.at, row.digest)


_ABOUT = tuple(column for column in tables.release.c if column.name != "content")
_UNIT = (tables.unit.c.name.label("unit"), tables.unit.c.path)
_BY_NUMBER = (tables.activity.c.number, tables.activity.c.id)
_ASKED = bindparam("asked", type_=Words())
_NEW_RELEASE = insert(tables.release)
_NEW_RECORD = insert(tables.release_record)
_RELEASE = select(*_ABOUT).where(tables.release.c.id == _ASKED)
_CONTENT = select(tables.release.c.content).where(tables.release.c.id == _ASKED)
_FROZEN = (
    select(
        tables.activity.c.id,
        tables.activity.c.number,
        tables.activity_version.c.number.label("version"),
        tables.activity_version.c.particulars,
        tables.release_record.c.earlier,
        *_UNIT,
    )
    .select_from(
        tables.release_record.join(tables.activity, tables.activity.c.id == tables.release_record.c.activity_id)
        .join(tables.unit, tables.unit.c.id == tables.activity.c.unit_id)
        .join(
            tables.activity_version,
            and_(
                tables.activity_version.c.activity_id == tables.release_record.c.activity_id,
                tables.activity_version.c.number == tables.release_record.c.version,
            ),
        )
    )
    .where(tables.release_record.c.release_id == _ASKED)
    .order_by(*_BY_NUMBER)
)

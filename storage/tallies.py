"""The sums over the newest versions of the records that stand, added up by the database."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, select

from storage import tables
from storage.database import Transaction
from storage.model.activity import Category
from storage.model.figures import Grouping, OutputTally, Scope, Tally
from storage.scopes import conditions, path_of

_ACTIVITY, _OUTPUT = tables.activity.c, tables.activity_output.c
_OF_UNIT = tables.activity.join(tables.unit, tables.unit.c.id == _ACTIVITY.unit_id)

_NOBODY_COUNTED = _ACTIVITY.attendance.is_(None) & _ACTIVITY.online.is_(None)

_COLUMNS: dict[Grouping, ColumnElement[str]] = {
    Grouping.KIND: _ACTIVITY.kind,
    Grouping.PROGRAMME: _ACTIVITY.programme,
    Grouping.AUDIENCE: _ACTIVITY.audience,
    Grouping.UNIT: tables.unit.c.path,
    Grouping.MONTH: _ACTIVITY.month,
}


def tallies(
    tx: Transaction, scope: Scope, grouping: Grouping, words: Mapping[str, str] = MappingProxyType({})
) -> tuple[Tally, ...]:
    """The records of a scope added up by `grouping`, by key.

    Grouped by unit, the key is the unit right below the scope's that a record belongs to (the scope's own unit for
    its own records; without a unit the roots). A record without a start, kind, … has the key "". Where no sessions
    were said, or no number of them, a record counts as one; `words` has the usual session word of each kind.
    """
    column = _COLUMNS[grouping]
    rows = tx.connection.execute(
        select(column.label("key"), _ACTIVITY.kind, _ACTIVITY.session_word, *_sums())
        .select_from(_OF_UNIT)
        .where(*conditions(tx, scope))
        .group_by(column, _ACTIVITY.kind, _ACTIVITY.session_word)
    ).all()
    return _added_up(rows, unit_key(tx, scope) if grouping is Grouping.UNIT else str, words)


def output_tallies(tx: Transaction, scope: Scope) -> tuple[OutputTally, ...]:
    """What came out of the records of a scope, added up by category, item, action and measure word, in this order."""
    keys = (_OUTPUT.category, _OUTPUT.item, _OUTPUT.action, _OUTPUT.measure)
    rows = tx.connection.execute(
        select(*keys, *_output_sums())
        .select_from(_OF_UNIT.join(tables.activity_output, _OUTPUT.activity_id == _ACTIVITY.id))
        .where(*conditions(tx, scope))
        .group_by(*keys)
    )
    found = (_output_tally(row) for row in rows)
    order = tuple(Category)
    return tuple(sorted(found, key=lambda one: (order.index(one.category), one.item, one.action, one.measure)))


def _output_tally(row: Row[Any]) -> OutputTally:
    return OutputTally(
        category=Category(row.category),
        item=row.item,
        action=row.action,
        measure=row.measure,
        quantity=int(row.quantity),
        approximate=int(row.approximate),
        uncounted=int(row.uncounted),
    )


def _sums() -> tuple[ColumnElement[int], ...]:
    known = func.coalesce(_ACTIVITY.attendance, 0)
    return (
        func.count().label("activities"),
        func.sum(_ACTIVITY.sessions).label("sessions"),
        func.sum(known).label("attendance"),
        func.sum(case((_ACTIVITY.attendance_approximate, known), else_=0)).label("approximate"),
        func.sum(case((_NOBODY_COUNTED, 1), else_=0)).label("uncounted"),
        func.sum(func.coalesce(_ACTIVITY.online, 0)).label("online"),
    )


def _output_sums() -> tuple[ColumnElement[int], ...]:
    known = func.coalesce(_OUTPUT.quantity, 0)
    return (
        func.sum(known).label("quantity"),
        func.sum(case((_OUTPUT.approximate, known), else_=0)).label("approximate"),
        func.sum(case((_OUTPUT.quantity.is_(None), 1), else_=0)).label("uncounted"),
    )


def unit_key(tx: Transaction, scope: Scope) -> Callable[[str], str]:
    """From a record's path to the unit it is shown under."""
    top = (path_of(tx, scope.unit_id) or "") if scope.unit_id else ""

    def key(path: str) -> str:
        below = path[len(top) :].split("/", maxsplit=1)[0]
        return below or scope.unit_id or ""

    return key


def _added_up(rows: Iterable[Row[Any]], key_of: Callable[[str], str], words: Mapping[str, str]) -> tuple[Tally, ...]:
    """Add the database's rows up over kinds and session words, and over the units below one key."""
    grouped: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        grouped[key_of(row.key)].append(row)
    return tuple(_tally(key, grouped[key], words) for key in sorted(grouped))


def _tally(key: str, rows: list[Row[Any]], words: Mapping[str, str]) -> Tally:
    by_word: dict[str, int] = defaultdict(int)
    for row in rows:
        by_word[row.session_word or words.get(row.kind, "")] += int(row.sessions)
    return Tally(
        key=key,
        activities=sum(row.activities for row in rows),
        sessions=tuple(sorted(by_word.items())),
        attendance=int(sum(row.attendance for row in rows)),
        approximate=int(sum(row.approximate for row in rows)),
        uncounted=int(sum(row.uncounted for row in rows)),
        online=int(sum(row.online for row in rows)),
    )

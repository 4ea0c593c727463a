"""The sums over the newest versions of the records that stand: kept ones for whole months, the rest added up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select

from storage import tables
from storage.database import Transaction
from storage.keptmonths import apart
from storage.model.activity import Category
from storage.model.figures import Grouping, OutputTally, Scope, Tally
from storage.model.taxonomy import Campaign
from storage.scopes import conditions, path_of
from storage.sums import WHOLE_LEDGER

_ACTIVITY, _OUTPUT = tables.activity.c, tables.activity_output.c
_KEPT, _KEPT_OUTPUT = tables.figure_sum.c, tables.output_sum.c
_OF_UNIT = tables.activity.join(tables.unit, tables.unit.c.id == _ACTIVITY.unit_id)
_NO_WORDS: Mapping[str, str] = MappingProxyType({})

_NOBODY_COUNTED = _ACTIVITY.attendance.is_(None) & _ACTIVITY.online.is_(None)

_COLUMNS: dict[Grouping, ColumnElement[str]] = {
    Grouping.KIND: _ACTIVITY.kind,
    Grouping.PROGRAMME: _ACTIVITY.programme,
    Grouping.AUDIENCE: _ACTIVITY.audience,
    Grouping.UNIT: tables.unit.c.path,
    Grouping.MONTH: _ACTIVITY.month,
    Grouping.TOPIC: _ACTIVITY.topic,
}


def tallies(
    tx: Transaction, scope: Scope, grouping: Grouping, words: Mapping[str, str] = _NO_WORDS
) -> tuple[Tally, ...]:
    """The records of a scope added up by `grouping`, by key; campaigns are asked for by `campaign_tallies`.

    Grouped by unit, the key is the unit right below the scope's that a record belongs to (the scope's own unit for
    its own records; without a unit the roots). A record without a start, kind, … has the key "". Where no sessions
    were said, or no number of them, a record counts as one; `words` has the usual session word of each kind.
    """
    months, rest = apart(scope) if grouping is not Grouping.TOPIC else ((), (scope,))
    rows = [] if not months else [(row.key, row) for row in _kept_rows(tx, scope, grouping, months)]
    key_of = unit_key(tx, scope) if grouping is Grouping.UNIT else str
    for part in rest:
        rows += [(key_of(row.key), row) for row in _rows(tx, part, grouping)]
    return _added_up(rows, words)


def campaign_tallies(
    tx: Transaction, scope: Scope, campaigns: Iterable[Campaign], words: Mapping[str, str] = _NO_WORDS
) -> tuple[Tally, ...]:
    """The records of a scope that belong to each campaign, those without any left out; they may overlap."""
    found: list[Tally] = []
    for campaign in campaigns:
        rows = _rows(tx, scope, Grouping.KIND, _of_campaign(campaign))
        found += _added_up([(campaign.name, row) for row in rows], words)
    return tuple(found)


def output_tallies(tx: Transaction, scope: Scope) -> tuple[OutputTally, ...]:
    """What came out of the records of a scope, added up by category, item, action and measure word, in this order."""
    months, rest = apart(scope)
    rows = list(_kept_output_rows(tx, scope, months)) if months else []
    for part in rest:
        rows += _output_rows(tx, part)
    grouped: dict[tuple[str, str, str, str], list[Row[Any]]] = defaultdict(list)
    for row in rows:
        grouped[row.category, row.item, row.action, row.measure].append(row)
    order = tuple(Category)
    return tuple(
        _output_tally(key, grouped[key])
        for key in sorted(grouped, key=lambda key: (order.index(Category(key[0])), key))
    )


def _rows(tx: Transaction, scope: Scope, grouping: Grouping, *further: ColumnElement[bool]) -> Iterable[Row[Any]]:
    column = _COLUMNS[grouping]
    return tx.connection.execute(
        select(column.label("key"), _ACTIVITY.kind, _ACTIVITY.session_word, *_sums())
        .select_from(_OF_UNIT)
        .where(*conditions(tx, scope), *further)
        .group_by(column, _ACTIVITY.kind, _ACTIVITY.session_word)
    )


def _kept_rows(tx: Transaction, scope: Scope, grouping: Grouping, months: tuple[str, str]) -> Iterable[Row[Any]]:
    by_month = grouping is Grouping.MONTH
    column = _KEPT.month if by_month else _KEPT.key
    kept = Grouping.KIND if by_month else grouping
    return tx.connection.execute(
        select(column.label("key"), _KEPT.kind, _KEPT.session_word, *_added(_KEPT, tables.FIGURES))
        .where(_KEPT.unit_id == (scope.unit_id or WHOLE_LEDGER), _KEPT.grouping == kept.value)
        .where(_KEPT.month.between(*months), _KEPT.activities > 0)
        .group_by(column, _KEPT.kind, _KEPT.session_word)
    )


def _output_rows(tx: Transaction, scope: Scope) -> Iterable[Row[Any]]:
    keys = (_OUTPUT.category, _OUTPUT.item, _OUTPUT.action, _OUTPUT.measure)
    return tx.connection.execute(
        select(*keys, *_output_sums())
        .select_from(_OF_UNIT.join(tables.activity_output, _OUTPUT.activity_id == _ACTIVITY.id))
        .where(*conditions(tx, scope))
        .group_by(*keys)
    )


def _kept_output_rows(tx: Transaction, scope: Scope, months: tuple[str, str]) -> Iterable[Row[Any]]:
    keys = (_KEPT_OUTPUT.category, _KEPT_OUTPUT.item, _KEPT_OUTPUT.action, _KEPT_OUTPUT.measure)
    return tx.connection.execute(
        select(*keys, *_added(_KEPT_OUTPUT, tables.OUTPUT_FIGURES))
        .where(_KEPT_OUTPUT.unit_id == (scope.unit_id or WHOLE_LEDGER))
        .where(_KEPT_OUTPUT.month.between(*months), _KEPT_OUTPUT.times > 0)
        .group_by(*keys)
    )


def _added(columns: Any, names: tuple[str, ...]) -> Iterator[ColumnElement[int]]:  # noqa: ANN401 - SQLAlchemy's
    return (func.sum(columns[name]).label(name) for name in names)


def _of_campaign(campaign: Campaign) -> ColumnElement[bool]:
    named = _mentioning((campaign.name, *campaign.aliases))
    days = or_(*(_ACTIVITY.start.between(*span) for span in campaign.days)) if campaign.days else None
    if days is None:
        return named
    return or_(named, and_(days, _mentioning(campaign.words)) if campaign.words else days)


def _mentioning(words: Iterable[str]) -> ColumnElement[bool]:
    columns = (_ACTIVITY.title, _ACTIVITY.topic)
    return or_(*(column.contains(word, autoescape=True) for word in words for column in columns))


def _sums() -> tuple[ColumnElement[int], ...]:
    known = func.coalesce(_ACTIVITY.attendance, 0)
    return (
        func.count().label("activities"),
        func.sum(_ACTIVITY.sessions).label("sessions"),
        func.sum(known).label("attendance"),
        func.sum(case((_ACTIVITY.attendance_approximate, known), else_=0)).label("approximate"),
        func.sum(case((_NOBODY_COUNTED, 1), else_=0)).label("uncounted"),
        func.sum(func.coalesce(_ACTIVITY.online, 0)).label("online"),
        func.sum(func.coalesce(_ACTIVITY.volunteers, 0)).label("volunteers"),
        func.sum(func.coalesce(_ACTIVITY.experts, 0)).label("experts"),
    )


def _output_sums() -> tuple[ColumnElement[int], ...]:
    known = func.coalesce(_OUTPUT.quantity, 0)
    return (
        func.count().label("times"),
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


def _added_up(rows: Iterable[tuple[str, Row[Any]]], words: Mapping[str, str]) -> tuple[Tally, ...]:
    """Add the database's rows up over kinds and session words, and over the units below one key."""
    grouped: dict[str, list[Row[Any]]] = defaultdict(list)
    for key, row in rows:
        grouped[key].append(row)
    return tuple(_tally(key, grouped[key], words) for key in sorted(grouped))


def _tally(key: str, rows: list[Row[Any]], words: Mapping[str, str]) -> Tally:
    by_word: dict[str, int] = defaultdict(int)
    for row in rows:
        by_word[row.session_word or words.get(row.kind, "")] += int(row.sessions)
    sums = {name: sum(int(getattr(row, name)) for row in rows) for name in tables.FIGURES if name != "sessions"}
    return Tally(key=key, sessions=tuple(sorted(by_word.items())), **sums)


def _output_tally(key: tuple[str, str, str, str], rows: list[Row[Any]]) -> OutputTally:
    category, item, action, measure = key
    sums = {name: sum(int(getattr(row, name)) for row in rows) for name in tables.OUTPUT_FIGURES}
    return OutputTally(Category(category), item, action, measure, **sums)

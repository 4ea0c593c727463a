"""The sums over the newest versions of the records that stand: kept ones for months, single days added up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import add
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, select

from storage import campaigns, tables
from storage.database import Transaction
from storage.keptmonths import apart
from storage.model.activity import Category
from storage.model.figures import Grouping, OutputTally, Scope, Tally
from storage.model.taxonomy import Campaign
from storage.scopes import conditions, path_of
from storage.sums import WHOLE_LEDGER, Vector

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
    Grouping.CAMPAIGN: _ACTIVITY.campaigns,
}

OutputKey = tuple[str, str, str, str]
Part = tuple[str, str, str, Vector]
"""A key, a kind of activity, the word for its sessions that was said, and figures in the order of `tables.FIGURES`."""


def tallies(
    tx: Transaction, scope: Scope, grouping: Grouping, words: Mapping[str, str] = _NO_WORDS
) -> tuple[Tally, ...]:
    """The records of a scope added up by `grouping`, by key; campaigns are asked for by `campaign_tallies`.

    Grouped by unit, the key is the unit right below the scope's that a record belongs to (the scope's own unit for
    its own records; without a unit the roots). A record without a start, kind, … has the key "". Where no sessions
    were said, or no number of them, a record counts as one; `words` has the usual session word of each kind.
    """
    return _added_up(_found(tx, scope, grouping), words)


def campaign_tallies(
    tx: Transaction, scope: Scope, asked: tuple[Campaign, ...], words: Mapping[str, str] = _NO_WORDS
) -> tuple[Tally, ...]:
    """The records of a scope that belong to each campaign, those without any left out; they may overlap."""
    settled = campaigns.judged_by(tx, asked)
    found = _found(tx, scope, Grouping.CAMPAIGN) if settled else _judged_now(tx, scope, asked)
    each = ((name, *part[1:]) for part in found for name in campaigns.names(part[0]))
    by_name = {tally.key: tally for tally in _added_up(each, words)}
    return tuple(by_name[one.name] for one in asked if one.name in by_name)


def output_tallies(tx: Transaction, scope: Scope) -> tuple[OutputTally, ...]:
    """What came out of the records of a scope, added up by category, item, action and measure word, in this order."""
    grouped: dict[OutputKey, Vector] = {}
    for key, figures in _found_outputs(tx, scope):
        grouped[key] = _plus(grouped.get(key), figures)
    order = tuple(Category)
    return tuple(
        _output_tally(key, grouped[key])
        for key in sorted(grouped, key=lambda key: (order.index(Category(key[0])), key))
        if any(grouped[key])
    )


def _found(tx: Transaction, scope: Scope, grouping: Grouping) -> Iterator[Part]:
    parts = apart(scope)
    key_of = unit_key(tx, scope) if grouping is Grouping.UNIT else str
    if parts.months:
        yield from _parts(_kept_rows(tx, scope, grouping, parts.months))
    for times, days in ((1, parts.more), (-1, parts.less)):
        rows = (row for one in days for row in _rows(tx, one, _COLUMNS[grouping]))
        yield from ((key_of(key), kind, word, figures) for key, kind, word, figures in _parts(rows, times))


def _judged_now(tx: Transaction, scope: Scope, asked: tuple[Campaign, ...]) -> Iterator[Part]:
    """By campaigns that are not in force in the ledger: those of a file that was changed since the start."""
    rows: Iterable[Sequence[Any]] = _rows(tx, scope, _ACTIVITY.title, _ACTIVITY.topic, _ACTIVITY.start)
    return _parts((campaigns.belonging(asked, title, topic, start), *rest) for title, topic, start, *rest in rows)


def _found_outputs(tx: Transaction, scope: Scope) -> Iterator[tuple[OutputKey, Vector]]:
    parts = apart(scope)
    if parts.months:
        yield from _output_parts(_kept_output_rows(tx, scope, parts.months))
    for times, days in ((1, parts.more), (-1, parts.less)):
        yield from _output_parts((row for one in days for row in _output_rows(tx, one)), times)


def _parts(rows: Iterable[Sequence[Any]], times: int = 1) -> Iterator[Part]:
    for key, kind, word, *figures in rows:
        yield key, kind, word, tuple(times * int(value) for value in figures)


def _output_parts(rows: Iterable[Sequence[Any]], times: int = 1) -> Iterator[tuple[OutputKey, Vector]]:
    for category, item, action, measure, *figures in rows:
        yield (category, item, action, measure), tuple(times * int(value) for value in figures)


def _rows(tx: Transaction, scope: Scope, *by: ColumnElement[Any]) -> Iterable[Row[Any]]:
    keys = (*by, _ACTIVITY.kind, _ACTIVITY.session_word)
    return tx.connection.execute(
        select(*keys, *_sums()).select_from(_OF_UNIT).where(*conditions(tx, scope)).group_by(*keys)
    )


def _kept_rows(tx: Transaction, scope: Scope, grouping: Grouping, months: tuple[str, str]) -> Iterable[Row[Any]]:
    by_month = grouping is Grouping.MONTH
    column = _KEPT.month if by_month else _KEPT.key
    kept = Grouping.KIND if by_month else grouping
    return tx.connection.execute(
        select(column.label("key"), _KEPT.kind, _KEPT.session_word, *_kept_sums())
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
        select(*keys, *_kept_output_sums())
        .where(_KEPT_OUTPUT.unit_id == (scope.unit_id or WHOLE_LEDGER))
        .where(_KEPT_OUTPUT.month.between(*months), _KEPT_OUTPUT.times > 0)
        .group_by(*keys)
    )


@cache
def _kept_sums() -> tuple[ColumnElement[int], ...]:
    return tuple(func.sum(_KEPT[name]).label(name) for name in tables.FIGURES)


@cache
def _kept_output_sums() -> tuple[ColumnElement[int], ...]:
    return tuple(func.sum(_KEPT_OUTPUT[name]).label(name) for name in tables.OUTPUT_FIGURES)


@cache
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


@cache
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


def _added_up(found: Iterable[Part], words: Mapping[str, str]) -> tuple[Tally, ...]:
    """Add the database's rows up over kinds and session words, and over the units below one key."""
    grouped: dict[str, dict[str, Vector]] = defaultdict(dict)
    for key, kind, said, figures in found:
        word, by_word = said or words.get(kind, ""), grouped[key]
        by_word[word] = _plus(by_word.get(word), figures)
    tallies_found = (_tally(key, grouped[key]) for key in sorted(grouped))
    return tuple(tally for tally in tallies_found if tally.activities)


def _tally(key: str, by_word: Mapping[str, Vector]) -> Tally:
    activities, _, *rest = map(sum, zip(*by_word.values(), strict=True))
    # Nought sessions of records that are there is said as well.
    sessions = sorted((word, figures[1]) for word, figures in by_word.items() if figures[0])
    return Tally(key, activities, tuple(sessions), *rest)


def _plus(one: Vector | None, other: Vector) -> Vector:
    return other if one is None else tuple(map(add, one, other))


def _output_tally(key: OutputKey, figures: Vector) -> OutputTally:
    times, quantity, approximate, uncounted = figures
    category, item, action, measure = key
    return OutputTally(Category(category), item, action, measure, quantity, approximate, uncounted, times)

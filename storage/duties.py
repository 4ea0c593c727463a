"""Deadline rules and obligations: kept as people said them, read with the logged activities taken into account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, insert, or_, select, text, update

from storage import tables
from storage.columns import UtcDateTime, Words
from storage.database import Transaction
from storage.model.duties import Obligation, Rule, Span, Status, settled
from storage.model.writes import Declare, KeepRule, OpenPeriod, Reopen
from storage.overtaken import Stale
from storage.prepared import Prepared


def keep_rule(tx: Transaction, write: KeepRule) -> None:
    """A new rule or its next version; reminders that were planned for it are dropped. Raises `Stale`."""
    rule = write.rule
    row = {
        "id": rule.id,
        "unit_id": rule.unit_id,
        "version": rule.version,
        "rule": rule,
        "removed": rule.removed,
    }
    if write.base == 0:
        tx.connection.execute(_NEW_RULE, row | {"made_at": write.at})
        return
    changed = row | {"asked": rule.id, "base": write.base}
    if tx.connection.execute(_CHANGE_RULE, changed).rowcount != 1:
        raise Stale(rule.id, tx.connection.scalar(_VERSION, {"asked": rule.id}))
    tx.connection.execute(_DROP_PLANNED, {"first": f"{rule.id}:", "last": f"{rule.id};"})


def rules(tx: Transaction) -> tuple[Rule, ...]:
    """Every rule that was not removed, oldest first; paused ones included."""
    return tuple(tx.connection.scalars(_RULES))


def rule(tx: Transaction, rule_id: str) -> Rule | None:
    """A rule by id, removed ones included."""
    row = _RULE.one(tx, {"asked": rule_id})
    return None if row is None else row.rule


def open_period(tx: Transaction, write: OpenPeriod) -> None:
    """Who owes a period and until when; see the write. Harmless when repeated."""
    key = {"rule_id": write.rule_id, "period": write.span.key}
    rows = [
        key
        | {
            "unit_id": unit_id,
            "first": write.span.first,
            "last": write.span.last,
            "due_at": write.due_at,
            "closes_at": write.closes_at,
        }
        for unit_id in write.unit_ids
    ]
    if rows:
        tx.connection.execute(_OWE, rows)
    known = set(tx.connection.scalars(_OWING, {"of_rule": write.rule_id, "of_period": write.span.key}))
    gone = known.difference(write.unit_ids)
    if gone:
        let_go = [{"of_rule": write.rule_id, "of_period": write.span.key, "of_unit": one} for one in sorted(gone)]
        tx.connection.execute(_LET_GO, let_go)


def declare(tx: Transaction, write: Declare) -> None:
    """Keep what somebody says of an obligation; nothing happens where there is none.

    A reason that is given later does not change when it was said.
    """
    row = {
        **_where(write.rule_id, write.period, write.unit_id),
        "to": write.status.value,
        "said_at": write.at,
        "said_by": write.by,
        "because": write.reason,
    }
    tx.connection.execute(_DECLARE, row)


def reopen(tx: Transaction, write: Reopen) -> None:
    """Open a closed period again for one unit."""
    row = _where(write.rule_id, write.period, write.unit_id)
    tx.connection.execute(_REOPEN, {**row, "said_at": write.at, "because": write.reason})


def obligations(tx: Transaction, rule_id: str, period: str) -> tuple[Obligation, ...]:
    """Who owes a period of a rule and how each stands, in the order units were added."""
    return _read(tx, _OF_PERIOD, {"of_rule": rule_id, "of_period": period})


def obligations_of(tx: Transaction, unit_id: str, at: datetime) -> tuple[Obligation, ...]:
    """What a unit owes in periods that have begun and are not closed at that moment, the nearest deadline first."""
    return _read(tx, _OF_UNIT, {"of_unit": unit_id, "now": at})


def obligation(tx: Transaction, rule_id: str, period: str, unit_id: str) -> Obligation | None:
    """One obligation; None where the rule does not ask this unit for this period."""
    row = _ONE.one(tx, _where(rule_id, period, unit_id))
    return None if row is None else _obligation(row)


def periods(tx: Transaction, rule_id: str) -> tuple[Span, ...]:
    """The periods of a rule that were opened so far, latest first."""
    return tuple(Span(row.period, row.first, row.last) for row in tx.connection.execute(_PERIODS, {"of_rule": rule_id}))


def _where(rule_id: str, period: str, unit_id: str) -> dict[str, object]:
    return {"of_rule": rule_id, "of_period": period, "of_unit": unit_id}


def _read(tx: Transaction, statement: Any, asked: dict[str, object]) -> tuple[Obligation, ...]:  # noqa: ANN401 - a select
    return tuple(_obligation(row) for row in tx.connection.execute(statement, asked))


def _obligation(row: Any) -> Obligation:  # noqa: ANN401 - as _selected names it
    owed = Obligation(
        rule_id=row.rule_id,
        span=Span(row.period, row.first, row.last),
        unit_id=row.unit_id,
        due_at=row.due_at,
        closes_at=row.closes_at,
        status=Status(row.status),
        at=row.at,
        by=row.by,
        reason=row.reason,
        activities=row.activities,
        reopened_at=row.reopened_at,
    )
    return settled(owed, row.rule.proof, row.recorded_at)


def _selected(*conditions: ColumnElement[bool], order: Iterable[ColumnElement[Any]]) -> Any:  # noqa: ANN401 - a select
    """Obligations that still are, each with its rule, its activities and when the first that counts was logged."""
    owed, done = tables.obligation.c, tables.activity.c
    logged = and_(done.unit_id == owed.unit_id, done.start >= owed.first, done.start <= owed.last, done.withdrawn == "")
    counts = or_(done.recorded_at <= owed.closes_at, owed.reopened_at.is_not(None))
    first = select(func.min(done.recorded_at)).where(logged, counts).correlate(tables.obligation).scalar_subquery()
    number = select(func.count()).select_from(tables.activity).where(logged).correlate(tables.obligation)
    return (
        select(
            tables.obligation,
            tables.rule.c.rule,
            first.label("recorded_at"),
            number.scalar_subquery().label("activities"),
        )
        .join(tables.rule, tables.rule.c.id == owed.rule_id)
        .join(tables.unit, tables.unit.c.id == owed.unit_id)
        .where(owed.owing, *conditions)
        .order_by(*order)
    )


_RULE_ROW = tables.rule.c
_OWED = tables.obligation.c
_NOW = bindparam("now", type_=UtcDateTime())
# A button's ids may hold anything.
_ASKED, _ANY_RULE, _ANY_PERIOD, _ANY_UNIT = (
    bindparam(name, type_=Words()) for name in ("asked", "of_rule", "of_period", "of_unit")
)
_THIS = (
    _OWED.rule_id == _ANY_RULE,
    _OWED.period == _ANY_PERIOD,
    _OWED.unit_id == _ANY_UNIT,
)
_NEW_RULE = insert(tables.rule)
_CHANGE_RULE = update(tables.rule).where(_RULE_ROW.id == _ASKED, _RULE_ROW.version == bindparam("base"))
_VERSION = select(_RULE_ROW.version).where(_RULE_ROW.id == _ASKED)
_RULES = select(_RULE_ROW.rule).where(~_RULE_ROW.removed).order_by(_RULE_ROW.made_at, _RULE_ROW.id)
_RULE = Prepared(select(_RULE_ROW.rule).where(_RULE_ROW.id == _ASKED))
_DROP_PLANNED = text(
    "DELETE FROM reminder WHERE state = 'planned' AND errand IN ('duty', 'digest')"
    " AND subject >= :first AND subject < :last"
)
_OWE = text(
    "INSERT INTO obligation (rule_id, period, unit_id, first, last, due_at, closes_at, owing, status, reason)"
    " VALUES (:rule_id, :period, :unit_id, :first, :last, :due_at, :closes_at, true, 'open', '')"
    " ON CONFLICT (rule_id, period, unit_id) DO UPDATE SET owing = true, due_at = excluded.due_at,"
    " closes_at = excluded.closes_at, first = excluded.first, last = excluded.last"
    " WHERE NOT obligation.owing OR obligation.due_at <> excluded.due_at"
    " OR obligation.closes_at <> excluded.closes_at OR obligation.first <> excluded.first"
).bindparams(
    bindparam("first", type_=_OWED.first.type),
    bindparam("last", type_=_OWED.last.type),
    bindparam("due_at", type_=UtcDateTime()),
    bindparam("closes_at", type_=UtcDateTime()),
)
_OWING = select(_OWED.unit_id).where(_OWED.owing, *_THIS[:2])
_LET_GO = update(tables.obligation).where(*_THIS).values(owing=False)
_SAID_AT = bindparam("said_at", type_=UtcDateTime())
_DECLARE = (
    update(tables.obligation)
    .where(*_THIS)
    .values(
        status=bindparam("to"),
        at=case((_OWED.status == bindparam("to"), _OWED.at), else_=_SAID_AT),
        by=bindparam("said_by"),
        reason=bindparam("because", type_=Words()),
    )
)
_REOPEN = (
    update(tables.obligation).where(*_THIS).values(reopened_at=_SAID_AT, reason=bindparam("because", type_=Words()))
)
_OF_PERIOD = _selected(*_THIS[:2], order=(tables.unit.c.sort, tables.unit.c.id))
_OF_UNIT = _selected(
    _OWED.unit_id == _ANY_UNIT,
    or_(_OWED.closes_at >= _NOW, _OWED.reopened_at.is_not(None)),
    ~_RULE_ROW.removed,
    order=(_OWED.due_at, _OWED.rule_id),
)
_ONE = Prepared(_selected(*_THIS, order=(_OWED.unit_id,)))
_PERIODS = (
    select(_OWED.period, _OWED.first, _OWED.last)
    .where(_OWED.rule_id == _ANY_RULE)
    .distinct()
    .order_by(_OWED.last.desc(), _OWED.period.desc())
)

"""What is still to come: planned activities, and reminders people asked for themselves."""

from datetime import date, datetime

from sqlalchemy import Row, bindparam, select, text

from storage import tables
from storage.columns import Json, UtcDateTime, Words
from storage.database import Transaction
from storage.model.activity import Particulars
from storage.model.duties import Wish
from storage.model.plans import Plan, PlanState
from storage.model.writes import KeepPlan, KeepWish


def keep_plan(tx: Transaction, write: KeepPlan) -> None:
    """A planned activity: new, or as it is now."""
    plan = write.plan
    row = {
        "id": plan.id,
        "person_id": plan.person_id,
        "unit_id": plan.unit_id,
        "particulars": plan.particulars,
        "day": plan.day,
        "told": plan.told,
        "made_at": plan.made_at,
        "state": plan.state.value,
    }
    tx.connection.execute(_KEEP_PLAN, row)


def keep_wish(tx: Transaction, write: KeepWish) -> None:
    """A reminder for oneself: new, or as it is now."""
    wish = write.wish
    row = {"id": wish.id, "person_id": wish.person_id, "next_at": wish.next_at, "wish": wish, "made_at": write.at}
    tx.connection.execute(_KEEP_WISH, row)


def plan(tx: Transaction, plan_id: str) -> Plan | None:
    """A plan by id, whatever became of it."""
    row = tx.connection.execute(_PLAN, {"asked": plan_id}).one_or_none()
    return None if row is None else _to_plan(row)


def plans_of(tx: Transaction, person_id: str) -> tuple[Plan, ...]:
    """A person's plans that are neither held nor cancelled, the nearest day first."""
    return tuple(_to_plan(row) for row in tx.connection.execute(_PLANS_OF, {"asked": person_id}))


def plans_until(tx: Transaction, last: date) -> tuple[Plan, ...]:
    """Every plan whose day is `last` or earlier and of which nobody said what became, the earliest first."""
    return tuple(_to_plan(row) for row in tx.connection.execute(_PLANS_UNTIL, {"last": last}))


def wish(tx: Transaction, wish_id: str) -> Wish | None:
    """A reminder for oneself by id, those that are over included."""
    return tx.connection.scalar(_WISH, {"asked": wish_id})


def wishes_of(tx: Transaction, person_id: str) -> tuple[Wish, ...]:
    """A person's reminders that are to come, the next first."""
    return tuple(tx.connection.scalars(_WISHES_OF, {"asked": person_id}))


def wishes_due(tx: Transaction, now: datetime) -> tuple[Wish, ...]:
    """Everybody's reminders whose moment has come, the earliest first; those another process has in hand are not."""
    return tuple(tx.connection.scalars(_WISHES_DUE, {"now": now}))


def _to_plan(row: Row) -> Plan:  # type: ignore[type-arg]  # any row of `plan`
    whose = (row.id, row.person_id, row.unit_id)
    return Plan(*whose, row.particulars, row.day, row.told, row.made_at, PlanState(row.state))


_PLAN_ROW, _WISH_ROW = tables.plan.c, tables.wish.c
_ASKED = bindparam("asked", type_=Words())
_OPEN = _PLAN_ROW.state == PlanState.PLANNED.value
_KEEP_PLAN = text(
    "INSERT INTO plan (id, person_id, unit_id, particulars, day, told, made_at, state)"
    " VALUES (:id, :person_id, :unit_id, :particulars, :day, :told, :made_at, :state)"
    " ON CONFLICT (id) DO UPDATE SET particulars = excluded.particulars, day = excluded.day, state = excluded.state"
).bindparams(
    bindparam("particulars", type_=Json(Particulars)),
    bindparam("day", type_=_PLAN_ROW.day.type),
    bindparam("told", type_=Words()),
    bindparam("made_at", type_=UtcDateTime()),
)
_KEEP_WISH = text(
    "INSERT INTO wish (id, person_id, next_at, wish, made_at) VALUES (:id, :person_id, :next_at, :wish, :made_at)"
    " ON CONFLICT (id) DO UPDATE SET next_at = excluded.next_at, wish = excluded.wish"
).bindparams(
    bindparam("next_at", type_=UtcDateTime()),
    bindparam("wish", type_=Json(Wish)),
    bindparam("made_at", type_=UtcDateTime()),
)
_PLAN = select(tables.plan).where(_PLAN_ROW.id == _ASKED)
_SOONEST = (_PLAN_ROW.day, _PLAN_ROW.made_at, _PLAN_ROW.id)
_PLANS_OF = select(tables.plan).where(_PLAN_ROW.person_id == _ASKED, _OPEN).order_by(*_SOONEST)
_PLANS_UNTIL = select(tables.plan).where(_OPEN, _PLAN_ROW.day <= bindparam("last")).order_by(*_SOONEST)
_WISH = select(_WISH_ROW.wish).where(_WISH_ROW.id == _ASKED)
_WISHES_OF = (
    select(_WISH_ROW.wish)
    .where(_WISH_ROW.person_id == _ASKED, _WISH_ROW.next_at.is_not(None))
    .order_by(_WISH_ROW.next_at, _WISH_ROW.made_at, _WISH_ROW.id)
)
_WISHES_DUE = (
    select(_WISH_ROW.wish)
    .where(_WISH_ROW.next_at <= bindparam("now", type_=UtcDateTime()))
    .order_by(_WISH_ROW.next_at, _WISH_ROW.made_at, _WISH_ROW.id)
    .with_for_update(skip_locked=True)
)

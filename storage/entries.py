"""All records of a scope one after the other, however many there are."""

from collections.abc import Iterator

from sqlalchemy import func, select

from storage import tables
from storage.database import Transaction
from storage.model.activity import Activity
from storage.model.figures import Scope
from storage.rows import to_activity
from storage.scopes import conditions

_AT_ONCE = 500
"""Rows in memory."""


def entries(tx: Transaction, scope: Scope) -> Iterator[tuple[Activity, str]]:
    """The records that stand, first day first (those without one last), then by number; with the recorder's name.

    Use it up within the transaction.
    """
    number = tables.activity.c.number
    in_order = (tables.activity.c.start.nullslast(), func.length(number), number)
    rows = tx.connection.execute(
        select(tables.activity, tables.person.c.name.label("recorder"))
        .select_from(_NAMED)
        .where(*conditions(tx, scope))
        .order_by(*in_order)
        .execution_options(yield_per=_AT_ONCE)  # on the statement: what is written after it is no cursor
    )
    return ((to_activity(row), row.recorder) for row in rows)


_NAMED = tables.activity.join(tables.unit, tables.unit.c.id == tables.activity.c.unit_id).join(
    tables.person, tables.person.c.id == tables.activity.c.recorder_id
)

"""A unit by id. Units are added and never changed, so each is looked up once and remembered."""

from sqlalchemy import bindparam, select

from storage import tables
from storage.columns import Words
from storage.database import Transaction
from storage.model.people import Unit
from storage.prepared import Prepared
from storage.rows import to_unit


def unit_of(tx: Transaction, unit_id: str) -> Unit | None:
    """The unit; None where there is none (yet)."""
    known = ("unit", unit_id)
    found: Unit | None = tx.memory.get(known) or tx.learnt.get(known)
    if found is not None:
        return found
    row = _UNIT.one(tx, {"asked": unit_id})
    if row is None:
        return None
    found = tx.learnt[known] = to_unit(row)
    return found


_UNIT = Prepared(select(tables.unit).where(tables.unit.c.id == bindparam("asked", type_=Words())))

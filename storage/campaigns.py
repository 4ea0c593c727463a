"""Which campaigns a record belongs to: kept with it, and judged anew when the file of classes says otherwise.

The ledger remembers the campaigns by which its records were judged, so that every process judges a new one by the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select, text, update

from storage import sums, tables
from storage.columns import Words
from storage.database import Database, Transaction
from storage.ledger import recall, remember
from storage.model.taxonomy import Campaign
from storage.prepared import Prepared

Misjudged = tuple[Mapping[str, Any], str]
"""A record and what should be kept with it."""

_KEY = "campaigns"


def belonging(known: Iterable[Campaign], title: str, topic: str, start: date | None) -> str:
    """The campaigns that take an activity, as they are kept with it; "" for none."""
    found = tuple(campaign.name for campaign in known if campaign.takes(title, topic, start))
    return msgspec.json.encode(found).decode() if found else ""


def names(kept: str) -> tuple[str, ...]:
    """The campaigns that are kept with a record."""
    return msgspec.json.decode(kept, type=tuple[str, ...]) if kept else ()


def in_force(tx: Transaction) -> tuple[Campaign, ...]:
    """By what records are judged until the transaction ends, for who is about to write one; nothing before `settle`."""
    if tx.on_postgresql:  # SQLite has one writer anyway
        _WRITING.execute(tx, {})
    return _read(recall(tx, _KEY) or "[]")


def judged_by(tx: Transaction, campaigns: tuple[Campaign, ...]) -> bool:
    """Whether the records were judged by just these campaigns."""
    return recall(tx, _KEY) == _written(campaigns)


def settle(database: Database, campaigns: tuple[Campaign, ...]) -> None:
    """Judge the records by these campaigns, where they were judged by others. Raises `Unavailable`."""
    with database.reading() as tx:
        settled = judged_by(tx, campaigns)
    if not settled:
        with database.writing() as tx:
            judge(tx, campaigns)


def judge(tx: Transaction, campaigns: tuple[Campaign, ...]) -> None:
    """Judge all records by these campaigns, while nobody writes any; the kept sums follow."""
    if tx.on_postgresql:
        _ALONE.execute(tx, {})
    remember(tx, _KEY, _written(campaigns))
    found, moved = tuple(_misjudged(tx.connection, campaigns)), sums.Sums()
    for row, right in found:
        if not row["withdrawn"]:
            moved.add(row["path"], sums.Counted(row), -1)
            moved.add(row["path"], sums.Counted({**row, "campaigns": right}))
    if found:
        tx.connection.execute(_JUDGED, [{"activity": row["id"], "right": right} for row, right in found])
    sums.carry(tx.connection, moved)


def misjudged(tx: Transaction) -> int:
    """How many records are kept with other campaigns than those they belong to."""
    return sum(1 for _ in _misjudged(tx.connection, _read(recall(tx, _KEY) or "[]")))


def _misjudged(connection: Connection, campaigns: tuple[Campaign, ...]) -> Iterator[Misjudged]:
    for row in connection.execute(_ALL):
        right = belonging(campaigns, row.title, row.topic, row.start)
        if right != row.campaigns:
            yield row._asdict(), right


def _written(campaigns: tuple[Campaign, ...]) -> str:
    return msgspec.json.encode(campaigns).decode()


@lru_cache(maxsize=4)
def _read(written: str) -> tuple[Campaign, ...]:
    return msgspec.json.decode(written, type=tuple[Campaign, ...])


_WRITING = Prepared(text("LOCK TABLE activity IN ROW EXCLUSIVE MODE"))
"""What every write takes anyway, taken before what is read for it."""
_ALONE = Prepared(text("LOCK TABLE activity IN SHARE ROW EXCLUSIVE MODE"))

_RECORD = tables.activity.c
_ALL = select(*(_RECORD[name] for name in ("id", "withdrawn", "title", "start", *sums.READ)), tables.unit.c.path).join(
    tables.unit, tables.unit.c.id == _RECORD.unit_id
)
_JUDGED = (
    update(tables.activity)
    .where(_RECORD.id == bindparam("activity"))
    .values(campaigns=bindparam("right", type_=Words()))
)

"""The conversation of an account as both sides saw it: what it sent and what it was answered, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Any

from sqlalchemy import Row, Select, Table, select

from storage import tables
from storage.database import Transaction
from storage.model.people import Account
from storage.outbox import Sending


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a conversation. `body` is the event's JSON where the person said it, else the message's.

    `state`, `card_key` and `reference` belong to what was answered.
    """

    id: str
    said: bool
    body: bytes
    at: datetime
    state: Sending | None = None
    card_key: str = ""
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """Part of a conversation; asking `after` this `cursor` gives what follows, nothing twice and nothing left out."""

    entries: tuple[Entry, ...]
    cursor: str


def history(tx: Transaction, account: Account, after: str = "", limit: int = 100) -> History:
    """The latest `limit` entries of an account, or with `after` (a cursor) the first ones behind it.

    What the person sent at one moment stands before what was answered at that moment. A cursor that is none is
    taken as none.
    """
    since = _positions(after)
    heard = _part(tx, tables.inbox, account, None if since is None else since[0], limit)
    told = _part(tx, tables.outbox, account, None if since is None else since[1], limit)
    rows = list(merge(((row.at, 0, row) for row in heard), ((row.created_at, 1, row) for row in told), key=_moment))
    kept = rows[:limit] if since is not None else rows[-limit:]
    if since is None:
        return History(_entries(kept), _cursor(rows, (0, 0)))
    return History(_entries(kept), _cursor(kept, since))


def _part(tx: Transaction, table: Table, account: Account, since: int | None, limit: int) -> list[Row[Any]]:
    """By position: the last ones of the account, or the first ones after `since`."""
    own: Select[Any] = select(table).where(table.c.account == str(account)).limit(limit)
    if since is not None:
        return list(tx.connection.execute(own.where(table.c.position > since).order_by(table.c.position)))
    return list(reversed(tx.connection.execute(own.order_by(table.c.position.desc())).all()))


def _moment(entry: tuple[datetime, int, Row[Any]]) -> tuple[datetime, int]:
    return entry[0], entry[1]


def _entries(rows: list[tuple[datetime, int, Row[Any]]]) -> tuple[Entry, ...]:
    return tuple(_answered(row) if side else _said(row) for _, side, row in rows)


def _said(row: Row[Any]) -> Entry:
    return Entry(id=row.id, said=True, body=row.event, at=row.at)


def _answered(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        said=False,
        body=row.message,
        at=row.created_at,
        state=Sending(row.state),
        card_key=row.card_key,
        reference=row.reference,
    )


def _cursor(rows: list[tuple[datetime, int, Row[Any]]], since: tuple[int, int]) -> str:
    return ".".join(str(part) for part in (_last(rows, 0, since[0]), _last(rows, 1, since[1])))


def _last(rows: list[tuple[datetime, int, Row[Any]]], side: int, otherwise: int) -> int:
    return max((row.position for _, of, row in rows if of == side), default=otherwise)


def _positions(cursor: str) -> tuple[int, int] | None:
    parts = tuple(_numbers(cursor))
    return (parts[0], parts[1]) if len(parts) == 2 else None  # noqa: PLR2004 - one per side


def _numbers(cursor: str) -> Iterator[int]:
    for part in cursor.split("."):
        if part.isdecimal() and part.isascii() and len(part) <= 18:  # noqa: PLR2004 - digits of a 64-bit number
            yield int(part)

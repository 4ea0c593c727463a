"""The conversation of an account as both sides saw it: what it sent and what it was answered, in order."""

from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, select

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


def history(tx: Transaction, account: Account, since: datetime | None = None, limit: int = 200) -> tuple[Entry, ...]:
    """The latest `limit` entries of an account, oldest first; with `since` only those of that moment or later.

    What the person sent at one moment stands before what was answered at that moment.
    """
    heard = _part(tx, tables.inbox, tables.inbox.c.at, account, since, limit)
    told = _part(tx, tables.outbox, tables.outbox.c.created_at, account, since, limit)
    rows = merge(((row.at, 0, row) for row in heard), ((row.created_at, 1, row) for row in told), key=_moment)
    return tuple(_answered(row) if side else _said(row) for _, side, row in list(rows)[-limit:])


def answer(tx: Transaction, account: Account, message_id: str) -> Entry | None:
    """One thing this account was answered, by its id; None where it was not."""
    found = tables.outbox.c.id == message_id, tables.outbox.c.account == str(account)
    row = tx.connection.execute(select(tables.outbox).where(*found)).one_or_none()
    return None if row is None else _answered(row)


def _part(  # one value each for one question
    tx: Transaction,
    table: Table,
    moment: ColumnElement[datetime],
    account: Account,
    since: datetime | None,
    limit: int,
) -> list[Row[Any]]:
    """The last ones of the account, in the order they were kept."""
    own: Select[Any] = select(table).where(table.c.account == str(account))
    own = own if since is None else own.where(moment >= since)
    return list(reversed(tx.connection.execute(own.order_by(table.c.position.desc()).limit(limit)).all()))


def _moment(entry: tuple[datetime, int, Row[Any]]) -> tuple[datetime, int]:
    return entry[0], entry[1]


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

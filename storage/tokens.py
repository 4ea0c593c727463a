"""Tokens by which all processes of a ledger call a server outside, each until its end."""

from datetime import datetime

from sqlalchemy import bindparam, select, text

from storage import tables
from storage.columns import UtcDateTime
from storage.database import Transaction


def token(tx: Transaction, name: str) -> tuple[str, datetime] | None:
    """The token of a name and when it ends; None where there never was one."""
    found = tx.connection.execute(
        select(tables.access_token.c.token, tables.access_token.c.until).where(tables.access_token.c.name == name)
    ).one_or_none()
    return (found.token, found.until) if found else None


def keep_token(tx: Transaction, name: str, fresh: str, until: datetime) -> None:
    """From now on this one."""
    tx.connection.execute(_KEEP, {"name": name, "token": fresh, "until": until})


_KEEP = text(
    "INSERT INTO access_token (name, token, until) VALUES (:name, :token, :until)"
    " ON CONFLICT (name) DO UPDATE SET token = excluded.token, until = excluded.until"
).bindparams(bindparam("until", type_=UtcDateTime()))

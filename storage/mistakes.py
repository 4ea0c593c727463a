"""What the reader got wrong, as people put it right: kept here alone, so that the lexicon can grow from use."""

from collections.abc import Iterator

from sqlalchemy import insert, select

from storage import tables
from storage.database import Transaction
from storage.model.writes import AddMistake


def add_mistake(tx: Transaction, write: AddMistake) -> None:
    """Keep a message with what was read and what was confirmed."""
    row = {"at": write.at, "text": write.text, "before": write.before, "after": write.after}
    tx.connection.execute(insert(tables.mistake), row)


def mistakes(tx: Transaction) -> Iterator[AddMistake]:
    """Everything that was put right, oldest first; moments in UTC."""
    for row in tx.connection.execute(select(tables.mistake).order_by(tables.mistake.c.position)):
        yield AddMistake(row.text, row.before, row.after, row.at)

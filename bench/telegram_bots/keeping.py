"""What every bot beside does with a finished form, and which questions it asks: the same table, the same safety."""

import sqlite3
from collections.abc import Mapping

QUESTIONS = ("kind", "date", "venue", "attendees", "materials")
"""Asked in this order; after the last one a button confirms."""

_TABLE = (
    "CREATE TABLE IF NOT EXISTS activity (who INT, kind TEXT, date TEXT, venue TEXT, attendees TEXT, materials TEXT)"
)
_INSERT = "INSERT INTO activity VALUES (:who, :kind, :date, :venue, :attendees, :materials)"


def opened(path: str) -> sqlite3.Connection:
    """A file that keeps as safely as the ledger's."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(_TABLE)
    return connection


def keep(connection: sqlite3.Connection, who: int, form: Mapping[str, object]) -> None:
    """One record."""
    connection.execute(_INSERT, {"who": who, **form})


def draft(form: Mapping[str, object]) -> str:
    """The form as it is shown before it is confirmed."""
    return "\n".join(f"{question}: {form.get(question, '')}" for question in QUESTIONS)

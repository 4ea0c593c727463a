"""Which version the tables have, and bringing them to the one this program knows."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from time import sleep
from typing import cast

from sqlalchemy import Connection, inspect, text

from storage.tables import metadata

MIGRATIONS = Path(__file__).with_name("migrations")
TRIES, PAUSE = 100, 0.05
"""How often, and after how many seconds, the switch to WAL is tried again."""
LOCK = 0x6B657075  # "kepu": any number does, as long as every process takes the same


class SchemaState(StrEnum):
    """How a database stands to this program."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"


class TooNew(Exception):
    """A newer version of this program has changed the tables; writing to them could spoil the ledger."""

    def __init__(self) -> None:
        """Say the way out."""
        super().__init__(
            "the database was made by a newer version of Kepu Ledger:"
            " start that version, or restore a backup of this one"
        )


def revisions() -> tuple[str, ...]:
    """All versions this program knows, oldest first: migration files are named `<revision>_<what>.py`."""
    return tuple(sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py")))


def state(connection: Connection) -> SchemaState:
    """How the tables stand; cheap, and without loading Alembic."""
    if not inspect(connection).has_table("alembic_version"):
        return SchemaState.EMPTY
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    known = revisions()
    if found is None:
        return SchemaState.EMPTY
    if found not in known:
        return SchemaState.AHEAD
    return SchemaState.CURRENT if found == known[-1] else SchemaState.BEHIND


def upgrade(connection: Connection) -> None:
    """Make or change the tables, one process at a time; the others wait and find it done.

    An empty database gets today's tables at once (tests show that the migrations lead to the same), for loading
    Alembic takes longer than all the rest of a start.
    """
    with _alone(connection):
        found = state(connection)
        if found is SchemaState.AHEAD:
            raise TooNew
        if found is SchemaState.EMPTY:
            _create(connection)
        if found is SchemaState.BEHIND:
            migrate(connection)


def migrate(connection: Connection, target: str = "head") -> None:
    """Run the migrations up to `target` within the transaction that is under way."""
    from alembic import command  # noqa: PLC0415 - half a second that only an upgrade is worth
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY)"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": revisions()[-1]})


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """A transaction that only one process at a time gets into."""
    if connection.dialect.name == "postgresql":
        with connection.begin():
            connection.execute(text("SET LOCAL lock_timeout = 0"))  # a migration may take its time
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            yield
        return
    raw = cast("sqlite3.Connection", connection.connection.driver_connection)
    _write_ahead(raw)
    raw.execute("PRAGMA foreign_keys = OFF")  # a table that is built anew must not lose the rows that refer to it
    try:
        with connection.begin():
            yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def _write_ahead(raw: sqlite3.Connection) -> None:
    """Switch the file to WAL, which it then keeps; not possible within a transaction.

    Of several processes that do so at once SQLite refuses some at once, whatever their busy timeout is.
    """
    for _ in range(TRIES):
        try:
            raw.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            sleep(PAUSE)
        else:
            return
    raw.execute("PRAGMA journal_mode = WAL")

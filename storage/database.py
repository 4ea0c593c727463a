"""The one way to the database: transactions to write and to read in, on SQLite and PostgreSQL alike."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from storage import schema
from storage.faults import Unavailable, unavailable
from storage.schema import SchemaState

CONNECTING = 10
"""Seconds until a server that does not answer counts as away."""

BUSY = "the database is busy with another turn that takes too long: try again"


class UnusableUrl(ValueError):
    """KEPU_DATABASE_URL names something this program does not keep a ledger in; the text says what would do."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """A transaction that is under way; the functions of `storage` work in it and never end it.

    `memory` is the database's: what was derived from rows, with the state in which it holds. What is `learnt` goes into
    it with the commit, so that nothing is remembered that was rolled back.
    """

    connection: Connection
    memory: dict[tuple[str, str], Any] = field(default_factory=dict)
    learnt: dict[tuple[str, str], Any] = field(default_factory=dict)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is done within is taken back by itself when anything is raised; the rest of the transaction stands."""
        with self.connection.begin_nested():
            yield

    @property
    def on_postgresql(self) -> bool:
        """Whether several writers may be under way at once."""
        return self.connection.dialect.name == "postgresql"


class Database:
    """Where the ledger is kept: `sqlite:///path` or `postgresql+psycopg://…`.

    Nothing is opened before it is used. `wait` is how many seconds a writer waits for another one before
    `Unavailable` is raised.

    On SQLite a commit outlives the death of this program, SIGKILL included, as soon as it returns. Power loss is
    another matter: with `power_safe` False (WAL, synchronous=NORMAL) the file stays sound, but the last commits
    before the power went may be gone; with True (FULL) each commit waits for the disk, from tenths of a
    millisecond to some milliseconds. PostgreSQL waits for its disk anyway.
    """

    def __init__(self, url: str, *, wait: float = 5.0, power_safe: bool = False) -> None:
        """Prepare the engine; `UnusableUrl` for an address that is neither SQLite nor PostgreSQL."""
        self.url = _parsed(url)
        self._wait = wait
        self._memory: dict[tuple[str, str], Any] = {}
        self._writers = threading.Lock() if self._on_sqlite else None
        self._reader, self._writer = (
            _sqlite(self.url, wait, power_safe=power_safe) if self._on_sqlite else _postgresql(self.url, wait)
        )

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that is committed at the end, or rolled back when anything is raised.

        On SQLite it is the only writer from its start (BEGIN IMMEDIATE). Raises `Unavailable`.
        """
        with self._turnstile(), _told(), self._writer.begin() as connection:
            tx = Transaction(connection, self._memory)
            yield tx
        self._memory.update(tx.learnt)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one moment throughout and never waits for writers. Raises `Unavailable`."""
        with _told(), self._reader.begin() as connection:
            yield Transaction(connection, self._memory)

    def schema_state(self) -> SchemaState:
        """Whether the tables are those this program knows. Raises `Unavailable`."""
        with _told(), self._reader.connect() as connection:
            return schema.state(connection)

    def upgrade(self) -> SchemaState:
        """Make or change the tables to what this program knows; gives the state that was found.

        Any number of processes may do this at once. Raises `schema.TooNew` for a database of a newer version, and
        `Unavailable`.
        """
        self._make_folder()
        found = self.schema_state()
        if found is SchemaState.CURRENT:
            return found
        if found is SchemaState.AHEAD:
            raise schema.TooNew
        with _told(), self._writer.connect() as connection:
            schema.upgrade(connection)
        return found

    def tidy(self) -> None:
        """Move what was committed from SQLite's log into its file beside writers, who else do it and wait for the disk.

        Nothing depends on it. PostgreSQL does it by itself.
        """
        if not self._on_sqlite:
            return
        with _told():
            raw = self._writer.raw_connection()
            try:
                raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
            finally:
                raw.close()

    def close(self) -> None:
        """Give all connections back; the database may be used again afterwards."""
        self._writer.dispose()

    @property
    def several_writers(self) -> bool:
        """Whether transactions that write may be under way at once; on SQLite they wait for each other."""
        return not self._on_sqlite

    @property
    def _on_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def _turnstile(self) -> Iterator[None]:
        """Let the writers of this process go one by one: a lock is fair where SQLite's waiting is polling."""
        if self._writers is None:
            yield
            return
        if not self._writers.acquire(timeout=self._wait):
            raise Unavailable(BUSY, permanent=False)
        try:
            yield
        finally:
            self._writers.release()

    def _make_folder(self) -> None:
        path = self.url.database
        if not self._on_sqlite or not path or path.startswith("file:"):
            return
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            msg = f"the folder of the database cannot be made ({error.strerror}): check KEPU_DATA_DIR"
            raise Unavailable(msg, permanent=True) from error


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as error:
        raise UnusableUrl(_USABLE) from error
    if backend not in {"sqlite", "postgresql"} or (backend == "sqlite" and parsed.database in {None, "", ":memory:"}):
        raise UnusableUrl(_USABLE)
    return parsed.set(drivername="postgresql+psycopg") if backend == "postgresql" else parsed


_USABLE = (
    "the database must be a file, sqlite:///path/to/ledger.sqlite, or postgresql+psycopg://user:password@host/name"
)


def _sqlite(url: URL, wait: float, *, power_safe: bool) -> tuple[Engine, Engine]:
    engine = create_engine(url, connect_args={"timeout": wait}, pool_size=8, max_overflow=-1)

    def connected(raw: sqlite3.Connection, _record: object) -> None:
        raw.isolation_level = None  # the driver begins nothing by itself; `begun` does
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(f"PRAGMA synchronous = {'FULL' if power_safe else 'NORMAL'}")

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine, engine.execution_options(begin="BEGIN IMMEDIATE")


def _postgresql(url: URL, wait: float) -> tuple[Engine, Engine]:
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECTING}
    engine = create_engine(url, connect_args=patience, pool_pre_ping=True, pool_size=8, max_overflow=24)

    def connected(raw: DBAPIConnection, _record: object) -> None:
        raw.cursor().execute(f"SET lock_timeout = {max(1, round(wait * 1000))}")
        raw.commit()

    event.listen(engine, "connect", connected)
    reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return reader, engine


@contextmanager
def _told() -> Iterator[None]:
    """Turn the outside's failures into `Unavailable`; our own faults rise as they are."""
    try:
        yield
    except Exception as error:
        told = unavailable(error)
        if told is None:
            raise
        raise told from error

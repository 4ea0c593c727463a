"""What one would write instead of a turn: a form bot with a dict for its state and one insert at the end.

The plain one forgets an unfinished form when it stops, keeps neither what came in nor what it answered, asks one
question after the other and takes every answer as it is: the floor of what Python and the database cost. The careful
one keeps message, state and answer in one transaction, as a turn does, and is otherwise the same.
"""

import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random

import psycopg

QUESTIONS = ("title", "day", "venue", "attendance", "materials")
COMMANDS = ("mine", "summary", "year")

_TABLES = (
    "CREATE TABLE activity (who TEXT, title TEXT, day TEXT, venue TEXT, attendance INT, materials TEXT)",
    "CREATE TABLE form (who TEXT PRIMARY KEY, answers TEXT)",
    "CREATE TABLE came_in (id INTEGER PRIMARY KEY, who TEXT, words TEXT)",
    "CREATE TABLE went_out (id INTEGER PRIMARY KEY, who TEXT, words TEXT)",
)
_INSERT = "INSERT INTO activity (who, title, day, venue, attendance, materials) VALUES (?, ?, ?, ?, ?, ?)"
_MINE = "SELECT title, day, attendance FROM activity WHERE who = ? ORDER BY day DESC LIMIT 5"
_SUMS = "SELECT title, count(*), sum(attendance) FROM activity WHERE day BETWEEN ? AND ? GROUP BY title"
_LOAD = "SELECT answers FROM form WHERE who = ?"
_KEEP = "INSERT INTO form VALUES (?, ?) ON CONFLICT (who) DO UPDATE SET answers = excluded.answers"

Execute = Callable[[str, Sequence[object]], list[tuple[object, ...]]]


def on_sqlite(path: Path) -> Execute:
    """A fresh file that keeps as safely as the ledger's."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")

    def execute(statement: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        return connection.execute(statement, values).fetchall()

    return execute


def on_postgresql(address: str) -> Execute:
    """An empty database of its own."""
    connection = psycopg.connect(address, autocommit=True)

    def execute(statement: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        cursor = connection.execute(statement.replace("?", "%s").encode(), values)
        return cursor.fetchall() if cursor.description else []

    return execute


class FormBot:
    """The same record as a form; `took` has the seconds of each kind of turn."""

    def __init__(self, execute: Execute, activities: int, *, careful: bool) -> None:
        """Make the tables, with as many records in them as the ledger it stands beside."""
        self.took: dict[str, list[float]] = defaultdict(list)
        self._execute, self._careful = execute, careful
        self._forms: dict[str, list[str]] = {}
        self._count = 0
        for statement in _TABLES:
            execute(statement, ())
        self._fill(activities)

    def evening(self, who: str) -> float:
        """The form once, then the list and the sums; seconds from the first word to the kept record."""
        recording = sum(self._turn(who, words) for words in answers())
        for command in COMMANDS:
            self._turn(who, f"/{command}")
        self.took["record"].append(recording)
        return recording

    def hear(self, who: str, text: str) -> str:
        """One message."""
        return self._kept(who, text) if self._careful else self._answer(who, text, self._forms.setdefault(who, []))

    def _kept(self, who: str, text: str) -> str:
        """All of one message in one transaction."""
        self._count += 1
        self._execute("BEGIN", ())
        self._execute("INSERT INTO came_in VALUES (?, ?, ?)", (self._count, who, text))
        kept = self._execute(_LOAD, (who,))
        form: list[str] = json.loads(str(kept[0][0])) if kept else []
        said = self._answer(who, text, form)
        self._execute(_KEEP, (who, json.dumps(form)))
        self._execute("INSERT INTO went_out VALUES (?, ?, ?)", (self._count, who, said))
        self._execute("COMMIT", ())
        return said

    def _answer(self, who: str, text: str, form: list[str]) -> str:
        if text == "/mine":
            return repr(self._execute(_MINE, (who,)))
        if text in ("/summary", "/year"):
            return repr(self._execute(_SUMS, ("2026-11-01" if text == "/summary" else "2026-01-01", "2026-12-31")))
        if len(form) < len(QUESTIONS):
            form.append(text)
            return QUESTIONS[len(form) - 1]
        title, day, venue, attendance, materials = form
        self._execute(_INSERT, (who, title, day, venue, int(attendance), materials))
        form.clear()
        return "kept"

    def _turn(self, who: str, text: str) -> float:
        name = text[1:] if text.startswith("/") else "confirm" if text == answers()[-1] else "answer"
        before = time.perf_counter()
        self.hear(who, text)
        took = time.perf_counter() - before
        self.took[name].append(took)
        return took

    def _fill(self, activities: int) -> None:
        chance = Random(1)
        self._execute("BEGIN", ())
        for nth in range(activities):
            day = f"2026-{nth % 12 + 1:02d}-{nth % 28 + 1:02d}"
            row = (f"u{nth % 150}", f"title {nth % 60}", day, f"venue {nth % 300}", chance.randint(10, 400), "")
            self._execute(_INSERT, row)
        self._execute("COMMIT", ())


@cache
def answers() -> tuple[str, ...]:
    """What is answered to the form, the confirmation last."""
    lines = Path(__file__).with_name("form.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))

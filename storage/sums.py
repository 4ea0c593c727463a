"""Sums kept with every write: by unit with all below it, month and class, so that a summary reads few rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import add
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, text

from storage import tables
from storage.columns import Words
from storage.database import Transaction
from storage.model.figures import Grouping
from storage.units import unit_of

WHOLE_LEDGER = ""
"""The unit id of sums over everything there is."""

CLASSES = {
    Grouping.KIND: "kind",
    Grouping.PROGRAMME: "programme",
    Grouping.AUDIENCE: "audience",
    Grouping.TOPIC: "topic",
    Grouping.CAMPAIGN: "campaigns",
}
"""By which column of a record sums are kept, besides by unit; months are read off any of them.

The key of campaigns are all that a record belongs to (see storage.campaigns).
"""

Key = tuple[str, ...]
Vector = tuple[int, ...]

_FIGURE_KEYS = ("unit_id", "grouping", "month", "key", "kind", "session_word")
_OUTPUT_KEYS = ("unit_id", "month", "category", "item", "action", "measure")


@dataclass(frozen=True, slots=True)
class Counted:
    """What is added up of a record that stands: its derived columns, and the rows of what came out of it."""

    row: Mapping[str, Any]
    outputs: tuple[Mapping[str, Any], ...] = ()


@dataclass(slots=True)
class Sums:
    """Sums under way by the columns of their keys; the first is a unit's path, or with `by_unit` its id."""

    figures: dict[Key, Vector] = field(default_factory=dict)
    outputs: dict[Key, Vector] = field(default_factory=dict)

    def add(self, path: str, one: Counted, times: int = 1) -> None:
        """Add a record of the unit at `path`; -1 takes it away."""
        row, figures = one.row, tuple(times * value for value in figures_of(one.row))
        for grouping, column in CLASSES.items():
            place = (path, grouping.value, row["month"], row[column], row["kind"], row["session_word"])
            _add(self.figures, place, figures)
        for output in one.outputs:
            place = (path, row["month"], *(output[name] for name in _OUTPUT_KEYS[2:]))
            _add(self.outputs, place, tuple(times * value for value in _output_figures(output)))

    def by_unit(self) -> "Sums":
        """What was added up of each unit, added to that unit and all above it."""
        found = Sums()
        for (path, grouping, *rest), vector in self.figures.items():
            units = _upwards(path) if any(vector) else ()
            for unit_id, below in units:
                _add(found.figures, (unit_id, grouping, *rest), vector)
                if grouping == Grouping.KIND:
                    _add(found.figures, (unit_id, Grouping.UNIT.value, rest[0], below, *rest[2:]), vector)
        for (path, *rest), vector in self.outputs.items():
            for unit_id, _ in _upwards(path):
                _add(found.outputs, (unit_id, *rest), vector)
        return found


@lru_cache(maxsize=4096)
def _upwards(path: str) -> tuple[tuple[str, str], ...]:
    """The whole ledger, and each unit down to that of the path, each with the one right below it (the last: itself)."""
    units = (WHOLE_LEDGER, *path.split("/")[:-1])
    return tuple(zip(units, (*units[1:], units[-1]), strict=True))


def figures_of(row: Mapping[str, Any]) -> Vector:
    """What one record adds, in the order of `tables.FIGURES`."""
    known = row["attendance"] or 0
    return (
        1,
        row["sessions"],
        known,
        known if row["attendance_approximate"] else 0,
        int(row["attendance"] is None and row["online"] is None),
        row["online"] or 0,
        row["volunteers"] or 0,
        row["experts"] or 0,
    )


def move(tx: Transaction, unit_id: str, was: Iterable[Counted], now: Iterable[Counted]) -> None:
    """The sums follow a record: what it was is taken away, what it is now is added."""
    unit, moved = unit_of(tx, unit_id), Sums()
    path = f"{unit_id}/" if unit is None else unit.path
    for one in was:
        moved.add(path, one, -1)
    for one in now:
        moved.add(path, one)
    carry(tx.connection, moved)


def recomputed(connection: Connection) -> Sums:
    """What the records themselves add up to, each unit for itself."""
    found = Sums()
    for path, one in _records(connection):
        found.add(path, one)
    return found


def rebuild(connection: Connection) -> None:
    """Make the kept sums anew from the records."""
    _one_at_a_time(connection)
    connection.execute(delete(tables.figure_sum))
    connection.execute(delete(tables.output_sum))
    carry(connection, recomputed(connection))


def differing(connection: Connection) -> int:
    """How many kept sums are not those of the records."""
    right = recomputed(connection).by_unit()
    pairs = ((right.figures, _stored(connection, "figure")), (right.outputs, _stored(connection, "output")))
    return sum(expected.get(key) != kept.get(key) for expected, kept in pairs for key in {*expected, *kept})


def _add(sums: dict[Key, Vector], key: Key, vector: Vector) -> None:
    found = sums.get(key)
    sums[key] = vector if found is None else tuple(map(add, found, vector))


def _output_figures(output: Mapping[str, Any]) -> Vector:
    known = output["quantity"] or 0
    return 1, known, known if output["approximate"] else 0, int(output["quantity"] is None)


def carry(connection: Connection, moved: Sums) -> None:
    """Add to the kept sums what was added up of each unit."""
    whole = moved.by_unit()
    # Sorted, so that a file of sums reads the same; that nobody waits in a circle is seen to by `_one_at_a_time`.
    figures, outputs = (
        [
            dict(zip((*keys, *names), (*key, *vector), strict=True))
            for key, vector in sorted(sums.items())
            if any(vector)
        ]
        for sums, keys, names in (
            (whole.figures, _FIGURE_KEYS, tables.FIGURES),
            (whole.outputs, _OUTPUT_KEYS, tables.OUTPUT_FIGURES),
        )
    )
    if figures or outputs:
        _one_at_a_time(connection)
    if figures:
        connection.execute(_ADD_FIGURES, figures)
    if outputs:
        connection.execute(_ADD_OUTPUTS, outputs)


def _one_at_a_time(connection: Connection) -> None:
    """Who moves sums does so until the commit: of two who record several things none has what the other waits for."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
        connection.execute(_LOCK)


_LOCK = text("SELECT pg_advisory_xact_lock(7126001)")


def _records(connection: Connection) -> Iterator[tuple[str, Counted]]:
    """Every record that stands with the path of its unit, and what came out of it."""
    activity, output = tables.activity, tables.activity_output
    rows = connection.execute(
        select(activity.c.id, *(activity.c[name] for name in READ), tables.unit.c.path)
        .join(tables.unit, tables.unit.c.id == activity.c.unit_id)
        .where(activity.c.withdrawn == "")
        .order_by(activity.c.id)
    ).mappings()
    things = connection.execute(select(output).order_by(output.c.activity_id, output.c.position)).mappings()
    by_record = _Following(dict(thing) for thing in things)
    for row in rows:
        yield row["path"], Counted(dict(row), by_record.of(row["id"]))


class _Following:
    """Rows of outputs in step with their records, both in the order of the records' ids."""

    def __init__(self, rows: Iterator[Mapping[str, Any]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, activity_id: str) -> tuple[Mapping[str, Any], ...]:
        found = []
        while self._next is not None and self._next["activity_id"] <= activity_id:
            if self._next["activity_id"] == activity_id:
                found.append(self._next)
            self._next = next(self._rows, None)
        return tuple(found)


def _stored(connection: Connection, what: str) -> dict[Key, Vector]:
    table, keys, names = {
        "figure": (tables.figure_sum, _FIGURE_KEYS, tables.FIGURES),
        "output": (tables.output_sum, _OUTPUT_KEYS, tables.OUTPUT_FIGURES),
    }[what]
    rows = connection.execute(select(*(table.c[name] for name in (*keys, *names))))
    found = {tuple(row[: len(keys)]): tuple(map(int, row[len(keys) :])) for row in rows}
    return {key: vector for key, vector in found.items() if any(vector)}


READ = (
    *("kind", "programme", "audience", "topic", "campaigns", "month", "session_word", "sessions", "attendance"),
    *("attendance_approximate", "online", "volunteers", "experts"),
)
"""The columns of a record that are added up, and by which."""


def _adding(table: str, keys: tuple[str, ...], names: tuple[str, ...], words: tuple[str, ...]) -> Any:  # noqa: ANN401
    columns = ", ".join((*keys, *names))
    values = ", ".join(f":{name}" for name in (*keys, *names))
    more = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in names)
    statement = (
        f"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {more}"  # noqa: S608 - our own names
    )
    return text(statement).bindparams(*(bindparam(name, type_=Words()) for name in words))


_ADD_FIGURES = _adding("figure_sum", _FIGURE_KEYS, tables.FIGURES, ("key", "kind", "session_word"))
_ADD_OUTPUTS = _adding("output_sum", _OUTPUT_KEYS, tables.OUTPUT_FIGURES, ("item", "action", "measure"))

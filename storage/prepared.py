"""Statements of every turn: compiled once for each kind of database, then handed to its driver as they are.

What SQLAlchemy does with each execution costs several times the query itself. The types of columns and parameters stay
the ones that say how values are kept.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Executable
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.sql.elements import CompilerElement
from sqlalchemy.types import TypeEngine

from storage.database import Transaction

Values = Mapping[str, object]
Conversion = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement as a driver takes it.

    `order`: of the values, where it takes them by place. `fixed`: values that are part of the statement. `given` and
    `gives` are what values go through on their way in and out; `row` makes what a query gives.
    """

    sql: str
    order: tuple[str, ...] | None
    fixed: Values
    given: tuple[tuple[str, Conversion], ...]
    gives: tuple[tuple[int, Conversion], ...]
    row: Callable[[Iterable[Any]], Any]

    def bound(self, values: Values) -> Any:  # noqa: ANN401 - whatever the driver takes
        """The values as the driver takes them."""
        bound = {**self.fixed, **values}
        for name, conversion in self.given:
            bound[name] = conversion(bound[name])
        return bound if self.order is None else [bound[name] for name in self.order]

    def read(self, came: Iterable[Any]) -> Any:  # noqa: ANN401 - a named tuple of the statement's columns
        """A row of the driver's with our values."""
        if not self.gives:
            return self.row(came)
        values = list(came)
        for place, conversion in self.gives:
            values[place] = conversion(values[place])
        return self.row(values)


class Prepared:
    """A statement. Failures are the driver's own, which `storage.faults` knows as well as SQLAlchemy's."""

    def __init__(self, statement: Executable) -> None:
        """Nothing is compiled before it is needed; what it asks for is known by its columns."""
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def execute(self, tx: Transaction, values: Values) -> int:
        """Execute it; how many rows were written."""
        return self._executed(tx, values)[1].rowcount

    def all(self, tx: Transaction, values: Values) -> list[Any]:
        """The rows it gives, each with its columns by name."""
        compiled, cursor = self._executed(tx, values)
        return [compiled.read(row) for row in cursor.fetchall()]

    def one(self, tx: Transaction, values: Values) -> Any | None:  # noqa: ANN401 - a named tuple of its columns
        """The only row, or None."""
        found = self.all(tx, values)
        return found[0] if found else None

    def _executed(self, tx: Transaction, values: Values) -> tuple[_Compiled, DBAPICursor]:
        compiled, cursor = self._for(tx), tx.connection.connection.cursor()
        cursor.execute(compiled.sql, compiled.bound(values))
        return compiled, cursor

    def _for(self, tx: Transaction) -> _Compiled:
        dialect = tx.connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compiled(self._statement, dialect)
        return compiled


def _compiled(statement: Executable, dialect: Dialect) -> _Compiled:
    assert isinstance(statement, CompilerElement)  # noqa: S101 - whatever is executed is compiled
    compiled: Any = statement.compile(dialect=dialect)
    columns = tuple(getattr(statement, "exported_columns", ()))
    given = {name: _inwards(bind.type, dialect) for bind, name in compiled.bind_names.items()}
    gives = enumerate(_outwards(column.type, dialect) for column in columns)
    return _Compiled(
        sql=compiled.string,
        order=tuple(compiled.positiontup) if compiled.positional else None,
        fixed={name: value for name, value in compiled.params.items() if value is not None},
        given=tuple((name, conversion) for name, conversion in given.items() if conversion),
        gives=tuple((place, conversion) for place, conversion in gives if conversion),
        row=_named(tuple(column.name for column in columns)),
    )


def _named(names: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    row: Any = namedtuple("Row", names)  # type: ignore[misc]  # noqa: PYI024 - known only now
    made: Callable[[Iterable[Any]], Any] = row._make
    return made


def _inwards(kind: TypeEngine[Any], dialect: Dialect) -> Conversion | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _outwards(kind: TypeEngine[Any], dialect: Dialect) -> Conversion | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)

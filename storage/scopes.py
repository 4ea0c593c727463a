"""A scope as conditions on the table of records; whatever is asked of a scope is asked in this way."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, false

from storage import tables
from storage.database import Transaction
from storage.model.figures import Scope
from storage.units import unit_of

STANDING = tables.activity.c.withdrawn == ""


def conditions(tx: Transaction, scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """What holds for a record of the scope that is not withdrawn; for statements that join `unit`.

    A record belongs to a period by its first day. An unknown unit has no records.
    """
    return (STANDING, *_of_unit(tx, scope.unit_id), *_filters(scope))


def below(path: str) -> tuple[ColumnElement[bool], ...]:
    """What holds for a unit at or below `path`."""
    return (tables.unit.c.path >= path, tables.unit.c.path < after(path))


def after(path: str) -> str:
    """Where what is below `path` ends: paths end in "/", and "0" is the character after it."""
    return path[:-1] + "0"


def path_of(tx: Transaction, unit_id: str) -> str | None:
    """A unit's path; None when there is no such unit."""
    found = unit_of(tx, unit_id)
    return None if found is None else found.path


def _of_unit(tx: Transaction, unit_id: str | None) -> tuple[ColumnElement[bool], ...]:
    if unit_id is None:
        return ()
    path = path_of(tx, unit_id)
    return (false(),) if path is None else below(path)


def _filters(scope: Scope) -> Iterator[ColumnElement[bool]]:
    columns = tables.activity.c
    if scope.recorder_id is not None:
        yield columns.recorder_id == scope.recorder_id
    if scope.period is not None:
        yield columns.start >= scope.period.first
        yield columns.start <= scope.period.last
    if scope.kind:
        yield columns.kind == scope.kind
    if scope.programme:
        yield columns.programme == scope.programme
    if scope.audience:
        yield columns.audience == scope.audience

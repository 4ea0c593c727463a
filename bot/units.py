"""The tree of units for the command line: shown, added to, and read from a spreadsheet's CSV."""

import csv
from collections.abc import Iterator
from typing import TextIO

from handlers.texts import operator as texts
from handlers.texts.common import LEVELS
from storage.database import Database, Transaction
from storage.model.people import Level, Unit
from storage.people import add_unit, find_units, units


class UnitFault(Exception):
    """The units cannot be changed like this: sentences with the way out; nothing was written."""


def tree(database: Database) -> Iterator[tuple[int, Unit]]:
    """Every unit with its depth below the root, parents before children."""
    with database.reading() as tx:
        yield from ((unit.path.count("/") - 1, unit) for unit in units(tx))


def the_unit(tx: Transaction, named: str) -> Unit:
    """The one unit of a name, id or alias; raises UnitFault where there is none or more than one."""
    found = find_units(tx, named)
    if not found:
        raise UnitFault(texts.NO_SUCH_UNIT.format(name=named))
    if len(found) > 1:
        ids = texts.ALIAS_SEPARATOR.join(unit.id for unit in found)
        raise UnitFault(texts.SEVERAL_UNITS.format(name=named, count=len(found), ids=ids))
    return found[0]


def level_named(word: str) -> Level | None:
    """A level by its English or its Chinese word."""
    known = {**{level.value: level for level in Level}, **{LEVELS[level]: level for level in Level}}
    return known.get(word.strip())


def added(database: Database, name: str, level: Level, under: str, aliases: tuple[str, ...]) -> Unit:
    """One unit more. Raises UnitFault for an unknown parent."""
    with database.writing() as tx:
        return add_unit(tx, name, level, the_unit(tx, under) if under else None, aliases)


def loaded(database: Database, source: TextIO) -> int:
    """All units of a CSV in one transaction; how many. Raises UnitFault with every faulty line, writing nothing."""
    rows = list(csv.reader(source))
    heads = [texts.CSV_HEADS.get(cell.strip().lstrip("\ufeff"), cell.strip()) for cell in rows[0]] if rows else []
    if not {"name", "level"} <= set(heads):
        raise UnitFault(texts.CSV_HINT)
    faults = []
    with database.writing() as tx:
        for line, cells in enumerate(rows[1:], start=2):
            fault = _row(tx, dict(zip(heads, (cell.strip() for cell in cells), strict=False)))
            faults += [texts.CSV_LINE.format(line=line, fault=fault)] if fault else []
        if faults:
            raise UnitFault("\n".join(faults))
    return sum(any(cells) for cells in rows[1:])


def _row(tx: Transaction, row: dict[str, str]) -> str:
    """Add one line's unit; what is wrong with it, or nothing."""
    if not any(row.values()):
        return ""
    name, level, parent = row.get("name", ""), level_named(row.get("level", "")), row.get("parent", "")
    above = find_units(tx, parent) if parent else ()
    if not name:
        return texts.CSV_NO_NAME
    if level is None:
        levels = texts.ALIAS_SEPARATOR.join(LEVELS.values())
        return texts.CSV_NO_LEVEL.format(level=row.get("level", ""), levels=levels)
    if parent and len(above) != 1:
        return (texts.CSV_SEVERAL_PARENTS if above else texts.CSV_NO_PARENT).format(parent=parent)
    aliases = tuple(filter(None, row.get("aliases", "").split(texts.ALIAS_SEPARATOR)))
    add_unit(tx, name, level, above[0] if above else None, aliases)
    return ""

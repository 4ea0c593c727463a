"""A filled form as a workbook: numbers as numbers, everything else as it is to be copied."""

from datetime import datetime

from reports import texts
from reports.workbook import Cell, Spread, Workbook

_NARROWEST, _WIDEST = 8, 44


def form_workbook(title: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], at: datetime) -> Workbook:
    """One sheet; a column is as wide as its widest cell, within bounds."""
    columns = zip(head, *rows, strict=True)
    widths = tuple(min(_WIDEST, max(_NARROWEST, *map(_width, column))) for column in columns)
    cells = tuple(tuple(map(_cell, row)) for row in rows)
    return Workbook(title, at, (Spread(texts.TAB_FORM, title, (texts.as_of(at),), head, widths, cells),))


def _cell(value: str) -> Cell:
    """A number without a nought before it; "0012" is a name."""
    return int(value) if value.isascii() and value.isdecimal() and str(int(value)) == value else value


def _width(value: str) -> int:
    return sum(1 if character.isascii() else 2 for character in value) + 2

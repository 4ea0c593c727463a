"""A summary as plain text that lines up wherever Chinese characters are two columns wide."""

import unicodedata
from collections.abc import Iterable, Iterator

from reports import texts
from reports.summary import Summary, Table

PHONE = 34
"""Columns that fit in a chat bubble of a narrow phone."""

_GAP = 2
_DOT = " · "


def as_text(summary: Summary, width: int = PHONE) -> str:
    """The whole summary in lines of at most `width` columns (a closing mark may hang over).

    A table that is too wide becomes a list: the first cell, then each figure with what it is.
    """
    parts = ([summary.title, summary.subtitle], [texts.figure(label, value) for label, value in summary.figures])
    blocks = (*parts, *(_table(table, width) for table in summary.tables), list(summary.notes))
    wrapped = ([line for said in block for line in _wrapped(said, width)] for block in blocks if block)
    return "\n\n".join("\n".join(lines) for lines in wrapped)


def columns(text: str) -> int:
    """How many columns a text takes: wide characters are two, marks that sit on another are none."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F", "A"} else 1


def _table(table: Table, width: int) -> list[str]:
    lines = [_one_line(row) for row in (table.head, *table.rows, *((table.total,) if table.total else ()))]
    widths = [max(columns(cell) for cell in cells) for cells in zip(*lines, strict=True)]
    title = texts.heading(table.title)
    if sum(widths) + _GAP * (len(widths) - 1) <= width:
        return [title, *(_aligned(line, widths) for line in lines)]
    return [title, *(part for line in lines[1:] for part in _listed(table.head, line, width))]


def _one_line(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in row)


def _aligned(cells: tuple[str, ...], widths: list[int]) -> str:
    padding = [" " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=True)]
    first, *figures = zip(cells, padding, strict=True)
    return (" " * _GAP).join(("".join(first), *(space + cell for cell, space in figures))).rstrip()


def _listed(head: tuple[str, ...], row: tuple[str, ...], width: int) -> Iterator[str]:
    # In a list nothing is missed when zeros are left out; the first figure always stands.
    said = [(label, cell) for label, cell in zip(head[1:], row[1:], strict=True) if cell != "0"]
    pairs = [_pair(label, cell) for label, cell in said or [(head[1], row[1])]]
    whole = texts.row(row[0], _DOT.join(pairs))
    if columns(whole) <= width:
        yield whole
        return
    yield row[0]
    yield from ("  " + line for line in _packed(pairs, width - 2))


def _pair(label: str, cell: str) -> str:
    """A figure with what it is, as short as it stays clear: "12项", "6期 3场", "845人次", "上期人次 700"."""
    measured = texts.MEASURED_LABEL.match(label)
    name, unit = measured.groups() if measured else (label, label if label in texts.MEASURES else "")
    figure = f"{cell}{unit}" if cell.isdigit() else cell
    clear = label in texts.CLEAR or (label in texts.MEASURES and cell.isdigit())
    return figure if clear else f"{name} {figure}"


def _packed(pairs: Iterable[str], width: int) -> Iterator[str]:
    line = ""
    for pair in pairs:
        longer = f"{line}{_DOT}{pair}" if line else pair
        if line and columns(longer) > width:
            yield line
            longer = pair
        line = longer
    yield line


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Break where the width ends; a closing mark may hang over it, for it never starts a line."""
    line, taken = "", 0
    for character in text:
        wide = _columns(character)
        hanging = character in texts.CLOSING_MARKS and taken <= width
        if taken + wide > width and line and not hanging:
            yield line.rstrip()
            line, taken = "", 0
        line, taken = line + character, taken + wide
    yield line.rstrip()

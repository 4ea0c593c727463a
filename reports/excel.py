"""A workbook as an Excel file that can be printed as it is: A4 across, the head on every page, filters on top."""

import io
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from reports import texts
from reports.workbook import Cell, Line, Spread, Workbook

_A4 = 9
_PLAIN = {"font_name": texts.FONT, "font_size": 11, "valign": "vcenter"}
_GRID = _PLAIN | {"border": 1, "border_color": "#A6A6A6", "text_wrap": True}
_LONGEST_TAB = 31
_NOT_IN_A_TAB = str.maketrans("[]:*?/\\'", "        ")


@dataclass(frozen=True, slots=True)
class _Formats:
    """How things look."""

    title: Any
    note: Any
    head: Any
    cell: Any
    total: Any


def as_xlsx(workbook: Workbook) -> bytes:
    """The file. What people wrote stands in it as text: nothing becomes a formula or a link."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        # Without a moment of its own the library would look at the clock, and no two files were the same.
        book.set_properties({"title": workbook.title, "created": workbook.at.replace(tzinfo=None)})
        formats = _Formats(
            title=book.add_format(_PLAIN | {"bold": True, "font_size": 16}),
            note=book.add_format(_PLAIN | {"font_color": "#595959"}),
            head=book.add_format(_GRID | {"bold": True, "bg_color": "#DDEBF7", "align": "center"}),
            cell=book.add_format(_GRID),
            total=book.add_format(_GRID | {"bold": True}),
        )
        for spread in workbook.spreads:
            _spread(book.add_worksheet(_tab(spread.name)), spread, formats)
    return written.getvalue()


def _tab(name: str) -> str:
    return name.translate(_NOT_IN_A_TAB)[:_LONGEST_TAB]


def _spread(sheet: Any, spread: Spread, formats: _Formats) -> None:  # noqa: ANN401 - the library tells no types
    for column, width in enumerate(spread.widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, spread.title, formats.title)
    for nth, note in enumerate(spread.notes, start=1):
        sheet.write_string(nth, 0, note, formats.note)
    head = 1 + len(spread.notes)
    _line(sheet, head, spread.head, formats.head)
    for nth, line in enumerate(spread.rows, start=head + 1):
        _line(sheet, nth, line, formats.cell)
    last = head + len(spread.rows)
    if spread.total:
        _line(sheet, last + 1, spread.total, formats.total)
    if spread.rows:
        sheet.autofilter(head, 0, last, len(spread.head) - 1)
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(texts.PAGE_FOOTER)


def _line(sheet: Any, row: int, cells: Line, how: Any) -> None:  # noqa: ANN401 - the library tells no types
    for column, cell in enumerate(cells):
        _cell(sheet, row, column, cell, how)


def _cell(sheet: Any, row: int, column: int, cell: Cell, how: Any) -> None:  # noqa: ANN401 - the library tells no types
    if isinstance(cell, int):
        sheet.write_number(row, column, cell, how)
    elif cell:
        sheet.write_string(row, column, cell, how)
    else:
        sheet.write_blank(row, column, None, how)

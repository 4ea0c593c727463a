"""A workbook of finished cells as an Excel file: A4 across, the head on every page, filters on top."""

import io

from reports.excel_page import Format, Formats, Sheet, formats, nothing_but_words, opened, paged, tab
from reports.workbook import Cell, Line, Spread, Workbook


def as_xlsx(workbook: Workbook) -> bytes:
    """The file. What people wrote stands in it as text: nothing becomes a formula or a link."""
    written = io.BytesIO()
    with opened(written, workbook.title, workbook.at) as book:
        looks = formats(book)
        for spread in workbook.spreads:
            _spread(book.add_worksheet(tab(spread.name)), spread, looks)
    return written.getvalue()


def _spread(sheet: Sheet, spread: Spread, looks: Formats) -> None:
    for column, width in enumerate(spread.widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, spread.title, looks.title)
    for nth, note in enumerate(spread.notes, start=1):
        sheet.write_string(nth, 0, note, looks.note)
    head = 1 + len(spread.notes)
    _line(sheet, head, spread.head, looks.head)
    for nth, line in enumerate(spread.rows, start=head + 1):
        _line(sheet, nth, line, looks.text)
    last = head + len(spread.rows)
    if spread.total:
        _line(sheet, last + 1, spread.total, looks.total)
    if spread.rows:
        sheet.autofilter(head, 0, last, len(spread.head) - 1)
    paged(sheet, (head, head), 1)


def _line(sheet: Sheet, row: int, cells: Line, how: Format) -> None:
    for column, cell in enumerate(cells):
        _cell(sheet, row, column, cell, how)


def _cell(sheet: Sheet, row: int, column: int, cell: Cell, how: Format) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, column, cell, how)
    elif cell:
        sheet.write_string(row, column, nothing_but_words(cell), how)
    else:
        sheet.write_blank(row, column, None, how)

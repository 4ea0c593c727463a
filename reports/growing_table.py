"""A table of an Excel sheet that grows row by row, whatever its length; its totals are formulas that follow filters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from xlsxwriter.utility import xl_col_to_name

from reports import texts
from reports.excel_page import About, Cell, Formats, Sheet, height, lines_of, paged

T = TypeVar("T")

SUM, COUNT = 109, 103
"""What SUBTOTAL does with the rows that a filter leaves in view."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its head, its width in half-width characters, what a row has in it, and whether it is added up.

    `counts`: below it stands how many rows there are.
    """

    head: str
    width: float
    of: Callable[[T], Cell]
    summed: bool = False
    counts: bool = False


class GrowingTable(Generic[T]):
    """Title, notes, head, rows, totals, in this order; `totals` are the sums so far by the head of their column."""

    def __init__(
        self, sheet: Sheet, looks: Formats, columns: tuple[Column[T], ...], title: str, notes: tuple[str, ...]
    ) -> None:
        """Write what stands above the rows."""
        self._sheet, self._looks, self._columns = sheet, looks, columns
        self.totals = {column.head: 0 for column in columns if column.summed}
        self.rows = 0
        self.head = 1 + len(notes)
        for nth, column in enumerate(columns):
            sheet.set_column(nth, nth, column.width)
        paged(sheet, (self.head, self.head), 1)
        sheet.write_string(0, 0, title, looks.title)
        for nth, note in enumerate(notes, start=1):
            sheet.write_string(nth, 0, note, looks.note)
        sheet.set_row(self.head, height(max(lines_of(column.head, column.width) for column in columns)))
        for nth, column in enumerate(columns):
            sheet.write_string(self.head, nth, column.head, looks.head)

    def add(self, row: T) -> None:
        """One row more."""
        self.rows += 1
        cells = [column.of(row) for column in self._columns]
        lines = 1
        for column, cell in zip(self._columns, cells, strict=True):
            if column.summed:
                self.totals[column.head] += number(cell)
            elif isinstance(cell, str):
                lines = max(lines, lines_of(cell, column.width))
        self._sheet.add_row(self.head + self.rows, cells, self._looks, height(lines))

    def close(self) -> None:
        """Filters on the head, and the totals where anything is added up."""
        if self.rows:
            self._sheet.autofilter(self.head, 0, self.head + self.rows, len(self._columns) - 1)
        if self.totals:
            for nth, column in enumerate(self._columns):
                self._total(nth, column)

    def area(self, head: str) -> str:
        """The cells of a column as a formula names them, seen from another sheet; with no rows the cell of its head."""
        nth = next(nth for nth, column in enumerate(self._columns) if column.head == head)
        return f"'{self._sheet.get_name()}'!{self._cells(nth, '$')}"

    def _cells(self, nth: int, mark: str = "") -> str:
        name = f"{mark}{xl_col_to_name(nth)}{mark}"
        first = self.head + 2 if self.rows else self.head + 1
        return f"{name}{first}:{name}{self.head + 1 + self.rows}"

    def _total(self, nth: int, column: Column[T]) -> None:
        row, cells, looks = self.head + 1 + self.rows, self._cells(nth), self._looks
        if nth == 0:
            self._sheet.write_string(row, nth, texts.TOTAL, looks.total)
        elif column.counts and self.rows:
            # The first column is never empty, so it is what is counted.
            counted = f"=SUBTOTAL({COUNT},{self._cells(0)})"
            self._sheet.write_formula(row, nth, counted, looks.total_records, self.rows)
        elif column.summed:
            summed = f"=SUBTOTAL({SUM},{cells})"
            self._sheet.write_formula(row, nth, summed, looks.total_figure, self.totals[column.head])
        else:
            self._sheet.write_blank(row, nth, None, looks.total)


def number(cell: Cell) -> int:
    """What a cell adds to the sum of its column: words add nothing."""
    match cell:
        case About():
            return cell.value
        case int():
            return cell
        case _:
            return 0

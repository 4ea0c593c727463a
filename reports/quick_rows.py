"""Sheets that grow from top to bottom by whole rows: the same cells as the library's own, at a fraction of its time."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from reports.excel_page import About, Cell, Formats

_DAY_NOUGHT = date(1899, 12, 30)
_NO_CHARACTERS = str.maketrans("\ufffe\uffff", "\ufffd\ufffd")


class QuickRows(Worksheet):  # type: ignore[misc]  # the library tells no types
    """A sheet of a file whose rows leave memory at once. Words are nothing but words: no formula, no mark-up."""

    def add_row(self, row: int, cells: Iterable[Cell], looks: Formats, height: float | None = None) -> None:
        """A whole row below all that was written so far; empty cells have their lines, too."""
        self._check_dimensions(row, 0)
        self._write_single_row(row)  # what came before; of this row the library has no cells of its own
        cell = "".join(self._cell(f"{_name(nth)}{row + 1}", one, looks) for nth, one in enumerate(cells))
        tall = f' ht="{height:g}" customHeight="1"' if height else ""
        self.fh.write(f'<row r="{row + 1}"{tall}>{cell}</row>')

    def _cell(self, place: str, cell: Cell, looks: Formats) -> str:
        match cell:
            case None | "":
                return f'<c r="{place}" s="{looks.text.xf_index}"/>'
            case str():
                words = f'<is><t xml:space="preserve">{self._words(cell)}</t></is>'
                return f'<c r="{place}" s="{looks.text.xf_index}" t="inlineStr">{words}</c>'
            case int():
                return f'<c r="{place}" s="{looks.figure.xf_index}"><v>{cell}</v></c>'
            case About():
                return f'<c r="{place}" s="{looks.about.xf_index}"><v>{cell.value}</v></c>'
            case date():
                return f'<c r="{place}" s="{looks.day.xf_index}"><v>{(cell - _DAY_NOUGHT).days}</v></c>'

    def _words(self, text: str) -> str:
        if not text.isprintable() or "_x" in text:
            text = self._escape_control_characters(text.translate(_NO_CHARACTERS))
        return escape(text)


@cache
def _name(column: int) -> str:
    return str(xl_col_to_name(column))

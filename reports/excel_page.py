"""What all Excel files have in common: how cells look, and a page that can be printed as it is."""

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any, BinaryIO

import xlsxwriter

from reports import texts
from reports import texts_excel as words

Sheet = Any
"""The library tells no types."""
Format = Any
Book = Any

_A4 = 9
_PLAIN = {"font_name": texts.FONT, "font_size": 11, "valign": "vcenter"}
_GRID = _PLAIN | {"border": 1, "border_color": "#A6A6A6", "text_wrap": True}
_FIGURE = _GRID | {"align": "right", "num_format": "0"}
_LINE_HEIGHT, _MOST_LINES = 16, 20
_LONGEST_TAB = 31
_NOT_IN_A_TAB = str.maketrans("[]:*?/\\'", "        ")


@dataclass(frozen=True, slots=True)
class About:
    """A number that was an estimate: it counts as any other, and is shown with 约 before it."""

    value: int


Cell = str | int | date | About | None


@dataclass(frozen=True, slots=True)
class Formats:
    """How things look."""

    title: Format
    note: Format
    head: Format
    text: Format
    figure: Format
    about: Format
    day: Format
    degree: Format
    total: Format
    total_figure: Format
    total_records: Format


def opened(out: str | BinaryIO, title: str, at: datetime, *, row_by_row: bool = False) -> Book:
    """A new file, to be closed by `with`; the same cells at the same moment make the same bytes.

    `row_by_row`: rows are written from top to bottom and leave memory at once.
    """
    book = xlsxwriter.Workbook(out, {"constant_memory": True} if row_by_row else {"in_memory": True})
    # Without a moment of its own the library would look at the clock, and no two files were the same.
    book.set_properties({"title": title, "created": at.replace(tzinfo=None)})
    return book


def formats(book: Book) -> Formats:
    """The looks of a file."""
    bold = {"bold": True, "bg_color": "#F2F2F2"}
    looks = Formats(
        title=book.add_format(_PLAIN | {"bold": True, "font_size": 16}),
        note=book.add_format(_PLAIN | {"font_color": "#595959"}),
        head=book.add_format(_GRID | {"bold": True, "bg_color": "#DDEBF7", "align": "center"}),
        text=book.add_format(_GRID),
        figure=book.add_format(_FIGURE),
        about=book.add_format(_FIGURE | {"num_format": words.ABOUT_FORMAT}),
        day=book.add_format(_GRID | {"num_format": "yyyy-mm-dd", "align": "center"}),
        degree=book.add_format(_FIGURE | {"num_format": words.DEGREE_FORMAT}),
        total=book.add_format(_GRID | bold),
        total_figure=book.add_format(_FIGURE | bold),
        total_records=book.add_format(_FIGURE | bold | {"num_format": words.RECORDS_FORMAT}),
    )
    for name in Formats.__slots__:
        getattr(looks, name)._get_xf_index()  # noqa: SLF001 - rows that are written at once need it
    return looks


def tab(name: str) -> str:
    """A name as the tab of a sheet takes it."""
    return name.translate(_NOT_IN_A_TAB)[:_LONGEST_TAB]


def paged(sheet: Sheet, head: tuple[int, int], frozen_columns: int, *, one_page: bool = False) -> None:
    """A4 across, as wide as the page; the rows of the head (first, last) stay in view and stand on every page.

    `one_page`: as small as it takes for one, so that no chart is cut.
    """
    first, last = head
    sheet.freeze_panes(last + 1, frozen_columns)
    sheet.repeat_rows(first, last)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 1 if one_page else 0)
    sheet.set_footer(texts.PAGE_FOOTER)


def lines_of(text: str, width: float) -> int:
    """About how many lines words take in a column."""
    if 2 * len(text) <= width:
        return 1
    return sum(max(1, ceil(_columns(line) / width)) for line in text.split("\n"))


def _columns(text: str) -> float:
    """What takes three bytes of UTF-8 is two columns wide."""
    return (len(text.encode()) + len(text)) / 2


def height(lines: int) -> float | None:
    """How high a row of so many lines is, where that is to be said: not every program finds out by itself."""
    return min(lines, _MOST_LINES) * _LINE_HEIGHT if lines > 1 else None


def nothing_but_words(text: str) -> str:
    """The library takes words between these two marks for its own; a blank in front makes them words again."""
    return f" {text}" if text.startswith("<r>") and text.endswith("</r>") else text

"""What a workbook holds, as finished cells: whoever shows it makes the file."""

from datetime import datetime

import msgspec

Cell = str | int
Line = tuple[Cell, ...]


class Spread(msgspec.Struct, frozen=True):
    """One sheet: the name of its tab, a title, notes below it, then a table; `total` is its last row, if any.

    `widths` of the columns are counted in half-width characters; a text longer than its column goes on in a new line.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Line, ...]
    total: Line = ()


class Workbook(msgspec.Struct, frozen=True, tag="workbook"):
    """Sheets in order, and the moment they say how things stood: the same workbook makes the same bytes."""

    title: str
    at: datetime
    spreads: tuple[Spread, ...]

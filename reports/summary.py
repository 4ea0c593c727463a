"""The figures of a period as tables that every format prints."""

import msgspec


class Table(msgspec.Struct, frozen=True):
    """A titled table of finished cells; `total` is the last row, empty where adding up would be wrong.

    `bars`, where given, is one number for each row, to be drawn as lengths beside it; with `course` they follow each
    other in time and are drawn as a line.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    bars: tuple[int, ...] = ()
    course: bool = False


class Summary(msgspec.Struct, frozen=True):
    """A summary ready to print: what of, the key figures (label, value), the tables, and notes on how to read them."""

    title: str
    subtitle: str
    figures: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()

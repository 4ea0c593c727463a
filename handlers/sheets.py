"""A table of finished cells that is sent as a workbook."""

import msgspec


class Filled(msgspec.Struct, frozen=True, tag="filled"):
    """A form that was filled: its title, the heads of its columns, and its rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

"""What is sent as a workbook: a table that is read within the turn, or one of finished cells."""

import msgspec


class Filled(msgspec.Struct, frozen=True, tag="filled"):
    """A form that was filled: its title, the heads of its columns, and its rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Standings(msgspec.Struct, frozen=True, tag="standings"):
    """A period's table of who has reported, as a workbook: read within the turn, made when it is sent."""

    rule_id: str
    period: str
    unit_id: str
    title: str

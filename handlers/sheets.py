"""What is sent as a file of its own kind: a table read within the turn, one of finished cells, a draft with marks."""

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


class Noted(msgspec.Struct, frozen=True):
    """A figure of a draft by its place in the text; `verdict` is "agrees", "differs", "unknown" or "uncheckable".

    `value` is what the ledger has, with its measure word, and `what` the name of that sum.
    """

    start: int
    end: int
    verdict: str
    value: str = ""
    what: str = ""


class Proof(msgspec.Struct, frozen=True, tag="proof"):
    """A draft with its figures marked: made when it is sent.

    `title` is what it was checked against. `word` is the hash of the Word file the text was read from ("": there is
    none), in which the places count from `begins`.
    """

    title: str
    text: str
    notes: tuple[Noted, ...]
    word: str = ""
    begins: int = 0

"""A draft written elsewhere that came as files, as the edge has read it."""

import msgspec


class Drafted(msgspec.Struct, frozen=True, tag="drafted"):
    """A draft that came as files: its text, with what was written beside it before.

    `word` is the hash of the one Word file it was read from, whose own text begins at `begins`; "" where it came as
    plain text, or as several files.
    """

    text: str
    word: str = ""
    begins: int = 0

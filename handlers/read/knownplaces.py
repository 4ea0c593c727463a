"""Names of units and earlier venues of this ledger, as they stand in a text."""

from collections.abc import Iterator
from functools import lru_cache

from handlers.read.writing import plainly


def known_in(plain: str, places: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Where a known name begins, and the name; of several at one place the longest.

    >>> list(known_in("今天月亮湾讲防火", ("月亮", "月亮湾")))
    [(2, '月亮湾')]
    """
    index = _index(places)
    for at in range(len(plain) - 1 if index else 0):
        for known in index.get(plain[at : at + 2], ()):
            if plain.startswith(known, at):
                yield at, known
                break


@lru_cache(maxsize=64)
def _index(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Known names by their first two characters, the longest first."""
    index: dict[str, list[str]] = {}
    for name in sorted({_plain_name(name) for name in names}, key=len, reverse=True):
        if len(name) > 1:
            index.setdefault(name[:2], []).append(name)
    return {begin: tuple(alike) for begin, alike in index.items()}


@lru_cache(maxsize=16_384)
def _plain_name(name: str) -> str:
    """Name by name: a new record changes the order of the places, and with it the whole tuple."""
    return plainly(name).plain

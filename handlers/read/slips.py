"""Slips of the fingers and of the ear: words with a wrong character of the same sound, set right for reading."""

import re
from functools import cache

from handlers.read.lexicon import either, sections
from handlers.read.patterns import regex

_UNLESS = "!"
"""In the lexicon it stands before the characters that make another word of a slip: 「公安局民警」."""


def unslipped(plain: str) -> str:
    """A text with the words that were meant; every character keeps its place, and what is shown stays as written.

    >>> unslipped("办了讲做，到会局民37人，公安局民警也来了")
    '办了讲座，到会居民37人，公安局民警也来了'
    """
    return _pattern().sub(_meant, plain)


def _meant(match: re.Match[str]) -> str:
    right, others = _meanings()[match[0]]
    behind = match.string[match.end() : match.end() + 1]
    return match[0] if behind and behind in others else right


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    """Every wrong word with the right one, which is as long, and the characters before which it is not wrong."""
    found: dict[str, tuple[str, str]] = {}
    for right, slips in sections("slips").items():
        for slip in slips:
            wrong, _, others = slip.partition(_UNLESS)
            found[wrong] = (right, others)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return regex(either(tuple(_meanings())))

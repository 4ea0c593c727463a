"""Words that tell what a message is, from `lexicon/natures.txt`: of a thing done, planned, called off, asked for."""

import re
from functools import cache

from handlers.read.lexicon import either, words
from handlers.read.patterns import regex


@cache
def _signs(section: str) -> re.Pattern[str]:
    """The words of a section as the only group; longer words that hold one of them come first and fill no group."""
    misleading = either(words("natures", f"not {section}"))
    return regex(f"{misleading}|({either(words('natures', section))})")


def last_of(section: str, plain: str) -> int:
    """Where the last word of a section ends in a text; -1 if it has none."""
    return max((one.end() for one in _signs(section).finditer(plain) if one.lastindex), default=-1)


def speaks_of(section: str, plain: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a text has a word of a section: 「系统」 is talk of the office, 「免疫系统」 is not."""
    found = _signs(section).finditer(plain, start, len(plain) if end is None else end)
    return any(one.lastindex for one in found)

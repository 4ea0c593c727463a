"""Whom a place suggests: a school children, a village farmers. Only ever proposed, and shown as such."""

import re
from functools import cache

from handlers.read.lexicon import either, sections
from handlers.read.patterns import regex
from handlers.read.writing import plainly


def audience_of(venue: str) -> str:
    """The audience of the taxonomy that the name of a place suggests, by the word that stands last in it; "" for none.

    >>> audience_of("北营村小学"), audience_of("北营村文化大院"), audience_of("人民广场")
    ('青少年', '农民', '')
    """
    plain = plainly(venue).plain
    ends = {match.end(): match.lastgroup or "" for match in _places().finditer(plain)}
    return _names()[ends[max(ends)]] if ends else ""


@cache
def _names() -> dict[str, str]:
    return {f"a{nth}": name for nth, name in enumerate(sections("suggestions"))}


@cache
def _places() -> re.Pattern[str]:
    groups = (f"(?P<{group}>{either(sections('suggestions')[name])})" for group, name in _names().items())
    return regex("|".join(groups))

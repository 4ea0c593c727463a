"""The form of an activity, from the words that name it, do it or hint at it."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from handlers.read.lexicon import either, sections
from storage.model.taxonomy import Taxonomy


class KindWords(NamedTuple):
    """A word that tells the form: where it stands, the kind of the taxonomy, how strongly (5 names it, 1 hints)."""

    start: int
    end: int
    kind: str
    strength: int


def kinds_in(plain: str, taxonomy: Taxonomy) -> tuple[KindWords, ...]:
    """Every telling word, from left to right.

    Words of the taxonomy file name a kind as strongly as those of the lexicon do.
    """
    pattern, meanings = _pattern(taxonomy)
    return tuple(KindWords(match.start(), match.end(), *meanings[match[0]]) for match in pattern.finditer(plain))


def kind_of(found: tuple[KindWords, ...]) -> KindWords | None:
    """The strongest word; of equally strong ones the first."""
    return max(found, key=lambda one: (one.strength, -one.start), default=None)


@lru_cache(maxsize=8)
def _pattern(taxonomy: Taxonomy) -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    known = {kind.name for kind in taxonomy.kinds}
    meanings = {word: (kind, strength) for word, kind, strength in _cues() if kind in known}
    for kind in taxonomy.kinds:
        for word in kind.aliases:
            meanings.setdefault(word, (kind.name, 5))
    return re.compile(either(tuple(meanings))), meanings


@cache
def _cues() -> tuple[tuple[str, str, int], ...]:
    found = []
    for section, words in sections("cues").items():
        kind, _, strength = section.rpartition(" ")
        found.extend((word, kind, int(strength)) for word in words)
    return tuple(found)

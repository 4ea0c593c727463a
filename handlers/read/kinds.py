"""The form of an activity, from the words that name it, do it or hint at it."""

import re
from functools import cache
from typing import NamedTuple

from handlers.read.kindphrases import PHRASES
from handlers.read.lexicon import either, sections
from handlers.read.terms import remembered
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
    named = (KindWords(match.start(), match.end(), *meanings[match[0]]) for match in pattern.finditer(plain))
    taken = (KindWords(*match.span(), kind, 4) for phrase, kind in PHRASES for match in phrase.finditer(plain))
    known = {kind.name for kind in taxonomy.kinds}
    return tuple(_weighed(one, plain) for one in (*named, *taken) if one.kind in known)


def _weighed(one: KindWords, plain: str) -> KindWords:
    """「3000余人参观」 tells what people did there, not what it was."""
    seeing = plain[one.start : one.end] in ("参观", "观展")
    by_people = seeing and plain[max(0, one.start - 1) : one.start] in tuple("人次名生众民")
    return one._replace(strength=2) if by_people else one


def kind_of(found: tuple[KindWords, ...]) -> KindWords | None:
    """The strongest word; of equally strong ones the first."""
    return max(found, key=lambda one: (one.strength, -one.start), default=None)


@remembered
def _pattern(taxonomy: Taxonomy) -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    meanings = {word: (kind, strength) for word, kind, strength in _cues()}
    for kind in taxonomy.kinds:
        for word in kind.aliases:
            meanings.setdefault(word, (kind.name, 5))
    return re.compile(either(tuple(meanings))), meanings


@cache
def _cues() -> tuple[tuple[str, str, int], ...]:
    found: list[tuple[str, str, int]] = []
    for section, words in sections("cues").items():
        kind, _, strength = section.rpartition(" ")
        found.extend((word, kind, int(strength)) for word in words)
    return tuple(found)

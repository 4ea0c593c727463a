"""What people did, used, saw or got, where no word names the form of an activity: signs whose weights add up."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from handlers.read.lexicon import sections
from handlers.read.patterns import regex

_BREAK = regex(r"[，,。；;！!？?\n]")
_REACH = 16
"""Characters between the parts of a sign (「量~身体」)."""

_FAMILY, _NOTHING, _NO_CUE = "= ", "-", "- 0"

Span = tuple[int, int]
Seen = dict[str, list[Span]]


class Sign(NamedTuple):
    """What is seen together, and the kind it tells: chains stand anywhere, the parts of each in one clause."""

    kind: str
    weight: int
    chains: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def alone(self) -> bool:
        """Whether a single word is the whole sign."""
        return len(self.chains) == 1 and len(self.chains[0]) == 1


class ActWords(NamedTuple):
    """A sign in a text: where it stands, the kind it tells and how much it says."""

    start: int
    end: int
    kind: str
    weight: int


def acts_in(plain: str) -> tuple[ActWords, ...]:
    """Every sign in a text, each of them once.

    >>> [(one.kind, one.weight) for one in acts_in("给牧民量了血压")]
    [('咨询服务', 4)]
    """
    seen = _seen(plain)
    breaks = [match.start() for match in _BREAK.finditer(plain)]
    signs = {id(sign): sign for name in seen for sign in _signs().get(name, ())}
    found = ((sign, _first(sign, seen, breaks)) for sign in signs.values())
    return tuple(ActWords(*span, sign.kind, sign.weight) for sign, span in found if span)


def _seen(plain: str) -> Seen:
    """The names under which words of a text stand in the lexicon: their families and themselves.

    A word inside a longer one is none: 「学」 in 「小学」.
    """
    lengths, names = _words()
    seen: Seen = defaultdict(list)
    furthest = 0
    for start, first in enumerate(plain):
        for length in lengths.get(first, ()):
            found = names.get(plain[start : start + length])
            if found is not None:
                if start + length > furthest:
                    furthest = start + length
                    for name in found:
                        seen[name].append((start, furthest))
                break
    return seen


def _first(sign: Sign, seen: Seen, breaks: list[int]) -> Span | None:
    """Where its first chain stands, if all of them do."""
    if sign.alone:
        return min(seen[name][0] for name in sign.chains[0][0] if name in seen)
    spans = [_chain(chain, seen, breaks) for chain in sign.chains]
    return spans[0] if all(spans) else None


def _chain(parts: tuple[tuple[str, ...], ...], seen: Seen, breaks: list[int]) -> Span | None:
    """Where the parts follow each other in one clause."""
    reached = [span for name in parts[0] for span in seen.get(name, ())]
    for part in parts[1:]:
        behind = [span for name in part for span in seen.get(name, ())]
        reached = [
            (start, then_end)
            for start, end in reached
            for then, then_end in behind
            if end <= then <= end + _REACH and not any(end <= one < then for one in breaks)
        ]
    return min(reached, default=None)


@cache
def _lexicon() -> tuple[dict[str, tuple[str, ...]], tuple[Sign, ...]]:
    """The families of words, and the signs."""
    families: dict[str, tuple[str, ...]] = {}
    signs: list[Sign] = []
    for section, items in sections("acts").items():
        kind, _, weight = section.rpartition(" ")
        if section.startswith(_FAMILY):
            families[section.removeprefix(_FAMILY)] = items
        elif section != _NOTHING:
            signs.extend(Sign(kind, int(weight), _chains(item)) for item in items)
    return families, tuple(signs)


def _chains(item: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """「塞~单+街头/路口」 in parts."""
    return tuple(tuple(tuple(part.split("/")) for part in chain.split("~")) for chain in item.split("+"))


@cache
def _words() -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[str, ...]]]:
    """The lengths of the words that begin with a character, longest first; and the names each word goes by."""
    families, signs = _lexicon()
    names: dict[str, set[str]] = defaultdict(set)
    for family, words in families.items():
        for word in words:
            names[word].add(family)
    for part in (part for sign in signs for chain in sign.chains for choice in chain for part in choice):
        if part not in families:
            names[part].add(part)
    for word in (*sections("acts")[_NOTHING], *sections("cues")[_NO_CUE]):
        names.setdefault(word, set())
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in names:
        lengths[word[0]].add(len(word))
    by_first = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    return by_first, {word: tuple(sorted(found)) for word, found in names.items()}


@cache
def _signs() -> dict[str, tuple[Sign, ...]]:
    """The signs by each name their first part goes by."""
    found: dict[str, list[Sign]] = defaultdict(list)
    for sign in _lexicon()[1]:
        for name in sign.chains[0][0]:
            found[name].append(sign)
    return {name: tuple(signs) for name, signs in found.items()}

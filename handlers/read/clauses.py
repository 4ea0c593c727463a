"""Clauses of a text with the verbs and figures in each, and whether they are the value of a label (「物资：…」)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from handlers.read.counted import Counted, counted_in
from handlers.read.handing import Verb, verbs_in
from handlers.read.patterns import regex


class Clause(NamedTuple):
    """`fresh`: a sentence begins here; `listed`: it stands under a label for things; `joint`: the mark before it."""

    start: int
    end: int
    fresh: bool
    listed: bool
    joint: str
    verbs: tuple[Verb, ...]
    counts: tuple[Counted, ...]

    def verb_before(self, start: int, end: int) -> Verb | None:
        """The last verb of this clause that ends between two places."""
        at = bisect_right(self.verbs, end, key=lambda verb: verb.end)
        return self.verbs[at - 1] if at and start <= self.verbs[at - 1].start else None

    def verbs_from(self, start: int) -> tuple[Verb, ...]:
        """The verbs of this clause that begin at a place or behind it."""
        return self.verbs[bisect_left(self.verbs, start, key=lambda verb: verb.start) :]


_CLAUSE = regex(r"(?:[^，,。；;！!？?\n\t|]|(?<=\d),(?=\d{3}))+")
_FULL_STOP = regex(r"[。！!？?\n]")
_LABEL = regex(
    r"(?:(?<![^\n|\t；;。，,\s])|^)(?:发放|赠送|宣传|活动|所发|发出)?(?:物资|物品|资料|材料|礼品|奖品|宣传品|用品)(?:发放)?(?:情况|数量|清单|数|名称)?"
    r"[ ]?(?:[:|\t]|\([份册个件]\)[:|\t ])"
)
_LABEL_END = regex(r"[\n。]|[；;\s][\u4e00-\u9fff]{2,6}[:|\t]")


def clauses(plain: str, taken: tuple[tuple[int, int], ...] = ()) -> Iterator[Clause]:
    """The clauses of a text from left to right; figures that begin within `taken` are left out."""
    verbs, labels = verbs_in(plain), tuple(_label_scopes(plain))
    begins = frozenset(place for start, end in taken for place in range(start, end))
    counts = tuple(count for count in counted_in(plain) if count.start not in begins)
    verb = count = label = before = 0
    for match in _CLAUSE.finditer(plain):
        start, end = match.span()
        verb_end, count_end = _first_from(verbs, verb, end), _first_from(counts, count, end)
        while label < len(labels) and labels[label][1] <= start:
            label += 1
        listed = label < len(labels) and labels[label][0] < end
        fresh = start == 0 or bool(_FULL_STOP.search(plain, before, start))
        joint = plain[start - 1] if start else ""
        yield Clause(start, end, fresh, listed, joint, verbs[verb:verb_end], counts[count:count_end])
        verb, count, before = verb_end, count_end, end


def _first_from(marks: tuple[Verb, ...] | tuple[Counted, ...], at: int, end: int) -> int:
    while at < len(marks) and marks[at].start < end:
        at += 1
    return at


def _label_scopes(plain: str) -> Iterator[tuple[int, int]]:
    place = 0
    while match := _LABEL.search(plain, place):
        stop = _LABEL_END.search(plain, match.end())
        place = stop.start() if stop else len(plain)
        yield match.start(), place
        place = max(place, match.end())

"""Which form of activity the wording of a message leans to: weights of single characters and pairs of them.

The weights stand in `lexicon/leanings.txt`; `python -m bench.leanings` makes them anew from labelled messages.
"""

from collections import defaultdict
from functools import cache
from math import sqrt

from handlers.read.lexicon import sections
from handlers.read.patterns import regex

_COURTESY = regex(
    r"(?:各位|大家|领导|老师|同事|同志)(?:们|领导|老师|同事|同志)?(?:早上|上午|中午|下午|晚上)?(?:好|辛苦了?)"
    r"|辛苦了|谢谢|收到|照片稍后发?群?里?|活动上报"
)
_DIGITS = regex(r"\d+")
_RUN = regex(r"[^\s，,。；;：:、！!？?()|【】]+")


def without_courtesy(plain: str) -> str:
    """A text with its greetings and thanks blanked out: they tell of no activity."""
    return _COURTESY.sub(lambda match: " " * len(match[0]), plain)


def pairs_in(plain: str) -> set[str]:
    """Every character of a text and every pair of neighbours; numbers are all the same, marks are none.

    >>> sorted(pairs_in("讲座，80人"))
    ['0', '0人', '人', '座', '讲', '讲座']
    """
    runs = _RUN.findall(_DIGITS.sub("0", without_courtesy(plain)))
    return {run[at : at + size] for run in runs for size in (1, 2) for at in range(len(run) - size + 1)}


def leanings(plain: str) -> dict[str, float]:
    """How much the wording speaks for each kind; all together count as one text, however long."""
    kinds, weights = _weights()
    known = [weights[pair] for pair in pairs_in(plain) if pair in weights]
    length = sqrt(len(known) + 1)
    return {kind: sum(column) / length for kind, column in zip(kinds, zip(*known, strict=True), strict=False)}


def telling(plain: str, kind: str) -> tuple[int, int]:
    """Where the wording stands that leans most to a kind."""
    kinds, weights = _weights()
    known = sorted(pair for pair in pairs_in(plain) if pair in weights)
    pair = max(known, key=lambda one: weights[one][kinds.index(kind)], default="")
    start = max(plain.find(pair), 0)
    return start, start + len(pair)


@cache
def _weights() -> tuple[tuple[str, ...], dict[str, tuple[int, ...]]]:
    """The kinds, and the weights of every pair in their order."""
    told = [(*section.rpartition(" ")[::2], pairs) for section, pairs in sections("leanings").items()]
    kinds = tuple(dict.fromkeys(kind for kind, _, _ in told))
    rows: dict[str, list[int]] = defaultdict(lambda: [0] * len(kinds))
    for kind, weight, pairs in told:
        for pair in pairs:
            rows[pair][kinds.index(kind)] = int(weight)
    return kinds, {pair: tuple(row) for pair, row in rows.items()}

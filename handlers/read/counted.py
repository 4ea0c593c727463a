"""Figures with the measure word behind them: 「1500 余份」, 「几百本」, 「各100」, 「每人一份」."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from handlers.read.amounts import figures, loosely_behind, with_words
from handlers.read.lexicon import any_of, words
from storage.model.activity import Amount

_UNFIT_BEFORE = re.compile(r"(?:第|[A-Za-z.\-/]|\d[.\-·])$")
_SHARED = re.compile(r"(?:各|均)(?:自|有|为|是|发了?|发放了?|送了?|赠送了?)?\s?$")
_PER_HEAD = re.compile(
    r"(?:每(?:个|位|名|一?户|一?家|人|班|村|组|桌|家庭)?[\u4e00-\u9fff]{0,4}?|人手|一人|人均|户均|一户|一家|每)"
    r"(?:一律|都|也|各|均|可|能)?(?:发放|发|送|赠送|领取|领|得|拿)?(?:了|到|放)?\s?$"
)
_REACH = 12


class Counted(NamedTuple):
    """A figure and its measure word (perhaps none); `shared`: 各, the same of each; `per_head`: so many for each person."""

    start: int
    end: int
    amount: Amount
    measure: str
    shared: bool
    per_head: bool


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(rf"\s?({any_of('measures')})")


@cache
def handed() -> frozenset[str]:
    """Measure words of things that may be handed out even when no verb says so."""
    return frozenset(words("measures", "handed"))


@cache
def said() -> frozenset[str]:
    """Measure words of things that are handed out only if a verb says so."""
    return frozenset(words("measures", "said"))


def counted_in(plain: str) -> Iterator[Counted]:
    """Every figure that is not part of a name or code, with the measure word behind it if there is one."""
    for figure in figures(plain):
        if _UNFIT_BEFORE.search(plain, max(0, figure.start - 3), figure.start):
            continue
        match = _measure().match(plain, figure.end)
        end = loosely_behind(plain, match.end()) if match else figure.end
        loose = bool(match) and end > match.end() if match else False
        window = max(0, figure.start - _REACH)
        shared = _SHARED.search(plain, window, figure.start)
        per_head = _PER_HEAD.search(plain, window, figure.start)
        start = per_head.start() if per_head else shared.start() if shared else figure.start
        words_ = plain[start if per_head else figure.start : end].strip()
        amount = Amount(words=words_) if per_head else with_words(figure.amount, words_, loose)
        yield Counted(start, end, amount, match[1] if match else "", bool(shared), bool(per_head))

"""Who helped: volunteers and experts, counted apart from the people reached."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from handlers.read.amounts import Figure, figures, with_words
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from storage.model.activity import Amount

_MEASURE = regex(r"\s?(?:名|位|个(?!月|小时|学)|人(?!次))")
_REACHED_AFTER = regex(r"[^，,。；;、\n]{0,4}(?:参加|听|学习|培训|受训|参训)")


class Staff(NamedTuple):
    """Some of those who helped: how many, and where it stands."""

    start: int
    end: int
    amount: Amount


def volunteers_in(plain: str) -> Staff | None:
    """「12名志愿者」; several such numbers are added; None where nobody counted them.

    Volunteers who took part as those reached (「50名志愿者参加培训」) are not meant.
    """
    return _counted(plain, any_of("staff", "volunteers"))


def experts_in(plain: str) -> Staff | None:
    """「医生3名、护士2名」 are five; None where nobody counted them."""
    return _counted(plain, any_of("staff", "experts"))


def _counted(plain: str, called: str) -> Staff | None:
    found = tuple(_numbers(plain, called))
    if not found:
        return None
    start, end, amounts = found[0].start, found[-1].end, [one.amount for one in found]
    if len(amounts) == 1:
        return Staff(start, end, with_words(amounts[0], plain[start:end]))
    if any(amount.value is None for amount in amounts):
        return None
    total, loose = sum(amount.value or 0 for amount in amounts), any(amount.approximate for amount in amounts)
    return Staff(start, end, Amount(total, approximate=loose, words=plain[start:end]))


def _numbers(plain: str, called: str) -> Iterator[Staff]:
    ahead, behind = _patterns(called)
    for figure in figures(plain):
        if span := _named(plain, figure, ahead, behind):
            yield Staff(*span, figure.amount)


@cache
def _patterns(called: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """「12名…志愿者」, and 「志愿者共」 before a number."""
    ahead = regex(rf"(?:{_MEASURE.pattern})[一-龥]{{0,4}}?{called}")
    return ahead, regex(rf"{called}(?:们|共|有|来了|出动|出动了|各|约|:|\s)*$")


def _named(plain: str, figure: Figure, ahead: re.Pattern[str], behind: re.Pattern[str]) -> tuple[int, int] | None:
    """From where to where the number and the word for those people stand."""
    if (after := ahead.match(plain, figure.end)) and not _REACHED_AFTER.match(plain, after.end()):
        return figure.start, after.end()
    before = behind.search(plain, max(0, figure.start - 14), figure.start)
    measured = _MEASURE.match(plain, figure.end)
    if before and measured and not _REACHED_AFTER.match(plain, measured.end()):
        return before.start(), measured.end()
    return None

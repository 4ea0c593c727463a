"""Numbers of people in a row: 「初一到初三各180、175、168人」, 「一车45一车38」."""

from typing import NamedTuple

from handlers.read import amounts
from handlers.read.counts import Count
from handlers.read.patterns import regex
from storage.model.activity import Amount


class Series(NamedTuple):
    """Several numbers as their sum, and where the last of them ends."""

    end: int
    amount: Amount


_AMOUNT = r"[\d一二两三四五六七八九十百零几来多余]{1,7}(?:出头|挂零|左右)?"
_IN_TURN = regex(r"(?:各|分别|依次|先后)(?:是|为|有|来了?|到了?|听了?|参加)?(?:有)?\s?$")
_ONE_AND_ONE = regex(
    rf"一(?P<of>个?[村班校队组车拨屋边船桌批波]|辆车?)(?:坐了?|有|来了?)?({_AMOUNT})[人个号名位]*[，,、\s和]{{0,2}}(?:另|再|又)?一(?P=of)(?:坐了?|有|来了?)?({_AMOUNT})"
)
"""「一个村40来号，一个村三十挂零」."""
_SERIES = regex(r"(\d{1,5}(?:[人名位]?(?:[、，,/+]|和)\d{1,5}){1,8})[人名位]")
_LARGE_SERIES = regex(r"\d{2,5}(?:、\d{2,5})+[人名位]")
"""「三批，55、48、52人」."""


def begins_series(plain: str, start: int) -> bool:
    """「一辆44人一辆46人」: the first of these figures counts no cars."""
    return plain[start] == "一" and _ONE_AND_ONE.match(plain, start) is not None


def series_at(count: Count) -> Series | None:
    """「初一到初三各180、175、168人」, 「依次来了41、38、52人」, 「一车45一车38」 as their sum."""
    match = _ONE_AND_ONE.match(count.plain, count.figure.start)
    if match is None:
        match = _SERIES.match(count.plain, count.figure.start)
        if match and not _IN_TURN.search(count.before) and not _LARGE_SERIES.fullmatch(match[0]):
            return None
    if match is None:
        return None
    parts = [one.amount for text in match.groups()[-2:] for one in amounts.figures(text)]
    values = [one.value for one in parts]
    if None in values:
        return None
    amount = Amount(sum(filter(None, values)), approximate=any(one.approximate for one in parts), words=match[0])
    return Series(match.end(), amount)

"""Who held it: 主办, 承办, 协办, 「由…组织」, 「A联合B开展」; the organisers' names, never the venue."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from handlers.read.lexicon import any_of
from handlers.read.patterns import regex


class HostWords(NamedTuple):
    """The name of an organiser and where it stands."""

    name: str
    start: int
    end: int


_INNER = r"[^，,。；;！!？?\n\t|:()（）“”\"《》]"
_ROLE = r"(?:联合主办|共同主办|主办|承办|协办|指导|支持|组织|举办|牵头|实施)"
_HELD = r"(?:联合|共同|携手)?(?:主办|承办|协办|组织|牵头|举办|举行|开展|发起|实施|负责)"
_BEGIN = r"(?:(?<=[，,、。；;！!？?\n\t|:\s])|^)"
_UNIT = r"(?:单位|方|部门|机构)"
_MARK = r"(?:[:|】]|是|为|\t|\s)"
_LABEL = regex(rf"{_ROLE}(?:{_UNIT}|(?=\s?[:|\t】]))\s?{_MARK}\s?((?:(?!\s{_ROLE}|【){_INNER}){{2,60}})")
_BY = regex(rf"(?<![自理来缘])由({_INNER}{{2,40}}?)(?={_HELD})")
_ALLY = r"(?:联合|会同|携手|联手|协同)(?!国|收割|会|体|起来|主办|举办|承办|开展)"
_WITH = regex(rf"{_BEGIN}({_INNER}{{2,24}}?)(?:积极|特|又|再次|与|和)?({_ALLY})({_INNER}{{2,60}})")
_TOGETHER = regex(
    rf"{_BEGIN}({_INNER}{{4,50}}?)(?:(?:联合|共同|携手)(?=主办|举办|承办|开展|组织|发起)|(?:一起|一同|一块儿?)(?=[主举承]?办|搞|开展|组织|弄|做))"
)
_ALONG = regex(rf"{_BEGIN}(?:我们|咱们?|俺们?)?[和跟与同]({_INNER}{{2,14}}?)(?:一起|一同|一块儿?|合伙|合作)")
_HOLDS = regex(rf"{_BEGIN}([^\s，,。；;！!？?|:()（）“”\"《》]{{2,30}}?)(?=(?:主办|承办|协办|牵头)(?!{_UNIT}))")
_OFFICE_HOLDS = regex(
    rf"{_BEGIN}([^\s，,。；;！!？?|:()（）“”\"《》在到赴去给]{{2,16}}?)(?=举办|举行|组织(?![部委科人处])|开展|召开)"
)
_THEIRS = regex(rf"是({_INNER}{{2,14}}?)(?:[主举]?办|搞|组织|牵头|弄)的")
_CUT = regex(
    r"(?:，|,|到|赴|在|走进|深入|来|去|为|给|向|开展|举办|举行|组织|进行|召开|共同|一起|一同|于|把|对|邀请|请|派|专家|志愿|工作人员|的|主办|承办|协办|等(?![级])|上|今|昨|\d)"
)
_LEAD = regex(
    r"^(?:[^，,]{0,8}(?<![自理来缘])由|今[天日早晚]|昨[天日晚]|上午|下午|晚上|中午|我们|本次|此次|这次|该|活动|培训|讲座|[^的]{0,8}活动|是|这[次场]|\s|和|与|由|、)+"
)
_SPLIT = regex(r"[、/+;；]|和(?!平|谐|田|顺)|与|及|以及|联合|会同|携手")


@cache
def _office() -> re.Pattern[str]:
    return regex(rf"{any_of('places', 'office')}$")


@cache
def _organisation() -> re.Pattern[str]:
    return regex(rf"{any_of('hosts', 'organisation')}$")


def hosts_in(plain: str) -> tuple[HostWords, ...]:
    """The organisers a plain text names, each once, in its order.

    「由县科协主办」, 「主办单位：县科协、县气象局」, 「街道联合区应急局在广场开展」, 「是县妇联搞的」.
    """
    found: dict[str, HostWords] = {}
    for host in sorted((*_stated(plain), *_allied(plain)), key=lambda host: host.start):
        found.setdefault(host.name, host)
    return tuple(found.values())


def _stated(plain: str) -> Iterator[HostWords]:
    for match in _LABEL.finditer(plain):
        yield from _names(plain, *match.span(1), sure=True)
    for pattern in (_BY, _HOLDS, _THEIRS, _ALONG):
        for match in pattern.finditer(plain):
            yield from _names(plain, *match.span(1), sure=False)
    for match in _OFFICE_HOLDS.finditer(plain):
        if _office().search(match[1]):
            yield from _names(plain, *match.span(1), sure=False)


def _allied(plain: str) -> Iterator[HostWords]:
    for match in _WITH.finditer(plain):
        yield from _names(plain, *match.span(1), sure=False)
        yield from _names(plain, match.start(3), _stop(plain, *match.span(3)), sure=False)
    for match in _TOGETHER.finditer(plain):
        yield from _names(plain, *match.span(1), sure=False)


def _stop(plain: str, start: int, end: int) -> int:
    cut = _CUT.search(plain, start + 2, end)
    return cut.start() if cut else end


def _names(plain: str, start: int, end: int, *, sure: bool) -> Iterator[HostWords]:
    """The names in a stretch of text; unless it is sure that they are organisers they must end as such names do."""
    place = start
    for mark in (*_SPLIT.finditer(plain, start, end), None):
        stop = mark.start() if mark else end
        lead = _LEAD.match(plain[place:stop])
        begin = place + lead.end() if lead else place
        name = plain[begin:stop].strip()
        begin = plain.find(name, begin)
        if 2 <= len(name) <= 24 and (sure or _organisation().search(name)):
            yield HostWords(name, begin, begin + len(name))
        place = mark.end() if mark else end

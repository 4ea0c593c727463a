"""What somebody takes back in the middle of a message: 「80人，不对，是85」 says 85."""

import re
from collections.abc import Callable

from handlers.read.amounts import figures
from handlers.read.patterns import regex
from handlers.read.placenames import name_at
from handlers.read.writing import Writing

_TAKEN_BACK = regex(
    r"[，,。.…!！~—\s(]{0,6}(?:(?:等下|等等|等一下|稍等)[，,\s]?)?(?:(?:哦|噢|喔|啊|呃|额|嗯|诶|哎)[，,。…\s]{0,6})?"
    r"(?:不对不对|不对|不是不是|(?<![是要而能就可])不是(?=[，,。…\s]*是)|(?:说|写|打|讲|记|搞|弄|数|看|算|报)错了?|口误|更正(?:一下)?|[哦噢喔啊呃额哎]不(?=[，,。…])|纠正一下|(?:哦|噢|喔|呃|额)(?=是|应该)|(?<=[哦噢喔啊呃额诶哎])不是(?=[，,])|不是(?=(?:发|送|讲|做)了))"
    r"[，,。.…:!！~\s]{0,6}(?:[一-龥]{1,4}(?:没来|没到|没去|走了|请假了?|算重了|不算)[，,]\s?)?(?:应该?|其实|实际)?(?:是|为)?\s*"
)
_LEAD = regex(r"在|到|去|做了?|讲了?|发了?|来了")
_DAY = regex(
    r"(?:大?前天|昨[天日儿]|今[天日儿]|(?:上|这|本)?(?:周|星期|礼拜)[一二三四五六日天]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?|\d{1,2}\.\d{1,2}|\d{1,2}[日号])"
    r"(?:上午|下午|晚上|早上|中午)?"
)
_RENAMED = regex(r"([一-龥]{1,6}?)(?:数|量|人数)?(?:应该)?(?:是|为|有)(?=[\d一二两三四五六七八九十百])")
_MEASURE = regex(r"[份册本张块个条把幅件套只支盒袋瓶人名位]")
_EDGE = regex(r"\s*(?:$|[，,。；;！!？?、\n)）~])")
_NAMED = regex(r"[一-龥]{2,4}(?=[，,。；;\d]|$)")
_HAN = regex(r"[一-龥]+")
_FURTHEST = 24
_APART = 4
"""Characters between a wrong day and its correction that say something of their own."""


def repaired(writing: Writing) -> Writing:
    """The writing without what was taken back, and with what was said instead."""
    for _ in range(4):
        fixed = next(filter(None, (_without(writing, one) for one in _TAKEN_BACK.finditer(writing.plain))), None)
        if fixed is None:
            return writing
        writing = fixed
    return writing


def takes_back(writing: Writing) -> bool:
    """Whether anything is taken back in a message."""
    return repaired(writing) is not writing


def _without(writing: Writing, match: re.Match[str]) -> Writing | None:
    """The writing without one thing that was taken back; None where it is not clear what was."""
    if match.start() == 0 or match.end() == len(writing.plain):
        return None
    return next(filter(None, (rule(writing, match) for rule in _RULES)), None)


def _number(writing: Writing, match: re.Match[str]) -> Writing | None:
    """「80人，不对，是85」 keeps the measure word of the number it replaces, 「…是85个」 does not."""
    right = next(iter(figures(writing.plain[match.end() : match.end() + _FURTHEST])), None)
    base = max(0, match.start() - _FURTHEST)
    before = tuple(figures(writing.plain[base : match.start()]))
    if right is None or right.start != 0 or not before:
        return None
    wrong = base + before[-1].start, base + before[-1].end
    end = match.end() + right.end
    if writing.plain[end : end + 1] in tuple("号楼栋"):
        return None
    behind = writing.plain[end : end + 1]
    if behind == writing.plain[wrong[1] : wrong[1] + 1] and behind.strip() and not _EDGE.match(behind):
        return _swapped(writing, wrong, match, end, end + 1)
    if not _EDGE.match(writing.plain, end):
        return writing.replaced(wrong[0], match.end())
    return _swapped(writing, wrong, match, end, end)


def _swapped(writing: Writing, wrong: tuple[int, int], match: re.Match[str], end: int, last: int) -> Writing:
    """With `wrong` replaced by the number said instead, which ends at `end`; all up to `last` goes."""
    swapped = writing.replaced(*wrong, source=(match.end(), end))
    shift = len(swapped.plain) - len(writing.plain)
    return swapped.replaced(match.start() + shift, last + shift)


def _named_number(writing: Writing, match: re.Match[str]) -> Writing | None:
    """「发手册200本，写错了，手册是120本」: the number of a thing that was named before."""
    plain = writing.plain
    named = _RENAMED.match(plain, match.end())
    at = plain.rfind(named[1], 0, match.start()) if named else -1
    if named is None or at < 0:
        return None
    right = next(iter(figures(plain[named.end() : named.end() + _FURTHEST])), None)
    wrong = next(iter(figures(plain[at : match.start()])), None)
    if right is None or right.start != 0 or wrong is None:
        return None
    end = named.end() + right.end
    measure = _MEASURE.match(plain, end)
    swapped = writing.replaced(at + wrong.start, at + wrong.end, source=(named.end(), end))
    shift = len(swapped.plain) - len(plain)
    return swapped.replaced(match.start() + shift, (measure.end() if measure else end) + shift)


def _day(writing: Writing, match: re.Match[str]) -> Writing | None:
    """「昨天，不对，是前天」."""
    if not _DAY.match(writing.plain, match.end()):
        return None
    base = max(0, match.start() - _FURTHEST)
    wrong = max((one.start() for one in _DAY.finditer(writing.plain, base, match.start())), default=None)
    if wrong is None:
        return None
    between = _DAY.match(writing.plain, wrong)
    if between is None or match.start() - between.end() < _APART:
        return writing.replaced(wrong, match.end())
    right = _DAY.match(writing.plain, match.end())
    return _swapped(writing, between.span(), match, right.end(), right.end()) if right else None


def _same_lead(writing: Writing, match: re.Match[str]) -> Writing | None:
    """「做了口红…哦是做了润唇膏」: both begin with the same verb."""
    lead = _LEAD.match(writing.plain, match.end())
    base = max(0, match.start() - _FURTHEST)
    at = writing.plain.rfind(lead[0], base, match.start()) if lead else -1
    return writing.replaced(at, match.end()) if at >= 0 else None


def _place(writing: Writing, match: re.Match[str]) -> Writing | None:
    """「在北关村……说错了是北营村」: a name of a place for another."""
    plain = writing.plain
    right = name_at(plain, match.end(), ())
    if right is None or not right.placelike:
        return None
    for start in range(match.start() - 2, max(-1, match.start() - 17), -1):
        opened = start == 0 or plain[start - 1] in "在到去于进:，,。；; "
        wrong = name_at(plain, start, ()) if opened else None
        if wrong and wrong.placelike and wrong.end >= match.start():
            return writing.replaced(start, match.end())
    return None


def _same_end(writing: Writing, match: re.Match[str]) -> Writing | None:
    """「领一支录音笔…哦不是，签字笔」: one thing for another whose name ends alike."""
    plain = writing.plain
    right = _NAMED.match(plain, match.end())
    if right is None or match.start() < len(right[0]):
        return None
    start = match.start() - len(right[0])
    wrong = plain[start : match.start()]
    if wrong[-1] != right[0][-1] or wrong == right[0] or not _HAN.fullmatch(wrong):
        return None
    return writing.replaced(start, match.end())


_RULES: tuple[Callable[[Writing, re.Match[str]], Writing | None], ...] = (
    _number,
    _named_number,
    _day,
    _same_lead,
    _place,
    _same_end,
)

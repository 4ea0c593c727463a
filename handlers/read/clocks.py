"""A time of day in words: 「下午3点半」, 「15:30」, 「早上」, 「下班前」."""

import re
from datetime import time
from typing import NamedTuple

from handlers.read.duedays import number
from handlers.read.patterns import regex


class Clock(NamedTuple):
    """A time of day and where its words stood (`at` None: there is none such); `either`: it may be in the evening."""

    at: time | None
    start: int
    end: int
    either: bool = False


_PART = r"凌晨|清晨|清早|一大早|一早|早上|早晨|上午|中午|午间|下午|午后|傍晚|晚上|晚间|夜里|夜间|深夜|[早晚]"
_MINUTES = (
    r"(?P<half>半)|(?P<quarters>[一1三3两])刻|(?P<minutes>[0-5]?\d)分?|(?P<han>[一二三四五六七八九十]{1,3})分?|整|钟"
)
_CLOCK = regex(
    rf"(?P<part>{_PART})?的?\s?(?<![\d第:])(?P<hour>\d{{1,2}}|[一二两三四五六七八九十零]{{1,3}})"
    rf"(?::(?P<figures>[0-5]\d)(?!\d)|[点时](?!间|候|期|代|事|评|子)(?:{_MINUTES})?)"
)
_COMPARED = regex(r"(?:早|晚|快|慢|多|少|有)一?点$")
"""「早一点」 and 「晚点」 are no times."""

_ALONE = regex(
    rf"(?P<closing>下班(?:之?前|以前|时|的时候)?)|(?P<opening>(?:一?上班|刚上班)(?:后|时|的时候|就)?)"
    rf"|(?P<part>{_PART.removesuffix('|[早晚]')}|(?<=[今明后每天])[早晚](?![点一会]))"
)
_ALONE_AT = (
    (("清", "早", "一"), time(8)),
    (("凌",), time(6)),
    (("上",), time(9)),
    (("中", "午间"), time(12)),
    (("下", "午后"), time(15)),
    (("傍",), time(18)),
    (("晚", "夜", "深"), time(20)),
)
_CLOSING, _OPENING, _END_OF_DAY = time(17, 30), time(9), time(23, 59)
_MIDDAY, _DAWN, _DAY_ENDS, _EVENING = 12, 7, 24, 5


def find_clock(text: str, start: int = 0) -> Clock | None:
    """The first time of day a plain text names from a place on; None if it names none."""
    for found in _CLOCK.finditer(text, start):
        if not _COMPARED.search(found[0]):
            return _read(found)
    alone = _ALONE.search(text, start)
    if alone is None:
        return None
    if alone["closing"] or alone["opening"]:
        return Clock(_CLOSING if alone["closing"] else _OPENING, *alone.span())
    return Clock(next(at for beginnings, at in _ALONE_AT if alone["part"].startswith(beginnings)), *alone.span())


def _read(found: re.Match[str]) -> Clock:
    hour, part = number(found["hour"].lstrip("零") or "0"), found["part"] or ""
    minute = _minute(found)
    either = not part and found["figures"] is None and _DAWN <= hour < _MIDDAY
    hour = _of_part(hour, part)
    if hour == _DAY_ENDS and minute == 0:
        return Clock(_END_OF_DAY, *found.span())
    at = time(hour, minute) if 0 <= hour < _DAY_ENDS else None
    return Clock(at, *found.span(), either)


def _minute(found: re.Match[str]) -> int:
    if found["half"]:
        return 30
    if found["quarters"]:
        return 15 * number(found["quarters"])
    return number(found["figures"] or found["minutes"] or found["han"] or "0")


def _of_part(hour: int, part: str) -> int:
    """The hour of the day; nobody is reminded before dawn, so 「3点」 is in the afternoon. -1: there is none such."""
    if part.startswith(("晚", "夜", "深")):
        return -1 if hour < _EVENING and hour else hour + _MIDDAY * (hour <= _MIDDAY and hour > 0)
    if part.startswith(("下", "午后", "傍")) or (not part and 0 < hour < _DAWN):
        return hour + _MIDDAY * (hour < _MIDDAY)
    if part.startswith(("中", "午间")):
        return hour + _MIDDAY * (hour < _DAWN)
    return 0 if part == "凌晨" and hour == _MIDDAY else hour

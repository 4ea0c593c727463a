"""The hours of a deadline rule: until when something is due, how many days ahead and at what time people are reminded.

Every function takes a plain text and answers what it found (None: not said) with the text without those words.
"""

import re
from datetime import time

from handlers.read.duedays import NUMERAL, Unclear, cut, number
from handlers.read.patterns import regex

_CLOCK = (
    r"(?P<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚)?(?<!第)(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,3})"
    r"(?::(?P<figures>[0-5]\d)|[点时](?:(?P<half>半)|(?P<minutes>[0-5]\d)分?|(?P<han>[一二三四五六七八九十]{1,3})分|整|钟)?)"
)
_DUE_TIME = regex(rf"{_CLOCK}(?:之前|以前|前|截止)?|(?P<closing>下班)(?:之前|以前|前)?")
_REMIND_AT = (
    regex(
        rf"提醒(?:的?时间|时刻)?(?:都|就|请)?(?:是|为|改到|改成|改为|定在|放在|设在|设为|换到|换成|在|到|:)?\s?{_CLOCK}"
    ),
    regex(rf"(?:在|每次)?{_CLOCK}(?:的时候)?(?:再|就|去)?(?:发)?提醒(?!我)"),
)
_AHEAD = rf"{NUMERAL}个?(天|日|周|星期)"
_SAME_DAY = r"(?:截止|到期)?(?:当天|当日|那天|同一天)"
_CADENCE = regex(
    rf"(?:分别|各|都)?(?:(?:提前|截止前|到期前)(?P<days>{_AHEAD}(?:[、,，和及\s]*(?:提前)?{_AHEAD})*)?"
    rf"(?P<list>(?<=提前)\d{{1,2}}(?:[、,，]\d{{1,2}})+天)?)(?P<same>[、,，和及\s]*{_SAME_DAY})?(?:各|都|再|分别)?(?:也|再)?(?:去)?(?:提醒(?!我))?(?:一次|各一次)?"
)
_ON_THE_DAY = regex(rf"(?:只在|只|就在|在)?{_SAME_DAY}(?:再|才)?提醒(?!我)")
_NO_REMINDER = regex(r"(?:不用|不要|不必|别|不再?)提醒(?!我)")


def read_cadence(text: str) -> tuple[tuple[int, ...] | None, str]:
    """How many days before people are reminded: 「提前5天、3天、1天提醒」, 「当天提醒」, 「不提醒」 (none)."""
    if found := _NO_REMINDER.search(text):
        return (), cut(text, *found.span())
    for found in _CADENCE.finditer(text):
        if days := _days_ahead(found):
            return days, cut(text, *found.span())
    if found := _ON_THE_DAY.search(text):
        return (0,), cut(text, *found.span())
    return None, text


def _days_ahead(found: re.Match[str]) -> tuple[int, ...]:
    said = re.findall(_AHEAD, found["days"] or "")
    days = {number(numeral) * (7 if unit in ("周", "星期") else 1) for numeral, unit in said}
    days |= {int(figure) for figure in re.findall(r"\d+", found["list"] or "")}
    same = {0} if found["same"] and days else set[int]()
    return tuple(sorted(days | same, reverse=True))


def read_remind_at(text: str) -> tuple[time | Unclear | None, str]:
    """The time of day of reminders: 「提醒时间下午3点」, 「上午10点提醒」."""
    for pattern in _REMIND_AT:
        if found := pattern.search(text):
            return _clock(found), cut(text, *found.span())
    return None, text


def read_due_time(text: str) -> tuple[time | Unclear | None, str]:
    """The time of day something is due: 「18点前」, 「下午5点半」, 「下班前」."""
    found = _DUE_TIME.search(text)
    if found is None:
        return None, text
    at = time(18) if found["closing"] else _clock(found)
    return at, cut(text, *found.span())


_MIDDAY, _DAWN, _DAY_ENDS = 12, 7, 24


def _clock(found: re.Match[str]) -> time | Unclear:
    """A time of day; nothing is due before dawn, so 「5点」 is in the afternoon, and 「24点」 the end of the day."""
    hour = number(found["hour"])
    minute = 30 if found["half"] else number(found["figures"] or found["minutes"] or found["han"] or "0")
    afternoon = found["part"] in ("下午", "傍晚", "晚上", "晚") or (not found["part"] and 0 < hour < _DAWN)
    if afternoon and hour < _MIDDAY:
        hour += _MIDDAY
    if hour == _DAY_ENDS and minute == 0:
        return time(23, 59)
    return time(hour, minute) if hour < _DAY_ENDS else Unclear(found[0], "hour")

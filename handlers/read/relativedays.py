"""Days seen from the moment of a message, or named: 「前天」, 「上周三」, 「国庆前一天」, 「腊月二十三」."""

import re
from datetime import date, timedelta

from handlers.read import feasts
from handlers.read.moments import HAN, IMPOSSIBLE, Days, Moment, latest, near, number, year_of
from handlers.read.patterns import regex

_WEEKDAYS = "一二三四五六日天"
_RELATIVE = {
    "大大前": -4,
    "大前": -3,
    "上前": -3,
    "前": -2,
    "昨": -1,
    "夜": -1,
    "今": 0,
    "明": 1,
    "听": 1,
    "后": 2,
    "大后": 3,
}
_LATER_TODAY = regex("[上中下]午|[上下]昼|午[后间]|[前后头下]晌|晌午|傍|擦黑|晚|今[夜宵]")
_RELATIVE |= dict.fromkeys("寻琴㖊", -1)  # 尋日, 琴日, 噚日 in Cantonese, as plain text has them


def relative(match: re.Match[str], moment: Moment) -> Days | None:
    """「昨天下午」, 「前儿个晚上」, 「大前天」, 「今早」, 「刚才」."""
    word = next(filter(None, match.groups()), "今")
    offset = _RELATIVE[word] - (word == "今" and _is_over(match[0], moment))
    return Days(moment.today + timedelta(days=offset))


def _is_over(words: str, moment: Moment) -> bool:
    """At one in the night 「今晚」 and 「今天下午」 are what the calendar calls yesterday; 「刚才」 is not."""
    return moment.small_hours and not moment.ahead and _LATER_TODAY.search(words) is not None


def relative_span(match: re.Match[str], moment: Moment) -> Days | None:
    """「前天和昨天」, 「昨天到今天」, 「昨前两天」 as one span."""
    first, second = match[1] or match[3], match[2] or match[4]
    offsets = sorted((_RELATIVE[first], _RELATIVE[second])) if match[3] else (_RELATIVE[first], _RELATIVE[second])
    start, end = (moment.today + timedelta(days=offset) for offset in offsets)
    return Days(start, end) if start < end else None


def ago(match: re.Match[str], moment: Moment) -> Days | None:
    """「三天前」, 「两周前」 counts days; 「几天前」 does not."""
    count = number(match[1])
    if not 0 < count < 100:
        return None
    days = count * (1 if match[2] in "天日" else 7)
    return Days(moment.today - timedelta(days=days))


def weekday(match: re.Match[str], moment: Moment) -> Days | None:
    """「上周三」, 「上上周五」, 「这周一至周三」, 「周二」, 「下周四」; weeks run from Monday."""
    which, day, last = match[1] or "", _weekday_number(match[2]), match[3] or match[4]
    if not which and (first := _first_after_feast(match, day, moment)):
        return first
    today = moment.today
    monday = today - timedelta(days=today.weekday())
    if which.startswith(("上", "下")):
        monday += timedelta(days=7 * (which.count("下") - which.count("上")))
    start = monday + timedelta(days=day)
    if not which:
        start = _bare_weekday(start, moment)
    if not last:
        return Days(start)
    end = start + timedelta(days=_weekday_number(last) - day)
    if not which and not moment.ahead and end > moment.today:
        start, end = start - timedelta(days=7), end - timedelta(days=7)
    if end <= start and not _LISTED.search(match[0]):
        end += timedelta(days=7)  # 「上周日到本周二」
    if end - start > timedelta(days=1) and _LISTED.search(match[0]):
        return Days(start, other=end)  # 「周三、周五各一场」
    return Days(start, end) if end > start else None


_LISTED = regex("[、和及与跟]")


_FIRST_AFTER = regex(r"([一-龥]{2,4}?)节?(?:之|过)?后的?(?:头一?个|第一个)$")


def _first_after_feast(match: re.Match[str], weekday_number: int, moment: Moment) -> Days | None:
    """「清明后头个周一」."""
    start = match.start()
    named = (
        _FIRST_AFTER.search(match.string, max(0, start - 10), start) if match.string[:start].endswith("个") else None
    )
    if named is None:
        return None
    found = [feasts.candidates(named[1][cut:], moment.today.year) for cut in range(len(named[1]) - 1)]
    feast_days = next(filter(None, map(list, found)), [])
    return latest([day + timedelta(days=(weekday_number - day.weekday() - 1) % 7 + 1) for day in feast_days], moment)


def _bare_weekday(day: date, moment: Moment) -> date:
    if moment.ahead:
        return day if day >= moment.today else day + timedelta(days=7)
    return day if day <= moment.today else day - timedelta(days=7)


def _weekday_number(character: str) -> int:
    return min(_WEEKDAYS.index(character), 6)


def year_end(match: re.Match[str], moment: Moment) -> Days | None:
    """「去年最后一天」."""
    year = year_of(None, match[1], moment)
    return Days(date(year, 12, 31)) if year else None


def weekend(match: re.Match[str], moment: Moment) -> Days | None:
    """「上周末」, 「周末」: Saturday and Sunday."""
    which = match[1] or ""
    saturday = moment.today - timedelta(days=moment.today.weekday() - 5)
    if which.startswith(("上", "下")):
        saturday += timedelta(days=7 * (which.count("下") - which.count("上")))
    elif not which and not moment.ahead and saturday > moment.today:
        saturday -= timedelta(days=7)
    return Days(saturday, saturday + timedelta(days=1))


def feast(match: re.Match[str], moment: Moment) -> Days | None:
    """「国庆前一天」, 「中秋」, 「元宵节」, 「5·12」, 「除夕」."""
    figures, word, name, shift = match.groups()
    if shift == _LAST and name not in _LASTS:
        return None
    year, offset = year_of(figures, word, moment), timedelta(days=_moved(name, shift))
    if year:
        day = feasts.feast_in(name, year)
        return Days(day + offset) if day else None
    days = [day + offset for day in feasts.candidates(name, moment.today.year)]
    solar = near(*_EITHER_CALENDAR[name], moment) if name in _EITHER_CALENDAR else None
    if solar and 0 <= (moment.today - solar).days <= _JUST_NOW:
        return Days(solar + offset)
    return latest(days, moment)


_EITHER_CALENDAR = {"三月三": (3, 3), "二月二": (2, 2), "九月九": (9, 9)}
_LAST = "最后一天"
_LASTS = dict.fromkeys(("国庆", "国庆节", "十一长假", "十一假期", "十一黄金周"), 6) | dict.fromkeys(
    ("五一", "劳动节"), 4
)
"""Days from the first to the last day of the holidays."""
_THREE_WEEKS = 21
_JUST_NOW = 3
"""「三月三」 is a lunar feast, but written these days after the third of March it is that."""
_LONG = ("国庆", "春节", "五一", "劳动节", "元旦")
"""Feasts of several days: 「国庆头一天」 is their first; else 「清明头一天」 is the day before."""


def _moved(name: str, shift: str | None) -> int:
    """Days from a feast to the day that is meant: 「国庆头一天」 is its first, 「清明头一天」 the day before."""
    if shift == _LAST:
        return _LASTS[name]
    return 0 if shift and shift.startswith("头") and name.startswith(_LONG) else _shift(shift)


def solar_term(match: re.Match[str], moment: Moment) -> Days | None:
    """「立冬那天」, 「冬至前一天」."""
    figures, word, name, shift, near = match.groups()
    offset = timedelta(days=_shift(shift or near))
    if year := year_of(figures, word, moment):
        day = feasts.feast_in(name, year)
        return Days(day + offset) if day else None
    days = [day + offset for day in feasts.candidates(name, moment.today.year)]
    return latest([day for day in days if moment.ahead or day <= moment.today], moment)


def new_years_day(match: re.Match[str], moment: Moment) -> Days | None:
    """「初九」, within three weeks behind that day of the first month."""
    day = feasts.lunar_in(1, number(match[1][1]), moment.today.year)
    return Days(day) if day and 0 <= (moment.today - day).days <= _THREE_WEEKS else None


def little_year(match: re.Match[str], moment: Moment) -> Days | None:
    """「小年」: today if it can be; else the one of 北方 or 南方; else either, and the person decides."""
    days = [_lunar_day(12, 23, moment), _lunar_day(12, 24, moment)]
    north, south = (one.start if one else None for one in days)
    if north is None or south is None:
        return None
    if match[1]:
        return Days(north if match[1] == "北方" else south)
    if moment.today in (north, south) and not _THAT_DAY.search(match[0]):
        return Days(moment.today)
    return Days(north, other=south, doubt="either_day")


def _lunar_day(month: int, number: int, moment: Moment) -> Days | None:
    """The latest such day, or the next in a plan."""
    years = range(moment.today.year - 2, moment.today.year + 2)
    return latest([day for year in years if (day := feasts.lunar_in(month, number, year))], moment)


_THAT_DAY = regex("那")


def _shift(words: str | None) -> int:
    if not words:
        return 0
    if "第" in words:
        return "一二三四五六七".index(words[-2])
    if words.startswith("提前"):
        return -number(words[2])
    count = number(words[1]) if words[1] in HAN else 1
    return count if words[0] in "后次" else -count


def lunar(match: re.Match[str], moment: Moment) -> Days | None:
    """「腊月二十三」, 「正月十五」, 「农历八月十五」."""
    month, number = feasts.lunar_days(match)
    return _lunar_day(month, number, moment) or IMPOSSIBLE

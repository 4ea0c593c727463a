"""Days by number: 「9月17-19日」, 「10.22」, 「本月12号」, 「15号」."""

import re
from calendar import monthrange
from datetime import date, timedelta

from handlers.read.moments import IMPOSSIBLE, Days, Moment, day_of, near, number, year_of
from handlers.read.patterns import regex


def iso(match: re.Match[str], moment: Moment) -> Days | None:
    """「2026-09-17」, 「2026/9/17」, 「2026.9.17」, and 「2026年9月17-19日」."""
    year = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
    if not 1990 <= year <= moment.today.year + 10:
        return None
    start = day_of(year, int(match[2]), int(match[3]))
    if start is None:
        return IMPOSSIBLE
    return _ending(start, match[4])


def _ending(start: date, last: str | None, words: str = "") -> Days:
    """A span to a later day of the same month; 「20日、27日」 are two days, and the person says which."""
    if not last:
        return Days(start)
    end = day_of(start.year, start.month, number(last))
    if end is None or end <= start:
        return IMPOSSIBLE
    listed = len(_LISTED.findall(words))
    if listed and not _TILL.search(words) and listed < (end - start).days:
        return Days(start, other=end)
    return Days(start, end)


_LISTED, _TILL = regex("[、，,和及跟]"), regex("[到至~～—-]")


def month_day(match: re.Match[str], moment: Moment) -> Days | None:
    """「9月17日」, 「去年12月3号」, 「9月17-19日」, 「十月十号」."""
    figures, word, month, day, last = match.groups()
    year = year_of(figures, word, moment)
    numbers = number(month), number(day)
    start = day_of(year, *numbers) if year else near(*numbers, moment)
    return _ending(start, last, match[0]) if start else IMPOSSIBLE


def month_spans(match: re.Match[str], moment: Moment) -> Days | None:
    """「9月28日至10月2日」."""
    figures, word, month, day, last_month, last_day = match.groups()
    year = year_of(figures, word, moment)
    end_numbers = number(last_month), number(last_day)
    end = day_of(year, *end_numbers) if year else near(*end_numbers, moment)
    start = day_of(end.year, number(month), number(day)) if end else None
    if start is None or end is None:
        return IMPOSSIBLE
    return Days(start, end) if start < end else Days(day_of(end.year - 1, start.month, start.day), end)


def dotted(match: re.Match[str], moment: Moment) -> Days | None:
    """「9.17」, 「10.22下午」, 「9/17」: only where nothing is counted by it and the day can be."""
    month, day = int(match[1]), int(match[2])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2024, month)[1]:
        return None
    start = near(month, day, moment)
    if start is None:
        return IMPOSSIBLE
    return _ending(start, match[3]) if match[3] else Days(start)


def month_number(match: re.Match[str], moment: Moment) -> Days | None:
    """「本月12号」, 「上个月3号」, 「这个月初五」 is not one."""
    start = day_of(*_moved_month(moment, match[1]), number(match[2]))
    return _ending(start, match[3], match[0]) if start else IMPOSSIBLE


def month_end(match: re.Match[str], moment: Moment) -> Days | None:
    """「上个月底」, 「上月末」: the last day of that month."""
    return Days(_last_of(*_moved_month(moment, match[1])))


def month_edge(match: re.Match[str], moment: Moment) -> Days | None:
    """「3月最后一天」, 「上个月第一天」, 「七月倒数第二天」."""
    year, month = _that_month(match, moment)
    if match[4]:
        return Days(_last_of(year, month) - timedelta(days=max(number(match[4]), 1) - 1))
    return Days(_last_of(year, month) if match[3] == "最后" else date(year, month, 1))


def nth_weekday(match: re.Match[str], moment: Moment) -> Days | None:
    """「上个月最后一个周六」, 「10月第二个星期天」."""
    year, month = _that_month(match, moment)
    day = min("一二三四五六日天".index(match[4]), 6)
    if match[3] in ("最后", "末"):
        last = _last_of(year, month)
        return Days(last - timedelta(days=(last.weekday() - day) % 7))
    count = number(match[3][1:]) if match[3].startswith("第") else 1
    first = date(year, month, 1)
    found = first + timedelta(days=(day - first.weekday()) % 7 + 7 * (count - 1))
    return Days(found) if found.month == month else IMPOSSIBLE


def _that_month(match: re.Match[str], moment: Moment) -> tuple[int, int]:
    """Year and month of 「上个月」, or of 「3月」: the latest one that has begun, the next in a plan."""
    if match[1]:
        return _moved_month(moment, match[1])
    month, today = number(match[2]), moment.today
    if moment.ahead:
        return today.year + (month < today.month), month
    return today.year - (month > today.month), month


def _moved_month(moment: Moment, words: str) -> tuple[int, int]:
    back = words.count("上") - words.count("下")
    year, month = divmod(moment.today.year * 12 + moment.today.month - 1 - back, 12)
    return year, month + 1


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def number_only(match: re.Match[str], moment: Moment) -> Days | None:
    """「15号」, 「10号和11号」, 「12日」: the latest past one, or the next in a plan."""
    day, last = number(match[1]), match[2]
    if not 1 <= day <= 31:
        return IMPOSSIBLE if match[1].isdigit() else None
    today = moment.today
    for back in range(13):
        months = today.year * 12 + today.month - 1 + (back if moment.ahead else -back)
        start = day_of(months // 12, months % 12 + 1, day)
        if start and (start >= today if moment.ahead else start <= today):
            return _ending(start, last, match[0])
    return IMPOSSIBLE

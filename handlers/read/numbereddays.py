"""Days by number: 「9月17-19日」, 「10.22」, 「本月12号」, 「15号」."""

import re
from calendar import monthrange
from datetime import date

from handlers.read.moments import IMPOSSIBLE, Days, Moment, day_of, near, number, year_of


def iso(match: re.Match[str], moment: Moment) -> Days | None:
    """「2026-09-17」, 「2026/9/17」, 「2026.9.17」, and 「2026年9月17-19日」."""
    year = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
    if not 1990 <= year <= moment.today.year + 10:
        return None
    start = day_of(year, int(match[2]), int(match[3]))
    if start is None:
        return IMPOSSIBLE
    return _ending(start, match[4])


def _ending(start: date, last: str | None) -> Days:
    """A span to a later day of the same month; the end is dropped when it is none."""
    if not last:
        return Days(start)
    end = day_of(start.year, start.month, number(last))
    if end is None or end <= start:
        return IMPOSSIBLE
    return Days(start, end)


def month_day(match: re.Match[str], moment: Moment) -> Days | None:
    """「9月17日」, 「去年12月3号」, 「9月17-19日」, 「十月十号」."""
    figures, word, month, day, last = match.groups()
    year = year_of(figures, word, moment)
    numbers = number(month), number(day)
    start = day_of(year, *numbers) if year else near(*numbers, moment)
    return _ending(start, last) if start else IMPOSSIBLE


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
    back = match[1].count("上") - match[1].count("下")
    months = moment.today.year * 12 + moment.today.month - 1 - back
    start = day_of(months // 12, months % 12 + 1, number(match[2]))
    return _ending(start, match[3]) if start else IMPOSSIBLE


def month_end(match: re.Match[str], moment: Moment) -> Days | None:
    """「上个月底」, 「上月末」: the last day of that month."""
    months = moment.today.year * 12 + moment.today.month - 1 - match[1].count("上")
    year, month = months // 12, months % 12 + 1
    return Days(date(year, month, monthrange(year, month)[1]))


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
            return _ending(start, last)
    return IMPOSSIBLE

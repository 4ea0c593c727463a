"""The rules for days: each a pattern and what it means at a moment, with examples."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from handlers.read import feasts
from handlers.read.numerals import han_value


class Days(NamedTuple):
    """A day or a span of days (`end` None: one day); `doubt` says why there is none ("no_such_day")."""

    start: date | None
    end: date | None = None
    words: str = ""
    rule: str = ""
    doubt: str = ""


class Moment(NamedTuple):
    """The day a message was sent, and whether it speaks of what is to come."""

    today: date
    ahead: bool = False


Reader = Callable[[re.Match[str], Moment], Days | None]


@dataclass(frozen=True, slots=True, eq=False)
class DayRule:
    """A named pattern; `read` may decline a match by None. Of two equally long matches the lower `order` wins."""

    order: int
    name: str
    pattern: re.Pattern[str]
    read: Reader


_HAN = "一二两三四五六七八九十廿卅"
_M = rf"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = rf"(3[0-9]|[12]\d|0?[1-9]|[{_HAN}]{{1,3}})"
_Y = r"(?:(\d{4}|\d{2}|[一二][零〇一二三四五六七八九]{3})\s?年|(今年|去年|前年|明年)的?)"
_TO = r"\s?(?:到|至|-|—{1,2}|~|～|–|、|和|及|跟)\s?"
_PART = r"(?:一大?早|大清早|清早|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜里|夜晚|晚|早)?"
_WEEKDAYS = "一二三四五六日天"
_W = r"(?:周|星期|礼拜)"
_IMPOSSIBLE = Days(None, doubt="no_such_day")


def _number(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    value = han_value(numeral)
    return value.low if value and value.low == value.high else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(figures: str | None, word: str | None, moment: Moment) -> int | None:
    if figures:
        year = _number(figures)
        year += 2000 if year < 100 else 0  # noqa: PLR2004
        return year if 1990 <= year <= moment.today.year + 10 else None  # noqa: PLR2004
    if word:
        return moment.today.year + {"去": -1, "前": -2, "明": 1}.get(word[0], 0)
    return None


def _near(month: int, day: int, moment: Moment) -> date | None:
    """A month's day without a year: the latest past one, or the next if the message speaks of what is to come.

    A day of the near future (a month at most) is kept as such: people do write wrong or planned days, and the
    caller can ask; a year back would be a silent guess.
    """
    today = moment.today
    this = _day(today.year, month, day)
    if this is None:
        return None
    if moment.ahead:
        return this if this >= today - timedelta(days=60) else _day(today.year + 1, month, day)
    return this if this <= today + timedelta(days=31) else _day(today.year - 1, month, day)


def _iso(match: re.Match[str], moment: Moment) -> Days | None:
    """「2026-09-17」, 「2026/9/17」, 「2026.9.17」, and 「2026年9月17-19日」."""
    year = int(match[1])
    if not 1990 <= year <= moment.today.year + 10:  # noqa: PLR2004
        return None
    start = _day(year, int(match[2]), int(match[3]))
    if start is None:
        return _IMPOSSIBLE
    return _ending(start, match[4])


def _ending(start: date, last: str | None) -> Days:
    """A span to a later day of the same month; the end is dropped when it is none."""
    if not last:
        return Days(start)
    end = _day(start.year, start.month, _number(last))
    if end is None or end <= start:
        return _IMPOSSIBLE
    return Days(start, end)


def _month_day(match: re.Match[str], moment: Moment) -> Days | None:
    """「9月17日」, 「去年12月3号」, 「9月17-19日」, 「十月十号」."""
    figures, word, month, day, last = match.groups()
    year = _year(figures, word, moment)
    numbers = _number(month), _number(day)
    start = _day(year, *numbers) if year else _near(*numbers, moment)
    return _ending(start, last) if start else _IMPOSSIBLE


def _month_spans(match: re.Match[str], moment: Moment) -> Days | None:
    """「9月28日至10月2日」."""
    figures, word, month, day, last_month, last_day = match.groups()
    year = _year(figures, word, moment)
    end_numbers = _number(last_month), _number(last_day)
    end = _day(year, *end_numbers) if year else _near(*end_numbers, moment)
    start = _day(end.year, _number(month), _number(day)) if end else None
    if start is None or end is None:
        return _IMPOSSIBLE
    return Days(start, end) if start < end else Days(_day(end.year - 1, start.month, start.day), end)


def _dotted(match: re.Match[str], moment: Moment) -> Days | None:
    """「9.17」, 「10.22下午」, 「9/17」: only where nothing is counted by it and the day can be."""
    month, day = int(match[1]), int(match[2])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2024, month)[1]:  # noqa: PLR2004
        return None
    start = _near(month, day, moment)
    if start is None:
        return _IMPOSSIBLE
    return _ending(start, match[3]) if match[3] else Days(start)


def _month_number(match: re.Match[str], moment: Moment) -> Days | None:
    """「本月12号」, 「上个月3号」, 「这个月初五」 is not one."""
    back = match[1].count("上") - match[1].count("下")
    months = moment.today.year * 12 + moment.today.month - 1 - back
    start = _day(months // 12, months % 12 + 1, _number(match[2]))
    return _ending(start, match[3]) if start else _IMPOSSIBLE


def _month_end(match: re.Match[str], moment: Moment) -> Days | None:
    """「上个月底」, 「上月末」: the last day of that month."""
    months = moment.today.year * 12 + moment.today.month - 1 - match[1].count("上")
    year, month = months // 12, months % 12 + 1
    return Days(date(year, month, monthrange(year, month)[1]))


def _number_only(match: re.Match[str], moment: Moment) -> Days | None:
    """「15号」, 「10号和11号」, 「12日」: the latest past one, or the next in a plan."""
    day, last = _number(match[1]), match[2]
    if not 1 <= day <= 31:  # noqa: PLR2004
        return _IMPOSSIBLE
    today = moment.today
    for back in range(13):
        months = today.year * 12 + today.month - 1 + (back if moment.ahead else -back)
        start = _day(months // 12, months % 12 + 1, day)
        if start and (start >= today if moment.ahead else start <= today):
            return _ending(start, last)
    return _IMPOSSIBLE


_RELATIVE = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}


def _relative(match: re.Match[str], moment: Moment) -> Days | None:
    """「昨天下午」, 「前儿个晚上」, 「大前天」, 「今早」, 「刚才」."""
    word = next(filter(None, match.groups()), "今")
    offset = _RELATIVE[word]
    return Days(moment.today + timedelta(days=offset))


def _relative_span(match: re.Match[str], moment: Moment) -> Days | None:
    """「前天和昨天」, 「昨天到今天」 as one span."""
    start, end = (moment.today + timedelta(days=_RELATIVE[match[place]]) for place in (1, 2))
    return Days(start, end) if start < end else None


def _ago(match: re.Match[str], moment: Moment) -> Days | None:
    """「三天前」, 「两周前」 counts days; 「几天前」 does not."""
    number = _number(match[1])
    if not 0 < number < 100:  # noqa: PLR2004
        return None
    days = number * (1 if match[2] in "天日" else 7)
    return Days(moment.today - timedelta(days=days))


def _weekday(match: re.Match[str], moment: Moment) -> Days | None:
    """「上周三」, 「上上周五」, 「这周一至周三」, 「周二」, 「下周四」; weeks run from Monday."""
    which, day, last = match[1] or "", _weekday_number(match[2]), match[3]
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
    return Days(start, end) if end > start else None


def _bare_weekday(day: date, moment: Moment) -> date:
    if moment.ahead:
        return day if day >= moment.today else day + timedelta(days=7)
    return day if day <= moment.today else day - timedelta(days=7)


def _weekday_number(character: str) -> int:
    return min(_WEEKDAYS.index(character), 6)


def _weekend(match: re.Match[str], moment: Moment) -> Days | None:
    """「上周末」, 「周末」: Saturday and Sunday."""
    which = match[1] or ""
    saturday = moment.today - timedelta(days=moment.today.weekday() - 5)
    if which.startswith(("上", "下")):
        saturday += timedelta(days=7 * (which.count("下") - which.count("上")))
    elif not which and not moment.ahead and saturday > moment.today:
        saturday -= timedelta(days=7)
    return Days(saturday, saturday + timedelta(days=1))


def _feast(match: re.Match[str], moment: Moment) -> Days | None:
    """「国庆前一天」, 「中秋」, 「元宵节」, 「5·12」, 「除夕」."""
    figures, word, name, shift = match.groups()
    year = _year(figures, word, moment)
    offset = timedelta(days=_shift(shift))
    if year:
        day = feasts.feast_in(name, year)
        return Days(day + offset) if day else None
    days = [day + offset for day in feasts.candidates(name, moment.today.year)]
    return _latest(days, moment)


def _solar_term(match: re.Match[str], moment: Moment) -> Days | None:
    """「立冬那天」, 「冬至前一天」."""
    figures, word, name, shift, near = match.groups()
    offset = timedelta(days=_shift(shift or near))
    if year := _year(figures, word, moment):
        day = feasts.feast_in(name, year)
        return Days(day + offset) if day else None
    return _latest([day + offset for day in feasts.candidates(name, moment.today.year)], moment)


def _shift(words: str | None) -> int:
    if not words:
        return 0
    if "第" in words:
        return 2 if "三" in words else 1
    number = _number(words[1]) if words[1] in _HAN else 1
    return number if words[0] in "后次" else -number


def _latest(days: list[date], moment: Moment) -> Days | None:
    """The latest past one of several years, or one that is near ahead; the next one in a plan."""
    if moment.ahead:
        return next((Days(day) for day in days if day >= moment.today), None)
    past = [day for day in days if day <= moment.today + timedelta(days=7)]
    return Days(past[-1]) if past else None


def _lunar(match: re.Match[str], moment: Moment) -> Days | None:
    """「腊月二十三」, 「正月十五」, 「农历八月十五」."""
    month, number = feasts.lunar_days(match)
    years = range(moment.today.year - 2, moment.today.year + 2)
    days = [day for year in years if (day := feasts.lunar_in(month, number, year))]
    return _latest(days, moment) or _IMPOSSIBLE


_RELATIVE_DAY = r"(大前|前|昨|今|明|大后|后)(?:天|日|儿个|儿个儿|儿|个儿)"
_SHIFTS = r"(后?第[二三]天|[前后](?:[一两二三])?天|次日)"
_NAMED = feasts.feast_pattern().pattern

RULES: tuple[DayRule, ...] = tuple(
    DayRule(order, name, re.compile(pattern), read)
    for order, (name, pattern, read) in enumerate(
        (
            (
                "full_date",
                rf"(?<![\d.])(\d{{4}})\s?[-/.年]\s?(\d{{1,2}})\s?[-/.月]\s?(\d{{1,2}})(?!\d)\s?[日号]?(?:{_TO}(\d{{1,2}})[日号])?{_PART}",
                _iso,
            ),
            (
                "month_span",
                rf"(?:{_Y}\s?)?{_M}\s?月(?:份)?\s?{_D}\s?[日号]?{_TO}{_M}\s?月\s?{_D}\s?[日号]{_PART}",
                _month_spans,
            ),
            (
                "month_day",
                rf"(?:{_Y}\s?)?(?<!\d){_M}\s?月(?:份)?(?:的)?\s?{_D}\s?[日号]?(?:{_TO}{_D}\s?[日号])?(?<![月的])(?!(?<![日号])[\d月{_HAN}多余来几人名位个份册场期次条块]){_PART}",
                _month_day,
            ),
            (
                "dotted",
                rf"(?<![\d./·])(\d{{1,2}})[./·](\d{{1,2}})(?:[-~至到—](\d{{1,2}})(?!\d))?(?![\d.%]|[万千亿元米岁倍亩吨折版级人个份斤度分次场名](?![享别批])|公里|小时){_PART}",
                _dotted,
            ),
            (
                "month_number",
                rf"(本月|这个?月|当月|上个?月|上上个?月|下个?月)的?\s?{_D}\s?[日号](?:{_TO}{_D}[日号])?{_PART}",
                _month_number,
            ),
            ("month_end", r"(上上?个?月)(?:底|末|月底)", _month_end),
            (
                "day_number",
                rf"(?<![\d月.第年楼栋路线])\s?(?<!\d)(3[0-9]|[12]\d|0?[1-9]|[{_HAN}]{{1,3}})(?:号(?![线楼栋人院馆厅机门路桥库井车])|日(?![常报期程记本语光用游]))(?:{_TO}{_D}[日号])?{_PART}",
                _number_only,
            ),
            ("relative_span", rf"{_RELATIVE_DAY}(?:到|至|和|、){_RELATIVE_DAY}", _relative_span),
            ("relative", rf"{_RELATIVE_DAY}{_PART}|(今|昨|明)(?:早|晨|晚|夜)", _relative),
            ("just_now", r"()(?:刚刚|刚才|方才|刚(?=结束|从|在|开|办|搞|讲|做|到|散|完|把|给|组织))", _relative),
            ("days_ago", rf"(?<!第)([一两二三四五六七八九十\d]{{1,2}})(?:个)?(天|日|周|星期|礼拜)(?:以)?前", _ago),
            (
                "weekday",
                rf"(上上个?|上个?|这个?|本|下下个?|下个?)?{_W}([{_WEEKDAYS}])(?:(?:到|至|-|~|—)(?:这|本|上)?(?:周|星期|礼拜)?([{_WEEKDAYS}])(?![{_HAN}\d个]))?{_PART}",
                _weekday,
            ),
            ("weekend", rf"(上上个?|上个?|这个?|本|下个?)?周末", _weekend),
            ("lunar", feasts.LUNAR.pattern, _lunar),
            (
                "feast",
                rf"(?:{_Y})?(?<![\d数:共有])({_NAMED})(?![\d月路街村号小中学村镇广场岁]|\s?[多余]?[人名位个份本册张块条把只套户元])(?:节|当天|那天|当日)?的?{_SHIFTS}?",
                _feast,
            ),
            (
                "feast",
                rf"(?:{_Y})?({feasts.SOLAR_TERM.pattern})(?:节气)?(?:(?:那天|当天|当日|这天)(?:的)?{_SHIFTS}?|{_SHIFTS})",
                _solar_term,
            ),
            (
                "part_of_today",
                r"()(?:(?<![一-龥])(?:上午|下午|中午|晚上|早上|傍晚)(?!好)(?![一-龥]{0,3}(?:后|前再)))",
                _relative,
            ),
        )
    )
)

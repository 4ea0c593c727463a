"""Spans of time as people name them for figures: 本月, 上半年, 三季度, 1至11月, 十二五."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from handlers.read.dayrules import Moment
from handlers.read.days import day_words
from handlers.read.numerals import han_value
from handlers.read.patterns import regex
from handlers.read.writing import plainly
from handlers.texts.periods import PLANS, period
from storage.model.figures import Period

_N = r"(\d{1,2}|[一二两三四五六七八九十]{1,3})"
_YEAR = r"(?:(\d{4}|\d{2}|[一二][零〇一二三四五六七八九]{3})\s?年度?|(今年|本年度?|去年|上一?年度?|前年)度?)"
_TO = r"\s?(?:到|至|-|—|–|~|～)+\s?"
_PLAN_YEARS = {name: first for first, name in PLANS.items()}
_EARLIEST, _YEARS_AHEAD = 1990, 10


class Named(NamedTuple):
    """A span of time found in a text, and where it stood."""

    period: Period
    start: int
    end: int


def read_period(text: str, today: date) -> Period | None:
    """The first span of time a text names, seen from `today`; None if it names none.

    A month or quarter without a year is the latest one that has begun. The label follows from the days alone, so that
    the same days are always called the same.

    >>> read_period("九月", date(2026, 11, 3)).label, read_period("上半年", date(2026, 11, 3)).label
    ('2026年9月', '2026年上半年')
    """
    named = find_period(plainly(text).plain, today)
    return named.period if named else None


def find_period(plain: str, today: date) -> Named | None:
    """The same with its place in the text, which must be plain already; days win over a month they begin with."""
    days, months = _days(plain, today), _months_or_years(plain, today)
    if days is None or months is None:
        return days or months
    return days if days.start <= months.start and days.end > months.end else months


def kept_period(first: date, last: date, today: date) -> Period | None:
    """The period of two days that were kept somewhere; None where no ledger can have such days."""
    if not _EARLIEST <= first.year <= last.year <= today.year + _YEARS_AHEAD or last < first:
        return None
    return period(first, last)


def this_month(today: date) -> Period:
    """The month `today` is in."""
    return _whole_months(today.year, today.month, today.month)


def this_year(today: date) -> Period:
    """The year `today` is in."""
    return _whole_months(today.year, 1, 12)


def _months_or_years(plain: str, today: date) -> Named | None:
    for pattern, build in _RULES:
        for match in pattern.finditer(plain):
            found = build(match, today)
            if found is not None:
                return Named(found, match.start(), match.end())
    return None


def _days(plain: str, today: date) -> Named | None:
    for words in day_words(plain, Moment(today)):
        first, last = words.days.start, words.days.end
        if first is not None and (found := kept_period(first, last or first, today)):
            return Named(found, words.start, words.end)
    return None


def _whole_months(year: int, first: int, last: int) -> Period:
    after = date(year + last // 12, last % 12 + 1, 1)
    return period(date(year, first, 1), after - timedelta(days=1))


def _number(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    value = han_value(numeral)
    return value.low if value and value.low == value.high else 0


def _year(match: re.Match[str], today: date) -> int | None:
    """The year of a rule's first two groups; None if none was named."""
    figures, word = match[1], match[2]
    if figures:
        year = _number(figures)
        year = year + 2000 if year < 100 else year
        return year if _EARLIEST <= year <= today.year + _YEARS_AHEAD else None
    if word:
        return today.year - {"去": 1, "上": 1, "前": 2}.get(word[0], 0)
    return None


def _span(match: re.Match[str], today: date) -> Period | None:
    try:
        first, last = (date(*map(int, re.split(r"\D", part)[:3])) for part in (match[1], match[2]))
    except ValueError:
        return None
    return kept_period(first, last, today)


def _plan(match: re.Match[str], _today: date) -> Period:
    first = _PLAN_YEARS[match[1]]
    return period(date(first, 1, 1), date(first + 4, 12, 31))


def _half(match: re.Match[str], today: date) -> Period | None:
    upper = match[3] == "上"
    year = _year(match, today) or (today.year - (not upper and today.month <= 6))
    return _whole_months(year, 1 if upper else 7, 6 if upper else 12)


def _quarter(match: re.Match[str], today: date) -> Period | None:
    number = _number(match[3])
    if not 1 <= number <= 4:
        return None
    first = number * 3 - 2
    year = _year(match, today) or (today.year - (first > today.month))
    return _whole_months(year, first, first + 2)


def _first_quarters(match: re.Match[str], today: date) -> Period | None:
    """「前三季度」: from January on."""
    number = _number(match[3])
    return _whole_months(_year(match, today) or today.year, 1, number * 3) if 2 <= number <= 4 else None


def _near_quarter(match: re.Match[str], today: date) -> Period:
    place = today.year * 4 + (today.month - 1) // 3 - (match[1] == "上")
    year, quarter = divmod(place, 4)
    return _whole_months(year, quarter * 3 + 1, quarter * 3 + 3)


def _month_span(match: re.Match[str], today: date) -> Period | None:
    first, last = _number(match[3]), _number(match[4])
    if not (1 <= first <= 12 and 1 <= last <= 12) or first == last:
        return None
    if first < last:
        return _whole_months(_year(match, today) or (today.year - (first > today.month)), first, last)
    named = _year(match, today)  # 「12月至2月」 goes over a new year
    year = named + 1 if named else today.year - (last > today.month)
    return period(date(year - 1, first, 1), _whole_months(year, last, last).last)


def _first_months(match: re.Match[str], today: date) -> Period | None:
    """「前11个月」, 「头两个月」: from January on, as statistics have it."""
    number = _number(match[3])
    return _whole_months(_year(match, today) or today.year, 1, number) if 2 <= number <= 12 else None


def _month(match: re.Match[str], today: date) -> Period | None:
    month = _number(match[3])
    if not 1 <= month <= 12:
        return None
    return _whole_months(_year(match, today) or (today.year - (month > today.month)), month, month)


def _dotted_month(match: re.Match[str], today: date) -> Period | None:
    year, month = int(match[1]), int(match[2])
    good = _EARLIEST <= year <= today.year + _YEARS_AHEAD and 1 <= month <= 12
    return _whole_months(year, month, month) if good else None


def _near_month(match: re.Match[str], today: date) -> Period:
    back = len(match[1]) if match[1].startswith("上") else 0
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return _whole_months(year, month + 1, month + 1)


def _near_week(match: re.Match[str], today: date) -> Period:
    back = len(match[1]) if match[1].startswith("上") else 0
    first = today - timedelta(days=today.weekday() + 7 * back)
    return period(first, first + timedelta(days=6))


def _lately(match: re.Match[str], today: date) -> Period | None:
    """「最近三个月」 ends today; 「近三年」 is whole years, this one included."""
    number = _number(match[1]) if match[1] else 1
    if not number:
        return None
    if match[2] == "年":
        return period(date(today.year - number + 1, 1, 1), this_year(today).last)
    if match[2].endswith("月"):
        return period(_months_ago(today, number) + timedelta(days=1), today)
    return period(today - timedelta(days=number * (7 if match[2] in ("周", "星期") else 1) - 1), today)


def _months_ago(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = _whole_months(year, month + 1, month + 1).last
    return last.replace(day=min(day.day, last.day))


def _so_far(_match: re.Match[str], today: date) -> Period:
    return period(date(today.year, 1, 1), today)


def _years(match: re.Match[str], today: date) -> Period | None:
    first, last = (2000 + year if year < 100 else year for year in map(_number, (match[1], match[2])))
    return kept_period(date(first, 1, 1), date(last, 12, 31), today) if first and last else None


def _whole(match: re.Match[str], today: date) -> Period | None:
    year = _year(match, today)
    return _whole_months(year, 1, 12) if year else None


def _bare_year(match: re.Match[str], today: date) -> Period | None:
    """「2025」 as a word of its own."""
    return kept_period(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31), today)


def _this_year(_match: re.Match[str], today: date) -> Period:
    return this_year(today)


Rule = tuple[re.Pattern[str], Callable[[re.Match[str], date], Period | None]]
_DAY = r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
_RULES: tuple[Rule, ...] = (
    (regex(_DAY + _TO + _DAY), _span),
    (regex('[“"「『]?(' + "|".join(_PLAN_YEARS) + ')[”"」』]?(?:规划)?(?:期间|时期|以来)?'), _plan),
    (regex(rf"(?:{_YEAR}的?\s?)?([上下])半年"), _half),
    (regex(rf"(?:{_YEAR}的?\s?)?[前头]{_N}个?季度"), _first_quarters),
    (regex(rf"(?:{_YEAR}的?\s?)?第?{_N}季度"), _quarter),
    (regex(rf"(?:{_YEAR}的?\s?)?[Qq]([1-4])(?!\d)"), _quarter),
    (regex(r"(本|这|上)一?个?季度?"), _near_quarter),
    (regex(rf"(?:{_YEAR}的?\s?)?{_N}(?:月份?)?(?:{_TO}|[、和]){_N}月份?"), _month_span),
    (regex(rf"(?:{_YEAR}的?\s?)?[前头]{_N}个月"), _first_months),
    (regex(rf"(?:{_YEAR}的?\s?){_N}月份?"), _month),
    (regex(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?![-/.\d])"), _dotted_month),
    (regex(r"(本|这|当|上{1,3})一?个?月份?(?!亮|饼|球)"), _near_month),
    (regex(r"(本|这|上{1,3})一?个?(?:周|星期|礼拜)(?![一二三四五六日天末边岁])"), _near_week),
    (regex(rf"(?:最近|近|过去){_N}?个?(天|日|周|星期|个月|月|年)来?(?:以来)?"), _lately),
    (regex(r"(?:今年|年初)(?:以来|至今|到现在|到目前|截至目前)"), _so_far),
    (regex(rf"(?<!\d)(\d{{4}}|\d{{2}})年?{_TO}(\d{{4}}|\d{{2}})年"), _years),
    (regex(rf"(?<![\d-])(20\d\d){_TO}(20\d\d)(?![-\d])"), _years),
    (regex(rf"(?<![\d第月]){_N}(年)来"), _lately),
    (regex(rf"{_YEAR}"), _whole),
    (regex(rf"(?<!\d)()(){_N}月(?:份)?(?!\d|[一二三四五六七八九十]{{1,3}}[日号])"), _month),
    (regex(r"(?:^|\s)(20\d\d)(?=\s|$)"), _bare_year),
    (regex(r"全年|年度|年内|一年来|年终"), _this_year),
)

"""Named days: statutory and lunar feasts, solar terms, and the observance days of the calendar of science."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache

from lunardate import LunarDate

from handlers.read.lexicon import either, sections
from handlers.read.patterns import regex

_LUNAR_MONTHS = "正二三四五六七八九十冬腊"
_LUNAR_ONES = "一二三四五六七八九十"
_LUNAR_DAYS = tuple(
    [f"初{one}" for one in _LUNAR_ONES]
    + [f"十{one}" for one in _LUNAR_ONES[:9]]
    + ["二十"]
    + [f"廿{one}" for one in _LUNAR_ONES[:9]]
    + ["三十"]
)
_TWENTIES = regex(r"二十([一二三四五六七八九])")
SOLAR_TERM = regex(
    "立春|雨水|惊蛰|春分|谷雨|立夏|小满|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒"
)
"""All but 清明, which is a feast. Some are everyday words too, so they name a day only with 那天 and the like."""

_EVE = regex("除夕|大年三十|年三十")
_CALLED_LUNAR = "(?:农历|阴历|旧历)"
_FIRST_TEN = "初[一二三四五六七八九十](?![场次个期堂节批几多来余天趟回日])"
_SAID_BEHIND = rf"[初十廿二三一四五六七八九]{{1,3}}\s?\(?{_CALLED_LUNAR}"
_LUNAR_MONTH = (
    rf"[正冬腊]月|{_CALLED_LUNAR}[二三四五六七八九十]月"
    rf"|(?<!十)[二三四五六七八九十]月(?={_FIRST_TEN}|{_SAID_BEHIND})|大年"
    rf"|(?<![\d今去前明本每学同近新过])年(?={_FIRST_TEN}|廿[六七八九]|二十[六七八九]|三十(?![一二三四五六七八九]))"
)
LUNAR = regex(
    rf"{_CALLED_LUNAR}?({_LUNAR_MONTH})"
    r"(初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|二十[一二三四五六七八九]?|三十|十|廿)"
)
"""「腊月二十三」, 「农历八月十五」, 「九月初九」, 「九月二十三(农历)」, 「大年初三」, 「年廿八」."""
NEW_YEARS_DAYS = (
    r"(?:^|(?<=[，,。；;、\s在]))(初[二三四五六七八九十])(?:(?:那|这|当)[天日])?"
    r"(?![场次个期堂节批几多来余天趟回日中高级年班学生部毕升全两和一二三四五六七八九]|至初|到初)"
)
"""「初九村里返乡人还没走」 in the first weeks of the year; else the third class of a middle school."""
LITTLE_YEAR = r"((?:[南北]方)?)小年夜?(?:(?:那|这)[天晚夜日]|当[天日晚夜]|夜里?|晚上|(?=[，,。！!～~\s啦了在到去]|$))"
"""「小年」: the 23rd of the last lunar month in the north, the 24th in the south."""


def feast_pattern() -> re.Pattern[str]:
    """A pattern for every named day."""
    return _pattern()


@cache
def _pattern() -> re.Pattern[str]:
    return regex(f"{either(tuple(_days()))}(?!历(?!史))|{_EVE.pattern}")


@cache
def _days() -> dict[str, str]:
    """Every name with its rule, the section of the lexicon it stands in: "M-D", "L M-D", "W M-n", "S M-n" and so on."""
    return {name: rule for rule, names in sections("feasts").items() for name in names}


def feast_in(name: str, year: int) -> date | None:
    """The named day of a year; None where it cannot be computed (a lunar table that ends, 清明 out of range)."""
    if _EVE.fullmatch(name):
        new_year = lunar_in(1, 1, year)
        return new_year - timedelta(days=1) if new_year else None
    if SOLAR_TERM.fullmatch(name):
        return _solar_term(name, year)
    rule = _days().get(name, "")
    if rule == "qingming":
        return _qingming(year)
    if SOLAR_TERM.fullmatch(rule):
        return _solar_term(rule, year)
    shape, _, numbers = rule.rpartition(" ")
    if not numbers:
        return None
    month, day = (int(number) for number in numbers.split("-"))
    if shape == "L":
        return lunar_in(month, day, year)
    if shape in _NTH:
        return _nth(_NTH[shape], year, month, day)
    return date(year, month, day)


def lunar_days(match: re.Match[str]) -> tuple[int, int]:
    """Month and day of a lunar date as `LUNAR` matched it."""
    month_name = match[1].removeprefix("农历").removeprefix("阴历").removeprefix("旧历")
    day = _TWENTIES.sub(r"廿\1", match[2])
    if month_name in ("大年", "年"):
        month = 1 if day.startswith("初") else 12
    else:
        month = _LUNAR_MONTHS.index(month_name[0]) + 1
    return month, _LUNAR_DAYS.index({"十": "初十", "廿": "二十"}.get(day, day)) + 1


@lru_cache(maxsize=512)
def lunar_in(month: int, day: int, year: int) -> date | None:
    """The solar day of a lunar date whose lunar year began in `year`; for the twelfth month it lies in the next."""
    try:
        day_of_year: date = LunarDate(year, month, day).to_solar_date()
    except (ValueError, KeyError, IndexError):
        return None
    return day_of_year


def candidates(name: str, around: int) -> Iterator[date]:
    """The named day in the years about a year, in order of time."""
    for year in (around - 1, around, around + 1):
        day = feast_in(name, year)
        if day is not None:
            yield day


@lru_cache(maxsize=512)
def _solar_term(name: str, year: int) -> date | None:
    """The day of a solar term. Its library is loaded with the first one asked for: it takes its time."""
    from chinese_calendar import get_solar_terms  # noqa: PLC0415

    terms = get_solar_terms(date(year, 1, 1), date(year, 12, 31))
    return next((day for day, term in terms if term == name), None)


def _qingming(year: int) -> date:
    """Tomb-Sweeping Day by the common formula for 2000 to 2099."""
    short = year % 100
    return date(year, 4, int(short * 0.2422 + 4.81) - short // 4)


_NTH = {"Mo": 0, "Tu": 1, "We": 2, "Th": 3, "S": 5, "W": 6}


def _nth(weekday: int, year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))

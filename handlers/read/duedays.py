"""On which day something is due: every month, quarter, half or whole year, or once; after a campaign as well."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from handlers.read.dayrules import Moment
from handlers.read.days import DayWords, day_words
from handlers.read.numerals import han_value
from handlers.read.patterns import regex
from storage.model.duties import Cycle

LENGTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF: 6, Cycle.YEAR: 12}
"""Months of a period."""

NUMERAL = r"(\d{1,3}|[一二两三四五六七八九十廿卅]{1,3})"
_CYCLES = (
    (
        Cycle.QUARTER,
        r"每个?季度?(?:的|里)?|各季度|[按逐]季度?|(?<![报交一二三四上本])季报|(?<![一二三四上本这该第\d])季度?(?=[末底后]|结束|[首第次]|最后)",
    ),
    (Cycle.HALF, r"[每按]个?半年(?:度|的)?|(?<![上下报交一年])半年(?:报|度|一次)"),
    (Cycle.YEAR, r"每一?年度?的?|[按逐]年|(?<![报交半今去明本一])年报|(?<!第)一年(?=[报交一])"),
    (Cycle.MONTH, r"每个?月份?的?|[按逐各]月|月月|(?<![报交\d])月报"),
)
_UNKNOWN_CYCLE = regex(
    r"每个?(?:周|星期|礼拜|工作日|天|日|旬)[一二三四五六日天]?|每?隔[^\s，,]{1,4}|[双单]月|双周|[按逐]周"
    r"|每(?:\d+|[两二三四五六七八九十]+)个?(?:月|周|天|年|季度)"
)
_NEXT = r"(?:(?:次|翌|下一?个?)(?:月|季度?|年|半年)|第二年|过后)(?:的?(?:首|第一个?|头一?个?)月)?的?"
_IN_NEXT = regex(_NEXT)
_AFTER = r"(?:季度?|月份?|半?年度?)?(?:结束|末|底|终了|完|过)?(?:以|之)?(?<!最)后的?"
_DAYS_AFTER = regex(rf"{_AFTER}第?{NUMERAL}个?(?:工作日|上班日)(?:之内|以内|内)?")
_AFTER_CAMPAIGN = regex(
    rf"(?:活动)?(?:结束|办完|搞完|完|过)?(?:以|之)?后的?第?{NUMERAL}个?(工作日|上班日|天|日|周|星期)(?:之内|以内|内)?"
)
_NTH_WORKING = regex(rf"(?:第|前|头){NUMERAL}个?(?:工作日|上班日)(?:之内|以内|内)?")
_LAST_WORKING = regex(r"(?:月|季度?|年)?(?:的|末|底)?(?:最后|末)一?个?(?:工作日|上班日)")
_LAST_DAY = regex(
    r"(?:末月|最后一?个?月)?(?:[月年]|季度?)?(?:的)?(?:最后一天|月?底|月?末)(?!月|一)|(?<=半年)[底末]|(?<=季度)[底末]"
)
_LAST_MONTH = r"(?:末月|(?:最后|末)一?个?月|第三个?月)份?的?"
_WHICH_MONTH = r"(?:(?:首|第一个?|头一?个?)月|第二个?月|中间一?个?月)的?"
_NUMBERED = regex(
    rf"(?:({_LAST_MONTH})|({_WHICH_MONTH}))?(?:逢)?(?<!\d)(?:\d{{1,2}}[号日]?(?:到|至|-|—|~)+)?{NUMERAL}[号日](?!志)"
)
_MONTH_ONLY = regex(rf"(?<![\d第]){NUMERAL}月份?的?")
_DATED = rf"{NUMERAL}月份?(?:的?{NUMERAL}[号日]|(?:月?[底末]|最后一天))?"
_SEVERAL_MONTHS = regex(rf"{NUMERAL}月份?(?:{NUMERAL}[号日]|[底末])?(?:[、和及与,，/]{_DATED})+")
_MEANT = regex(r"[前止报交改到]")
"""Beside one of these a day without figures is a deadline, and not said in passing."""

_BARE_MONTHS = regex(r"(?<!\d)(1[0-2]|[1-9])(?=(?:[、和](?:1[0-2]|[1-9]))*[、和](?:1[0-2]|[1-9])月)")
_HALVES = regex(rf"[上下]半年(?={NUMERAL}月)")

_LAST = 31
_EARLY_MONTH = 2
"""A yearly deadline up to this month is about the year before, unless words say otherwise."""


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due; None is what was not said. `cycle` None with a `day`: only the day of the month was said.

    `day`, `months`, `working_days`, `first` and `on` are those of a rule; `working_days` of a cycle is the nth working
    day of the due month. `on` beside a `day` without a `cycle` is the next such day.
    """

    cycle: Cycle | None = None
    day: int | None = None
    months: int | None = None
    working_days: int = 0
    first: date | None = None
    on: date | None = None


class Unclear(NamedTuple):
    """Words that cannot be used as they stand: `reason` is "no_such_day", "past", "cycle", "campaign" or "hour"."""

    words: str
    reason: str


class FoundDue(NamedTuple):
    """What was found of a due day, and the text without its words."""

    due: Due | None
    unclear: Unclear | None
    rest: str


def number(numeral: str) -> int:
    """The value of a short numeral; 0 where it has none."""
    if numeral.isdigit():
        return int(numeral)
    value = han_value(numeral)
    return value.low if value and value.low == value.high else 0


def cut(text: str, start: int, end: int) -> str:
    """The text with some words blanked out, which also keeps what stands around them apart."""
    return f"{text[:start]} {text[end:]}"


def find_due(text: str, today: date) -> FoundDue:
    """The due day a plain text names, seen from `today`."""
    if strange := _UNKNOWN_CYCLE.search(text):
        return FoundDue(None, Unclear(strange[0], "cycle"), cut(text, *strange.span()))
    months = _of_several_months(text)
    if months is not None:
        return months
    for cycle, pattern in _CYCLES:
        if re.search(pattern, text):
            return _of_cycle(cycle, re.sub(pattern, " ", text))
    if (following := re.search(r"次月|翌月", text)) and re.search(
        r"\d|[一二三四五六七八九十]", text[following.end() :]
    ):
        return _of_cycle(Cycle.MONTH, text)
    return _once(text, today)


def _of_several_months(text: str) -> FoundDue | None:
    """「6月30日和12月31日」, 「1、4、7、10月10号」: a cycle told by its months; None where it is none."""
    text = _HALVES.sub("", _BARE_MONTHS.sub(r"\1月", text))
    found = _SEVERAL_MONTHS.search(text)
    if found is None:
        return None
    parts = re.findall(_DATED, found[0])
    months = sorted({number(month) for month, _ in parts})
    steps = {second - first for first, second in pairwise(months)}
    cycle = {(2, 6): Cycle.HALF, (4, 3): Cycle.QUARTER}.get((len(months), next(iter(steps), 0)))
    if cycle is None or len(steps) != 1 or not 1 <= months[0] <= months[-1] <= LENGTHS[Cycle.YEAR]:
        return None
    days = [number(day) for _, day in parts if day]
    length = LENGTHS[cycle]
    offset = months[0] % length
    due = Due(cycle, max(days, default=_LAST), offset if offset <= length // 3 else offset - length)
    rest = re.sub(r"[每按]个?半年度?|半年(?=[报交填])|每个?季度?|每一?年的?", " ", cut(text, *found.span()))
    return FoundDue(*_checked(due, found[0]), rest)


def _of_cycle(cycle: Cycle, text: str) -> FoundDue:
    """The place within the cycle; `day` None where only the cycle was said."""
    if found := _DAYS_AFTER.search(text):
        due = Due(cycle, 0, 1, number(found[1]))
        return FoundDue(*_checked(due, found[0]), cut(text, *found.span()))
    months, text = _month_of_year(text) if cycle is Cycle.YEAR else (None, text)
    if cycle is not Cycle.YEAR and (following := _IN_NEXT.search(text)):
        months, text = 1, cut(text, *following.span())
    place = _placed(text)
    if place is None:
        return FoundDue(Due(cycle, None, months), None, text)
    due, found = place
    inner = _inner_month(cycle, found) if due.months is None else due.months
    due = replace(due, cycle=cycle, months=months if months is not None else inner)
    return FoundDue(*_checked(due, found[0]), cut(text, *found.span()))


def _month_of_year(text: str) -> tuple[int | None, str]:
    """The month of a yearly deadline, counted from the end of the year it is about."""
    found = _MONTH_ONLY.search(text)
    month = number(found[1]) if found else 0
    following = _IN_NEXT.search(text)
    if found is None or not 1 <= month <= LENGTHS[Cycle.YEAR]:
        return None, text
    rest = cut(text, *found.span())
    rest = _IN_NEXT.sub(" ", rest)
    return (month if following or month <= _EARLY_MONTH else month - LENGTHS[Cycle.YEAR]), rest


def _placed(text: str) -> tuple[Due, re.Match[str]] | None:
    """A place within a month: the last or nth working day, the last day, a day by its number."""
    if found := _LAST_WORKING.search(text):
        return Due(day=0), found
    if found := _NTH_WORKING.search(text):
        return Due(day=0, working_days=number(found[1])), found
    if found := _NUMBERED.search(text):
        return Due(day=number(found[3])), found
    if found := _LAST_DAY.search(text):
        return Due(day=_LAST), found
    return None


def _inner_month(cycle: Cycle, found: re.Match[str]) -> int | None:
    """「季度第一个月10号」 is about the quarter before; the second month is still the quarter's own."""
    if found.re.pattern != _NUMBERED.pattern or cycle is Cycle.MONTH:
        return None
    if found[1]:
        return 0
    if found[2]:
        return -1 if "二" in found[2] or "中" in found[2] else 1
    return None


def _checked(due: Due, words: str) -> tuple[Due | None, Unclear | None]:
    """A place that there can be: a day of 1 to 31, a working day of 1 to 15."""
    nth_wrong = due.working_days > 15 or (due.day == 0 and "第" in words and not due.working_days)
    if (due.day is not None and due.day > _LAST) or nth_wrong or (due.day == 0 and re.search(r"0[号日]", words)):
        return None, Unclear(words, "no_such_day")
    return due, None


def _once(text: str, today: date) -> FoundDue:
    """A date, a number of days after a campaign, or a place within a month without a cycle."""
    after = _AFTER_CAMPAIGN.search(text)
    for found in day_words(text, Moment(today, ahead=True)):
        if not _MEANT.search(text) and not re.search(r"\d", found.days.words):
            continue
        if found.days.doubt or found.days.start is None:
            return FoundDue(None, Unclear(text[found.start : found.end], "no_such_day"), cut(text, *found[1:]))
        rest = cut(text, found.start, found.end)
        if after and after.start() >= found.end:
            moved = after.start() - (found.end - found.start) + 1
            rest = cut(rest, moved, moved + len(after[0]))
        return FoundDue(*_on(found, after, today), rest)
    return _place_alone(text, today)


def _on(found: DayWords, after: re.Match[str] | None, today: date) -> tuple[Due | None, Unclear | None]:
    first, last = found.days.start, found.days.end or found.days.start
    if first is None or last is None:
        return None, None
    due = Due(Cycle.ONCE, first=first if found.days.end or after else None, on=last)
    if after:
        working = after[2] in ("工作日", "上班日")
        days = number(after[1]) * (7 if after[2] in ("周", "星期") else 1)
        due = replace(due, working_days=days) if working else replace(due, on=last + timedelta(days=days))
    elif found.days.rule == "day_number":
        due = Due(day=last.day, on=last)
    if due.on is not None and due.on + timedelta(days=2 * due.working_days) < today:
        return None, Unclear(found.days.words, "past")
    return due, None


def _place_alone(text: str, today: date) -> FoundDue:
    """「最后一个工作日」, 「月底」, 「35号」: of a cycle that was said before, or of this month."""
    if (after := _AFTER_CAMPAIGN.search(text)) and after[0][0] in "活结":
        return FoundDue(None, Unclear(after[0], "campaign"), cut(text, *after.span()))
    place = _placed(text)
    if place is None:
        return FoundDue(None, None, text)
    due, found = place
    if due.day == _LAST and found.re.pattern == _LAST_DAY.pattern:
        due = replace(due, on=today.replace(day=calendar.monthrange(today.year, today.month)[1]))
    return FoundDue(*_checked(due, found[0]), cut(text, *found.span()))

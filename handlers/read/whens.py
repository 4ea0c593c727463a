"""When somebody wants to be reminded: once at a moment, or again and again; what cannot be, or has passed, is said."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from handlers.read.clocks import Clock, find_clock
from handlers.read.days import DayWords, day_words
from handlers.read.duedays import LENGTHS, NUMERAL, FoundDue, cut, find_due, number
from handlers.read.moments import Moment
from handlers.read.patterns import regex
from storage.model.duties import Cycle

MORNING = time(9)
"""When a day was said and no time."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Again and again: every day, every week on `weekday`, or by `cycle` on `day` (of `month` or every nth from it)."""

    cycle: Cycle | None = None
    day: int = 0
    month: int = 1
    weekday: int | None = None
    daily: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """When, as far as it was said: a `moment`, or a `repeat` at a time of day, or why there is neither.

    `trouble` is "past", "today" (it lacks the time), "no_such_day", "hour", "cycle" or "no_day"; `words` are those it
    is about, and `choices` the moments that may be meant.
    """

    moment: datetime | None = None
    repeat: Repeat | None = None
    at: time = MORNING
    trouble: str = ""
    words: str = ""
    choices: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundWhen:
    """What was found, where its words begin and end, and the text without them."""

    when: When
    start: int
    end: int
    rest: str


_DELAY = regex(
    rf"(?P<over>再?过)?(?:(?P<half>半)个?(?:小时|钟头)|(?P<quarter>一?刻钟)|{NUMERAL}个?(?P<more>半)?个?"
    rf"(?P<unit>分钟|小时|钟头|天|日|周|星期|礼拜|个?月))(?P<after>之后|以后|过后|后)?"
)
_MINUTES = {"分": 1, "小": 60, "钟": 60}
_DAYS = {"天": 1, "日": 1, "周": 7, "星": 7, "礼": 7}
_AHEAD = regex(
    rf"提[前早](?:(?P<half>半)个?(?:小时|钟头)|{NUMERAL}个?(?P<unit>分钟|小时|钟头|天|日|周|星期|礼拜))(?:左右)?"
)
_DAILY = regex(r"每一?天|每日|天天|每个?(?=早|晚|上午|下午|中午)")
_WEEKLY = regex(
    r"每个?(?:周|星期|礼拜)的?(?P<day>[一二三四五六日天])(?!(?:[、和及与到至]|到?周)?[一二三四五六日天](?![点十]))"
)
_UNKNOWN = regex(
    r"每个?(?:周|星期|礼拜)[一二三四五六日天](?:(?:[、和及与到至周])*[一二三四五六日天](?![点十]))+|每个?(?:周末|工作日|上班日|小时)"
    r"|周一[到至]周?[五日六]|每?隔[^\s，,提]{1,4}|每(?:\d+|[两二三四五六七八九十]+)个?(?:小时|天|周|星期|月|年)|[单双]周|每个?(?:周|星期|礼拜)"
)
_MONTHLY = regex(r"每一?个?月|月月|逐月|每个?季度?|每个?半年|每一?年")
_MONTH_END = regex(r"(?P<next>下个?)?(?:本|这个?)?(?:月(?:底|末)|月的?最后一天)")
_TRAILING = regex(r"(?:之前|以前|前|左右|准时|的时候|那天|当天)?(?:的时候)?")
_YEAR = LENGTHS[Cycle.YEAR]


def find_when(text: str, now: datetime) -> FoundWhen | None:
    """When a plain text says, seen from `now`; None where it says nothing of that."""
    ahead = _AHEAD.search(text)
    if ahead is None:
        return _found(text, now)
    base = _found(cut(text, *ahead.span()), now)
    if base is None or base.when.moment is None:
        return base
    early = base.when.moment - _before(ahead)
    when = _checked(replace(base.when, moment=early), now, ahead[0])
    return replace(base, when=when, start=min(base.start, ahead.start()), end=max(base.end, ahead.end()))


def _found(text: str, now: datetime) -> FoundWhen | None:
    return _delayed(text, now) or _repeated(text, now) or _once(text, now)


def _before(ahead: re.Match[str]) -> timedelta:
    if ahead["half"]:
        return timedelta(minutes=30)
    count, unit = number(ahead[2]), ahead["unit"][0]
    return timedelta(minutes=count * _MINUTES[unit]) if unit in _MINUTES else timedelta(days=count * _DAYS[unit])


def _delayed(text: str, now: datetime) -> FoundWhen | None:
    """「半小时后」, 「过10分钟」, 「一个半小时以后」, 「3天后」."""
    found = next((one for one in _DELAY.finditer(text) if one["after"] or one["over"]), None)
    if found is None:
        return None
    unit = (found["unit"] or "分").lstrip("个")[0]
    count = number(found[4]) if found[4] else 0
    if unit in _MINUTES:
        minutes = 30 if found["half"] else 15 if found["quarter"] else count * _MINUTES[unit]
        extra = 30 if found["more"] else 0
        moment = now.replace(second=0, microsecond=0) + timedelta(minutes=minutes + extra)
        return FoundWhen(When(moment), *found.span(), cut(text, *found.span()))
    day = _months_on(now.date(), count) if unit == "月" else now.date() + timedelta(days=count * _DAYS[unit])
    return _timed(text, now, day, found.span())


def _months_on(day: date, count: int) -> date:
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _repeated(text: str, now: datetime) -> FoundWhen | None:
    """「每天早上8点」, 「每周五下班前」, 「每月25号」, 「每年11月30号」."""
    weekly = _WEEKLY.search(text)
    if weekly is None and (unknown := _UNKNOWN.search(text)):
        clock = find_clock(text, unknown.end())
        end = clock.end if clock and clock.start <= unknown.end() + 1 else unknown.end()
        return _spanned(text, When(trouble="cycle", words=unknown[0]), unknown.start(), end)
    found = weekly or _DAILY.search(text)
    if found is None:
        return _by_cycle(text, now)
    day = "一二三四五六日天".index(weekly["day"]) if weekly else None
    repeat = Repeat(weekday=min(day, 6)) if day is not None else Repeat(daily=True)
    clock = find_clock(text, found.start())
    end = max(found.end(), clock.end) if clock else found.end()
    return _spanned(text, _with_clock(When(repeat=repeat), clock, text), found.start(), end)


def _by_cycle(text: str, now: datetime) -> FoundWhen | None:
    """By month, quarter, half or whole year: the day is read as that of a deadline is."""
    cycle = _MONTHLY.search(text)
    if cycle is None:
        return None
    clock = find_clock(text, cycle.start())
    without = text if clock is None else text[: clock.start] + " " * (clock.end - clock.start) + text[clock.end :]
    due = find_due(without[cycle.start() :], now.date())
    rest = text[: cycle.start()] + due.rest
    end = max(cycle.end(), len(text) - len(due.rest.lstrip()), clock.end if clock else 0)
    if due.unclear or due.due is None or due.due.cycle is None or not due.due.day:
        return FoundWhen(When(trouble=_why_not(due), words=text[cycle.start() : end]), cycle.start(), end, rest)
    month = (_YEAR + (due.due.months or 0) - 1) % _YEAR + 1
    when = When(repeat=Repeat(due.due.cycle, due.due.day, month))
    return FoundWhen(_with_clock(when, clock, text), cycle.start(), end, rest)


def _why_not(found: FoundDue) -> str:
    """Why a cycle cannot be used: its day is none, or is not said, or is one that only deadlines have."""
    if found.unclear and found.unclear.reason == "no_such_day":
        return "no_such_day"
    return "no_day" if found.due is None or found.due.day is None else "cycle"


def _with_clock(when: When, clock: Clock | None, text: str) -> When:
    if clock is None:
        return when
    if clock.at is None:
        return When(trouble="hour", words=text[clock.start : clock.end])
    return replace(when, at=clock.at)


def _spanned(text: str, when: When, start: int, end: int) -> FoundWhen:
    """With what trails behind: 「…之前」, 「…的时候」."""
    trailing = _TRAILING.match(text, end)
    end = trailing.end() if trailing else end
    return FoundWhen(when, start, end, cut(text, start, end))


def _once(text: str, now: datetime) -> FoundWhen | None:
    """A day, a time of day, or both."""
    found = next(day_words(text, Moment.of(now, ahead=True)), None)
    if found is None:
        return _at_month_end(text, now) or _timed(text, now, None, None)
    if found.days.doubt or found.days.start is None:
        return _spanned(text, When(trouble="no_such_day", words=found.days.words), found.start, found.end)
    return _timed(text, now, found.days.start, (found.start, found.end), found)


def _at_month_end(text: str, now: datetime) -> FoundWhen | None:
    found = _MONTH_END.search(text)
    if found is None:
        return None
    first = _months_on(now.date().replace(day=1), 1 if found["next"] else 0)
    return _timed(text, now, first.replace(day=monthrange(first.year, first.month)[1]), found.span())


def _timed(
    text: str, now: datetime, day: date | None, span: tuple[int, int] | None, named: DayWords | None = None
) -> FoundWhen | None:
    """A day with the time of day that stands beside it; today where only a time was said."""
    clock = find_clock(text, span[0] if span else 0)
    if clock is not None and span is not None and clock.start > span[1] + 1:
        clock = None  # it belongs to what comes later
    if clock is None and span is None:
        return None
    start = min(one for one in (span and span[0], clock and clock.start) if one is not None)
    end = max(one for one in (span and span[1], clock and clock.end) if one is not None)
    words = text[start:end]
    if clock is not None and clock.at is None:
        return _spanned(text, When(trouble="hour", words=text[clock.start : clock.end]), start, end)
    at = clock.at if clock and clock.at else MORNING
    moment = datetime.combine(day or now.date(), at, now.tzinfo)
    weekly = named is not None and named.days.rule == "weekday"
    return _spanned(text, _judged(When(moment, at=at), now, words, clock, weekly=weekly), start, end)


def _judged(when: When, now: datetime, words: str, clock: Clock | None, *, weekly: bool) -> When:
    """A moment that has passed is no answer; what else may be meant is offered."""
    if when.moment is None or when.moment > now:
        return when
    today = when.moment.date() == now.date()
    evening = when.moment + timedelta(hours=12)
    next_time = when.moment + timedelta(days=7 if weekly else 1)
    also: tuple[datetime, ...] = (evening,) if clock and clock.either and today and evening > now else ()
    if today and clock is None:
        later = (datetime.combine(now.date(), time(hour), now.tzinfo) for hour in (15, 17))
        also = tuple(one for one in later if one > now)
    choices = (*also, next_time) if next_time > now else also
    return When(trouble="today" if today and clock is None else "past", at=when.at, words=words, choices=choices)


def _checked(when: When, now: datetime, words: str) -> When:
    return when if when.moment is None or when.moment > now else When(trouble="past", words=words)

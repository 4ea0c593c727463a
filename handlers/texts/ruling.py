"""A deadline rule in plain words: when, who is reminded how, what moved a day."""

from datetime import date, datetime, time

from handlers.texts import common, periods, wording
from storage.model.duties import Cycle, Move, Rule

LAST_DAY = 31
"""The day of a rule that stands for the last of any month."""

_NTH = "第{nth}个工作日"
_LAST_WORKING = "最后一个工作日"
_LAST = "最后一天"
_MOVES = {
    Move.BEFORE: "，遇休息日提前到前一个工作日",
    Move.AFTER: "，遇休息日顺延到下一个工作日",
    Move.STAY: "，遇休息日不变",
}
_BEFORE = {Cycle.MONTH: "报上月", Cycle.YEAR: "报上年"}
_MOVED = {True: "，{day}休息，提前", False: "，{day}休息，顺延"}


def when(rule: Rule, today: date) -> str:
    """The deadline without what happens on rest days: "每月25日18:00前"."""
    before = _BEFORE.get(rule.cycle, "") if rule.months > 0 else ""
    return f"{_day(rule, today)}{until(rule.due_time)}{before}"


def until(at: time) -> str:
    """A time of day as an end: "18:00前"; the last minute of a day is its end."""
    return "24:00前" if (at.hour, at.minute) == (23, 59) else f"{at:%H:%M}前"


def with_move(rule: Rule, today: date) -> str:
    """The deadline with what happens on rest days, where it can fall on one."""
    return when(rule, today) + ("" if stands_still(rule) else _MOVES[rule.move])


def stands_still(rule: Rule) -> bool:
    """Whether the deadline is a working day by what it says, so that days of rest move nothing."""
    return bool(rule.working_days) or (rule.day == 0 and rule.cycle is not Cycle.ONCE)


def _day(rule: Rule, today: date) -> str:
    match rule.cycle:
        case Cycle.ONCE:
            return _once(rule, today)
        case Cycle.MONTH:
            return f"每月{_place(rule)}"
        case Cycle.QUARTER:
            return _in_quarter(rule)
        case Cycle.HALF:
            months = sorted((month - 1) % 12 + 1 for month in (6 + rule.months, 12 + rule.months))
            return f"每年{months[0]}月和{months[1]}月的{_place(rule)}"
        case Cycle.YEAR:
            return f"每年{(11 + rule.months) % 12 + 1}月{_place(rule)}"


def _place(rule: Rule) -> str:
    if rule.working_days:
        return _NTH.format(nth=rule.working_days)
    if rule.day == 0:
        return _LAST_WORKING
    return _LAST if rule.day == LAST_DAY else f"{rule.day}日"


def _in_quarter(rule: Rule) -> str:
    if rule.months > 0:
        after = "次月" if rule.months == 1 else f"第{rule.months}个月"
        first_working = rule.working_days and rule.months == 1
        return f"每季度结束后{'' if first_working else after}{_place(rule)}"
    if rule.months == 0 and (rule.day in (0, LAST_DAY) and not rule.working_days):
        return f"每季度{_place(rule)}"
    return f"每季度第{'一二三'[(rule.months + 2) % 3]}个月{_place(rule)}"


def _once(rule: Rule, today: date) -> str:
    if rule.on is None:
        return ""
    if not rule.working_days:
        return wording.day(rule.on, today)
    return f"{wording.days(rule.first or rule.on, rule.on, today)}结束后{rule.working_days}个工作日内，"


def reminders(rule: Rule) -> str:
    """When and whom: "提前5天、3天、1天，9:00，提醒专干"."""
    if not rule.cadence:
        return "不提醒"
    ahead = "、".join(f"{days}天" for days in rule.cadence if days)
    same = "当天" if 0 in rule.cadence else ""
    days = (f"提前{ahead}" if ahead else "") + ("和" if ahead and same else "") + same
    return f"{days}，{rule.remind_at:%H:%M}，提醒{common.ROLES[rule.role]}"


def period(first: date, last: date, today: date) -> str:
    """What a period is called, without the year that goes without saying: "9月", "2027年第一季度"."""
    named = periods.label(first, last)
    return named.removeprefix(f"{today.year}年") or named


def coming(due: datetime, plain: datetime, about: str, today: date) -> str:
    """A deadline with its weekday, what it is about, and why it is on another day: "10月23日周五（报10月）"."""
    moved = ""
    if due.date() != plain.date():
        moved = _MOVED[due < plain].format(day=wording.days(plain.date(), None, due.date()))
    return f"{wording.days(due.date(), None, today)}（报{about}{moved}）"

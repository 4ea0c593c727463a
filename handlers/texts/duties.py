"""What the bot says about deadlines that a unit has to keep: the nudge, and what somebody answers to it."""

from collections.abc import Iterable
from datetime import date, datetime

from handlers.texts import periods, wording
from storage.model.duties import Cycle, Obligation, Rule, Status

RECORD = "记一条"
LATER = "明天再说"
LEAVE = "请假"
NIL = "{period}无活动"
DONE = "{period}报完"
ALL_DONE = "报完"
NAMED = "{duty}：{what}"
REASON = "写原因"
TAKE_BACK = "收回"
NO_REASON = "不写原因"

PERIODS = {Cycle.MONTH: "本月", Cycle.QUARTER: "本季度", Cycle.HALF: "本半年", Cycle.YEAR: "本年", Cycle.ONCE: "本期"}
STATUSES = {
    Status.OPEN: "未报",
    Status.REPORTED: "已报",
    Status.NIL: "零报告",
    Status.LEAVE: "请假",
    Status.EXEMPT: "免报",
}

NUDGE_ONE = "{name}，{unit}的{duty}{due}，{missing}。"
NUDGE_SEVERAL = "{name}，还有{count}项没报："
NUDGE_LINE = "{unit}　{duty}　{due}　{missing}"
ENDS = "{due}截止"
ENDED = "{due}已经截止（现在报算迟报）"
NUDGE_HOW = "办过就点“记一条”或者直接说一句，没办就点“{nil}”。"
NOTHING_LOGGED = "还没有记活动"
NOT_DECLARED = "已记{count}条，还没说“{done}”"

NOTHING_OWED = "{unit}现在没有要报的。发“截止”看有哪些期限。"
ALL_REPORTED = "{unit}现在要报的都报了：{duties}。"
WHICH = "说的是哪一项？"
REPORTED_ALREADY = "{unit}的{duty}已经记了{count}条活动，算已报了。要改就改活动记录，发“我的”。"
NIL_NOW = "好，{unit}的{duty}记为零报告{late}。后来办了活动照常记，就算已报。"
NIL_BUT_LOGGED = "{unit}的{duty}已经记了{count}条活动，不用零报告。"
DONE_NOW = "好，{unit}的{duty}报完了{late}，共{count}条活动。不再提醒。"
DONE_BUT_NOTHING = "{unit}的{duty}还没有记活动。没办过就点“{nil}”，办过就先记一条。"
LEAVE_NOW = "好，{unit}的{duty}记为请假，不再提醒，协调员看得到。"
OPEN_NOW = "收回了，{unit}的{duty}还是未报。"
EXEMPT_NOW = "好，{unit}的{duty}记为免报，不再提醒。"
REOPENED = "好，{unit}的{duty}重新打开了，报了记为迟报。"
LATE = "（迟报）"
CLOSED = "{unit}的{duty}{closed}已经关闭，不能再报。活动照常可以记；要补报，请协调员重新打开。"
LATER_NOW = "好，{day}早上再提醒你。"
TOO_LATE = "{duty}{due}截止，之后不再提醒。现在就能记：发一句活动，或者说“{nil}”。"
ASK_REASON = "原因写一句就行，最多{limit}字。不写就发“跳过”。"
ASK_REOPEN = "为什么重新打开{unit}的{duty}？写一句原因，最多{limit}字。不打开就发“取消”。"
REASON_KEPT = "原因记下了：{reason}。"
REASON_TOO_LONG = "原因太长了，最多{limit}字。请写短一点，或者发“跳过”。"
NO_REASON_KEPT = "好，不写原因。"
NOT_ALLOWED = "{unit}的报送由本单位的专干或上级协调员来说。你可以直接记活动。"
NOT_YOURS = "{unit}的{duty}能不能免报，由定这个期限的协调员来说。可以先点“请假”。"
GONE = "这一期已经用不上了。发“截止”看现在要报什么。"


def duty(rule: Rule, first: date, last: date, today: date) -> str:
    """What is owed, with its period: "11月科普台账", "第四季度总结", "2025年度总结"; a single one by its name alone."""
    if rule.cycle is Cycle.ONCE:
        return rule.title
    label = periods.label(first, last)
    short = label.removeprefix(f"{today.year}年") or label
    return joined(short, rule.title)


def joined(first: str, second: str) -> str:
    """Two names in one, without saying twice where they overlap: 第四季度 and 季度总结."""
    overlap = max(nth for nth in range(len(second) + 1) if first.endswith(second[:nth]))
    return first + second[overlap:]


def listed(names: Iterable[str]) -> str:
    """Names in a row."""
    return "、".join(names)


def due(moment: datetime, today: date) -> str:
    """A deadline as people say it: "11月25日周三18:00"."""
    return f"{wording.days(moment.date(), None, today)}{moment:%H:%M}"


def ends(moment: datetime, today: date) -> str:
    """A deadline that is ahead, or one of an earlier day."""
    return (ENDED if moment.date() < today else ENDS).format(due=due(moment, today))


def nil(rule: Rule) -> str:
    """The label with which a period without an activity is reported."""
    return NIL.format(period=PERIODS[rule.cycle])


def done(rule: Rule) -> str:
    """The label with which a period is said to be complete."""
    return DONE.format(period=PERIODS[rule.cycle])


def settle(rule: Rule, *, complete: bool, named: str) -> str:
    """The label of the button that settles one; where it names what it settles, that says the period already."""
    if named:
        return NAMED.format(duty=named, what=ALL_DONE if complete else STATUSES[Status.NIL])
    return done(rule) if complete else nil(rule)


def missing(rule: Rule, owed: Obligation) -> str:
    """What exactly is still missing."""
    if owed.activities:
        return NOT_DECLARED.format(count=owed.activities, done=done(rule))
    return NOTHING_LOGGED

"""What the bot says about activities that are still to be held."""

from datetime import date

from handlers.texts import wording
from storage.model.plans import Plan

HELD = "办了"
MOVE = "改期"
CANCEL = "取消"
CANCELLED = "取消了"
RESTORE = "恢复"
HELD_WORDS = (HELD, "办完了", "办过了", "已经办了")
MOVE_WORDS = (MOVE, "改期了", "延期", "延期了", "推迟了")
CANCELLED_WORDS = (CANCELLED, "没办", "没办成", "不办了", "取消不办了")

WITHOUT_A_DAY = "这像是还没办的活动。说上哪天办，我就先记着，到时候问你，比如“下周三在北营村讲防震”。办完再发给我也行。"
KEPT = "记下了：{plan}。{ask}我来问你办得怎么样。"
KEPT_SEVERAL = "记下了{count}个计划，办完下一个工作日我来问你："
ALREADY = "这个计划已经记着：{plan}。{ask}我来问你办得怎么样。"
THE_DAY_AFTER = "办完第二天"

LIST = "还没办的计划，共{count}个："
LINE = "{nth}. {plan}"
OPEN = "{nth}. {name}"
ONE = "你的计划：{plan}。"
WHICH = "说的是哪一个？"
NONE = "现在没有计划。要先记着，直接说，比如“下周三在北营村讲防震”。"
PLAN = "{day}{place}办{name}"
PLACE = "在{venue}"

QUESTION = "{day}{place}的{name}，办了吗？"
NOT_PLACED = "{day}的{name}，办了吗？"
FILLED = "好，照计划先填上了，人数和物资按实际的说。"
ASK_DAY = "{name}改到哪天？比如“下周三”“11月30号”“推迟一周”。"
NOT_A_DAY = "没看懂是哪天。请写成“明天”“下周三”“11月30号”或“推迟一周”。"
PAST = "“{words}”已经过了。改到哪天？要是已经办了，点“办了”。"
MOVED = "改好了：{plan}。{ask}我来问你办得怎么样。"
DROPPED = "好，取消了：{plan}。"
DROPPED_BEFORE = "这个计划已经取消了：{plan}。"
RESTORED = "恢复了：{plan}。{ask}我来问你办得怎么样。"
HELD_BEFORE = "这个计划已经说办了：{plan}。要记下来，点“办了”。"
GONE = "这个计划已经没有了。发“计划”看现在有哪些。"


def named(plan: Plan, today: date) -> str:
    """A plan in one line: "11月25日周三在北营村办防震讲座"."""
    return PLAN.format(day=_days(plan, today), place=_place(plan), name=wording.name(plan.particulars))


def question(plan: Plan, today: date) -> str:
    """What is asked once its day is over."""
    text = QUESTION if plan.particulars.venue else NOT_PLACED
    return text.format(day=_days(plan, today), place=_place(plan), name=wording.name(plan.particulars))


def _days(plan: Plan, today: date) -> str:
    return wording.days(plan.particulars.start or plan.day, plan.particulars.end, today)


def _place(plan: Plan) -> str:
    return PLACE.format(venue=plan.particulars.venue) if plan.particulars.venue else ""


def asking(day: date, asked_on: date, today: date) -> str:
    """When what became of it is asked: on the day after, or on the working day it is put off to."""
    return THE_DAY_AFTER if (asked_on - day).days == 1 else wording.days(asked_on, None, today)

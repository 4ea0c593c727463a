"""What the bot says about reminders people ask for themselves."""

from datetime import date, datetime

from handlers.texts import wording
from storage.model.duties import Cycle, Wish

STOP = "停"
CHANGE_TIME = "改时间"
KNOWN = "知道了"
HOUR = "过一小时"
TOMORROW = "明天再说"
TODAY, TOMORROWS = "今天", "明天"
AGAIN = "不停了"
BACK_TO_LIST = "全部提醒"

DUE = "{name}，你让我提醒：{what}。"
KEPT = "好，{when}提醒你：{what}。"
KEPT_AGAIN = "好，{when}提醒你：{what}。下次是{next}。"
CHANGED = "改好了，{when}提醒你：{what}。"
CHANGED_AGAIN = "改好了，{when}提醒你：{what}。下次是{next}。"
ALREADY = "这个提醒已经有了：{when}，{what}。"
SILENT = "不过你停了提醒（{until}），到时不会响。发“恢复提醒”就能收到。"
STOPPED = "停了，不再提醒：{what}。"
STOPPED_BEFORE = "这个提醒已经停了：{what}。要再提醒，直接说，比如“明天下午3点提醒我{what}”。"
ACKNOWLEDGED = "好。"
ACKNOWLEDGED_AGAIN = "好，下次是{next}。"
LATER = "好，{when}再提醒你：{what}。"

LIST = "你的提醒，共{count}个："
LINE = "{nth}. {what}　{when}"
LINE_AGAIN = "{nth}. {what}　{when}，下次{next}"
ONE = "你的提醒：{what}，{when}。"
ONE_AGAIN = "你的提醒：{what}，{when}，下次{next}。"
OPEN = "{nth}. {what}"
NONE = "你没有给自己定提醒。直接说就行，比如“每月25号提醒我交台账”“明天下午3点提醒我补照片”。"
TO_STOP_ALL = "不想收到任何提醒，发“停止提醒”。"
NO_SUCH = "没有找到“{what}”这个提醒。"
WHICH = "停哪一个？点开再停。"
FULL = "已经有{limit}个提醒了，先停掉不用的，再定新的。"
GONE = "这个提醒已经没有了。发“提醒”看现在有哪些。"

ASK_WHAT = "好，{when}。提醒你什么事？写几个字就行，比如“交台账”。"
ASK_WHAT_FIRST = "提醒你什么事？写几个字就行，比如“交台账”。"
ASK_WHEN = "什么时候提醒你{what}？比如“明天下午3点”“每月25号”“每周五下班前”。"
ASK_CHANGE = "“{what}”改到什么时候？比如“明天下午3点”“每月25号”“每周五下班前”。"
WHAT_TOO_LONG = "太长了，最多{limit}字。请写短一点，比如“交台账”。"
NOT_A_TIME = "没看懂时间。请写成“明天下午3点”“11月30号9点”“每月25号”或“半小时后”。"
TROUBLES = {
    "past": "“{words}”已经过了。什么时候提醒你{what}？",
    "today": "“{words}”几点提醒你{what}？",
    "no_such_day": "没有“{words}”这一天。什么时候提醒你{what}？比如“每月25号”。",
    "hour": "没有“{words}”这个时间。几点提醒你{what}？比如“明天下午3点”。",
    "cycle": "“{words}”这样的周期我还不会。可以每天、每周一天、每月、每季度或每年，比如“每周五下午3点”。",
    "no_day": "“{words}”是哪一天？比如“每月25号”“每月最后一天”“每年11月30号”。",
}

EVERY_DAY = "每天{time}"
EVERY_WEEK = "每周{weekday}{time}"
EVERY_MONTH = "每月{day}{time}"
EVERY_FEW = "每年{months}月的{day}{time}"
EVERY_YEAR = "每年{month}月{day}{time}"
DAY, LAST_DAY = "{day}日", "最后一天"
JOINT = "、"
_MONTHS = {Cycle.QUARTER: 3, Cycle.HALF: 6}
_LAST = 31


def when(wish: Wish, today: date) -> str:
    """When somebody is reminded: "每月25日09:00", "9月19日周六15:00"."""
    at = f"{wish.time:%H:%M}"
    if wish.daily:
        return EVERY_DAY.format(time=at)
    if wish.weekday is not None:
        return EVERY_WEEK.format(weekday=wording.WEEKDAYS[wish.weekday], time=at)
    if wish.cycle is None or wish.next_at is None:
        return moment(wish.next_at, today) if wish.next_at else ""
    return _by_cycle(wish, wish.next_at.month, at)


def _by_cycle(wish: Wish, month: int, at: str) -> str:
    day = LAST_DAY if wish.day == _LAST else DAY.format(day=wish.day)
    if wish.cycle is Cycle.MONTH:
        return EVERY_MONTH.format(day=day, time=at)
    if wish.cycle in _MONTHS:
        step = _MONTHS[wish.cycle]
        months = JOINT.join(str(one) for one in range((month - 1) % step + 1, 13, step))
        return EVERY_FEW.format(months=months, day=day, time=at)
    return EVERY_YEAR.format(month=month, day=day, time=at)


def moment(at: datetime, today: date) -> str:
    """A day with its weekday and the time of day."""
    return f"{wording.days(at.date(), None, today)}{at:%H:%M}"


def repeats(wish: Wish) -> bool:
    """Whether it comes again and again."""
    return wish.daily or wish.weekday is not None or wish.cycle is not None


def told(once: str, again: str, wish: Wish, today: date, **more: object) -> str:
    """One of two texts about a reminder: for one that comes once, for one that comes again with its next moment."""
    text = again if repeats(wish) else once
    coming = moment(wish.next_at, today) if wish.next_at else ""
    return text.format(what=wish.what, when=when(wish, today), next=coming, **more)

"""What the bot says under 设置."""

from datetime import date, time

from handlers.texts import wording

HEAD = "{name}，{unit}，{role}。\n汇总图片：{pictures}。\n提醒：{reminders}。\n不打扰：{hours}。"
ON, OFF = "开", "关"
PICTURES_OFF = "关掉汇总图片"
PICTURES_ON = "打开汇总图片"
CONNECT = "连接另一个账号"
CONNECT_CODE = (
    "连接码：{code}\n{minutes}分钟内有效，只能用一次。在另一个账号里把它发给我，两边就是同一个人。别发给别人。"
)
AS_USUAL, NO_HOURS = "照常", "没设"
HOURS = "{begin}到{end}"
UNTIL = "停到{day}"
FOR_GOOD = "一直停"
STOP_REMINDERS = "停提醒"
RESUME_REMINDERS = "恢复提醒"
USUAL_HOURS = "不打扰22:00到7:00"
NO_QUIET = "取消不打扰"
TILL_TOMORROW, TILL_MONDAY, TILL_MONTH = "停今天", "停到下周一", "停到下月1日"
FOREVER = "一直停"
MUTE_WHICH = "停到什么时候？也可以直接说，比如“这周别提醒我”“停提醒到11月30号”。自己定的提醒也会停。"
MUTED = "好，{day}之前不提醒你，自己定的提醒也停。要早点打开，发“恢复提醒”。"
MUTED_FOR_GOOD = "好，以后都不提醒你，自己定的提醒也停。要打开，发“恢复提醒”。该报的还是要报，发“截止”看。"
MUTE_FROM_NOW = "只能从现在停起。从现在停到{day}吗？"
MUTE_NOW = "从现在停"
NOT_MUTED = "提醒一直是开着的。"
RESUMED = "好，提醒打开了。"
QUIET_KEPT = "好，{hours}不打扰你。自己定的提醒照常。要取消，发“取消不打扰”。"
QUIET_OFF = "好，不打扰的时间取消了。提醒只在工作日上班时间发。"
QUIET_WHICH = "什么时候不打扰你？比如“晚上9点到早上8点别提醒我”。"
QUIET_SAME = "两个时间一样，没设上。请说一段时间，比如“晚上9点到早上8点别提醒我”。"
QUIET_UNCLEAR = "没有这样的时间。请再说一遍，比如“晚上9点到早上8点别提醒我”。"


def day(until_day: date, today: date) -> str:
    """The day on which reminders begin again."""
    return wording.days(until_day, None, today)


def until(day: date, today: date) -> str:
    """Until when reminders are off."""
    return FOR_GOOD if day == date.max else UNTIL.format(day=wording.days(day, None, today))


def hours(begin: time, end: time) -> str:
    """Hours of the day: "22:00到7:00"."""
    return HOURS.format(begin=_plain(begin), end=_plain(end))


def _plain(at: time) -> str:
    return f"{at.hour}:{at:%M}"

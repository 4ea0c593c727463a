"""What a request for a reminder asks for, and what is none; hours and days without reminders; times of day."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.read.clocks import find_clock
from handlers.read.moves import read_new_day
from handlers.read.quiet import Hours, Mute, read_hours, read_mute
from handlers.read.whens import When
from handlers.read.wishes import asks_for_list, read_stop, read_time, read_wanted, read_wish

NOW = datetime(2026, 11, 18, 10, 0, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Wednesday."""


def told(when: When | None) -> str:
    """When, in short: a moment, what it repeats by, or why there is neither."""
    if when is None:
        return ""
    if when.trouble:
        return when.trouble
    if when.moment:
        return f"{when.moment:%m-%d %H:%M}"
    repeat = when.repeat
    assert repeat is not None
    if repeat.daily:
        return f"daily {when.at:%H:%M}"
    if repeat.weekday is not None:
        return f"weekday {repeat.weekday} {when.at:%H:%M}"
    month = f" of {repeat.month}" if repeat.cycle != "month" else ""
    return f"{repeat.cycle} {repeat.day}{month} {when.at:%H:%M}"


@pytest.mark.parametrize(
    ("text", "what", "when"),
    [
        ("每月25号提醒我交台账", "交台账", "month 25 09:00"),
        ("明天下午3点提醒我补照片", "补照片", "11-19 15:00"),
        ("每周五下班前提醒我整理照片", "整理照片", "weekday 4 17:30"),
        ("每天早上8点提醒我签到", "签到", "daily 08:00"),
        ("下周一提醒我", "", "11-23 09:00"),
        ("半小时后提醒我", "", "11-18 10:30"),
        ("11月30号9点记得提醒我开会", "开会", "11-30 09:00"),
        ("提醒我明天交表", "交表", "11-19 09:00"),
        ("提醒我交台账，每月25号", "交台账", "month 25 09:00"),
        ("交台账的事每月25号提醒我", "交台账", "month 25 09:00"),
        ("明天下午开会，到时候提醒我", "开会", "11-19 15:00"),
        ("明天要交表，记得提醒我一下", "交表", "11-19 09:00"),
        ("20号下午3点开会，提前半小时提醒我", "开会", "11-20 14:30"),
        ("11月25号的活动，提前一天提醒我准备展板", "准备展板", "11-24 09:00"),
        ("麻烦你明天早上8点半提醒我带展板，谢谢", "带展板", "11-19 08:30"),
        ("请每月最后一天提醒我报数据", "报数据", "month 31 09:00"),
        ("每季度末提醒我交总结", "交总结", "quarter 31 of 12 09:00"),
        ("每年11月30号提醒我交总结", "交总结", "year 30 of 11 09:00"),
        ("帮我设个提醒，明天9点开会", "开会", "11-19 09:00"),
        ("设置提醒", "", ""),
        ("提醒我", "", ""),
        ("到时候叫我一声", "", ""),
        ("下周提醒我交表", "交表", ""),
        ("明天提醒我下午3点去开会", "下午3点去开会", "11-19 09:00"),
        ("提醒我交9月25号的报表", "交9月25号的报表", ""),
        ("提醒 明天3点交表", "交表", "11-19 15:00"),
        ("能不能每月25号提醒我交台账？", "交台账", "month 25 09:00"),
        ("过10分钟提醒我给王主任打电话", "给王主任打电话", "11-18 10:10"),
        ("明天提醒我校对台账", "校对台账", "11-19 09:00"),
        ("今晚8点提醒我发通知", "发通知", "11-18 20:00"),
        ("每周一三五提醒我浇花", "浇花", "cycle"),
        ("每个工作日早上9点提醒我签到", "签到", "cycle"),
        ("每月最后一个工作日提醒我报数", "报数", "cycle"),
        ("每月提醒我报数", "报数", "no_day"),
        ("今天8点提醒我开会", "开会", "past"),
        ("今天提醒我交表", "交表", "today"),
        ("11月3号提醒我交表", "交表", "past"),
        ("11月31号提醒我交表", "交表", "no_such_day"),
        ("明天25点提醒我交表", "交表", "hour"),
    ],
)
def test_a_request_says_what_and_when(text: str, what: str, when: str) -> None:
    wanted = read_wish(text, NOW)

    assert wanted is not None
    assert (wanted.what, told(wanted.when)) == (what, when)


@pytest.mark.parametrize(
    "text",
    [
        "提醒居民注意防火",
        "今天在社区讲防火，提醒居民注意用火，来了60人",
        "医生提醒我少吃盐",
        "老师周三提醒我少吃盐",
        "昨天民警来讲座提醒我们防诈骗",
        "讲座提醒我校学生注意安全",
        "明天提醒我村村民收衣服",
        "提醒大家明天开会",
        "记得提醒大家带水",
        "到时候提醒居民关窗",
        "提醒：请各村做好防火",
        "别提醒我",
        "不用提醒我了",
        "没人提醒我",
        "什么时候提醒我",
        "村民都叫我老王",
        "别再提醒我交台账",
        "取消提醒",
        "每月25号前各村报台账，提前3天提醒",
        "",
        "明天下午3点",
        "明天提醒我" + "开会" * 200,
    ],
)
def test_what_does_not_clearly_ask_for_a_reminder_is_none(text: str) -> None:
    assert read_wish(text, NOW) is None


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for words in (text, f"{text}提醒我{text}", f"别再提醒我{text}", f"{text}别提醒我"):
        read_wish(words, NOW)
        read_stop(words, NOW)
        read_hours(words)
        read_mute(words, NOW)
        read_wanted(words, NOW)


def test_a_moment_that_has_passed_is_asked_with_what_may_be_meant() -> None:
    when = read_time("8点", NOW)

    assert when is not None
    assert [f"{one:%d %H:%M}" for one in when.choices] == ["18 20:00", "19 08:00"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("别再提醒我交台账", "交台账"),
        ("不用提醒我交台账了", "交台账"),
        ("取消交台账的提醒", "交台账"),
        ("取消每月25号交台账的提醒", "交台账"),
        ("交台账的提醒不要了", "交台账"),
        ("取消提醒", ""),
        ("取消所有提醒", ""),
        ("把提醒取消", ""),
        ("别再提醒我了", None),
        ("停止提醒", None),
        ("今天取消了一场讲座", None),
        ("每月25号提醒我交台账", None),
    ],
)
def test_a_reminder_that_is_no_longer_wanted_is_named_or_not(text: str, what: str | None) -> None:
    assert read_stop(text, NOW) == what


@pytest.mark.parametrize("text", ["我有哪些提醒", "我的提醒", "我定了哪些提醒？", "有哪些提醒"])
def test_the_list_can_be_asked_for(text: str) -> None:
    assert asks_for_list(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("晚上9点到早上8点别提醒我", Hours(time(21), time(8))),
        ("不打扰22:00-7:00", Hours(time(22), time(7))),
        ("晚上10点到6点不要打扰我", Hours(time(22), time(6))),
        ("12点到14点别打扰", Hours(time(12), time(14))),
        ("免打扰时间改成21点到8点", Hours(time(21), time(8))),
        ("不打扰 25点到7点", Hours(None, time(7))),
        ("取消不打扰", Hours(off=True)),
        ("关闭免打扰", Hours(off=True)),
        ("不打扰", Hours(unsaid=True)),
        ("晚上别提醒我", Hours(unsaid=True)),
        ("讲座上提醒居民不要打扰邻居", None),
        ("这周别提醒我", None),
        ("今天9点到11点在社区讲防火", None),
    ],
)
def test_hours_without_reminders(text: str, hours: Hours | None) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "mute"),
    [
        ("这周别提醒我", Mute(date(2026, 11, 23))),
        ("今天别提醒我", Mute(date(2026, 11, 19))),
        ("3天内别提醒我", Mute(date(2026, 11, 21))),
        ("停三天提醒", Mute(date(2026, 11, 21))),
        ("本月都不要提醒了", Mute(date(2026, 12, 1))),
        ("11月30号之前别提醒我", Mute(date(2026, 11, 30))),
        ("停提醒到下周一", Mute(date(2026, 11, 23))),
        ("下周别提醒我", Mute(date(2026, 11, 30), date(2026, 11, 23))),
        ("25号到27号别提醒我", Mute(date(2026, 11, 28), date(2026, 11, 25))),
        ("停止提醒", Mute(date.max)),
        ("别再提醒我了", Mute(date.max)),
        ("恢复提醒", Mute(None)),
        ("恢复", None),
        ("别再提醒我交台账", None),
        ("今天讲座不要提醒", None),
        ("今天在社区讲防火，提醒居民注意用火", None),
    ],
)
def test_days_without_reminders(text: str, mute: Mute | None) -> None:
    assert read_mute(text, NOW) == mute


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("下午3点", time(15)),
        ("3点半", time(15, 30)),
        ("三点一刻", time(15, 15)),
        ("晚上12点", time(23, 59)),
        ("中午1点", time(13)),
        ("上午10点20", time(10, 20)),
        ("零点", time(0)),
        ("晚上2点", None),
    ],
)
def test_a_time_of_day(text: str, at: time | None) -> None:
    clock = find_clock(text)

    assert clock is not None
    assert clock.at == at


@pytest.mark.parametrize("text", ["早一点", "晚点", "2小时", "讲座"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert find_clock(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("下周五", date(2026, 11, 27)),
        ("推迟一周", date(2026, 12, 2)),
        ("提前两天", date(2026, 11, 23)),
        ("3天后", date(2026, 11, 21)),
        ("改到11月30号", date(2026, 11, 30)),
        ("11月31号", None),
    ],
)
def test_the_new_day_of_a_plan(text: str, day: date | None) -> None:
    said = read_new_day(text, date(2026, 11, 25), NOW)

    assert said is not None
    assert said.day == day

"""When somebody wants no reminders: hours of the day, some days, or none at all any more."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.read.clocks import find_clock
from handlers.read.days import day_words
from handlers.read.duedays import number
from handlers.read.moments import Moment
from handlers.read.patterns import regex
from handlers.read.writing import plainly


@dataclass(frozen=True, slots=True)
class Hours:
    """No reminders between two times of day (None: there is no such time), `off`: at any time again.

    `unsaid`: somebody wants such hours and does not say which.
    """

    begin: time | None = None
    end: time | None = None
    off: bool = False
    unsaid: bool = False


@dataclass(frozen=True, slots=True)
class Mute:
    """No reminders before a day (`date.max`: until it is changed; None: they come again); `begins` where that is later.

    `begins` is None where it holds from now on.
    """

    until: date | None
    begins: date | None = None


_LONGEST = 40
_NO = r"(?:都|全部?|就|请|先|暂时|千万)*(?:别|不要|不用|不必|勿|甭|不想|不许|停止)(?:再|给我|来|被|收到)*"
_DISTURB = r"(?:提醒|打扰|发消息|发提醒|吵|烦|催|推送|叫|通知)"
_SILENCE = regex(rf"(?:{_NO}{_DISTURB}我?|不打扰|免打扰|勿扰|停止?提醒|静音)(?:我)?(?:了|啦|吧|啊|哈|[。！!~\s])*$")
_HOURS_NAMED = regex(
    r"^(?:设置?|开启?|打开)?(?:一下)?(?:不打扰|免打扰|勿扰|安静)(?:时间|时段|模式)?(?:改成|改为|设为|是|为|[:，,\s])*"
)
_HOURS_OFF = regex(
    r"(?:取消|关闭?|关掉|去掉|不要|不用|删掉?)(?:这个|那个)?(?:不打扰|免打扰|勿扰|安静)(?:时间|时段|模式)?(?:了|吧|[。！!\s])*"
)
_UNSAID = regex(
    rf"(?:设置?|开启?|打开)?(?:不打扰|免打扰|勿扰)(?:时间|时段|模式)?[。！!\s]*|(?:晚上|夜里|夜间|中午|早上)?{_NO}(?:打扰|吵|烦)我?[了。！!\s]*"
    rf"|(?:每天)?(?:晚上|夜里|夜间|中午|早上){_NO}(?:提醒|发消息)我?[了。！!\s]*"
)
"""They want quiet hours, and do not say which."""

_TO = regex(r"\s*(?:之?后)?\s*(?:到|至|-|—|~|～)+\s*(?:第二天|次日|隔天|明天|明)?\s*")
_STOP = regex(
    rf"(?:请|以后|今后|从现在起|从今天起|我|你|都)*(?:{_NO}提醒我?|(?:停止|停掉?|关闭|关掉|取消接收|暂停|屏蔽)(?:一切|所有|全部)?的?提醒)(?:我|了|啦|吧|[。！!~\s])*"
)
_RESUME = regex(
    r"(?:请|可以)?(?:恢复|打开|开启|继续|重新开启?|重新打开|接着|取消静音)(?:所有|全部)?的?(?:提醒我?|发提醒)?(?:了|吧|[。！!~\s])*"
)
_FOR = regex(r"(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?P<unit>天|日|周|星期|礼拜|月)(?:之?内|以内|里)?")
_SPANS = regex(
    r"(?P<today>今天|今日|今晚)|(?P<week>(?:这|本)(?:一?个?)(?:周|星期|礼拜)(?![一二三四五六日天末]))|(?P<month>(?:这个?|本|当)月)|(?P<year>今年)"
    r"|(?P<next>下个?(?:周|星期|礼拜)(?![一二三四五六日天末]))|(?P<after>下个?月(?![底末初\d]))"
)
_TILL = regex(r"到|至|直到|之前|以前|前")


def read_hours(text: str) -> Hours | None:
    """「晚上9点到早上8点别提醒我」, 「不打扰22:00-7:00」, 「取消不打扰」; None for everything else."""
    plain = plainly(text).plain.strip()
    if len(plain) > _LONGEST:
        return None
    if _HOURS_OFF.fullmatch(plain):
        return Hours(off=True)
    named, silence = _HOURS_NAMED.search(plain), _SILENCE.search(plain)
    if named is None and silence is None:
        return None
    first = find_clock(plain)
    to = _TO.match(plain, first.end) if first else None
    second = find_clock(plain, to.end()) if to else None
    if first is None or second is None or to is None or second.start > to.end() + 1:
        return Hours(unsaid=True) if _UNSAID.fullmatch(plain) else None
    return Hours(first.at, _morning(first.at, second.at, plain[second.start : second.end]))


def _morning(first: time | None, second: time | None, words: str) -> time | None:
    """「晚上10点到6点」 ends in the morning."""
    plain_hour = words[:1].isdigit() or words[:1] in "一二三四五六"
    evening = first is not None and first.hour >= 18
    if second is not None and evening and plain_hour and 13 <= second.hour <= 18 and ":" not in words:
        return second.replace(hour=second.hour - 12)
    return second


def read_mute(text: str, now: datetime) -> Mute | None:
    """「停止提醒」, 「这周别提醒我」, 「恢复提醒」; None for everything else."""
    plain = plainly(text).plain.strip()
    if len(plain) > _LONGEST:
        return None
    if _RESUME.fullmatch(plain) and re.search("提醒|静音", plain):
        return Mute(None)
    if _STOP.fullmatch(plain):
        return Mute(date.max)
    silence = _SILENCE.search(plain) or _stopped_first(plain)
    if silence is None:
        return None
    rest = f"{plain[: silence.start()]} {plain[silence.end() :]}".strip()
    return _muted(rest, now)


def _stopped_first(plain: str) -> re.Match[str] | None:
    """「停提醒到下周一」, 「停3天提醒」."""
    return re.match(r"(?:停止?|暂停|关掉?)(?:一下)?提醒(?=.)|停(?=[\d一二两三四五六七八九十].*提醒$)", plain)


def _muted(rest: str, now: datetime) -> Mute | None:
    today = now.date()
    rest = re.sub(r"提醒|都|请|我|的?时候|期间|[，,]|以后|了|吧", " ", rest).strip()
    if span := _SPANS.fullmatch(rest):
        return _of_span(span, today)
    if length := _FOR.fullmatch(re.sub(r"^(?:最近|未来|接下来|这)", "", rest)):
        days = number(length["count"]) * {"天": 1, "日": 1, "月": 30}.get(length["unit"], 7)
        return Mute(today + timedelta(days=days)) if days else None
    found = next(day_words(rest, Moment.of(now, ahead=True)), None)
    if found is None or found.days.start is None or found.days.start < today or found.days.rule == "part_of_today":
        return None
    around = f"{rest[: found.start]}{rest[found.end :]}".strip()
    if around and not re.fullmatch(r"(?:到|至|直到|在|之|以|前)+", around):
        return None
    if _TILL.search(around):
        return Mute(found.days.start)
    last = found.days.end or found.days.start
    return Mute(last + timedelta(days=1), None if found.days.start <= today else found.days.start)


def _of_span(span: re.Match[str], today: date) -> Mute:
    """A span by its name; it ends with its last day."""
    monday = today + timedelta(days=7 - today.weekday())
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    match span.lastgroup:
        case "today":
            return Mute(today + timedelta(days=1))
        case "week":
            return Mute(monday)
        case "month":
            return Mute(first)
        case "year":
            return Mute(date(today.year + 1, 1, 1))
        case "next":
            return Mute(monday + timedelta(days=7), monday)
        case _:
            return Mute((first + timedelta(days=32)).replace(day=1), first)

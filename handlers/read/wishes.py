"""A reminder people ask for themselves: 「每月25号提醒我交台账」; and which ones they no longer want."""

import re
from dataclasses import dataclass
from datetime import datetime

from handlers.read.patterns import regex
from handlers.read.whens import FoundWhen, When, find_when
from handlers.read.writing import plainly

LONGEST = 200
"""Characters of a message that asks for a reminder; a longer one tells something."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to be reminded of, and when; what was not said is empty or None."""

    what: str = ""
    when: When | None = None


_ME = r"(?:我|俺)(?![们的校社村镇县院所市区家馆站局单乡街](?!对))"
_A_BIT = r"(?:一下子?|一声|下(?![午周个班月乡村去雨课次半星礼]))?"
_TRIGGER = regex(
    rf"提醒{_A_BIT}{_ME}{_A_BIT}|(?:给|跟){_ME}提个?醒|叫{_ME}(?:一声|一下)"
    rf"|(?:记得|到时候?|到点|别忘了?|不要忘了?)(?:记得|再|也|请|你)*(?:提醒|叫|喊|通知){_A_BIT}(?:{_ME}{_A_BIT}|(?=$|[，,。！!~\s吧哈啊]))"
    r"|(?:帮我|给我|请)?(?:设|定|加|建|添|来)(?:置|一)?个?(?:闹钟|提醒)(?!的)[:，,]?"
)
_POLITE = (
    r"(?:请|麻烦你?|劳烦你?|帮我|帮忙|你|您|能不能|能否|可不可以|可以|可否|到时候?|到点|到期|记得|别忘了?|不要忘了?"
    r"|务必|一定要?|要|再|都|也|就|先|想让你|我想让你|我要你|我希望你|希望你|给我|你好|还有|另外|对了|然后|嗯|那|[，,。:\s!！])"
)
_VAGUE = r"(?:下周|下个?星期|下个?月|过几天|过两天|回头|待会儿?|一会儿?|等会儿?|等下|改天|以后|之后|晚点|稍后|明年)"
_LEAD = regex(rf"{_POLITE}*(?:{_VAGUE}{_POLITE}*)?")
_CLAUSE = regex(r"[，,。；;！!？?\n]")
_FIRST = regex(r"(?:一下|一声|[，,。:：\s、]|记得|别忘了?|不要忘了?|到时候?|还?得|还?该|还?要(?![点求闻件素]))*")
_LAST = regex(
    r"(?:[，,。:：!！~、\s]|吧|哈|啊|呀|呢|哦|哟|谢谢[你啦了]*|多谢|辛苦了?|好吗|行吗|可以吗|可不可以|好不好|行不行|[?？]|吗|拜托了?)*$"
)
_OF_IT = regex(r"(?:的?(?:这件?事|事情|事儿?)|这件事)$")
_LOOSE = regex(r"\s*提醒\s*[:，,\s]\s*")


def read_wish(text: str, now: datetime) -> Wanted | None:
    """What a message asks to be reminded of; None where it does not clearly ask for that.

    >>> read_wish("提醒居民注意防火", datetime(2026, 11, 18, 10)) is None
    True
    """
    plain = plainly(text).plain.strip()
    if len(plain) > LONGEST:
        return None
    trigger = _TRIGGER.search(plain)
    if trigger is None:
        return _loosely(plain, now)
    before, after = plain[: trigger.start()], plain[trigger.end() :]
    found = find_when(before, now)
    if not _is_asked(before, found):
        return None
    if found is None:
        return read_wanted(after, now) if _clean(after) else read_topic(before, now)
    what = _clean(after)
    if what:
        return None if _of_clause(before[: found.start]) else Wanted(what, found.when)
    return Wanted(_clean(_polite_off(found.rest)), found.when)


def _loosely(plain: str, now: datetime) -> Wanted | None:
    """「提醒 明天3点交表」: only with a time, so that a notice is none."""
    lead = _LOOSE.match(plain)
    wanted = read_wanted(plain[lead.end() :], now) if lead else None
    return wanted if wanted and wanted.when else None


def _is_asked(before: str, found: FoundWhen | None) -> bool:
    """Whether what stands before the verb is a time or a courtesy: 「医生提醒我」 asks for nothing."""
    clauses = [0, *(mark.end() for mark in _CLAUSE.finditer(before))]
    start = max(clauses[-1], found.end if found else 0)
    return _LEAD.fullmatch(before, start) is not None


def _of_clause(before: str) -> str:
    """What stands in the last clause beside courtesies."""
    clause = before[max([0, *(mark.end() for mark in _CLAUSE.finditer(before))]) :]
    return _polite_off(clause)


def _polite_off(words: str) -> str:
    lead = _LEAD.match(words)
    return words[lead.end() :] if lead else words


def read_topic(before: str, now: datetime) -> Wanted:
    """「明天要交表，记得提醒我」 without a time: what was said first is what it is about."""
    found = find_when(before, now)
    return Wanted(_clean(_polite_off(found.rest if found else before)), found.when if found else None)


def read_wanted(text: str, now: datetime) -> Wanted:
    """What and when in words that follow the verb: a time at their beginning, or set apart at their end."""
    plain = plainly(text).plain.strip()
    lead = _FIRST.match(plain)
    plain = plain[lead.end() :] if lead else plain
    found = find_when(plain, now)
    if found is None:
        return Wanted(_clean(plain))
    first = not plain[: found.start].strip()
    apart = _CLAUSE.search(plain[: found.start].rstrip()[-1:] or " ") or not plain[found.end :].strip(" 。！!吧哈")
    if first or apart:
        return Wanted(_clean(f"{plain[: found.start]} {plain[found.end :]}"), found.when)
    return Wanted(_clean(plain))


def read_time(text: str, now: datetime) -> When | None:
    """The answer to when."""
    found = find_when(plainly(text).plain.strip(), now)
    return found.when if found else None


def read_what(text: str) -> str:
    """The answer to what."""
    return _clean(plainly(text).plain)


def _clean(words: str) -> str:
    words = _FIRST.sub("", words.strip(), count=1)
    words = _LAST.sub("", words)
    return re.sub(r"\s+", " ", _OF_IT.sub("", words)).strip(" ，,。")


_NO = r"(?:别|不要|不用|不必|甭|不需要)(?:再|每[天月周年]|总|老)*"
_STOPS = (
    regex(rf"(?:请|以后|今后|之后|那?就)*{_NO}提醒(?:我|俺)(?P<what>[^了]{{2,40}}?)(?:了|啦)?[。！!~\s]*"),
    regex(
        r"(?:请|帮我)?(?:取消|停掉?|停止|删掉?|删除|去掉|关掉)(?:掉)?(?P<what>[^，。]{2,40}?)的?提醒(?:吧|了)?[。！!~\s]*"
    ),
    regex(
        r"把?(?P<what>[^，。]{0,40}?)的?提醒(?:就|可以|都|全)*(?:取消|停掉|停了|不要|不用|删掉?|删除|去掉)(?:吧|了|啦)*[。！!~\s]*"
    ),
    regex(
        r"(?:请|帮我|我要|我想)?(?:取消|删掉?|删除|去掉)(?:掉)?(?P<what>)(?:这个|那个|这条|刚才的?|所有的?|全部的?|我的)?提醒(?:吧|了)?[。！!~\s]*"
    ),
)
_MINE = regex(
    r"(?:看看?|查看?|有)?(?:我(?:都)?(?:有|设了?|定了?)?(?:哪些|什么|几个|的)|有(?:哪些|什么|几个))提醒(?:我的)?[?？。\s]*"
)
_ANY = regex(r"(?:这个|那个|这条|那条|刚才|所有|全部|我|自己|一切)的?")


def read_stop(text: str, now: datetime) -> str | None:
    """What somebody no longer wants to be reminded of, empty where that was not said; None for other messages.

    >>> read_stop("别再提醒我交台账", datetime(2026, 11, 18, 10)), read_stop("取消提醒", datetime(2026, 11, 18, 10))
    ('交台账', '')
    """
    plain = plainly(text).plain.strip()
    if len(plain) > LONGEST // 2:
        return None
    found = next(filter(None, (stop.fullmatch(plain) for stop in _STOPS)), None)
    if found is None:
        return None
    what = _ANY.sub("", found["what"])
    when = find_when(what, now)
    return _clean(when.rest if when else what)


def asks_for_list(text: str) -> bool:
    """「我有哪些提醒」."""
    return _MINE.fullmatch(plainly(text).plain.strip()) is not None

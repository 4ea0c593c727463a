"""The parts of a deadline rule beside days and hours: rest days, grace, who owes, who is reminded, what settles it.

Every function takes a plain text and answers what it found (None: not said) with the text without those words.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from handlers.read.duedays import NUMERAL, cut, number
from handlers.read.lexicon import either, sections
from handlers.read.patterns import regex
from storage.model.duties import Move, Proof
from storage.model.people import Level, Role

V = TypeVar("V")
Part = tuple[V | None, str]

_REST = r"(?:法定|国家)?(?:节假日|休息日|双休日|休假日|节日|假日|假期|周末|放假|节假)"
_ON_REST = rf"(?:如果|如|要是)?(?:遇|逢|遇到|遇上|赶上|碰上|碰到|正好是|是)*(?:到|上)?{_REST}(?:的话|时|的)?[,，]?"
_MOVES = (
    (Move.STAY, r"(?:不提前也不顺延|不提前不顺延|不顺延|不推迟|不变|不动|不调整?|不提前|照旧|照常)"),
    (Move.AFTER, r"(?:自动)?(?:往后|向后)?(?:顺延|推迟|延后|延期|后移|推后|推|延)"),
    (Move.BEFORE, r"(?:自动)?(?:往前|向前)?(?:提前|前移|提早|推|挪)"),
)
_TO_WORKING_DAY = r"(?:到|至)?(?:[前后上下]一?个?)?(?:工作日|上班日|周五|周一|星期五|星期一)?"
_GRACE = (
    regex(rf"(?:宽限|宽延|缓)(?:期|时间)?(?:是|为|改成|改为|给|:)?{NUMERAL}个?(?:天|日)"),
    regex(
        rf"(?:逾期|过期|超期|过了|晚|迟)(?:了)?{NUMERAL}(?:天|日)(?:之内|以内|内)?(?:补报|补交|补)?(?:也|还|都)?(?:算|行|可以|收|认)?"
    ),
)
_NO_GRACE = regex(r"(?:不|没有|没|无)(?:给)?宽限期?|(?:逾期|过期)(?:就)?不(?:算|收|认|补)")
_DECLARED = regex(
    r"(?:要|得|必须|以|发)?(?:发|说|点)?[“\"「']?(?:本月)?报完了?[”\"」']?(?:了)?(?:才|为)(?:算数?|准|算报)"
    r"|(?:要|得|必须|须)(?:本人|自己|发)?确认(?:才算|为准)?(?:报完)?|报完才算数?"
)
_BY_ACTIVITY = regex(
    r"(?:只要)?(?:有|记了|记|报了)(?:活动|记录|台账|一条|一场)+(?:记录)?(?:就|即|便)算(?:数|报|已报|报了)?|记了就算(?:报|数)?"
)
_ROLES = {"专干": Role.OFFICER, "志愿者": Role.VOLUNTEER, "协调员": Role.COORDINATOR}
_ROLE = rf"(?:科普|科协)?({'|'.join(_ROLES)})"
_WHO_IS_REMINDED = regex(
    rf"(?:提醒|通知|由|请|让|叫|找|催|发给)(?:各?单位的?|各?(?:村|社区|学校)的?)?{_ROLE}(?:来?报|负责|来?交)?"
    rf"|{_ROLE}(?=来?[报交填]|负责)(?:负责)?|(?:^|(?<=[\s,，。;；]))(?:改?提醒)?{_ROLE}(?=$|[\s,，。;；吧])"
)
_PREVIOUS = regex(
    r"(?:报|交|填)?(?:上个?月份?|上一个月|上季度?|上个季度|上一季度?|上一?年度?|上半期|前一个?月|前月)的?(?=[报的,，。\s]|$|科普|活动|台账|总结|情况|数据)"
)
_CURRENT = regex(
    r"(?<=[报交填])(?:当月|本月|这个?月|当季度?|本季度?|当年|本年度?|今年)份?的?|(?:报|交)(?:当月|本月|当季|本季|当年)|^(?:当月|本月|这个月)的?吧?$"
)
_SINCE = regex(r"(?:从|自)([^\s,，。;；从自]{2,12}?)(?:起|开始|以后|算起)(?:执行|算|实行)?")

_SECTIONS = {
    "community": (Level.COMMUNITY,),
    "village": (Level.VILLAGE,),
    "grassroots": (Level.COMMUNITY, Level.VILLAGE),
    "school": (Level.SCHOOL,),
    "enterprise": (Level.ENTERPRISE,),
    "township": (Level.TOWNSHIP,),
    "member": (Level.MEMBER,),
    "every": (),
}


def read_proof(text: str) -> Part[Proof]:
    """「报完才算」 or 「记了活动就算」."""
    for proof, pattern in ((Proof.DECLARED, _DECLARED), (Proof.ACTIVITY, _BY_ACTIVITY)):
        if found := pattern.search(text):
            return proof, cut(text, *found.span())
    return None, text


def read_move(text: str) -> Part[Move]:
    """Where a deadline goes that falls on a day of rest: 「遇节假日顺延」; 「提前」 alone is about reminders."""
    for move, verb in _MOVES:
        alone = rf"|(?<!不){verb}{_TO_WORKING_DAY}" if move is not Move.BEFORE else rf"|{verb}到(?:前|上)一?个?工作日"
        if found := re.search(rf"{_ON_REST}(?:的|就|则|都|也)?{verb}{_TO_WORKING_DAY}{alone}", text):
            return move, cut(text, *found.span())
    return None, text


def read_grace(text: str) -> Part[int]:
    """「宽限3天」, 「逾期5天内补报」, 「不宽限」."""
    for pattern in _GRACE:
        if found := pattern.search(text):
            return number(found[1]), cut(text, *found.span())
    if found := _NO_GRACE.search(text):
        return 0, cut(text, *found.span())
    return None, text


def read_role(text: str) -> Part[Role]:
    """Who is reminded: 「提醒志愿者」, 「专干报」, or one of these words alone."""
    if found := _WHO_IS_REMINDED.search(text):
        return _ROLES[next(word for word in found.groups() if word)], cut(text, *found.span())
    return None, text


def read_which(text: str) -> Part[bool]:
    """Whether the period before is reported (「报上月」) or the one at hand (「报当月」)."""
    for previous, pattern in ((True, _PREVIOUS), (False, _CURRENT)):
        if found := pattern.search(text):
            kept = found[0][:1] if found[0][:1] in "报交填" else ""
            return previous, f"{text[: found.start()]} {kept}{text[found.end() :]}"
    return None, text


def read_since(text: str, today: date) -> Part[date]:
    """From when a rule holds: 「从10月起」, 「自明年开始」, 「从下个月开始」."""
    found = _SINCE.search(text)
    day = _begins(found[1], today) if found else None
    return (day, cut(text, *found.span())) if found and day else (None, text)


def _begins(words: str, today: date) -> date | None:
    from_year = re.fullmatch(
        r"(?:(20\d\d)年|明年|今年|本年)?(?:(\d{1,2}|[一二三四五六七八九十]{1,2})月份?)?(?:(\d{1,2})[日号])?", words
    )
    if words in ("下月", "下个月", "次月"):
        return date(today.year + today.month // 12, today.month % 12 + 1, 1)
    if words in ("本月", "这个月", "这月", "当月"):
        return today.replace(day=1)
    if from_year is None or not any((words.startswith(("明", "今", "本")), *from_year.groups())):
        return None
    month = number(from_year[2]) if from_year[2] else 1
    day = int(from_year[3] or 1)
    year = int(from_year[1] or today.year + words.startswith("明"))
    named = from_year[1] or words.startswith(("明", "今", "本"))
    try:
        begins = date(year, month, day)
    except ValueError:
        return None
    return begins.replace(year=year + 1) if not named and begins.month < today.month and day == 1 else begins


@dataclass(frozen=True, slots=True)
class Levels:
    """Kinds of units that are named: those that owe (None: not said, empty: every unit), more of them, fewer."""

    owing: tuple[Level, ...] | None = None
    more: tuple[Level, ...] = ()
    fewer: tuple[Level, ...] = ()


def one_level() -> str:
    """A regular expression for one kind of unit."""
    return either(tuple(word for section in _SECTIONS for word in sections("deadlines")[section]))


_EACH = (
    r"(?:各个?|每个|所有的?|全部的?|全体|只要|只让|只有|仅限?|全[县镇市区乡]的?"
    r"|下属的?|其他的?|其余的?|辖区(?:内|的)?)+"
)


def read_levels(text: str) -> tuple[Levels, str]:
    """Kinds of units: 「各社区和村」, 「只要学校」, 「加上企业」, 「学校不用报」."""
    one = one_level()
    several = rf"(?:{_EACH})?{one}(?:(?:[、,，/和及与跟或\s]|以及)*(?:{_EACH})?{one})*"
    if found := re.search(
        rf"(?:去掉|不要|不含|不包括)({several})|({several})(?:都|就)?(?:不用报|不报|不用|除外|免报)", text
    ):
        return Levels(fewer=_levels(found[0])), cut(text, *found.span())
    if found := re.search(rf"(?:加上|再加|还有|增加|加)({several})|({several})也(?:要|得)?(?=[报交]|$)", text):
        return Levels(more=_levels(found[0])), cut(text, *found.span())
    for found in re.finditer(
        rf"(?:{_EACH}|(?<![\u4e00-\u9fff])(?:由|让|的)?){one}(?:(?:[、,，/和及与跟或\s]|以及)*(?:{_EACH})?{one})*", text
    ):
        return Levels(owing=_levels(found[0])), cut(text, *found.span())
    return Levels(), text


def _levels(words: str) -> tuple[Level, ...]:
    """The levels named in a run of words; empty where every unit is meant."""
    named = re.findall(one_level(), words)
    found = [
        level
        for word in named
        for section, levels in _SECTIONS.items()
        if word in sections("deadlines")[section]
        for level in levels
    ]
    every = any(word in sections("deadlines")["every"] for word in named)
    return () if every else tuple(level for level in Level if level in found)

"""How many came where a text leaves it to be worked out: 「应到46，请假3」, 「7车学生，一车45，全坐满」.

Only exact numbers are worked with, and only where every number needed is said; anything loose is left alone.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from handlers.read.lexicon import any_of
from handlers.read.numerals import han_value
from handlers.read.patterns import regex


class Reckoned(NamedTuple):
    """How many they were, and where the words stand it was worked out from."""

    value: int
    start: int
    end: int


_N = r"(?<![约近])(?:\d{1,4}|[一二两三四五六七八九十百零]{1,7})(?![\d余多来几.百千万岁年号])"
_SOME = r"(?:人|个人|个|名|位)?"
_HEADS = r"(?:个人|[人个名位])"
_ENDS = r"(?=\s?(?:[，,。；;、)！!]|$)|\s)"
_AWAY = r"(?:请?[病事]?假的?了?|缺[席勤课]?的?了?|[没未][来到]的?|(?:半路|中途|提前|半道)[^，,。；;\d]{0,6}?走了?)"
_GONE = rf"(?P<gone>(?:(?:{_AWAY}[:是有]?(?:{_N}|俩|仨){_SOME}|(?:{_N}|俩|仨){_HEADS}?{_AWAY})[，,、和\s]{{0,2}})+)"
_REST = r"(?:其余|其他|其它|剩下|余下|剩余|别的)(?:的|人|同学|学生|师生|人员|学员|职工)*[都全均]"
_FULL = r"(?:(?:全|都|均|车车|桌桌|排排|满满)?坐?满|满座|满员|座无虚席)"
_UNIT = "[车桌船排班组批拨轮波]"
_SITES = "村|社区|班|组|乡镇|乡|镇|单位|学校|科室|车间|寝室|支部|合作社|社|厂|连|队"
_DAYS_AGO = r"(?:上[回次]|上一?[期场次回]|前一?[次回]|去年|头一[次回])"
_NOW = r"(?:这[回次]|今[天年次儿]|本次|这一?[期场次回])"
_OTHER = rf"(?:其中)?[男女](?:的|性|生|同志|士|学员)?(?:是|有|来了)?({_N}){_SOME}"
_NO_PEOPLE = regex(rf"[发送领印贴做买带备]|{any_of('people', 'staff')}|我们|队员|桌[椅子]")
"""Before so many groups: things that come by the lot, or those who helped."""
_FIGURE = regex(r"\d+|[一二两俩三仨四五六七八九十百零]+")
_CAME_IN_FACT = regex("实[到来]了?\\d|实际")


def _number(words: str | None) -> int | None:
    if not words:
        return None
    span = han_value(words) if not words.isdigit() else None
    if words.isdigit():
        return int(words)
    return span.low if span and span.low == span.high else None


def _numbers(match: re.Match[str]) -> Sequence[int] | None:
    """The numbers of a match, in order; None where one is loose."""
    found = [_number(one) for one in match.groups() if one and _FIGURE.fullmatch(one)]
    return [one for one in found if one is not None] if None not in found else None


def _without_absent(match: re.Match[str]) -> int | None:
    whole = _number(match[1])
    gone = [_number(one) for one in _FIGURE.findall(match["gone"])]
    if whole is None or None in gone or _CAME_IN_FACT.search(match.string):
        return None
    return whole - sum(filter(None, gone))


def _filled(match: re.Match[str]) -> int | None:
    """So many at each table, so many tables, so many places left."""
    each, units, free = _number(match["each"]), _number(match["units"]), _number(match["free"])
    return each * units - (free or 0) if each and units else None


def _times(match: re.Match[str]) -> int | None:
    """So many in each of so many."""
    before = match.string[max(0, match.start() - 12) : match.start()].rpartition("。")[2]
    if _NO_PEOPLE.search(before) or _NO_PEOPLE.search(match["who"]):
        return None
    each, units = _number(match["each"]), _number(match["units"])
    return each * units if each and units and each > 1 else None


def _from_sites(match: re.Match[str]) -> int | None:
    """「12个村每村来两名，缺了长沟的」."""
    sites, each = _number(match["units"]), _number(match["each"])
    behind = _MISSING.match(match.string, match.end())
    missing = (_number(behind[1]) if behind[1] else 1) if behind else 0
    if sites is None or each is None or missing is None:
        return None
    return (sites - missing) * each if behind or not _SHORT.match(match.string, match.end()) else None


def _product(match: re.Match[str]) -> int | None:
    found = _numbers(match)
    return found[0] * found[1] if found and len(found) == 2 else None


def _sum(match: re.Match[str]) -> int | None:
    found = _numbers(match)
    return sum(found) if found else None


def _alone(match: re.Match[str]) -> int | None:
    return _number(match[1])


def _twice(match: re.Match[str]) -> int | None:
    found = _numbers(match)
    return 2 * found[0] if found else None


def _compared(match: re.Match[str]) -> int | None:
    """「上回60个，这回刚好一半」, 「报名52，实到还多9个」."""
    before, by = _number(match[1]), _number(match["by"])
    if before is None:
        return None
    if by is None:
        half = before // 2 if before % 2 == 0 else None
        return half if match["half"] else before * 2
    return before + by if match["sign"] == "多" else before - by


def _compared_parts(match: re.Match[str]) -> int | None:
    """「大班32，中班比大班少4个」: both together."""
    first, by = _number(match[2]), _number(match["by"])
    if first is None or by is None or _THIRD.match(match.string, match.end()):
        return None
    return 2 * first + (by if match["sign"] == "多" else -by)


def _tickets(match: re.Match[str]) -> int | None:
    lead = match.string[max(0, match.start() - 10) : match.start()]
    counted = _numbers_of(_TICKET, match[0])
    kinds = len(counted) > 1 or _GATE.search(lead) is not None
    given = match[0][-1] in "张个人名位" and _GIVEN.match(match.string, match.end())
    return None if given or not kinds or _NO_PEOPLE.search(lead) else sum(counted)


def _numbers_of(pattern: re.Pattern[str], text: str) -> list[int]:
    return [value for one in pattern.finditer(text) if (value := _number(one[1] or one[2])) is not None]


_MISSING = regex(
    rf"[，,]?(?:只|就)?(?:缺|少|差|除)了?(?:({_N})个?(?:{_SITES})|[^，,。；;\d]{{1,6}}?(?:的|没来|没到|村|社区|班))(?=[，,。；;没]|$)"
)
_SHORT = regex(r"[，,]?[^，,。；;]{0,3}(?:缺|少|差|除|没)")
_THIRD = regex(rf"[，,、]?[一-龥]{{1,4}}(?:班|组|的|生)?(?:比|{_N})")
_KIND_OF_TICKET = "(?:成人|大人|儿童|学生|老人|老年|全价|半价|优惠|团体|家庭|亲子|军人|免费?)票"
_TICKET = regex(rf"{_KIND_OF_TICKET}(?:有|共|是|:)?({_N})张?|免票的?[一-龥]{{0,4}}?({_N})[个人名位]")
_TICKETS = rf"(?:(?:{_KIND_OF_TICKET}(?:有|共|是|:)?{_N}张?|免票的?[一-龥]{{0,4}}?{_N}[个人名位])[，,、和\s]{{0,2}})+"
_GATE = regex(r"检票|票根|验票|售票|卖了?|入园|入馆|进场|门票|统计")
_GIVEN = regex(r"[^，,。]{0,4}[送发]")

_Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], int | None]]
_RULES: tuple[_Rule, ...] = (
    # 「应到46，请假3，其余都来了」, 「全校605人，病假5个，剩下都撤了」
    (
        "应",
        regex(rf"应(?:到|来|参加|参训|训)(?:的|人数)?[:是有]?({_N}){_SOME}[，,、；;\s(]{{0,2}}{_GONE}(?!实)"),
        _without_absent,
    ),
    ("都全均", regex(rf"({_N}){_HEADS}?[，,、；;\s(]{{1,2}}(?:有)?{_GONE}{_REST}"), _without_absent),
    # 「每桌8人坐了6桌，还空2个位」
    (
        "每一",
        regex(
            rf"[每一](?P<unit>{_UNIT})(?:坐|有)?(?P<each>{_N}){_SOME}[，,]?(?:一?共|总共|坐|来|开|摆|了|满)+(?P<units>{_N})(?P=unit)"
            rf"(?:[，,]?[还只就]?(?:空|少|缺)了?[着出]?(?P<free>{_N}|俩|仨)个?(?:位子?|座位?|人|个)?|(?=[，,]?{_FULL})){_ENDS}?"
        ),
        _filled,
    ),
    # 「7车学生，一车45，全坐满的」, 「两批，上午一批下午一批，各30」
    (
        "每一",
        regex(
            rf"(?P<units>{_N})[辆台条个张]?(?P<unit>{_UNIT})(?P<who>[^，,。；;\d]{{0,8}})[，,(][每一][辆个]?(?P=unit)(?:[都坐有是来装共了])*"
            rf"(?P<each>{_N})(?:(?:个人|[人名位])(?=[，,。；;)\s]|$)|[个号]?[，,](?={_FULL}))"
        ),
        _times,
    ),
    (
        "各每",
        regex(
            rf"(?P<units>[两二三四五六七八九2-9])个?(?P<unit>[批拨轮波组车船班桌])(?P<who>[^。；;\d]{{0,14}}?)[，,]?(?:各|每(?P=unit))(?:有|来|是|坐|了|都)*"
            rf"(?P<each>{_N}){_SOME}{_ENDS}"
        ),
        _times,
    ),
    # 「12个村每村来两名，缺了长沟的」, 「36户，一户派一个代表」
    (
        "每各一",
        regex(
            rf"(?P<units>{_N})个?(?P<unit>{_SITES})[，,]?[每各一]个?(?:(?P=unit)|(?<=各))都?(?:来|派|到|出|去|选|推)了?(?P<each>{_N})(?:名|个?人|个|位)(?:代表|[一-龥]{{1,4}}员)?"
        ),
        _from_sites,
    ),
    (
        "户家",
        regex(
            rf"({_N})[户家](?:人家)?[，,]?(?:[一每]个?[户家]|户户|家家)都?(?:派|来|出|去|到)了?(?:[一1][个名位]?)(?:人|代表|{_ENDS})"
        ),
        _alone,
    ),
    # 「一家三口来了15家」, 「9个三口之家」
    ("口", regex(rf"一家([三四五六])口的?(?:[来到有共]了?)+({_N})[家户组]{_ENDS}"), _product),
    ("口", regex(rf"({_N})[个户组家](?:一家)?([三四五六])口(?:之家|人家)"), _product),
    # 「男女正好对半，女的二十六」
    ("半", regex(rf"男女(?:正好|刚好|恰好)?(?:各占?一?半|对半|一半一半|各一半)(?:开|分)?[，,]{_OTHER}{_ENDS}"), _twice),
    # 「上回60个，这回下雨刚好一半」, 「报名52，实到比报名还多9个」
    (
        "半翻倍多少",
        regex(
            rf"{_DAYS_AGO}(?:是|有|来了?)?({_N}){_SOME}[，,]{_NOW}[^，,。；;\d差近不约比成]{{0,6}}?"
            rf"(?:(?P<half>一半|减半)|翻[了一]?[了一]?[番倍]|(?:比上[回次])?(?P<sign>[多少])了?[来到]?了?(?P<by>{_N}|俩|仨){_HEADS}){_ENDS}"
        ),
        _compared,
    ),
    (
        "多少",
        regex(
            rf"(?:报名|预约|登记|原计划|计划)(?:的|了|人数)?[:是有]?({_N}){_SOME}[，,\s](?P<half>)(?:实[到来]|实际[到来]?了?|[来到][的了])(?:的|人|人数)*"
            rf"(?:比(?:报名|预约|计划|登记)的?(?:人数)?)?[还又]?(?P<sign>[多少])[了出]?[来到]?了?(?P<by>{_N}|俩|仨){_HEADS}"
        ),
        _compared,
    ),
    (
        "比",
        regex(
            rf"([大中小一二三四甲乙男女][班组生]|[男女]的)({_N}){_SOME}[，,、\s]([大中小一二三四甲乙男女][班组生]|[男女]的)比(?:\1|它)?(?P<sign>[多少])了?(?P<by>{_N}|俩|仨){_HEADS}"
        ),
        _compared_parts,
    ),
    # 「满座，120个座位还加了8把凳子」
    (
        "凳椅扎",
        regex(
            rf"(?:{_FULL}[^。；;\d]{{0,8}}?({_N})个?(?:座位|位子|座椅|座|位)|({_N})个?(?:座位|位子|座椅|座)[^。；;\d]{{0,4}}{_FULL})[^。；;\d]{{0,8}}?[加添搬摆]来?了({_N})[把张个条](?:小|塑料|折叠)?(?:板?凳|椅|马扎)"
        ),
        _sum,
    ),
    # 「票根统计成人票126张、儿童票89张，免票老人11个」
    ("票", regex(_TICKETS), _tickets),
)


def reckoned_in(plain: str) -> Reckoned | None:
    """How many they were where the first rule that fits can work it out."""
    for cues, pattern, rule in _RULES:
        if not any(cue in plain for cue in cues):
            continue
        for match in pattern.finditer(plain):
            value = rule(match)
            if value is not None and value > 0:
                return Reckoned(value, match.start(), match.end())
    return None

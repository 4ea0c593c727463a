"""How many came where a text leaves it to be worked out: 「应到46，请假3」, 「7车学生，一车45，全坐满」.

Only exact numbers are worked with, and only where every number needed is said; anything loose is left alone.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from handlers.read.patterns import regex
from handlers.read.sums import (
    ENDS,
    FULL,
    GONE,
    HEADS,
    NUMBER,
    SITES,
    SOME,
    TICKETS,
    alone,
    compared,
    compared_parts,
    filled,
    from_sites,
    in_turn,
    less_counted_twice,
    product,
    tickets,
    times,
    total,
    twice,
    without_absent,
)


class Reckoned(NamedTuple):
    """How many they were, and where the words stand it was worked out from."""

    value: int
    start: int
    end: int


_REST = r"(?:其余|其他|其它|剩下|余下|剩余|别的)(?:的|人|同学|学生|师生|人员|学员|职工)*[都全均]"
_UNIT = "[车桌船排班组批拨轮波趟]"
_DAYS_AGO = r"(?:上[回次]|上一?[期场次回]|前一?[次回]|去年|头一[次回])"
_NOW = r"(?:这[回次]|今[天年次儿]|本次|这一?[期场次回])"
_OTHER = rf"(?:其中)?[男女](?:的|性|生|同志|士|学员)?(?:是|有|来了)?({NUMBER}){SOME}"

_Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], int | None]]
_RULES: tuple[_Rule, ...] = (
    # 「应到46，请假3，其余都来了」, 「全校605人，病假5个，剩下都撤了」
    (
        "应",
        regex(rf"应(?:到|来|参加|参训|训)(?:的|人数)?[:是有]?({NUMBER}){SOME}[，,、；;\s(]{{0,2}}{GONE}(?!实)"),
        without_absent,
    ),
    ("都全均", regex(rf"({NUMBER}){HEADS}?[，,、；;\s(]{{1,2}}(?:有)?{GONE}{_REST}"), without_absent),
    # 「每桌8人坐了6桌，还空2个位」
    (
        "每一",
        regex(
            rf"[每一](?P<unit>{_UNIT})(?:坐|有)?(?P<each>{NUMBER}){SOME}[，,]?(?:一?共|总共|坐|来回?|开|摆|跑|了|满)+(?P<units>{NUMBER})(?P=unit)"
            rf"(?:[，,]?[还只就]?(?:空|少|缺)了?[着出]?(?P<free>{NUMBER}|俩|仨)个?(?:位子?|座位?|人|个)?|(?=[，,]?{FULL})){ENDS}?"
        ),
        filled,
    ),
    # 「7车学生，一车45，全坐满的」, 「两批，上午一批下午一批，各30」
    (
        "每一",
        regex(
            rf"(?P<units>{NUMBER})[辆台条个张]?(?P<unit>{_UNIT})(?P<who>[^，,。；;\d]{{0,8}})[，,(][每一][辆个]?(?P=unit)(?:[都坐有是来装共了])*"
            rf"(?P<each>{NUMBER})(?:(?:个人|[人名位])(?=[，,。；;)\s]|$)|[个号]?[，,](?={FULL}))"
        ),
        times,
    ),
    (
        "各每",
        regex(
            rf"(?<![\d十百])(?P<units>[两二三四五六七八九2-9])个?(?P<unit>[批拨轮波组车船班桌])(?P<who>[^。；;\d]{{0,14}}?)[，,]?(?:各|每(?P=unit))(?:有|来|是|坐|了|都)*"
            rf"(?P<each>{NUMBER}){SOME}{ENDS}"
        ),
        times,
    ),
    # 「5个年级每个年级120人」
    (
        "每各",
        regex(
            rf"(?P<units>{NUMBER})个(?P<unit>年级|班级?|中队|车间)(?P<who>[^，,。；;\d]{{0,4}}?)[，,]?(?:每个?|各)(?:(?P=unit))?(?:都|各|有|是|来|去|出|派|了)*"
            rf"(?P<each>{NUMBER}){SOME}{ENDS}"
        ),
        times,
    ),
    # 「12个村每村来两名，缺了长沟的」, 「36户，一户派一个代表」
    (
        "每各一",
        regex(
            rf"(?P<units>{NUMBER})个?(?P<unit>{SITES})(?:代表)?[，,]?[每各一]个?(?:(?P=unit)|(?<=各))都?(?:来|派|到|出|去|选|推)了?(?P<each>{NUMBER})(?:名|个?人|个|位)(?:代表|[一-龥]{{1,4}}员)?"
        ),
        from_sites,
    ),
    (
        "户家",
        regex(
            rf"({NUMBER})[户家](?:人家)?[，,]?(?:[一每]个?[户家]|户户|家家)"
            rf"(?:都?(?:派|来|出|去|到)了?[一1][个名位]?(?:人|代表|{ENDS})|[一1](?:人|[个名位](?:人|代表)){ENDS})"
        ),
        alone,
    ),
    # 「一家三口来了15家」, 「9个三口之家」
    ("口", regex(rf"一家([三四五六])口的?(?:[来到有共]了?)+({NUMBER})[家户组]{ENDS}"), product),
    ("口", regex(rf"({NUMBER})[个户组家](?:一家)?([三四五六])口(?:之家|人家)"), product),
    # 「男女正好对半，女的二十六」
    ("半", regex(rf"男女(?:正好|刚好|恰好)?(?:各占?一?半|对半|一半一半|各一半)(?:开|分)?[，,]{_OTHER}{ENDS}"), twice),
    # 「上回60个，这回下雨刚好一半」, 「报名52，实到比报名还多9个」
    (
        "半翻倍多少",
        regex(
            rf"{_DAYS_AGO}(?:是|有|来了?)?({NUMBER}){SOME}[，,]{_NOW}[^，,。；;\d差近不约比成]{{0,6}}?"
            rf"(?:(?P<half>一半|减半)|翻[了一]?[了一]?[番倍]|(?:比上[回次])?(?P<sign>[多少])了?[来到]?了?(?P<by>{NUMBER}|俩|仨){HEADS}){ENDS}"
        ),
        compared,
    ),
    (
        "多少",
        regex(
            rf"(?:报名|预约|登记|原计划|计划)(?:的|了|人数)?[:是有]?({NUMBER}){SOME}[，,\s](?P<half>)(?:实[到来]|实际[到来]?了?|[来到][的了])(?:的|人|人数)*"
            rf"(?:比(?:报名|预约|计划|登记)的?(?:人数)?)?[还又]?(?P<sign>[多少])[了出]?[来到]?了?(?P<by>{NUMBER}|俩|仨){HEADS}"
        ),
        compared,
    ),
    (
        "比",
        regex(
            rf"([大中小一二三四甲乙男女][班组生]|[男女]的)({NUMBER}){SOME}[，,、\s]([大中小一二三四甲乙男女][班组生]|[男女]的)比(?:\1|它)?(?P<sign>[多少])了?(?P<by>{NUMBER}|俩|仨){HEADS}"
        ),
        compared_parts,
    ),
    # 「满座，120个座位还加了8把凳子」
    (
        "凳椅扎",
        regex(
            rf"(?:{FULL}[^。；;\d]{{0,8}}?({NUMBER})个?(?:座位|位子|座椅|座|位)|({NUMBER})个?(?:座位|位子|座椅|座)[^。；;\d]{{0,4}}{FULL})[^。；;\d]{{0,8}}?[加添搬摆]来?了({NUMBER})[把张个条](?:小|塑料|折叠)?(?:板?凳|椅|马扎)"
        ),
        total,
    ),
    # 「两个班，38加41」
    (
        "加+",
        regex(
            rf"[两三四]个?(?:班|组|队|拨|批)[^，,。；;\d]{{0,4}}[，,:]?({NUMBER}){SOME}[加+]({NUMBER}){SOME}(?![加+]){ENDS}"
        ),
        total,
    ),
    # 「分三批，20、25、22」
    (
        "批拨组车班场队轮",
        regex(
            rf"(?P<units>[两二三四五六])个?[批拨组车班场队轮][^，,。；;\d]{{0,4}}[，,:]?(?:分别是?|依次是?|各)?"
            rf"(?P<list>{NUMBER}(?:、{NUMBER}){{1,5}}){SOME}{ENDS}"
        ),
        in_turn,
    ),
    # 「签到表78行，有5行是重复签的」
    (
        "重",
        regex(
            rf"签到[表簿本册]上?(?:是|有|共)?({NUMBER})[行个人名][，,](?:其中)?有?(?P<by>{NUMBER})[行个人名]是?(?:重复|重名|重签)"
        ),
        less_counted_twice,
    ),
    # 「票根统计成人票126张、儿童票89张，免票老人11个」
    ("票", regex(TICKETS), tickets),
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

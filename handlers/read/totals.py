"""Totals over a span of time: 「全年培训12期850人次」, one record for each total that is stated."""

from itertools import pairwise

from handlers.read.dayrules import Days
from handlers.read.gathering import Gathered
from handlers.read.particulars import facts_in
from handlers.read.patterns import regex
from handlers.read.periods import find_period
from handlers.read.reading import Context, Found
from handlers.read.sessions import sessions_in
from handlers.read.sights import Sights
from handlers.read.writing import Writing
from storage.model.activity import Field
from storage.model.figures import Period

_SUMMED = regex(
    r"累计(?!.{0,3}(?:观看|在线|播放|阅读|浏览|收看))|截至|截止|收官|数据|战报|小结|盘点|总结|月报|季报|年报|年终|全年|今年以来|[年月周季]来(?!了)|共(?:开展|组织|举办|培训|放映|进行|活动)|到现在|到目前|至今|迄今|学期(?!第)|一年|黄金周|长假|暑假|暑期|寒假|寒期|期间|下来|合计|共计|加起来|假期|七天假|(?:[国庆春节五一中秋端午清明元旦]{2}|黄金周|长假)的?[三五七八3578]天|[这整]个?[春夏秋冬][天季]|共(?:开放|接待|表演|演出)|已经.{0,4}\d+场"
)
_COUNTED = regex(
    r"累计(?!.{0,3}(?:观看|在线|播放|阅读|浏览|收看))|共(?:开展|组织|举办)"
    r"|(?:走进|走遍|覆盖|进驻)了?\d+余?个(?:村|社区|小区|乡镇|学校|街道|工地|企业)|(?<!\d)(?:[2-9]|\d\d)晚|(?:开放|开馆|值守|坐诊|出摊)了?\d+天"
    r"|(?:(?<!\d)[2-9]|\d\d|[两三四五六七八九十])个?(?:晚上|周末|夜晚|上午|下午)|(?:(?<!\d)[2-9]|\d\d|[二两三四五六七八九十百千余多]一?)\s?(?:期|场次?|次|项|班次|届|节|回|讲|个?站|趟|轮次|批|个村|所)"
)
_UNTIL = regex(r"截[至止]到?")
_HELD = regex(
    r"[一-龥][\d一二三四五六七八九十]+\s?(?:场次?|期|节|回)(?!人)|(?:竞赛|参观|咨询|义诊|宣传|演练|展览|比赛)\d+次|(?:入户|走访|上门)[一-龥]{0,4}\d+余?户"
)
_JUST_OVER = regex(r"刚(?:刚|才)?(?:一)?(?:下播|结束|散|讲完|办完|搞完|开完|做完|收摊|回来)|直播刚完")
_AVERAGED = regex(r"\s*(?:平均|场均|其中|每[场次期])")
_CLAUSE = regex(r"[，,。；;\n、]")
_ONE_DAY = frozenset(
    [
        "relative",
        "relative_span",
        "just_now",
        "part_of_today",
        "weekday",
        "days_ago",
        "dotted",
        "day_number",
        "month_day",
        "full_date",
    ]
)
_SURE = 75
_OWN = frozenset((Field.VENUE, Field.DATE, Field.HOSTS))


_NTH_IN = regex(r"的?第[一二三四五六七八九十\d]{1,3}[次场期课节回讲]")
"""「本周第二次」 is one of several, and not their sum."""


def is_total(sights: Sights, context: Context) -> bool:
    """Whether a text sums up several sessions over a span of time, rather than tells of one activity."""
    plain = sights.undated.plain
    dated = sights.writing.plain
    if any(
        (one.days.rule in _ONE_DAY or _is_short(one.days))
        and not _UNTIL.search(dated, max(0, one.start - 3), one.start)
        for one in sights.days
    ):
        return False
    if _JUST_OVER.search(plain) or _is_of_one_place(sights):
        return False
    counted = sessions_in(plain)
    several = counted is not None and (counted.amount.value or 0) > 1
    summed = _SUMMED.search(plain) is not None or _period(plain, context) is not None
    return summed and (several or _COUNTED.search(plain) is not None)


def _is_short(days: Days) -> bool:
    """「本月25号到27号」: some days in a row are one activity."""
    return bool(days.rule == "month_number" and days.start and days.end and (days.end - days.start).days < _WEEK)


_WEEK = 7


def _is_of_one_place(sights: Sights) -> bool:
    """「情人节我们在献血屋搞科普，累计解说83人」: only 累计 sums up, and at one place."""
    plain = sights.undated.plain
    placed = sights.place is not None and sights.place.rank >= _SURE
    return (
        placed and not _SUMMED.search(plain.replace("累计", "  ")) and not _COUNTED.search(plain.replace("累计", "  "))
    )


def _period(plain: str, context: Context) -> tuple[Period, int, int] | None:
    named = find_period(plain, context.at.date())
    if named is None or named.period.first > context.at.date() or named.period.last == named.period.first:
        return None
    if _NTH_IN.match(plain, named.end):
        return None
    first = named.period.first
    if _UNTIL.search(plain, max(0, named.start - 3), named.start):
        first = first.replace(month=1, day=1)
    return Period(first, named.period.last, named.period.label), named.start, named.end


def totals_in(sights: Sights, context: Context) -> tuple[Found, ...]:
    """One record for each stated total; all for the same span of time, and without a venue: there was more than one."""
    writing = sights.undated
    edges = [0, *_beginnings(sights), len(writing.plain)]
    return tuple(_over(facts_in(writing.part(start, end), context), writing, context) for start, end in pairwise(edges))


def _beginnings(sights: Sights) -> list[int]:
    """Where the second and every further total begins: the clause of its number of sessions."""
    plain = sights.undated.plain
    edges: list[int] = []
    place, first = 0, True
    for match in [*_CLAUSE.finditer(plain), None]:
        end = match.end() if match else len(plain)
        if _AVERAGED.match(plain, place):
            place = end
            continue
        fresh = place > 0 and plain[place - 1] in "。；;\n" and _COUNTED.search(plain, place, end) is not None
        if fresh or _HELD.search(plain, place, end) or sessions_in(plain[place:end]) is not None:
            if not first or _counts_another(sights, place, end):
                edges.append(place)
            first = False
        if plain[end - 1 : end] in tuple("。；;\n"):
            first = first and not any(one.start < end for one in sights.groups)
        place = end
    return edges


def _counts_another(sights: Sights, start: int, end: int) -> bool:
    """「共接待观众18.6万人次，讲座52场7300人次」: people were counted before, and others are here."""
    counted = [one.start for one in sights.groups]
    return any(place < start for place in counted) and any(start <= place < end for place in counted)


def _over(facts: Found, writing: Writing, context: Context) -> Found:
    """A total's own facts with the span of time it is over, as far as that lies behind us."""
    gathered = Gathered(writing)
    if named := _period(writing.plain, context):
        period, start, end = named
        last = min(period.last, context.at.date())
        gathered.take(Field.DATE, (start, end), "period", start=period.first, end=last if last > period.first else None)
    for one in facts.origins:
        if one.field not in _OWN:
            gathered.adopt(facts, one.field)
    return gathered.found()

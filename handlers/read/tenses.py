"""How a stretch of a text speaks of an activity: as done, or as planned."""

from collections.abc import Iterator
from enum import Enum

from handlers.read.dayrules import Days
from handlers.read.days import in_the_future
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from handlers.read.reading import Context
from handlers.read.sights import Sights
from handlers.read.signs import speaks_of
from handlers.read.units import SENTENCE
from handlers.read.upcoming import points_ahead, without_preparation


class Tense(Enum):
    """How a text speaks of an activity."""

    DONE = "done"
    PLANNED = "planned"


_HOLD = "(?:办|开(?!水|心)|搞|去|派|在|到|做|组织|举办|举行|开展|请|讲|来|给|带|摆|放|弄|教)"
_DID = any_of("natures", "did")
_HAPPENED = (
    regex(rf"(?<![不没未别]){_DID}(?:完|过|出去?|起来?)?(?:了|过|咗)(?![吗没])"),
    regex(r"[听讲看学做搞办开播教发演唱]完"),
    regex(r"(?:在|去|到|从)[^，,。；;！!？?\n]{1,16}?[讲办搞做放开教整播演]的(?!时候|话)"),
)
"""「发了」, 「讲完」, 「在村部讲的」."""

_PLANNED = (
    regex(rf"准备(?![了好])(?=[^，,。；;\d]{{0,8}}{_HOLD})"),
    regex(r"^定了"),
    regex(r"(?<![模虚比草])拟(?![人声态音真物订])"),
    regex(r"(?:活动|工作|课程|放映|培训|讲座)(?:安排|计划|预告)表?[:：]"),
    regex(r"[改挪换移调]到?(?=\d{1,2}[号日]|\d{1,2}月|下|明[天早晚]|后天|周|星期|礼拜)"),
    regex(r"(?:要是|如果|只要|若)(?:天气好|不下雨|天晴|没雨|不刮风|天公作美)[^。；;\n]{0,4}[，,]?就"),
    regex(r"(?:咨询日|活动|宣传|培训|演练)方案[：:]"),
    regex(r"提前[^，,。；;\n]{1,6}(?:到场|到岗|到达|到[。，,]|到$)"),
    regex(r"请[^，,。；;\n]{0,8}(?:通知|转告|准时|互相转告)"),
)
"""「准备下周在村部讲」, 「国庆前拟安排」, 「提前十分钟到场」, 「请各组通知」."""

_HOPED = (
    regex(r"等[^，,。；;\n]{1,8}(?:再|定)"),
    regex(r"(?:大家|们|各位)注意(?:了|啦)?[，,]"),
    regex(r"(?<![人名])报名(?!人数|的|者|表|册|参加了|来的|了)"),
    regex(
        r"欢迎(?:大家|各位|街坊|居民|村民|广大|前来|参加|家长|同学|小朋友|市民|邻居|收看|收听|观看|光临|莅临|咨询|预约|扫码|捧场|踊跃|感兴趣|有兴趣|[^，,。；;\n]{0,8}(?:参加|前来))"
    ),
    regex(r"让[^，,。；;\n]{1,6}来(?:听|看|参加)"),
    regex(r"有个(?=[^，,。；;\n]{0,12}(?:讲座|直播|活动|培训|课))"),
    regex(r"(?<![红协工委学])(?:能|会)来(?![了教讲])"),
)
"""「等秋收完再讲」, 「欢迎大家参加」: behind those who came on a day past they count for nothing."""

_IS = regex(r"(?:就|正|恰好?)?[是逢]")
_TELLS_MORE = regex(r"\s*(?:地[点址]|场地|集合|人数|对象|内容|主题|主讲|讲师|名额|[已共]?招了?|报名)(?!.*(?:昨|今天))")
"""「下周六开班。地点儿童之家，招了孩子14个」: more of what was planned."""
_COMMA = regex(r"[，,、\s]")
_ASKS_TO_COME = regex(
    r"请(?:各|大家|同学|家长|参赛|参加|提前|准时|有意)[^，,。；;\n]{0,12}(?:签到|入场|就座|集合|报到|到场|候场|前往)"
)
"""「请各队赛前半小时签到」."""
_AHEAD_DAY = (
    rf"(?:{any_of('natures', 'after')}|{any_of('natures', 'hoped')}|[这本]?周[一二三四五六日天末]|\d{{1,2}}[号日月])"
)
_AGAIN_NOW = regex(r"[，,](?=今[天日早晚儿]|昨[天日晚儿]|刚才?|上午|这次|先[报把说记]|上[次周个]|前[天日晚儿])")
_LOOKS_AHEAD = regex(rf"(?:那|然后|我们|咱们?)?(?:{_AHEAD_DAY}|等|以后|接下来|计划|预计|打算|准备|拟)")


def has_happened(plain: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a text has a word for something that was done: 「讲了」, 「顺利结束」, 「补报」."""
    stretch = plain[start:end]
    return speaks_of("done", stretch) or any(sign.search(stretch) for sign in _HAPPENED)


def is_announced(plain: str) -> bool:
    """Whether a text has a word for something that is to come: 「拟于」, 「打算」, 「报名」."""
    return _is_surely_ahead(plain) or _is_hoped_for(plain)


def tense_of(sights: Sights, start: int, end: int, context: Context) -> Tense:
    """Whether a stretch of a text speaks of what was done or of what is planned."""
    plain = sights.writing.plain[start:end]
    days = tuple(_that_tell_when(sights, start, end))
    counted = [one.start - start for one in sights.groups if start <= one.start < end]
    ahead = any(_begins_later(one, context) for one in days)
    happened = has_happened(plain)
    if speaks_of("after", plain) and not (happened and counted):
        return Tense.PLANNED
    arranged = _is_surely_ahead(plain) or speaks_of("as arranged", plain)
    past = bool(counted) and any(_is_past(one, context) for one in days)
    if ahead and arranged and not past:
        return Tense.PLANNED
    if points_ahead(sights, start, end, context) and not has_happened(without_preparation(plain)):
        return Tense.PLANNED
    if _ASKS_TO_COME.search(plain) and not any(_is_past(one, context) for one in days):
        return Tense.PLANNED
    if happened:
        return Tense.DONE
    said = plain[: counted[0]] if past else plain
    if ahead or _is_surely_ahead(plain) or _is_hoped_for(said):
        return Tense.PLANNED
    return Tense.DONE


def _that_tell_when(sights: Sights, start: int, end: int) -> Iterator[Days]:
    """The days of a stretch; a feast may be what it was about, but not so in 「15号是国家安全教育日」."""
    before = start
    for one in (day for day in sights.days if start <= day.start < end):
        if one.days.rule != "feast" or _IS.fullmatch(sights.writing.plain, before, one.start):
            yield one.days
        before = one.end


def _is_surely_ahead(plain: str) -> bool:
    return speaks_of("planned", plain) or speaks_of("prepared", plain) or any(sign.search(plain) for sign in _PLANNED)


def _is_hoped_for(plain: str) -> bool:
    return speaks_of("hoped", plain) or any(sign.search(plain) for sign in _HOPED)


def _begins_later(days: Days, context: Context) -> bool:
    """Whether a day is still to come; 「周末」 on a Saturday and a camp in its fourth day are not."""
    today = context.at.date()
    return days.start is not None and days.start > today and in_the_future(days, today)


def _is_past(days: Days, context: Context) -> bool:
    return days.start is not None and days.start < context.at.date()


def planned_spans(sights: Sights, context: Context) -> tuple[tuple[int, int], ...]:
    """The sentences of a text that speak of what is still to come, or what follows in them on something done."""
    spans: list[tuple[int, int]] = []
    for start, end in _sentences(sights):
        if spans and spans[0][0] == 0 and spans[-1][1] == start and _TELLS_MORE.match(sights.writing.plain, start):
            spans.append((start, end))
        elif part := _planned_part(sights, start, end, context):
            spans.append(part)
    return tuple(spans)


def _planned_part(sights: Sights, start: int, end: int, context: Context) -> tuple[int, int] | None:
    """「今天讲水母，64个孩子，明天还有一场」, 「今天停三小，明天停四小，今天412人」: only that clause."""
    if tense_of(sights, start, end, context) is Tense.DONE:
        return None
    plain = sights.writing.plain
    counted = [one.end for one in sights.groups if start <= one.start < end]
    clauses = (start, *(edge.end() for edge in _COMMA.finditer(plain, start, end))) if counted else ()
    for begin in clauses:
        if not _LOOKS_AHEAD.match(plain, begin):
            continue
        if begin > counted[0] and tense_of(sights, start, begin - 1, context) is Tense.DONE:
            return begin, end
        again = _AGAIN_NOW.search(plain, begin, end)
        if again and again.end() < counted[-1] and tense_of(sights, again.end(), end, context) is Tense.DONE:
            return begin, again.start()
    return start, end


def _sentences(sights: Sights) -> Iterator[tuple[int, int]]:
    plain = sights.writing.plain
    start = 0
    for match in SENTENCE.finditer(plain):
        if match.start() > start:
            yield start, match.end()
        start = match.end()
    if start < len(plain):
        yield start, len(plain)

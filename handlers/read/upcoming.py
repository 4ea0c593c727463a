"""「周五」 or 「26号」 may lie on either side: whether a sentence speaks of the day that is still to come."""

from handlers.read.dayrules import Moment
from handlers.read.days import DayWords, day_words
from handlers.read.patterns import regex
from handlers.read.reading import Context
from handlers.read.sights import Sights

_EITHER_SIDE = ("weekday", "weekend", "day_number", "feast", "month_edge", "nth_weekday", "dotted", "month_day")
_ON_ITS_SIDE = regex(r"[上这本去今昨前刚]")
"""「上周五」, 「这个月头一天」 lie where they are said to lie."""
_FAR = 31
_THINGS = (
    r"(?:票|券|门票|车票|横幅|海报|传单|单子|宣传[单页册]|展板|材料包?|教具|资料|通知|手册"
    r"|喇叭|设备|场地|大?巴士?|车|道具|名单|早餐)"
)
_READY = regex(
    rf"{_THINGS}[^，,。；;\n]{{0,6}}?(?:[印做备订买借租写打喷定][好]?了|(?:发|领|印|备)(?:下来|齐|好)了?|到了|够了)[^，,。；;\n]{{0,8}}"
    rf"|[印备订]了[^，,。；;\n]{{0,4}}\d+[张条份本套个块把]|(?:我|咱|俺)们?[借备约订联]好?了"
)
"""「票印了260张」, 「横幅我这里做了4条」: what was done so that it may be held."""
_TOLD_TO_COME = regex(
    r"(?:点|口|前|里|那儿|边|院|台)(?:不见不散|见(?:哈|啊|哦|了)?(?=$|[，,。！!~\s]))|(?:集合|上车|出发|碰头|汇合)(?!后|完)|空腹|不能吃|别(?:忘|迟)|自[带备]|记得|凳子自|带(?:水|伞|凳|板凳|马扎|干粮)(?!的)"
    r"|先到先[坐得]|(?:座位|名额|席位)[^，,。]{0,4}\d|费用自理|请(?:各|大家|准时|提前|转)|通知(?:一下|[:：])|捎个?[话信]|(?:说|告诉)一声|知会|记一下|互相转|帮忙转|家长签|签好?字|有[瓜糖礼奖茶]"
)
"""What people are told who are still to come."""
_SHARES = (
    r"(?:我|我们|咱们?|俺们?|你|你们|各[村校单组]位?|每[村校组]|镇里|县里|学校|体育组|村里|学校那边)"
    r"(?:这边|这里|自己|来|再)?"
)
_SHARED_OUT = regex(
    rf"{_SHARES}[^，,。；;\n了过]{{0,3}}[出带派备管负](?![了过着领])(?:责|好)?(?=[\d一二两三四五六七八九十几]|人|$|[，,。])"
    r"|按\d+[^，,。]{0,4}备|备\d+[份人个]"
)
"""「剪刀我带10把」, 「每村出3个人」: who brings what."""
_ROUGHLY = regex(r"(?:估计|预计|可能)(?:有|来|是)?[^，,。\d]{0,4}(?=[\d一二两三四五六七八九十几])")
_ASKS = regex(r"(?:行不行|行吗|成不(?:成)?|可以吗|可不可以|好不好|咋样|如何|中不中)[?？。!！]*$")
_WOULD = regex(
    r"(?<![开大聚社机展班年赛不学就])(?:[要想]|(?<=[也还将就我们都])会)(?=[办搞开去到在做讲放请给带摆教来])|打算|预备|准备(?!了)|计划|安排|改[到在]|定[在到了]"
)
_MADE_GOOD = regex(r"补(?=\d|一|上|报|登|录|记|两|填)|忘(?:了|记)?[报填登记]|漏[报填登记]")
"""「补5号的两场」: what is made good for is over."""
_ENOUGH = 2
_CLOSE = 7
_CLOCK = regex(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})点(?![名评])|\d:\d\d")


def points_ahead(sights: Sights, start: int, end: int, context: Context) -> bool:
    """Whether the one open day of a stretch is the one to come: what is made ready, who is to come with what."""
    said = [one for one in sights.days if start <= one.start < end and one.days.rule != "part_of_today"]
    days = [one for one in said if one.days.rule != "feast"] or said
    if any(_is_settled(one, context) for one in days) or _MADE_GOOD.search(sights.writing.plain, start, end):
        return False
    near = min(filter(None, (_distance(one, context) for one in days)), default=None)
    if near is None:
        return False
    counted = any(start <= one.start < end for one in sights.groups)
    numbered = any(one.days.rule == "day_number" for one in days) and near <= _CLOSE
    plain = sights.writing.plain[start:end]
    at_an_hour = not counted and _CLOCK.search(plain) is not None
    return _signs(plain) + numbered + at_an_hour >= _ENOUGH


def _distance(words: DayWords, context: Context) -> int | None:
    ahead = next(day_words(words.days.words, Moment.of(context.at, ahead=True)), None)
    if ahead is None or ahead.days.start is None:
        return None
    distance = (ahead.days.start - context.at.date()).days
    return distance if 0 < distance <= _FAR else None


def _is_settled(words: DayWords, context: Context) -> bool:
    """Whether a day can lie on one side only."""
    if words.days.rule not in _EITHER_SIDE or _ON_ITS_SIDE.match(words.days.words):
        return True
    return _distance(words, context) is None


def without_preparation(plain: str) -> str:
    """A text without what it says was made ready, which tells of nothing held: 「票印了260张」."""
    return _READY.sub(lambda match: " " * len(match[0]), plain)


def _signs(plain: str) -> int:
    """How much in a stretch is said of what is still to come."""
    alone = (_TOLD_TO_COME, _SHARED_OUT, _ASKS, _WOULD, _READY)
    return 2 * sum(sign.search(plain) is not None for sign in alone) + (_ROUGHLY.search(plain) is not None)

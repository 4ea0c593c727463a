"""Talk beside the matter: what would be nice, what was once, how it is elsewhere; and asides in a full report."""

from itertools import chain

from handlers.read.amounts import figures
from handlers.read.patterns import regex
from handlers.read.sights import Sights
from handlers.read.signs import speaks_of

_SUPPOSED = regex(
    r"(?:^|[，,。；;！!\s])(?:你们?说|我说|咱们?|我们?|啥时候|哪天)?(?:要是|如果|假如|假设)(?!下雨|有雨|刮风|人多|不够)"
    r"[^，,。；;\n]{0,14}[办搞开请弄讲整]"
)
"""「要是在体育场办一场晚会」."""
_ONCE = regex(r"去年|前年|往年|那年|上[回次]|那[回次场]|\d{4}年")
_WONDERS = regex(
    r"来着|到底(?=是|有|来|发|讲|几)|还是\d+[^，,。]{0,3}(?:来着|[?？])|谁(?:还|那儿|那里)?[有记存]|(?:还有|记得)没有|有没有|有底子|记不[清得准起]|想不起"
)
"""「去年那场到底是62人还是72人来着」."""
_NOW = regex(r"今[天日早晚儿]|昨[天日晚儿]|刚[才刚]?")
_COMPARED = regex(r"(?:比|赶上|赶不上|不如|顶得上|想起)(?:起来)?(?:上次|上回|去年|那次|前年|往年|那年)[^，,。；;\n]*")
"""「比上次下乡搞宣传那天还多八千」."""
_COMPLAINS = regex(
    r"[，,。！!\s](?:愁人?|唉+|愁死(?:了|人)?|头疼|真难|没办法|可咋整|急人|心累|无语|想想就累)[。！!~…\s]*$"
)
_DROPPED = regex(
    r"不(?:搞|办|去|讲|开|弄|做|放|来|演|教)[了啦](?![^，,。；;]{0,3}(?:吗|么|多久|几天))|取消了?(?![两一三四五六几\d关])|(?:讲座|活动|课|演练|义诊)(?:黄|吹)了"
)
_ASIDE = regex(
    r"(?:听说|据说|听[人他]们?[说讲]|(?:我|俺|咱)(?:妈|爸|媳妇|老公|老婆|孩子|同学|朋友)(?:还|也)?说|人家|隔壁|邻[村镇县居]的?|别[的人][村镇]?)[^。；;！!？?\n]*[。；;！!？?\n]?"
)
"""「…居民40。听说隔壁上礼拜来了一百多，咱比不了」."""
_CLOSED_BY = tuple("。；;！!？?\n，,")


def is_supposed(sights: Sights) -> bool:
    """「要是在万人体育场办一场得花多少钱」: nobody said that it is to be."""
    return not sights.days and _SUPPOSED.search(sights.writing.plain) is not None


def wonders(sights: Sights) -> bool:
    """Whether somebody tries to remember something of long ago."""
    plain = sights.writing.plain
    return bool(_ONCE.search(plain) and _WONDERS.search(plain)) and not _NOW.search(plain)


def only_compares(sights: Sights) -> bool:
    """Whether an activity is spoken of only to compare something with it."""
    spans = [one.span() for one in _COMPARED.finditer(sights.undated.plain)]
    told = [one for one in sights.kinds if not any(start <= one.start < end for start, end in spans)]
    return bool(spans) and not told and not sights.groups


def complains(sights: Sights) -> bool:
    """「村里70个老人有一半不会用手机，愁」."""
    return not sights.days and _COMPLAINS.search(sights.writing.plain) is not None


def is_dropped(plain: str) -> bool:
    """Whether it says that something will not be held after all: 「周六的观鸟不搞了」."""
    return _DROPPED.search(plain) is not None


def asides_in(sights: Sights) -> tuple[tuple[int, int], ...]:
    """What a report goes on to say of others, behind a number and the day or place it named."""
    plain = sights.writing.plain
    if not (speaks_of("hearsay", plain) or _ASIDE.search(plain)):
        return ()
    told = next((one.end for one in figures(sights.undated.plain)), len(plain))
    days = (one.start for one in sights.days)
    places = (one.start for one in sights.places if one.rank >= 40)
    if min(chain(days, places), default=len(plain)) >= told:
        return ()
    found = (one for one in _ASIDE.finditer(plain, told) if plain[one.start() - 1] in _CLOSED_BY)
    return tuple(one.span() for one in found)

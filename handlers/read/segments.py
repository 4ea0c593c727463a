"""Where a message goes on to another activity: its heading, its activities, and what is said of all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from handlers.read.enumerated import enumerated_in, items_of
from handlers.read.parallels import Item, alike_in
from handlers.read.patterns import regex
from handlers.read.sights import Sights
from handlers.read.signs import speaks_of
from handlers.read.stories import Story, join, starts_another, story_in
from handlers.read.units import units_in

_HEADER = regex(r"^[^。；;\n(（▶►●◆■★①]{2,70}?(?:[:：](?!\d)|(?=[▶►●◆■★①]))")
_HEADING = regex(
    r"[两俩二仨三四五六几0-9]\s?(?:个|场|项|次|处|地|路|点|件|节|条|站|家|所|村|摊|活|头)|分别|系列|如下|汇报|简报|小结|线上线下|两活动|三活动"
)
_LABEL_LINE = regex(r"(?:^|[\n；;])\s*[一-龥]{2,6}\s?[:|\t]")
_HOW_MANY = regex(
    r"([两俩二仨三四五六2-6])\s?(?:个|场|处|地|路|点|件|站|家|摊|活|头|所|连发|天(?=分别))[^:：]{0,10}[:：]$"
)
_ITEM = regex(r"[。；;\n]+|(?<=[)）])[、，,]|[，,](?=(?:另|还有)一[个处场路队]|一[个路队处][在去到])")
_NUMERALS = {"两": 2, "俩": 2, "二": 2, "仨": 3, "三": 3, "四": 4, "五": 5, "六": 6} | {
    str(number): number for number in range(2, 7)
}
_BLANK_LINE = regex(r"\n[ \t]*\n+")
_PLACES_COUNTED = regex(
    r"^[^。；;\n]{0,30}?[两俩仨二三四五六几\d]+个?(?:村|点|社区|地方|学校|小区|单位|站)[^。；;\n\d]{0,12}?[，,:](?=[^。]*\d)"
)
_NOT_HELD = regex(
    r"[别不][用要]?[记报算](?:科普|进来|进去)?(?=[了吧哈啊，,。；;\s]|$)|在家[写歇休补待]|写总结|没[一-龥]{1,2}成(?![功年家立熟本为分员])|(?:不|没)(?:上课|办|开|讲|去|安排|排课|活动|弄|搞|成)|没课|没有活动|休息|放假|没去成"
)
_SHARED = regex(
    r"(?:^|[，,。；;\s])\s*(?=(?:都|均|全都?)(?:在|是|为|发)|(?:日期|时间)(?:就|都|写)|(?:[两三四几]个?[边处场地村校点站班家]|[^，。；、和及\s]{1,3})?各(?:发|送|赠|放|给|派|贴|摆)|每(?:场|处|个点)(?:都|发))"
)


@dataclass(frozen=True, slots=True)
class Division:
    """Where the heading of a message ends (0: none), and the span of each activity in it; `items` where alike."""

    header: int
    stories: tuple[tuple[int, int], ...]
    items: tuple[Item, ...] = ()


def divided(sights: Sights) -> Division:
    """The activities of a text in their order."""
    if items := alike_in(sights):
        starts = [one.start for one in items]
        spans = tuple(pairwise((*starts, len(sights.writing.plain))))
        return Division(starts[0], spans, items)
    begin = header_in(sights)
    if listed := _announced(sights, begin) or enumerated_in(sights):
        return Division(listed[0][0], listed, items_of(sights, listed))
    return Division(begin, stories_in(sights))


def header_in(sights: Sights) -> int:
    """Where a heading that speaks of several activities ends; 0 if there is none."""
    match = _HEADER.match(sights.writing.plain)
    if match and _HEADING.search(match[0]):
        return match.end()
    listed = _PLACES_COUNTED.match(sights.writing.plain)
    return listed.end() if listed and not any(one.start < listed.end() for one in sights.groups) else 0


def shared_in(plain: str) -> int:
    """Where words begin that hold for all activities (「都在…」, 「各发…」); the end if there are none."""
    match = _SHARED.search(plain)
    return match.end() if match else len(plain)


def stories_in(sights: Sights) -> tuple[tuple[int, int], ...]:
    """The spans of a text that tell of one activity each, in their order."""
    forms = tuple(_forms(sights.writing.plain))
    if len(forms) > 1:
        return forms
    begin = header_in(sights)
    stories: list[Story] = []
    for start, end in units_in(sights, begin):
        story = story_in(sights, start, end)
        if stories and _was_not_held(sights, story):
            continue
        if stories and not starts_another(sights, stories[-1], story):
            join(stories[-1], story)
        else:
            story.days = story.days or set(stories[-1].days if stories else ())
            stories.append(story)
    return tuple((one.start, one.end) for one in stories)


def _was_not_held(sights: Sights, story: Story) -> bool:
    """「…，周五不上课」, 「…，三组车坏了没去成」."""
    plain = sights.writing.plain
    off = _NOT_HELD.search(plain, story.start, story.end) or speaks_of("called off", plain, story.start, story.end)
    return bool(off) and not story.counted


def _announced(sights: Sights, begin: int) -> tuple[tuple[int, int], ...]:
    """As many items as the heading announces (「分两路：…；…」), each telling something; else none."""
    plain = sights.writing.plain
    said = _HOW_MANY.search(plain, 0, begin)
    if said is None:
        return ()
    ends = [begin, *(match.end() for match in _ITEM.finditer(plain, begin)), len(plain)]
    items = [(start, end) for start, end in pairwise(ends) if plain[start:end].strip(" 。；;，,\n")]
    stories = [story_in(sights, *span) for span in items]
    if len(items) == _NUMERALS.get(said[1], 0) + 1 and not stories[-1].counted:
        items, stories = [*items[:-2], (items[-2][0], items[-1][1])], stories[:-1]
    whole = all(one.counted or one.kinds or one.places for one in stories)
    return tuple(items) if whole and len(items) == _NUMERALS.get(said[1], 0) else ()


def _forms(plain: str) -> Iterator[tuple[int, int]]:
    """Filled-in forms one below the other, as rows of a table become: each is one activity."""
    start = 0
    for match in [*_BLANK_LINE.finditer(plain), None]:
        end = match.start() if match else len(plain)
        if len(_LABEL_LINE.findall(plain, start, end)) > 1:
            yield start, end
        start = match.end() if match else end

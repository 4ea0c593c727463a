"""Where a message goes on to another activity: its units, and which of them belong together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from handlers.read.days import DayWords
from handlers.read.groups import Standing, is_team
from handlers.read.reading import Context
from handlers.read.sights import Sights
from handlers.read.tenses import Tense, tense_of
from handlers.read.venues import Place, best_place

ONLINE = "线上活动"
"""The kind that needs no place: it may follow what was held on the spot."""

_SENTENCE = re.compile(r"[。；;！!？?\n]+")
_FRESH = re.compile(
    r"[，,、\s](?=(?:一?大?早上|上午|中午|下午|傍晚|晚上|夜里|当晚|又(?=[在去到给讲教])|还(?=在|去|到|给)|另外|另一[场个路队组拨处]|一[路队拨][\d去到在守往]|还有一[个处场路队]|一[个处]在|接着|随后|然后|之后|第[一二三四五]|\d{1,2}点(?:半|多|钟)?[赶到去在又再]|头一个|[一二三四]队|首站|其[一二]|[二三四]是|隔天|同日|都[在是]|均[在为]|各发|每[场处]发|下一步|下(?:周|个?月|礼拜|星期)))"
)
_LISTED = re.compile(
    r"(?:(?<=[\s；;。:：，,\n])|^)(?:\(?\d{1,2}[、.)](?!\d)|[一二三四五六七八]、|[(（][一二三四五六]\))"
)
_HEADER = re.compile(r"^[^。；;\n(（]{2,70}?[:：](?!\d)")
_HEADING = re.compile(
    r"[两二三四五六几0-9]\s?(?:个|场|项|次|处|地|路|点|件|节)|分别|系列|分别|如下|汇报|简报|小结|线上线下|两活动|三活动"
)
_LABEL_LINE = re.compile(r"(?:^|[\n；;])\s*[一-龥]{2,6}\s?[:|\t]")
_HOW_MANY = re.compile(r"([两二三四五六2-6])\s?(?:个|场|处|地|路|点|件|站|连发|天(?=分别))[^:：]{0,6}[:：]$")
_ITEM = re.compile(r"[。；;\n]+|(?<=[)）])[、，,]|[，,](?=(?:另|还有)一[个处场路队]|一[个路队处][在去到])")
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6} | {str(number): number for number in range(2, 7)}
_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n+")
_PART_OF_DAY = re.compile(r"上午|中午|下午|傍晚|晚上|早上|夜里|当晚|今晚|昨晚")
_COUNTED_AT = re.compile(r"\s?(?:来了|到了|有|约|近|:)?\d|[(（]")
_PLACES_COUNTED = re.compile(
    r"^[^。；;\n]{0,30}?[两二三四五六几\d]+个?(?:村|点|社区|地方|学校|小区|单位|站)[^。；;\n\d]{0,12}[，,:](?=[^。]*\d)"
)
_LETTERED = re.compile(r"[A-Za-z]点$")
_CONTINUES = re.compile(
    r"\s*(?:都[是为算]|均[为是]|本次|此次|这次|这场|该活动|此项|活动(?:中|现场|由|得到|受到|结束|期间)|现场|期间|据悉|据了解|去年|往年|以往|往届|大家|通过|会上|会后|课后|课上|讲座中|当天(?!下午|晚|上午)|[两三四五几]场(?:都|均|全|共|合|一共|加))"
)
"""How a sentence begins that tells more of the same activity, or of earlier ones by the way."""
_SHARED = re.compile(
    r"(?:^|[，,。；;\s])\s*(?=(?:都|均|全都?)(?:在|是|为|发)|(?:日期|时间)(?:就|都|写)|(?:[两三四几]个?[边处场地村校点站班家]|[^，。；、和及\s]{1,3})?各(?:发|送|赠|放|给|派|贴|摆)|每(?:场|处|个点)(?:都|发))"
)


Span = tuple[date, date | None]
"""The first and the last day; the last is None where it was one day."""


@dataclass(slots=True)
class Story:
    """One activity while its units are put together."""

    start: int
    end: int
    days: set[Span] = field(default_factory=set)
    parts_of_day: set[str] = field(default_factory=set)
    places: list[str] = field(default_factory=list)
    counted: bool = False
    kinds: bool = False
    online: bool = False


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
    if items := _announced(sights, begin):
        return items
    stories: list[Story] = []
    for start, end in _units(sights, begin):
        story = _story(sights, start, end)
        continues = _CONTINUES.match(sights.writing.plain, start)
        if stories and (continues or not _begins(stories[-1], story)):
            _join(stories[-1], story)
        else:
            stories.append(story)
    return tuple((one.start, one.end) for one in stories)


def _announced(sights: Sights, begin: int) -> tuple[tuple[int, int], ...]:
    """As many items as the heading announces (「分两路：…；…」), each telling something; else none."""
    plain = sights.writing.plain
    said = _HOW_MANY.search(plain, 0, begin)
    if said is None:
        return ()
    ends = [begin, *(match.end() for match in _ITEM.finditer(plain, begin)), len(plain)]
    items = [(start, end) for start, end in pairwise(ends) if plain[start:end].strip(" 。；;，,\n")]
    stories = [_story(sights, *span) for span in items]
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


def planned_spans(sights: Sights, context: Context) -> tuple[tuple[int, int], ...]:
    """The sentences of a text that speak of what is still to come."""
    return tuple(span for span in _sentences(sights) if tense_of(sights, *span, context) is Tense.PLANNED)


def _sentences(sights: Sights) -> Iterator[tuple[int, int]]:
    plain = sights.writing.plain
    start = 0
    for match in _SENTENCE.finditer(plain):
        if match.start() > start:
            yield start, match.end()
        start = match.end()
    if start < len(plain):
        yield start, len(plain)


def _units(sights: Sights, begin: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which another activity may begin."""
    plain = sights.writing.plain
    marks = {mark for mark in _marks(sights, begin) if begin < mark < len(plain)}
    for start, end in pairwise(sorted({begin, *marks, len(plain)})):
        if plain[start:end].strip():
            yield start, end


def _marks(sights: Sights, begin: int) -> Iterator[int]:
    """Behind a full stop, before 下午, 另外 and the like, before a day, and before a place with a number."""
    plain = sights.writing.plain
    yield from (match.end() for match in _SENTENCE.finditer(plain, begin))
    dated = {one.end for one in sights.days}
    yield from (match.end() for match in _FRESH.finditer(plain, begin) if match.start() not in dated)
    yield from (match.start() for match in _LISTED.finditer(plain, begin))
    for day in sights.days:
        listed = _LISTED.search(plain, max(0, day.start - 5), day.start) or _is_name_of_dated(sights, day)
        if plain[max(0, day.start - 1)] in "，,;；。 \n:、" and not listed:
            yield day.start
    summed = any(one.standing is Standing.TOTAL for one in sights.groups)
    yield from _counted_places(sights, begin)
    for place in sights.places:
        lettered = _LETTERED.search(plain, max(0, place.start - 2), place.start)
        start = lettered.start() if lettered else place.start
        if summed:
            return
        if any(is_team(one) and plain.startswith(one.once, start) for one in sights.groups):
            continue
        if place.rank >= 45 and plain[max(0, start - 1)] in "，,、:" and _COUNTED_AT.match(plain, place.end):
            yield start


def _is_name_of_dated(sights: Sights, feast: DayWords) -> bool:
    """「4.29 街心花园，疟疾日补课」: a feast in a sentence that was dated already is no other day."""
    if feast.days.rule != "feast":
        return False
    between = (
        sights.writing.plain[one.end : feast.start]
        for one in sights.days
        if one.end <= feast.start and one.days.rule != "feast"
    )
    return any(not _SENTENCE.search(text) for text in between)


def _counted_places(sights: Sights, begin: int) -> Iterator[int]:
    """「…两地同步举行：营地宣传营员110名，广场宣传游客240余人」: each clause names its place and its people."""
    plain = sights.writing.plain
    named = {one.start: one for one in sights.places if one.start >= begin > 0 and one.rank >= 75}
    clauses = [match.span() for match in _CLAUSE.finditer(plain, begin)]
    told = [
        start
        for start, end in clauses
        if start in named and any(named[start].end <= group.start < end for group in sights.groups)
    ]
    if len(told) > 1:
        yield from told


def _story(sights: Sights, start: int, end: int) -> Story:
    plain = sights.undated.plain
    days = {
        (one.days.start, one.days.end)
        for one in sights.days
        if start <= one.start < end and one.days.start and _is_day(one)
    }
    place: Place | None = best_place(plain, tuple(one for one in sights.places if start <= one.start < end))
    return Story(
        start,
        end,
        set(days),
        set(_PART_OF_DAY.findall(sights.writing.plain, start, end)),
        [plain[place.start : place.end].replace("的", "")] if place and place.rank >= 35 else [],
        any(start <= one.start < end for one in sights.groups),
        any(start <= one.start < end and one.strength >= 3 for one in sights.kinds),
        any(start <= one.start < end and one.kind == ONLINE for one in sights.kinds),
    )


def _is_day(day: DayWords) -> bool:
    """「腊八那天」 tells when, 「腊八」 alone may be what it was about."""
    return day.days.rule != "part_of_today" and (day.days.rule != "feast" or day.days.words.endswith("天"))


def _begins(current: Story, new: Story) -> bool:
    """Whether a unit tells of another activity than the one before: elsewhere or on another day, and with facts."""
    told = current.counted or (current.kinds and bool(current.days))
    elsewhere = bool(new.days and new.places and current.days) and not _meet(current.days, new.days)
    if not told or not (new.counted or (new.kinds and (new.places or new.days)) or elsewhere):
        return False
    if current.places and current.counted and new.online and not current.online and new.counted:
        return True
    if current.days and new.days and not _meet(current.days, new.days):
        return True
    if current.places and new.places and not _same(current.places, new.places):
        return current.counted and (new.counted or new.kinds)
    later = bool(current.parts_of_day and new.parts_of_day) and not current.parts_of_day & new.parts_of_day
    return later and current.counted and new.counted and new.kinds and current.kinds


def _meet(some: set[Span], others: set[Span]) -> bool:
    """Whether one of the days lies in one of the others' spans."""
    return any(one[0] <= (other[1] or other[0]) and other[0] <= (one[1] or one[0]) for one in some for other in others)


def _same(some: list[str], others: list[str]) -> bool:
    return any(one in other or other in one for one in some for other in others)


def _join(story: Story, other: Story) -> None:
    bare = not (story.places or story.counted or story.kinds)
    story.end = other.end
    story.days = other.days or story.days if bare else story.days | other.days
    story.parts_of_day |= other.parts_of_day
    story.places += other.places
    story.counted |= other.counted
    story.kinds |= other.kinds
    story.online |= other.online

"""Where a message goes on to another activity: its units, and which of them belong together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from handlers.read.groups import Standing
from handlers.read.natures import Tense, tense_of
from handlers.read.reading import Context
from handlers.read.sights import Sights
from handlers.read.venues import Place, best_place

ONLINE = "线上活动"
"""The kind that needs no place: it may follow what was held on the spot."""

_SENTENCE = re.compile(r"[。；;！!？?\n]+")
_FRESH = re.compile(
    r"[，,、\s](?=(?:一?大?早上|上午|中午|下午|傍晚|晚上|夜里|当晚|又(?=[在去到给讲教])|还(?=在|去|到|给)|另外|另一[场个]|接着|随后|然后|之后|第[一二三四五]|头一个|[一二三四]队|首站|其[一二]|[二三四]是|隔天|同日|都[在是]|均[在为]|各发|每[场处]发|下一步|下(?:周|个?月|礼拜|星期)))"
)
_LISTED = re.compile(
    r"(?:(?<=[\s；;。:：，,\n])|^)(?:\(?\d{1,2}[、.)](?!\d)|[一二三四五六七八]、|[(（][一二三四五六]\))"
)
_HEADER = re.compile(r"^[^。；;\n]{2,30}?[:：](?!\d)")
_HEADING = re.compile(
    r"[两二三四五六几0-9]\s?(?:个|场|项|次|处|件|节)|分别|系列|分别|如下|汇报|简报|小结|线上线下|两活动|三活动"
)
_LABEL_LINE = re.compile(r"(?:^|[\n；;])\s*[一-龥]{2,6}\s?[:|\t]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n+")
_PART_OF_DAY = re.compile(r"上午|中午|下午|傍晚|晚上|早上|夜里|当晚|今晚|昨晚")
_COUNTED_AT = re.compile(r"\s?(?:来了|到了|有|约|近|:)?\d|[(（]")
_PLACES_COUNTED = re.compile(
    r"^[^。；;\n]{0,30}?[两二三四五六几\d]+个?(?:村|点|社区|地方|学校|小区|单位|站)[^。；;\n\d]{0,12}[，,:](?=[^。]*\d)"
)
_LETTERED = re.compile(r"[A-Za-z]点$")
_SHARED = re.compile(
    r"(?:^|[，,。；;\s])\s*(?=(?:都|均|全都?)(?:在|是|为|发)|各(?:发|送|赠)|每(?:场|处|个点)(?:都|发))"
)


@dataclass(slots=True)
class Story:
    """One activity while its units are put together."""

    start: int
    end: int
    days: set[object] = field(default_factory=set)
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
    stories: list[Story] = []
    for start, end in _units(sights, begin):
        story = _story(sights, start, end)
        if stories and not _begins(stories[-1], story):
            _join(stories[-1], story)
        else:
            stories.append(story)
    return tuple((one.start, one.end) for one in stories)


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
    yield from (match.end() for match in _FRESH.finditer(plain, begin))
    yield from (match.start() for match in _LISTED.finditer(plain, begin))
    for day in sights.days:
        listed = _LISTED.search(plain, max(0, day.start - 5), day.start)
        if plain[max(0, day.start - 1)] in "，,;；。 \n:、" and not listed:
            yield day.start
    summed = any(one.standing is Standing.TOTAL for one in sights.groups)
    for place in sights.places:
        lettered = _LETTERED.search(plain, max(0, place.start - 2), place.start)
        start = lettered.start() if lettered else place.start
        if summed:
            return
        if place.rank >= 45 and plain[max(0, start - 1)] in "，,、:" and _COUNTED_AT.match(plain, place.end):
            yield start


def _story(sights: Sights, start: int, end: int) -> Story:
    plain = sights.undated.plain
    days = {
        (one.days.start, one.days.end)
        for one in sights.days
        if start <= one.start < end and one.days.start and one.days.rule not in ("feast", "part_of_today")
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


def _begins(current: Story, new: Story) -> bool:
    """Whether a unit tells of another activity than the one before: elsewhere or on another day, and with facts."""
    told = current.counted or (current.kinds and bool(current.days))
    if not told or not (new.counted or (new.kinds and (new.places or new.days))):
        return False
    if current.places and current.counted and new.online and not current.online and new.counted:
        return True
    if current.days and new.days and not current.days & new.days:
        return True
    if current.places and new.places and not _same(current.places, new.places):
        return current.counted and (new.counted or new.kinds)
    later = bool(current.parts_of_day and new.parts_of_day) and not current.parts_of_day & new.parts_of_day
    return later and current.counted and new.counted and new.kinds and current.kinds


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

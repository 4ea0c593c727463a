"""Activities told one by one: 「先到…，再到…，最后…」, 「一场…，一场…」, each with its place and its number."""

from collections.abc import Iterator
from itertools import pairwise

from handlers.read.amounts import Figure, figures
from handlers.read.notplaces import is_no_place
from handlers.read.parallels import Item
from handlers.read.patterns import regex
from handlers.read.placenames import name_at
from handlers.read.placeverbs import is_verb, verb_in
from handlers.read.sights import Sights
from handlers.read.venues import Place

Span = tuple[int, int]

_AT_CLAUSE = r"(?:^|(?<=[，,。；;:、\n\s]))"
_PART = r"(?:一?大?早上?|早晨|清早|清晨|上午|头晌|前晌|中午|晌午|下午|后晌|傍晚|晚上|夜里|晚间)"
_SERIES = tuple(
    regex(_AT_CLAUSE + marks)
    for marks in (
        r"(?:先|再|接着|然后|随后|后来|又|最后|末了|末尾|最末)(?=[在去到给跑上]|[一-龥]{2,8}[，,\d])(?:又?[在去到给跑上]了?)?",
        r"(?:还有|另外?)?一(?:场|个|拨|处|家|头|边|节|站|次|摊|路|回)(?!共|下|起|直|上午|下午|人)(?:在|是|去|到|设在|放在|:)?",
        r"(?:第[一二三四五六]|头一?|首|末|前一|后一|早一|晚一|最后一)(?:场|站|节|家|处|个|次|趟|课|回|堂)(?:课)?(?:在|是|去|到|:)?",
        rf"{_PART}(?![和、与及都到])(?:在|去|是|给)?",
        r"\(?[1-9][.、)\s]\s?",
        r"(?:内场|外场|主场|分场|这边|那边)(?:在|是|:)?",
        r"(?:小学|初中|高中|中专|幼儿|中学)[部段组](?:的)?",
    )
)
"""What begins each of several things told one by one; the marks of one series go together."""
_WHO = regex(r"[老小阿][一-龥](?=[在去到][一-龥]{2})[在去到]")
"""「老刘在百货大楼教…小吴在工商所教…」."""
_CIRCLED = tuple("①②③④⑤⑥⑦⑧⑨")
_TEACHES = regex(r"[讲教放演学练](?![的了完过])[一-龥]{2,8}")
_NAME = regex(rf"\s*{_PART}?(?:在|到|去|是|给|:)?\s*([一-龥A-Za-z·]{{2,16}})")
_SUBJECT = regex(
    r"^(?:防|反|禁|抗|预防|怎么|如何|急救|科学|智能)|(?:安全|急救|健康|知识|防治|技术|诈骗|反诈|救援|管理|栽培|嫁接|育苗|[病虫课班会营赛展片药毒火灾震]"
    r"|讲座|培训|演练|体验|实验|电影|消防|溺水|手机|骨折|卫生|环保|节能|同样的?|也是?|都是?|还是?|同一|那边|这边)$|^(?:同|也|还|都|人|来|共|又|没|换|就)"
)
"""What a part was about, and no place."""
_BARE = regex(r"(?:整|余|多|来)?[个名人]?(?=[，,。；;、)\s]|$)")
_ONE_PARTY = regex(r"一[拨批]是.*?(?:都|一起|集中|全)[到在来]")
"""「一拨是东村的，一拨是西村的，都在文化站」 came to one activity."""
_ALL_THERE = regex(r"[都均全]在")
_SURELY = 75
_LESSON = regex(r"(?:专题)?(?:讲座|培训|课(?!堂|外)|报告会|沙龙|[比竞]赛)")
"""「书法讲座45人」 names no place."""
_SURE = 25
"""How sure a place must be to be the one of its part."""
_SUMMED = regex(r"(?:一共|总共|合计|共计|合起来|加起来|共)(?:有|来了?)?\d")


def enumerated_in(sights: Sights) -> tuple[Span, ...]:
    """The spans of what is told one by one, the longest series there is; () where nothing is told so."""
    plain = sights.writing.plain
    if _SUMMED.search(plain) or _ONE_PARTY.search(plain):
        return ()
    series = [tuple(match.start() for match in marks.finditer(plain)) for marks in _SERIES]
    series.append(tuple(match.start() for match in _WHO.finditer(plain)))
    series.append(tuple(at for at, mark in enumerate(plain) if mark == "；" and _is_circled(sights, at)))
    found = [spans for starts in series if (spans := _whole(sights, starts))]
    return max(found, key=len, default=())


def _is_circled(sights: Sights, at: int) -> bool:
    return sights.writing.words(at, at + 1) in _CIRCLED


def _whole(sights: Sights, starts: tuple[int, ...]) -> tuple[Span, ...]:
    """The spans from mark to mark, if each tells where it was and how many came, or what and how many."""
    if len(starts) < 2 or any(one.start < starts[0] for one in sights.groups):
        return ()
    spans = tuple(pairwise((*starts, len(sights.writing.plain))))
    if not all(_is_counted(sights, *span) for span in spans):
        return ()
    named = [_place_told(sights, *span) for span in spans]
    if all(named) and len(set(named)) == len(named):
        return spans
    taught = [match[0] for span in spans if (match := _TEACHES.search(sights.undated.plain, *span))]
    return spans if len(set(taught)) == len(spans) and not all(named) else ()


def _is_counted(sights: Sights, start: int, end: int) -> bool:
    counted = any(start <= one.start < end for one in sights.groups)
    return counted or _bare_figure(sights.undated.plain, start, end) is not None


def _place_told(sights: Sights, start: int, end: int) -> str:
    place = _place_in(sights, start, end)
    if place:
        return sights.undated.plain[place.start : place.end]
    span = name_behind(sights, start, end)
    return sights.undated.plain[slice(*span)] if span else ""


def _place_in(sights: Sights, start: int, end: int) -> Place | None:
    sure = (one for one in sights.places if start <= one.start < end and one.rank >= _SURE)
    return max(sure, key=lambda one: one.rank, default=None)


def name_behind(sights: Sights, start: int, end: int) -> Span | None:
    """Where the name stands that opens one of several: 「中午麻柳坝，18」."""
    plain = sights.undated.plain
    begin = next((match.end() for marks in (*_SERIES, _WHO) if (match := marks.match(plain, start, end))), start)
    begin += plain.startswith("；", begin)
    run = _NAME.match(plain, begin, end)
    if run is None or is_verb(plain, run.start(1)):
        return None
    people = tuple(one.start for one in sights.people if run.start(1) <= one.start < run.end())
    full = name_at(plain, run.start(1), people)
    if full and full.placelike and not full.guessed and not is_no_place(plain[full.start : full.end]):
        return full.start, full.end
    verb = verb_in(plain, run.start(1) + 1, run.end())
    stop = min((run.end() if verb is None else verb, *people))
    name = plain[run.start(1) : stop]
    known = any(one.start < stop and run.start(1) < one.end for one in sights.kinds if not one.act)
    known = known or _LESSON.match(plain, stop) is not None
    if len(name) < 2 or known or is_no_place(name) or _SUBJECT.search(name):
        return None
    return run.start(1), stop


def _bare_figure(plain: str, start: int, end: int) -> Figure | None:
    """「中午麻柳坝，18」: a number that is all of a clause, or closes it, and measures nothing."""
    found = (one for one in figures(plain[start:end]) if _BARE.match(plain, start + one.end))
    return next(iter(found), None)


def items_of(sights: Sights, spans: tuple[Span, ...]) -> tuple[Item, ...]:
    """Each span with the name and the number that only its place among its like makes one."""
    return tuple(_items(sights, spans))


def _items(sights: Sights, spans: tuple[Span, ...]) -> Iterator[Item]:
    plain = sights.undated.plain
    together = bool(spans) and _ALL_THERE.search(plain, 0, spans[0][0]) is not None
    for start, end in spans:
        place = _place_in(sights, start, end)
        name = None if together else name_behind(sights, start, end)
        apart = place is not None and not (name and name[0] < place.end and place.start < name[1])
        told = place is not None and apart and (name is None or place.rank >= _SURELY)
        counted = any(start <= one.start < end for one in sights.groups)
        figure = None if counted else _bare_figure(plain, start, end)
        moved = figure and figure._replace(start=figure.start + start, end=figure.end + start)
        yield Item(start, moved.end if moved else end, None if told else name, moved)

"""Clauses alike, each with a name of one kind and its number: 「腾飞网吧18个，星际网吧23个」 are two activities."""

from collections.abc import Iterator
from typing import NamedTuple

from handlers.read.amounts import Figure, figures, with_words
from handlers.read.gathering import Gathered
from handlers.read.groups import Group, Standing
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from handlers.read.reading import Found
from handlers.read.sights import Sights
from handlers.read.writing import Writing
from storage.model.activity import Field


class Item(NamedTuple):
    """A clause with the name of a place and a number of people in it; no figure where things were given out.

    No place and no figure where the clause tells them well enough without its like.
    """

    start: int
    end: int
    place: tuple[int, int] | None
    figure: Figure | None


_KIND = any_of("natures", "held at")
_DAY_SAID = r"[上这本]?周[一二三四五六日天]|\d{1,2}[日号]|\d{1,2}月\d{1,2}[日号]?"
_TIME = rf"(?:上午|中午|下午|晚上|早上|傍晚|{_DAY_SAID})(?:上午|下午|晚上)?"
_LEAD = rf"(?:\d{{1,2}}[、.)])?(?:[一-龥\d]{{0,6}}[在去到给]|{_TIME}|[先再又是有])?"
_NAMED = regex(
    rf"\s*{_LEAD}(?P<name>(?:(?![在到去给又是看听的])[一-龥A-Za-z\d]){{0,8}}{_KIND})(?![民长])"
    r"(?:(?P<gave>[发送赠])|[^，,。；;:：、()发送赠领]){0,9}\s?[:：(（]?"
)
_OF_PEOPLE = regex(
    r"(?:余|多|来)?\s?(?:人次?(?![造民工])|名|位|个(?=[，,。；;、\s)）]|$|[孩娃学老小大人])|号人|口子?|来?人|娃|(?=[，,。；;、\s)）]|$))"
)
_OF_THINGS = regex(r"(?:余|多|来)?\s?[份张本册个把套袋盒瓶]")
"""「东集发防火单200张，西集发了160张」."""
_EDGE = regex(r"[，,、；;。:：\n]")
_MANY = regex(
    rf"(?:[两俩仨二三四五六七八九几各多]|\d)\s?(?:个|所|家|座|处|条|户|片|大|地|点)?(?:{_KIND}|地|处|点|站|场)|分别|依次|轮流|轮着|挨个|逐[个一村]|巡回|分头|同步|同时|都讲|都办|都去"
)
_TOGETHER = regex(r"[^。；;\n]{0,4}?[，,。；;]\s*(?:一起|统一|集中|都|全|就)?(?:集中|聚)?(?:在(?!此)|到(?!场|会|齐))")
"""「一拨是东村的28个，一拨是西村的19个，都在文化站」."""
_ANY = regex(_KIND)
_SHORTEST, _LONGEST = 2, 5
_NEAR = 12


def alike_in(sights: Sights) -> tuple[Item, ...]:
    """The clauses alike where each is an activity; none where they may be groups who came to one place.

    「在三个村放电影，清泉村120人，白水村90人」 are two; 「在文化站培训，东村40人，西村30人」 is one.
    """
    run = max(_runs(tuple(_items(sights.writing.plain))), key=len, default=())
    if len(run) < 2 or len({one.place for one in run}) < len(run):
        return ()
    plain = sights.writing.plain
    if _TOGETHER.match(plain, run[-1].end) or _has_counts(sights.groups, run[-1].end):
        return ()
    header = plain[: run[0].start]
    if _MANY.search(header) or _all_listed(plain, run, header):
        return run
    if len({plain[one.place[1] - 1] for one in run if one.place}) > 1 and not header.endswith(":"):
        return ()
    summed = any(one.standing is Standing.TOTAL for one in sights.groups)
    return (
        ()
        if summed or _is_somewhere(sights, run[0].start) or any(one.start < run[0].start for one in sights.groups)
        else run
    )


def _items(plain: str) -> Iterator[Item]:
    last = 0
    for figure in figures(plain):
        people = _OF_PEOPLE.match(plain, figure.end)
        measure = people or _OF_THINGS.match(plain, figure.end)
        if measure is None:
            continue
        since = max(last, figure.start - 24)
        start = max((edge.end() for edge in _EDGE.finditer(plain, since, figure.start)), default=since)
        named = _NAMED.fullmatch(plain, start, figure.start)
        if (
            named
            and len(named["name"]) > 1
            and (start == 0 or _EDGE.match(plain, start - 1))
            and bool(named["gave"]) is (people is None)
        ):
            yield Item(start, measure.end(), named.span("name"), None if named["gave"] else figure)
            last = measure.end()
        elif people and (place := _named_before(plain, start, figure.start)):
            yield Item(start, measure.end(), place, figure)
            last = measure.end()


def _named_before(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """「在东岗小学、西岗小学各讲一场，东岗230人」: the begin of a name that was said in full before."""
    if not _SHORTEST <= end - start <= _LONGEST:
        return None
    at = plain.find(plain[start:end], 0, start)
    full = _ANY.match(plain, at + end - start) if at >= 0 else None
    return (at, full.end()) if full else None


def _runs(plain_items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    """Items near each other, in order."""
    run: tuple[Item, ...] = ()
    for one in plain_items:
        if run and one.start - run[-1].end > _NEAR:
            yield run
            run = ()
        run = (*run, one)
    yield run


def _all_listed(plain: str, run: tuple[Item, ...], header: str) -> bool:
    """「在县一中和县二中都讲了…，一中500人，二中460人」."""
    return all(one.place and plain[slice(*one.place)] in header for one in run)


def _is_somewhere(sights: Sights, end: int) -> bool:
    """Whether the words before the first clause name one place where all of it was held."""
    plain = sights.undated.plain
    return any(
        one.end <= end
        and one.rank >= 55
        and not plain.startswith("给", one.end)
        and not _ANY.fullmatch(plain, one.start, one.end)
        for one in sights.places
    )


def _has_counts(groups: tuple[Group, ...], end: int) -> bool:
    """Whether people were counted behind the clauses alike: there is more than they tell."""
    return any(one.start > end and one.standing is Standing.GROUP for one in groups)


def counted_at(found: Found, item: Item, writing: Writing) -> Found:
    """The facts of a clause with the place and the number that it has beside those of its like."""
    gathered = Gathered(writing, found.particulars, found.origins, found.doubts)
    if item.place is not None:
        gathered.forget(Field.VENUE)
        gathered.take(Field.VENUE, item.place, "alike", venue=writing.words(*item.place))
    if item.figure is None:
        return gathered.found()
    gathered.forget(Field.ATTENDANCE)
    span = (item.figure.start, item.end)
    amount = with_words(item.figure.amount, writing.words(*span))
    gathered.take(Field.ATTENDANCE, span, "alike", attendance=amount)
    return gathered.found()

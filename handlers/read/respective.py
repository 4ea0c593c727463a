"""「分别在东沟、中沟、西沟各办一场，依次41、38、52人」: lists that belong together, item by item."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from handlers.read.amounts import Figure, figures
from handlers.read.days import DayWords
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from handlers.read.reading import Found, Origin
from handlers.read.sights import Sights
from handlers.read.venues import Place
from storage.model.activity import Field

_EACH = regex(
    rf"(?:分别|依次|各自)(?:参加|来|到|听)?(?:的?(?:人数)?(?:有|为|是|来了|到了))?{any_of('audiences')}?\s?(?=\d)"
)
_FORMER = regex(r"前者[^，,。；;\d]{0,6}(?=\d)[^。；;\n]{1,16}?后者[^，,。；;\d]{0,6}(?=\d)")
_ONE_BY_ONE = regex(r"\s*[、，,和及]\s*[在到去]?\s*")
_ALL_OF_THEM = regex(r"\s*[，,]?(?:[两三四五六](?:个)?[校村地处家社])?[^，,。；;]{0,3}(?:各|都|分别|均)")
_SURE = 75
_BETWEEN = regex(r"\s?(?:余|多|来)?(?:人次?|名|位)?\s?[、,，和及]\s?")
_PLACES = regex(
    r"(?:(?:在|到|去|赴|走进|深入|来到)|(?:^|(?<=[，,。；;:\s]))(?!分别|各自|依次|[在到去])(?=[^，,。；;\d]{3,40}(?:[两三四五六]个|各|都)))"
    r"(?P<list>[^，,。；;、和\d\s]{2,12}(?:[、和及][^，,。；;、和\d]{2,16})+)"
)
"""「在东沟、中沟讲」, 「东沟、中沟两个村都去了」."""
_OF_KIND = regex(
    r"[两二三四五六](?![中小院](?!学))(?:个|所|座|家|处)?(?:自然|行政)?(?P<kind>村|社区|学校|小学|中学|林场|单位|点|地|处|校)?(?:[^，,。；;]{0,4}?(?:各|都|均)|$).*"
)
_DOING = regex(r"(?:开展|举办|举行|组织|进行|办|讲|做|搞|宣|教|培训|发放|给|向|为|各|都|均|同时|同步).*")
_PEOPLE = regex(any_of("audiences"))
_FIRST = regex(r"\d")
_VAGUE = ("", "点", "地", "处", "单位", "学校", "校")
_LONGEST = 10


def told_respectively(found: Found, sights: Sights) -> tuple[Found, ...]:
    """One activity for each of the places listed, with the number and the day of the same rank.

    Only where as many numbers as places are listed; else the one activity as it is.
    """
    plain = sights.undated.plain
    numbers = _former(plain) or _numbers(plain)
    if len(numbers) < 2:
        return (found,)
    places = _places_one_by_one(sights) or _places(plain)
    if len(numbers) != len(places) or any(_PEOPLE.fullmatch(one) for one in places):
        return (found,)
    days = _days(sights.days)
    same = len(days) == len(numbers)
    return tuple(
        _one(found, place, number, days[rank] if same else None)
        for rank, (place, number) in enumerate(zip(places, numbers, strict=True))
    )


def _numbers(plain: str) -> tuple[Figure, ...]:
    """The figures listed behind 分别 or 依次."""
    lead = _EACH.search(plain)
    if lead is None:
        return ()
    listed: list[Figure] = []
    for figure in figures(plain[lead.end() :]):
        if figure.start and not (
            listed and _BETWEEN.fullmatch(plain, lead.end() + listed[-1].end, lead.end() + figure.start)
        ):
            break
        listed.append(figure)
    return tuple(listed)


def _places(plain: str) -> tuple[str, ...]:
    """The places listed behind 在, each with the word for their kind that follows the list."""
    match = _PLACES.search(plain)
    if match is None:
        return ()
    *names, last = re.split("[、和及]", match["list"])
    kind = _OF_KIND.search(last)
    word = (kind["kind"] or "") if kind else ""
    names.append(_DOING.sub("", last[: kind.start()] if kind else last))
    ending = "" if word in _VAGUE else word
    return tuple(name if name.endswith(ending) else name + ending for name in names)


def _former(plain: str) -> tuple[Figure, ...]:
    """「前者村民85人，后者村民64人」."""
    told = _FORMER.search(plain)
    if told is None:
        return ()
    ends = (_FIRST.search(plain, told.start(), told.end() + 1), _FIRST.search(plain, told.end()))
    starts = [end.start() for end in ends if end]
    return tuple(one for one in figures(plain) if one.start in starts)


def _places_one_by_one(sights: Sights) -> tuple[str, ...]:
    """「周一在五星村、周三在黄泥村各放了一场」: each behind its own day."""
    plain = sights.undated.plain
    row: list[Place] = []
    for place in (one for one in sights.places if one.rank >= _SURE):
        if row and not _ONE_BY_ONE.fullmatch(plain, row[-1].end, place.start):
            break
        row.append(place)
    if len(row) < 2 or not _ALL_OF_THEM.match(plain, row[-1].end):
        return ()
    return tuple(plain[one.start : one.end] for one in row)


def _days(days: tuple[DayWords, ...]) -> tuple[date, ...]:
    """Every day that was named, in order."""
    return tuple(dict.fromkeys(day for one in days if one.days.start for day in _span(one)))


def _span(words: DayWords) -> Iterator[date]:
    first, last = words.days.start, words.days.end or words.days.start
    if first and last:
        yield from (first + timedelta(days=nth) for nth in range(min((last - first).days, _LONGEST) + 1))


def _one(found: Found, place: str, number: Figure, day: date | None) -> Found:
    particulars = replace(found.particulars, venue=place, attendance=number.amount)
    fields = {Field.VENUE: place, Field.ATTENDANCE: number.amount.words}
    if day:
        particulars = replace(particulars, start=day, end=None)
    kept = tuple(one for one in found.origins if one.field not in fields)
    own = tuple(Origin(field, words, "respectively") for field, words in fields.items())
    settled = {*fields, Field.DATE} if day else set(fields)
    doubts = tuple(one for one in found.doubts if one.field not in settled)
    return Found(particulars, (*kept, *own), doubts)

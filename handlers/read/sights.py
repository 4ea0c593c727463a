"""What stands where in a text: days, people and their numbers, places, words for kinds; looked up once, used by all."""

from dataclasses import dataclass

from handlers.read.dayrules import Moment
from handlers.read.days import DayWords, day_words
from handlers.read.groups import Group, Standing, groups_in
from handlers.read.kinds import KindWords, kinds_in
from handlers.read.people import People, people_in
from handlers.read.reading import Context
from handlers.read.spans import Spans
from handlers.read.venues import Place, best_place, places_in
from handlers.read.writing import Writing


@dataclass(frozen=True, slots=True)
class Sights:
    """A text with everything that was seen in it; `undated` is the same with the days blanked out.

    `groups` are numbers of people, `perhaps` such as may be.
    """

    writing: Writing
    undated: Writing
    days: tuple[DayWords, ...]
    places: tuple[Place, ...]
    place: Place | None
    people: tuple[People, ...]
    groups: tuple[Group, ...]
    perhaps: tuple[Group, ...]
    kinds: tuple[KindWords, ...]


def sights_in(writing: Writing, context: Context, *, ahead: bool = False) -> Sights:
    """Everything in a text; people whose word is part of the venue's name are none, nor words for kinds in it."""
    days = tuple(day_words(writing.plain, Moment.of(context.at, ahead=ahead)))
    undated = writing.blanked((one.start, one.end) for one in days)
    people = people_in(undated.plain, context.taxonomy)
    places = places_in(undated.plain, context, people)
    place = best_place(undated.plain, places)
    taken = Spans((one.start, one.end) for one in places if one.rank >= 75 or one is place)
    people = tuple(one for one in people if not taken.meets(one.start, one.end))
    counted = groups_in(undated.plain, people, writing.plain)
    groups = tuple(one for one in counted if one.standing is not Standing.PERHAPS)
    perhaps = tuple(one for one in counted if one.standing is Standing.PERHAPS)
    kinds = tuple(one for one in kinds_in(undated.plain, context.taxonomy) if not taken.hold(one.start, one.end))
    return Sights(writing, undated, days, places, place, people, groups, perhaps, kinds)

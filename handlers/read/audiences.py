"""For whom it was: the audience of the people counted, else of the people named first."""

import re
from typing import NamedTuple

from handlers.read.groups import Group
from handlers.read.people import People, Role

_FOR = re.compile(r"(?:组织|给|为|对|面向|教|带着?|向)[一-龥]{0,3}$")
_JOINED = re.compile(r"[和与及跟、]|以及|")
_OLD = re.compile(r"[6-9]\d岁(?:以上|往上|开外|出头)|[六七八九]十(?:多|几|来)?岁(?:以上|往上|开外|出头)?")
OLD = "老年人"
PUBLIC = "公众"
"""The audience of a mixed crowd."""


class AudienceWords(NamedTuple):
    """An audience of the taxonomy, and the words it was read from."""

    start: int
    end: int
    name: str
    rule: str


def audience_in(plain: str, people: tuple[People, ...], groups: tuple[Group, ...]) -> AudienceWords | None:
    """The audience of the largest group that names one; failing that, of all people named."""
    counted = sorted(groups, key=lambda one: -(one.amount.value or one.amount.high or 0))
    for group in counted:
        named = [one for one in group.people if one.audience]
        if named and group is not counted[0] and counted[0].people:
            return AudienceWords(named[0].start, named[-1].end, PUBLIC, "mixed_people")
        if named:
            return _of(named, "counted_people")
    named = [one for one in people if one.audience and one.role is Role.REACHED]
    return _meant(plain, named) if named else _by_age(plain)


def _meant(plain: str, named: list[People]) -> AudienceWords:
    """Of several kinds of people those who are named together, else those it was for (「给…讲」), else the first."""
    heads = {one.start for one in named}
    named = [one for one in named if not (plain[one.end : one.end + 1] == "的" and one.end + 1 in heads)]
    for one in named:
        if _FOR.search(plain, max(0, one.start - 6), one.start):
            return _of([one], "people_it_was_for")
    together = [named[0]]
    for one in named[1:]:
        if not _JOINED.fullmatch(plain, together[-1].end, one.start):
            break
        together.append(one)
    return _of(together, "named_people")


def _by_age(plain: str) -> AudienceWords | None:
    """「清一色60岁往上」."""
    match = _OLD.search(plain)
    return AudienceWords(match.start(), match.end(), OLD, "age") if match else None


def _of(named: list[People], rule: str) -> AudienceWords:
    names = list(dict.fromkeys(one.audience for one in named))
    if len(names) == 1:
        return AudienceWords(named[0].start, named[0].end, names[0], rule)
    return AudienceWords(named[0].start, named[-1].end, PUBLIC, "mixed_people")

"""For whom it was: the audience of the people counted, else of the people named first."""

from typing import NamedTuple

from handlers.read.attendance import Group
from handlers.read.people import People, Role

PUBLIC = "公众"
"""The audience of a mixed crowd."""


class AudienceWords(NamedTuple):
    """An audience of the taxonomy, and the words it was read from."""

    start: int
    end: int
    name: str
    rule: str


def audience_in(people: tuple[People, ...], groups: tuple[Group, ...]) -> AudienceWords | None:
    """The audience of the largest group that names one; failing that, of all people named."""
    counted = sorted(groups, key=lambda one: -(one.amount.value or one.amount.high or 0))
    for group in counted:
        named = [one for one in group.people if one.audience]
        if named:
            return _of(named, "counted_people")
    named = [one for one in people if one.audience and one.role is Role.REACHED]
    return _of(named, "named_people") if named else None


def _of(named: list[People], rule: str) -> AudienceWords:
    names = list(dict.fromkeys(one.audience for one in named))
    if len(names) == 1:
        return AudienceWords(named[0].start, named[0].end, names[0], rule)
    return AudienceWords(named[0].start, named[-1].end, PUBLIC, "mixed_people")

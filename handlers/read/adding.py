"""Whether several numbers of people are of different people, so that they may be added up, and their sum."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from handlers.read.counts import ADDED
from handlers.read.groups import Group
from handlers.read.patterns import regex
from storage.model.activity import Amount

_BETWEEN_LISTED = regex(r"[^。；;！!？?\n给为向对把帮测量发送教讲组办]{0,9}")
EVERYBODY = frozenset(("师生", "全校师生", "大家", "全体"))
"""Names of everybody: what is said beside them is a part."""

_TEAMS = tuple("村屯班队组厂场院馆社所站")
"""How teams and places are called; beside people with a name they may be those who helped."""


def name_of(plain: str, group: Group) -> str:
    """The words for the people of a number, or its turn."""
    return plain[group.people[0].start : group.people[-1].end] if group.people else group.once


def are_listed(plain: str, groups: Sequence[Group]) -> bool:
    """Whether the groups are different people, told one after the other: by other names, or at other times.

    「一个班38，一个班41」 are two of one name.
    """
    names, turns = {name_of(plain, one) for one in groups}, {one.once for one in groups if one.once}
    one_each = len(names) == 1 and min(names).startswith("一")
    if max(len(names), len(turns)) < len(groups) and not one_each:
        return False
    if "" in names or names & EVERYBODY:
        return False
    if len({bool(one.people) for one in groups}) > 1 and any(one.once.endswith(_TEAMS) for one in groups):
        return False
    return all(_BETWEEN_LISTED.fullmatch(plain, one.end, other.start) for one, other in pairwise(groups))


def are_added(plain: str, groups: Sequence[Group]) -> bool:
    """「后厨六个人，加上传菜的四个」: each after the first comes on top."""
    return all(map(partial(is_added, plain), groups[1:]))


def is_added(plain: str, group: Group) -> bool:
    """「外加路过的6个」: so many on top of those before."""
    return ADDED.search(plain, max(0, group.start - 12), group.start) is not None


def summed(groups: Sequence[Group]) -> Amount:
    """The groups added up, with the words of each; a range if one of them is."""
    parts = [one.amount for one in groups]
    words = "、".join(one.words for one in parts)
    approximate = any(one.approximate for one in parts)
    values = [one.value for one in parts if one.value is not None]
    if len(values) == len(parts):
        return Amount(sum(values), approximate=approximate, words=words)
    lows = [one.low if one.value is None else one.value for one in parts]
    highs = [one.high if one.value is None else one.value for one in parts]
    if None in lows or None in highs:
        return Amount(approximate=True, words=words)
    return Amount(low=sum(filter(None, lows)), high=sum(filter(None, highs)), approximate=True, words=words)

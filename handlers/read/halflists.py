"""Half a list of people is worse than none: whether one of its names was not understood."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from handlers.read import amounts
from handlers.read.groups import Group
from handlers.read.patterns import regex

_FIGURES = frozenset(amounts.HAN + "0123456789")
_LISTED_BEFORE = regex(r"(?:^|[，,、:;；\s(])[一-龥]{2,5}\d{1,4}[，,、\s+]?$")
_LISTED_BEHIND = regex(r"\s?\+\s?[一-龥]{1,6}\d{1,4}")
_ANOTHER_TEAM = regex(r"[人名个]?[，,、；;和 ]?[一-龥]{1,3}([班组队])[^，,。；;\d]{0,6}\d")
"""「大二班31，大三班33，中班合起来60还缺5」."""


def is_half(plain: str, groups: Sequence[Group]) -> bool:
    """「路人甲35，儿童28」, 「队员16+船医9」 where only one of the names is known: half a list is worse than none."""
    bare = [one for one in groups if one.people and plain[one.end - 1] in _FIGURES]
    listed = filter(None, (_LISTED_BEFORE.search(plain, max(0, one.start - 12), one.start) for one in bare))
    ends = sorted(one.end for one in groups)
    if any(not _one_ends(ends, match.start(), match.end() + 1) for match in listed):
        return True
    last = max(groups, key=attrgetter("end"))
    another = _ANOTHER_TEAM.match(plain, last.end)
    if another and last.once.endswith(another[1]):
        return True
    more = filter(None, (_LISTED_BEHIND.match(plain, one.end) for one in bare))
    return any(not _one_ends(ends, match.start(), match.end()) for match in more)


def _one_ends(ends: list[int], after: int, last: int) -> bool:
    place = bisect_right(ends, after)
    return place < len(ends) and ends[place] <= last

"""By which words the people of a number are called: 「45名老年居民」, 「花贩和居民共36人」."""

from bisect import bisect_left, bisect_right
from operator import attrgetter

from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from handlers.read.people import People, Role

_OF_ANOTHER = regex(r"[\d一二三四五六七八九十百][名个位]$")
"""Before a word for people: it belongs to the number there (「42个娃6个家长」)."""

_PLACES = "(?:自然|行政)?(?:村|社|班|乡|镇|县|区|街道|单位|部门|车间|学校|小组|组|队|厂|小区|点|家)"
"""「四个村的果农」 are counted by their villages."""
_GAP_AFTER = regex(
    rf"(?<=[个名位])(?!{_PLACES})[^，,。；;、\d\s]{{1,8}}(?<![班车屋队])的"
    r"|[^，,。；;！!？?\n\t|()（）、\d给向对为讲发来参听到教看在去是有的加]{0,6}(?:来自[^，,。；;、\d]{1,8}的)?"
)
_CONNECTOR = regex(
    rf"(?:{any_of('counting', 'between')}|[:\s(—\-+|]"
    r"|([一-龥])\1([一-龥])\2的?|(?:过来|前来|进来)?[听看学问来到坐围领做测上](?:过|课|热闹)?[的哩])*"
)
_JOINT = regex("[和与及跟、]|以及")
_NEAR = 14
_START, _END = attrgetter("start"), attrgetter("end")


def called_by(plain: str, start: int, after: int, word: str, people: tuple[People, ...]) -> tuple[People, ...]:
    """The words for people that belong to a number: behind 名 and the like, else before it."""
    before = _named_before(plain, start, people)
    if before and before[-1].role is Role.STAFF and plain[before[-1].end : start].startswith("的"):
        before = ()  # 「问医生的有75名」
    adjoining = (
        bool(before)
        and before[-1].end == start
        and not _OF_ANOTHER.search(plain, max(0, before[0].start - 3), before[0].start)
    )
    if word == "个人" or (before and (adjoining or not (word and word in "名位个"))):
        return before
    return _named_after(plain, after, people, measured=bool(word)) or before


def _named_after(plain: str, after: int, people: tuple[People, ...], *, measured: bool) -> tuple[People, ...]:
    """「45名社区老年居民」: the word for people a measure word leads to; without one it follows at once (「15娃」)."""
    if plain.startswith(("人 ", "次 "), after - 1):
        return ()  # 「48人 讲师张老师」
    gap = _GAP_AFTER.match(plain, after) if measured else None
    reach = gap.end() if gap else after
    found: list[People] = []
    for place in range(bisect_left(people, after, key=_START), len(people)):
        one = people[place]
        if one.start > reach and not (found and one.start == found[-1].end):
            break
        found.append(one)
        reach = min(reach, one.end)
    return tuple(found[-1:])


def _named_before(plain: str, start: int, people: tuple[People, ...]) -> tuple[People, ...]:
    """「花贩和居民共36人」: the words for people that lead up to a number."""
    chain: list[People] = []
    for place in range(bisect_right(people, start, key=_END) - 1, -1, -1):
        one = people[place]
        between = plain[one.end : start]
        if len(between) > _NEAR or not (_JOINT if chain else _CONNECTOR).fullmatch(between):
            break
        chain.append(one)
        start = one.start
    return tuple(reversed(chain))

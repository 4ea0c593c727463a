"""For whom it was: the audience of the people counted, else of the people named first."""

from collections.abc import Iterator
from typing import NamedTuple

from handlers.read.groups import Group
from handlers.read.patterns import regex
from handlers.read.people import People, Role

_FOR = regex(r"(?:组织|给|为|对|面向|教|带着?|向)[一-龥]{0,3}$")
_JOINED = regex(r"[和与及跟、]|以及|")
_DOING = regex(r"们?(?:来|去)?(?:给|为|帮|替|向|教)(?!室|育|主|了|期)")
_TELLING = regex(
    r"们?(?:[讲说估]|数了?|告诉我)(?:是|有)?(?:大概|大约|约|差不多)?[\d一二两三四五六七八九十百千几]+(?:[多来几]|出头|左右|个?人|位|名|[，。]|$)"
)
"""「售票员讲四百出头」: who only told how many there were."""
_MYSELF = regex(r"(?:^|[，,。；;！!\s])(?:我|俺|本人)(?:就)?[是叫][^，,。；;\n]{0,14}$")
_ASKED = regex(r"(?:邀请|聘请|请|听)[^，,。；;\n]{0,12}$")
_TEACHING = regex(r"们?(?:来|前来|给|为)?[^，,。；;\n]{0,6}?(?:讲|授课|上课|传授|示范|指导|作报告|做报告)")
_UNCOUNTED = regex(r"[^，,。；;\n]{0,6}?(?:不计|不算|没算|未计|另计|除外|不在内)")
_ALL_OF_THEM = regex(
    r"(?:都|全|均|皆|多|大多|多半|多数|大多数|主要|基本上?|大部分|绝大多数)都?是(?:些|本村|周边|附近|附近的|本地)?$"
    r"|清一色(?:的|是|都是)?$"
)
_IN_MAJORITY = regex(r"(?:为主|居多|占多数|占了?大头)")
_EDGE = regex(r"们?(?=[，,。；;！!\s\d、)]|$)")
_SPEAKING_OF = regex(r"(?!们?(?:和|与|及|跟|、|以及))[^，,。；;！!？?\n]{1,12}")
_OLD = regex(r"[6-9]\d岁(?:以上|往上|开外|出头)|[六七八九]十(?:多|几|来)?岁(?:以上|往上|开外|出头)?")
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
    mostly = next((one for one in people if one.audience and _mostly(plain, one)), None)
    if mostly:
        return _of([mostly], "mostly_people")
    counted = sorted(groups, key=lambda one: -(one.amount.value or one.amount.high or 0))
    for group in counted:
        named = [one for one in group.people if one.audience]
        if named and group is not counted[0] and counted[0].people:
            return AudienceWords(named[0].start, named[-1].end, PUBLIC, "mixed_people")
        if named:
            return _of(named, "counted_people")
    spoken_of = set(_spoken_of(plain, people))
    named = [
        one
        for one in people
        if one.audience
        and one not in spoken_of
        and one.role is Role.REACHED
        and not _apart(plain, one)
        and not _speaks(plain, one)
    ]
    return _meant(plain, named) if named else _by_age(plain)


def _for_them(plain: str, one: People) -> bool:
    return _FOR.search(plain, max(0, one.start - 6), one.start) is not None


def _mostly(plain: str, one: People) -> bool:
    """「观众570名都是学生」, 「清一色老爷子」, 「居民为主」; not 「讲的都是学生关心的」."""
    after = _EDGE.match(plain, one.end)
    return bool(
        _IN_MAJORITY.match(plain, one.end) or (after and _ALL_OF_THEM.search(plain[max(0, one.start - 8) : one.start]))
    )


def _apart(plain: str, one: People) -> bool:
    """「学生们给老人讲」, 「家长观赛不计」: those who did it, and those who do not count."""
    doing = _DOING.match(plain, one.end) and not _for_them(plain, one)
    return bool(doing or _TELLING.match(plain, one.end) or _UNCOUNTED.match(plain, one.end))


def _speaks(plain: str, one: People) -> bool:
    """「我是村第一书记」, 「请林草局工程师讲」: who tells of it, and who taught."""
    taught = _TEACHING.match(plain, one.end) and _ASKED.search(plain, max(0, one.start - 14), one.start)
    return bool(taught or _MYSELF.search(plain, max(0, one.start - 20), one.start))


def _spoken_of(plain: str, people: tuple[People, ...]) -> Iterator[People]:
    """「教新手爸妈给娃拍背」: whoever stands behind those it was for is but part of the subject."""
    taught: People | None = None
    for one in people:
        if taught is not None and _SPEAKING_OF.fullmatch(plain, taught.end, one.start):
            yield one
        elif not one.audience and one.role is Role.REACHED and _for_them(plain, one):
            taught = one


def _meant(plain: str, named: list[People]) -> AudienceWords:
    """Of several kinds of people those who are named together, else those it was for (「给…讲」), else the first."""
    heads = {one.start for one in named}
    named = [one for one in named if not (plain[one.end : one.end + 1] == "的" and one.end + 1 in heads)]
    for one in named:
        if _for_them(plain, one):
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

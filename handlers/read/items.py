"""The name of a thing in a text: where it begins and ends, and what the taxonomy says of it."""

import re
from functools import cache
from typing import NamedTuple

from handlers.read import edges
from handlers.read.lexicon import either, words
from handlers.read.patterns import regex
from handlers.read.terms import remembered
from storage.model.activity import Category
from storage.model.taxonomy import Item, Taxonomy

LONGEST = 16
_LONGER = 2


class Thing(NamedTuple):
    """The name of a thing in a text; `known`: it ends as things do that are handed out or put up."""

    start: int
    end: int
    known: bool


class Usage(NamedTuple):
    """What the taxonomy says of a thing."""

    category: Category = Category.MATERIAL
    action: str = ""
    measures: tuple[str, ...] = ()

    @property
    def measure(self) -> str:
        """The usual measure word."""
        return self.measures[0] if self.measures else ""


_WORDS = regex(r"[\u4e00-\u9fffA-Za-z]")
DONE_TO = "了到过出完上下掉成好齐入回来去给走"
_AS = tuple("当作做为充")
_SHORT_USE = 4
_PAPERS = "单证表卡图牌贴扇册包袋盒笔本"
_FOR_USE = (
    *(
        "手环",
        "滴管",
        "图解",
        "图示",
        "手册",
        "指南",
        "折页",
        "卡片",
        "牌",
        "单",
        "卡",
        "证",
        "贴",
        "扇",
        "图",
        "册",
        "勺",
    ),
    *("手套", "围裙", "套装", "套件", "礼包", "包", "袋", "盒", "本", "票", "券", "徽章", "背心", "马甲", "护照"),
)


@remembered
def _usages(taxonomy: Taxonomy) -> dict[str, Item]:
    return {word: item for item in reversed(taxonomy.items) for word in (*item.aliases, item.name)}


@remembered
def _ends(taxonomy: Taxonomy) -> frozenset[str]:
    materials = (item for item in taxonomy.items if item.category is Category.MATERIAL)
    named = {word for item in materials for word in (item.name, *item.aliases)}
    return frozenset(named | set(words("items", "material")))


@remembered
def _known_end(taxonomy: Taxonomy) -> re.Pattern[str]:
    return regex(either(tuple(_ends(taxonomy))))


@cache
def _unfit(section: str) -> frozenset[str]:
    return frozenset(words("items", section))


def usage_of(name: str, taxonomy: Taxonomy) -> Usage:
    """What the taxonomy says of the thing whose name ends a phrase: the longest of its words decides."""
    known = _usages(taxonomy)
    for begin in range(max(0, len(name) - LONGEST), len(name)):
        if item := known.get(name[begin:]):
            return Usage(item.category, item.action, item.measures)
    return Usage()


def is_known(name: str, taxonomy: Taxonomy) -> bool:
    """Whether a name ends as the names of things do that are handed out or put up."""
    end = _longest_end(name, _ends(taxonomy)) or (len(name) > 1 and name[-1] in _unfit("ending"))
    return end > max(_longest_end(name, _unfit("never")), _longest_end(name, _unfit("equipment")))


def is_listed(name: str, taxonomy: Taxonomy) -> bool:
    """Whether a name ends as a whole name does that the lists have, and not only in a character of such names."""
    return _longest_end(name, _ends(taxonomy)) > 1


def is_unfit(name: str, taxonomy: Taxonomy, *, gift: bool = False) -> bool:
    """Whether a name ends as that of something that is no thing or, unless it is a gift, of a tool or exhibit."""
    unfit = max(_longest_end(name, _unfit("never")), 0 if gift else _longest_end(name, _unfit("equipment")))
    return unfit > 0 and unfit >= _longest_end(name, _ends(taxonomy))


def is_for_use(act: str, name: str, taxonomy: Taxonomy) -> bool:
    """Whether an act and a name make one name: 「检查单」, 「喂药滴管」."""
    if (len(act) < 2 and act not in "喂测") or act[-1] in DONE_TO or not 0 < len(name) <= _SHORT_USE:
        return False
    return (name.endswith(_FOR_USE) and is_known(name, taxonomy)) or (name[-1] in _PAPERS and len(name) == 1)


def names_people(name: str) -> bool:
    """Whether a name is that of people rather than of a thing."""
    return edges.PEOPLE_END.search(name) is not None


def last_thing(plain: str, start: int, end: int, taxonomy: Taxonomy) -> Thing | None:
    """The last known name in a stretch of text; single characters are too little to go by."""
    last = -1
    for match in _known_end(taxonomy).finditer(plain, start, end):
        prize = plain[match.start() - 1 : match.start()] in _AS and edges.AS_PRIZE_AT.search(
            plain, max(start, match.end() - 8), match.end()
        )
        last = match.end() if not prize and (len(match[0]) > 1 or match.start() == last) else last
    found = thing_before(plain, start, last, taxonomy) if last >= 0 else None
    return found if found and found.known else None


def series(plain: str, start: int, last: Thing, taxonomy: Taxonomy) -> tuple[Thing, ...]:
    """The known names in a row that end with `last`: 「标语、横幅、挂图」, 「折页扇子」."""
    found = [last]
    while found[0].start > start and plain[found[0].start - 1] in edges.SERIES + "》":
        end = found[0].start - (plain[found[0].start - 1] != "》")
        earlier = thing_before(plain, start, end, taxonomy)
        if earlier is None or not earlier.known or earlier.end != end:
            break
        found.insert(0, earlier)
    return tuple(found)


def taken_apart(plain: str, thing: Thing, taxonomy: Taxonomy) -> tuple[Thing, ...]:
    """The known names that stand side by side in one: 「折页扇子」; the thing itself where it is one name."""
    found, place = list[Thing](), thing.start
    for match in _known_end(taxonomy).finditer(plain, thing.start, thing.end):
        if match.start() != place or len(match[0]) < 2:
            return (thing,)
        found.append(Thing(*match.span(), known=True))
        place = match.end()
    return tuple(found) if place == thing.end and found else (thing,)


def _longest_end(name: str, ends: frozenset[str]) -> int:
    return next((len(name) - at for at in range(max(0, len(name) - 8), len(name)) if name[at:] in ends), 0)


def thing_before(plain: str, start: int, end: int, taxonomy: Taxonomy) -> Thing | None:
    """The name that ends at `end`: from the last word on that cannot belong to it."""
    quoted = edges.QUOTED.search(plain, max(start, end - 36), end)
    if quoted:
        return Thing(quoted.start(), end, known=True)
    marked = edges.MARKED.search(plain, max(start, end - 28), end)
    if marked and is_known(plain[marked.start() + 1 : end].rstrip(edges.MARKS), taxonomy):
        return Thing(marked.start(), end, known=True)
    begin = start
    for cut in edges.CUT.finditer(plain, max(start, end - LONGEST - 8), end):
        begin = cut.end()
    return _named(plain, max(begin, end - LONGEST), end, taxonomy)


def thing_after(plain: str, start: int, end: int, taxonomy: Taxonomy) -> Thing | None:
    """The name that begins at `start`, up to the last known end of a name before the next word that cannot belong."""
    lead = edges.LEAD.match(plain[start : min(end, start + LONGEST)])
    begin = start + lead.end() if lead else start
    bare = edges.BARE_MEASURE.match(plain, begin, end)
    begin = bare.end() if bare else begin
    quoted = edges.QUOTED_AT.match(plain, begin, end)
    if quoted:
        return Thing(begin, quoted.end(), known=True)
    title = edges.TITLE_AT.match(plain, begin, end)
    inner = title.end() if title else begin
    far = min(end, inner + LONGEST)
    hard, soft = _first(edges.HARD, plain, inner, far), _first(edges.SOFT, plain, inner, far)
    stops = (_last_known(plain, inner, soft, taxonomy), _last_known(plain, inner, hard, taxonomy), soft)
    stop = next(stop for stop in stops if stop is not None)
    if 0 < soft - stop <= _LONGER and is_known(plain[begin:soft], taxonomy):
        stop = soft  # 「救生衣灯」 begins with another name
    return _named(plain, begin, stop, taxonomy)


def _first(mark: re.Pattern[str], plain: str, start: int, end: int) -> int:
    match = mark.search(plain, start, end)
    return min(match.start(), end) if match else end


def _last_known(plain: str, start: int, end: int, taxonomy: Taxonomy) -> int | None:
    """Where the last name of a known thing ends that is longer than a character."""
    last = None
    for match in _known_end(taxonomy).finditer(plain, start, end):
        if edges.ONLY_ABOUT.match(plain, match.end(), end + 2):
            continue
        inside = len(match[0]) == 1 and edges.GOES_ON.match(plain, match.end(), end)  # 「单元」 is no 单
        last = match.end() if match.end() - start > 1 and not inside else last
    return last


def _named(plain: str, start: int, end: int, taxonomy: Taxonomy) -> Thing | None:
    lead = edges.LEAD.match(plain[start:end])
    whole = is_known(plain[start:end], taxonomy)  # 「本子」 is led up to by no 本
    start += lead.end() if lead and lead.end() < end - start - whole else 0
    people = edges.PEOPLE.match(plain[start:end]) if start and plain[start - 1] in "给向为对" else None
    start += people.end() if people and people.end() < end - start else 0
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    name = plain[start:end]
    known = is_known(name, taxonomy)
    counted = edges.FIGURE.match(name) or edges.COUNTED.search(name)
    if (
        counted
        or name.startswith(edges.POINTING)
        or (not known and edges.NO_NAME.match(name))
        or not _WORDS.search(name)
    ):
        return None
    return Thing(start, end, known)

"""Where it was held: after a label, after 在/到/去, or a name that stands where places do; never the organiser."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from handlers.read.knownplaces import known_in
from handlers.read.lexicon import words
from handlers.read.notplaces import (
    held_elsewhere,
    is_all_of_a_title,
    is_generic,
    is_no_place,
    is_nowhere,
    says_when,
    taken_back,
    titled,
)
from handlers.read.people import People, Role
from handlers.read.placeleads import LABEL, LABEL_STOP, LEAD, LED, OPENER, SURENESS, TO_PEOPLE
from handlers.read.placenames import EDGE, LONGEST, Name, name_at, place_behind
from handlers.read.placeverbs import is_verb, verb_in
from handlers.read.reading import Context


class Place(NamedTuple):
    """A place in a text: the name's start and end, the rule that found it, and how sure it is (100: labelled)."""

    start: int
    end: int
    rule: str
    rank: int


_LEAD = re.compile(
    r"(?:@|[A-Za-z]点|从|头一个|第[一二三]个|(?:首|头一|末|下一|最后一|第[一二三四五六])站|呃|嗯|借|附近的?|了|的|位于|咱们?的?|我们的?|我|俺们?|那个|这个|那边的?|是|辖区内?的?|辖区|市民朋友们?|本|.{0,14}?(?:\d+|[一二三四五六七八九十]+)路(?:公交)?(?:车)?(?:终点)?站?旁边?的|\d+国道旁边?的|[一-龥]{1,6}那个)+"
)
_INSTITUTION_ACTS = re.compile(
    r"联合|请|邀|派|组织|到|去|在|赴|主办|承办|牵头|协同|和|与|、|开展|举办|举行|举|搞|办|给|为|进行"
)
_SENDS = re.compile(
    r"的?[^，,。\s同请位名]{0,3}?(?:队员|同志|民警|交警|警官|大夫|医生|护士|技术员|农艺师|讲师|教授|律师|法官|检察官|讲解员|辅导员|老师|师傅|专家|同学|大哥哥|叔叔|阿姨|哥哥|姐姐|小姐姐)(?!们?[的上]|培训|进修|轮训)|(?:来|派|去)了?(?:个|几个|两个)?人|的人(?!员)"
)
_SLOGAN = re.compile(r"[一-龥](?<![们我咱又再了都也])进")
"""「中医药进蒙村」 names a programme, 「我们进蒙村」 does not."""
_PLACE_OF_PEOPLE = re.compile(r"社区|小区|工地|企业|机关")
_HOUSE_OF = re.compile(
    r"[^，,。\s在到去给讲来的了听看做上里]{0,4}(?:(?<!集)中心|之家|学校|医院|公寓|活动室|俱乐部|文化宫|服务站|驿站|小屋|宿舍|食堂|会议室|办公室|教室|报告厅|大厅)"
    rf"|[站馆院亭](?=[{EDGE}\s]|$)"
)
"""「残疾人托养中心」, 「妇女儿童活动中心」, 「教师发展中心」."""
_HOUSE = 2
"""How long the word for a house is at least that people give a name to."""
_RECEIVING = tuple("给为向对的名位个们余多0123456789")
_QUOTES = tuple('“"「')
"""They may stand around a name: 「在“小候鸟驿站”」."""
_TAUGHT = re.compile("(?:的)?(?:培训|进修|轮训|研修|专场)")
"""「辅导员培训」: here those who help elsewhere are taught."""
_SHORT = 8
_FROM = re.compile(r"从[^，,。\s]{1,6}[到去进]$")
"""「从田间到餐桌」 is a subject."""
_COUNTED = re.compile(r"[\d各每]")
_WEAK = ("来", "于", "从", "再", "好在", "给")
"""Words before a place before which much else stands too."""
_JOINED = re.compile(r"[、和与及]")


def places_in(plain: str, context: Context, people: tuple[People, ...]) -> tuple[Place, ...]:
    """Every name in a plain text, whose days are blanked out, that may be where an activity was held."""
    stops = tuple(sorted(_place_ends(plain, one) for one in people if not _in_a_name(plain, one)))
    staff = tuple(one.start for one in people if one.role is not Role.REACHED and not _TAUGHT.match(plain, one.end))
    found = (one for one in _candidates(plain, context, stops, staff) if one.rank > 0)
    return tuple(one for one in found if not taken_back(plain, one.end))


def _in_a_name(plain: str, people: People) -> bool:
    """Whether the words for people are part of a name: 「百姓茶馆」, 「矿工浴室」; not in 「给村民广场上讲」."""
    house = place_behind(plain, people.end)
    return (house - people.end >= _HOUSE or _HOUSE_OF.match(plain, people.end) is not None) and not plain[
        : people.start
    ].endswith(_RECEIVING)


def _place_ends(plain: str, people: People) -> int:
    """Where the words before people end; 「莲湖社区居民」 are people of a place."""
    lead = _PLACE_OF_PEOPLE.match(plain, people.start, people.end)
    return lead.end() if lead else people.start


def _has(places: tuple[int, ...], place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def best_place(plain: str, found: tuple[Place, ...]) -> Place | None:
    """The likeliest of several places; of equally likely ones the first."""
    best = max(found, key=lambda one: (one.rank, -one.start), default=None)
    return best if best is None else _fuller(plain, best, found)


def _fuller(plain: str, best: Place, found: tuple[Place, ...]) -> Place:
    """「在戒毒所做的讲座，市戒毒所多功能厅」: of two names of one place the fuller."""
    name = plain[best.start : best.end]
    fuller = [one for one in found if one.rank >= 50 and name in plain[one.start : one.end]]
    return max(fuller, key=lambda one: one.end - one.start, default=best)


def _candidates(plain: str, context: Context, stops: tuple[int, ...], staff: tuple[int, ...]) -> Iterator[Place]:
    leads = tuple(LEAD.finditer(plain))
    going = (match.start() for match in leads if match.lastgroup == "going_to")
    yield from _labelled(plain)
    yield from _gone_to(plain, leads, stops)
    yield from _bare(plain, tuple(sorted((*stops, *going))), staff)
    yield from _known(plain, context, stops)


def _labelled(plain: str) -> Iterator[Place]:
    for match in LABEL.finditer(plain):
        run = re.compile(rf"[^{EDGE}]{{2,40}}").match(plain, match.end())
        if run is None:
            continue
        stop = LABEL_STOP.search(run[0])
        end = run.start() + stop.start() if stop else run.end()
        name = name_at(plain, run.start(), ())
        if match[0][-1:] not in ":|\t】":
            if match[0].endswith(("地方", "地点", "场地", "地址", "场所")) and not (
                name and (name.placelike or name.last)
            ):
                continue
            end = name.end if name and name.placelike else end
        yield from _trimmed(plain, run.start(), end, "label", 100)


def _gone_to(plain: str, leads: tuple[re.Match[str], ...], stops: tuple[int, ...]) -> Iterator[Place]:
    """「在…」, 「到…」, 「去的…」, 「走进…」, 「从…回来」."""
    for match in leads:
        name = name_at(plain, match.end() + plain.startswith(_QUOTES, match.end()), stops)
        if name is None or titled(plain, match.start()) or held_elsewhere(plain, match.start(), name.end):
            continue
        rule = str(match.lastgroup)
        if rule == "visited" and LED.search(plain, max(0, match.start() - 14), match.start()):
            rule = "led_to"
        rank = _going_rank(plain, name, match[0], SURENESS[rule])
        yield from _trimmed(plain, name.start, _joined(plain, name, stops), rule, rank)


def _joined(plain: str, name: Name, stops: tuple[int, ...]) -> int:
    """「在北营村、南营村讲」: names in a row are one venue."""
    if not name.placelike or not _JOINED.match(plain, name.end):
        return name.end
    other = name_at(plain, name.end + 1, stops)
    return other.end if other and other.placelike and other.closed else name.end


def _going_rank(plain: str, name: Name, verb: str, rank: int) -> int:
    """A name that ends as places do is surer than one that only stands where a place should."""
    if name.placelike and not name.guessed:
        if verb == "进" and _SLOGAN.match(plain, name.start - 2):
            return 65
        if plain[name.start : name.end].endswith(words("places", "course")):
            return 70
        return rank if not _people_of(plain, name) else 40
    if plain[name.start : name.end].endswith(_offices()):
        return 60
    if name.end - name.start > 12 or says_when(plain, name.start, name.end):
        return 0
    if verb.removesuffix("了").endswith("在"):
        return 45 if name.last else 60
    sure = name.last and name.end - name.start <= _SHORT and verb not in _WEAK
    apart = _COUNTED.search(plain, name.start, name.end) or _FROM.search(plain, max(0, name.start - 9), name.start)
    return 45 if sure and not apart else 0


def _people_of(plain: str, name: Name) -> bool:
    return bool(re.match(r"(?:的)?(?:老师|专家|干部|工作人员)", plain[name.end : name.end + 5]))


def _bare(plain: str, stops: tuple[int, ...], staff: tuple[int, ...]) -> Iterator[Place]:
    """A name that begins a clause: all of it, a heading (「南门社区的救护课」), or who acts (「水产站培训…」)."""
    for match in OPENER.finditer(plain):
        begin = match.end()
        to_people = TO_PEOPLE.match(plain, begin)
        if _has(stops, begin) or (not to_people and is_verb(plain, begin)):
            continue
        name = name_at(plain, begin + 1 if to_people else begin, stops)
        if name is None or not name.placelike:
            continue
        rank, rule = (35, "of_people") if to_people else _bare_rank(plain, name, stops, staff)
        if titled(plain, name.start):
            rank = min(rank, 40) if is_all_of_a_title(plain, name.start, name.end) else 0
        yield from _trimmed(plain, name.start, name.end, rule, rank)


def _bare_rank(plain: str, name: Name, stops: tuple[int, ...], staff: tuple[int, ...]) -> tuple[int, str]:
    if name.guessed:
        return 42 if name.last else 33, "guessed"
    if not name.last and _acts(plain, name.end, staff):
        return 0, "organiser"
    written = plain[name.start : name.end]
    if written.endswith("场") and written[-2].isdigit():  # 「修剪大赛3场」
        return 0, "sessions"
    if written.endswith(_offices()) or _SENDS.match(plain, name.end):
        return 0, "organiser"
    if name.last:
        return _closed_rank(written)
    if _has(stops, name.end):
        return 30, "of_people"
    if written.endswith(words("places", "course")):
        return 0, "course"
    if _INSTITUTION_ACTS.match(plain, name.end):
        return 45, "subject"
    return 55, "heading"


def _acts(plain: str, end: int, staff: tuple[int, ...]) -> bool:
    """Whether those who teach or help follow: 「车站的志愿者」; not in 「茶园同一位老师带了…」."""
    near = bisect_left(staff, end)
    if near == len(staff) or staff[near] > end + 4:
        return False
    return verb_in(plain, end + plain.startswith("的", end), staff[near]) is None


def _closed_rank(written: str) -> tuple[int, str]:
    """A name that is all of a clause; 「林业站」 rather acted, 「孕妇学校」 rather is a course."""
    if written.endswith(words("places", "course")):
        return 40, "course"
    return (56, "agency") if written.endswith(words("places", "agency")) else (75, "bare_name")


def _known(plain: str, context: Context, stops: tuple[int, ...]) -> Iterator[Place]:
    """A unit or an earlier venue of this ledger, as it stands in the text, with what follows it in the name."""
    for at, known in known_in(plain, context.places):
        name = name_at(plain, at, stops)
        end = max(at + len(known), name.end if name and name.placelike else 0)
        yield Place(at, end, "known_place", 0 if known.endswith(_offices()) else 50)


@cache
def _offices() -> tuple[str, ...]:
    return words("places", "office")


def _trimmed(plain: str, start: int, end: int, rule: str, rank: int) -> Iterator[Place]:
    """Without what leads up to the name; nothing where what is left is no place. A generic word ranks low."""
    lead = _LEAD.match(plain, start, end)
    begin = lead.end() if lead and end - lead.end() >= 2 else start
    name = plain[begin:end].rstrip(" 的")
    if not 2 <= len(name) <= LONGEST or name.isdigit() or (is_nowhere if rule == "label" else is_no_place)(name):
        return
    if is_generic(name):
        rank = min(rank, 25) if rule in ("going_to", "label") else 12
    yield Place(begin, begin + len(name), rule, rank)

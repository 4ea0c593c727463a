"""Where it was held: after a label, after 在/到/去, or a name that stands where places do; never the organiser."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from handlers.read.lexicon import words
from handlers.read.people import People, Role
from handlers.read.placeleads import GOING, LABEL, LABEL_STOP, LEADS, OPENER, TO_PEOPLE
from handlers.read.placenames import EDGE, LONGEST, Name, begins_with_verb, generic_names, name_at, place_behind
from handlers.read.reading import Context
from handlers.read.writing import plainly


class Place(NamedTuple):
    """A place in a text: the name's start and end, the rule that found it, and how sure it is (100: labelled)."""

    start: int
    end: int
    rule: str
    rank: int


_NOT_A_PLACE = re.compile(
    r"(?:活动|(?<!委)会|课|培训|讲座|过程|期间|群里|线上|网上|家里|岗|各地|这里|那里|哪里|[今明昨]年|结束|其中|[会集]中|岗位|春节|节日|带领|指导|支持|配合|安排|要求|方面|之[后前余际]|以[后前]|情况|基础上|工作站点|时候|时间|大讲堂|晚)$"
    r"|^(?:[今昨明][天日年早晚儿]|前[天几面]|后[天来]|本[次场月周]|全[县市区镇乡校村体年国程]|各|[我你他]|线[上下]|网[上络]|群里|微信|抖音|快手|腾讯|钉钉|每|整|另|原定|其|有的|[上下]次|这|那|哪|某|此)"
    r"|^[一二三四五六七八九十两几\d]+(?:家(?![店渠子村庄屯寨集口坪湾沟坡])|户(?![村屯])|[个所名位人次点期块张]|$|月|年级|楼$|天)|^(?:多个|部分|有些|很多|许多|现场|小场|里|上|内|外|旁边?|附近|门口内|大家|大班|小班|中班)$|周年|新闻|(?<![楼顶层景屋月观天高露])平台|公众号|朋友圈|视频号|抖音|快手|直播|会议号|微信|[BＢ]站"
    r"|在|^(?:地点|场地|地址|时间|人数|对象)|^[^是]{0,3}(?:[课题容点讲的]|学校|村子|社区|场馆)是|^科[学技](?:集市|市集)|^(?:下乡|下村|进村|入户|进村入户|下基层|下沉|出差|开会)|\d(?:台|站|个|月)|半年|年下来|口气|小时|分钟|公里|(?:[上下]午|[一二三四这那每全]|专|首|到|出|入|登|退|收|散|捧)场$|^第.{1,3}(?:届|期|场|讲|次|站)|^(?:科普|防灾|科技活动|宣传|主题)|^(?:顺|一|沿|半|出|思|网|电|线)路|^[驻入包蹲]村|^(?:来自|三下乡|返乡|进城|赶(?=.?[集场街圩]))|擂台$|开放日"
)
_LEAD = re.compile(
    r"(?:@|[A-Za-z]点|从|头一个|第[一二三]个|呃|嗯|借|隔壁|邻近|附近的?|了|的|位于|咱们?的?|我们的?|我|俺们?|那个|这个|那边的?|是|辖区内?的?|辖区|市民朋友们?|本|.{0,14}?(?:\d+|[一二三四五六七八九十]+)路(?:公交)?(?:车)?(?:终点)?站?旁边?的|\d+国道旁边?的|[一-龥]{1,6}那个)+"
)
_TAIL = re.compile(r"(?:里头|里面|那边|这边|那儿|这儿|[的里头]|的?时候)$")
_INSTITUTION_ACTS = re.compile(
    r"联合|请|邀|派|组织|到|去|在|赴|主办|承办|牵头|协同|和|与|、|开展|举办|举行|举|搞|办|给|为|进行"
)
_NOT_HELD = re.compile(r"(?:原定|来自|没去|属于|隶属|通知|联系|没|未|没能|没有|不再)$")
_HOW = re.compile("[里上]?(?:怎么|怎样|如何|咋|是啥|是什么|有什么|会不会|能不能)")
_SENDS = re.compile(
    r"的?[^，,。\s]{0,3}?(?:队员|同志|民警|交警|警官|大夫|医生|护士|技术员|农艺师|讲师|教授|律师|法官|检察官|讲解员|辅导员|老师|师傅|专家|同学|大哥哥|叔叔|阿姨|哥哥|姐姐|小姐姐)(?!们?[的上])|(?:来|派|去)了?(?:个|几个|两个)?人|的人(?!员)"
)
_WHEN = re.compile(r"(?:前|后|时|中|之余|期间|之际)$")
"""「在授粉前」, 「在讲解中」; 「楼前」 and 「树下」 are ends of names."""
_PLACE_OF_PEOPLE = re.compile(r"社区|小区|工地|企业|机关")
_TAKEN_BACK = re.compile(
    r"(?:…+|[，,。~—-]+)(?:呃|哦|噢|啊|唉|哎)?(?:不对|不是|不，|不,|说错|写错|错了|口误)|…+[呃哦噢]"
)
"""「在核桃园……呃核电小镇」: the name was a slip."""
_HOUSE = 2
"""How long the word for a house is at least that people give a name to."""
_RECEIVING = tuple("给为向对的名位个们余多0123456789")
_QUOTES = tuple('“”"「」')
"""Alone between them stands rather a title than a place: 「“秋夜星座”讲座」."""
_JOINED = re.compile(r"[、和与及]")


def places_in(plain: str, context: Context, people: tuple[People, ...]) -> tuple[Place, ...]:
    """Every name in a plain text, whose days are blanked out, that may be where an activity was held."""
    stops = tuple(sorted(_place_ends(plain, one) for one in people if not _in_a_name(plain, one)))
    staff = tuple(one.start for one in people if one.role is not Role.REACHED)
    found = (one for one in _candidates(plain, context, stops, staff) if one.rank > 0)
    return tuple(one for one in found if not _TAKEN_BACK.match(plain, one.end))


def _in_a_name(plain: str, people: People) -> bool:
    """Whether the words for people are part of a name: 「百姓茶馆」, 「矿工浴室」; not in 「给村民广场上讲」."""
    house = place_behind(plain, people.end)
    return house - people.end >= _HOUSE and not plain[: people.start].endswith(_RECEIVING)


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
    yield from _labelled(plain)
    yield from _gone_to(plain, stops)
    yield from _bare(plain, tuple(sorted((*stops, *(match.start() for match in GOING.finditer(plain))))), staff)
    yield from _known(plain, context, stops)


def _labelled(plain: str) -> Iterator[Place]:
    for match in LABEL.finditer(plain):
        run = re.compile(rf"[^{EDGE}]{{2,40}}").match(plain, match.end())
        if run is None:
            continue
        stop = LABEL_STOP.search(run[0])
        end = run.start() + stop.start() if stop else run.end()
        name = name_at(plain, run.start(), ())
        if name and name.placelike and match[0][-1:] not in ":|\t":
            end = name.end
        yield from _trimmed(plain, run.start(), end, "label", 100)


def _gone_to(plain: str, stops: tuple[int, ...]) -> Iterator[Place]:
    """「在…」, 「到…」, 「去的…」, 「走进…」, 「从…回来」."""
    for pattern, rule, rank in LEADS:
        for match in pattern.finditer(plain):
            name = name_at(plain, match.end(), stops)
            if name is None or _is_no_venue(plain, match.start(), name.end):
                continue
            yield from _trimmed(
                plain, name.start, _joined(plain, name, stops), rule, _going_rank(plain, name, match[0], rank)
            )


def _is_no_venue(plain: str, verb: int, end: int) -> bool:
    """「原定在…」, 「航天员在空间站怎么生活」."""
    return bool(_NOT_HELD.search(plain, max(0, verb - 4), verb) or _HOW.match(plain, end))


def _joined(plain: str, name: Name, stops: tuple[int, ...]) -> int:
    """「在北营村、南营村讲」: names in a row are one venue."""
    if not name.placelike or not _JOINED.match(plain, name.end):
        return name.end
    other = name_at(plain, name.end + 1, stops)
    return other.end if other and other.placelike and other.closed else name.end


def _going_rank(plain: str, name: Name, verb: str, rank: int) -> int:
    """A name that ends as places do is surer than one that only stands where a place should."""
    if name.placelike:
        return rank if not _people_of(plain, name) else 40
    if plain[name.start : name.end].endswith(_offices()):
        return 60
    if name.end - name.start > 12:
        return 0
    if _WHEN.search(plain, name.start, name.end):
        return 0
    if verb.startswith("在") or (name.last and verb.startswith(("去", "走进", "搁", "进", "喺"))):
        return 60 if name.end - name.start >= 2 and not name.last else 45
    return 0


def _people_of(plain: str, name: Name) -> bool:
    return bool(re.match(r"(?:的)?(?:老师|专家|干部|工作人员)", plain[name.end : name.end + 5]))


def _bare(plain: str, stops: tuple[int, ...], staff: tuple[int, ...]) -> Iterator[Place]:
    """A name that begins a clause: all of it, a heading (「南门社区的救护课」), or who acts (「水产站培训…」)."""
    for match in OPENER.finditer(plain):
        begin = match.end()
        if plain.endswith("《", 0, begin):
            continue
        to_people = TO_PEOPLE.match(plain, begin)
        if _has(stops, begin) or (not to_people and begins_with_verb(plain, begin)):
            continue
        name = name_at(plain, begin + 1 if to_people else begin, stops)
        if name is None or not name.placelike:
            continue
        rank, rule = (35, "of_people") if to_people else _bare_rank(plain, name, stops, staff)
        if plain[begin - 1 : begin] in _QUOTES and plain[name.end : name.end + 1] in _QUOTES:
            rank = min(rank, 40)
        yield from _trimmed(plain, name.start, name.end, rule, rank)


def _bare_rank(plain: str, name: Name, stops: tuple[int, ...], staff: tuple[int, ...]) -> tuple[int, str]:
    if not name.last and (near := bisect_left(staff, name.end)) < len(staff) and staff[near] <= name.end + 4:
        return 0, "organiser"
    written = plain[name.start : name.end]
    if written.endswith(_offices()) or _SENDS.match(plain, name.end):
        return 0, "organiser"
    if name.last:
        return (56, "agency") if written.endswith(words("places", "agency")) else (75, "bare_name")
    if _has(stops, name.end):
        return 30, "of_people"
    if _INSTITUTION_ACTS.match(plain, name.end):
        return 45, "subject"
    return 55, "heading"


def _known(plain: str, context: Context, stops: tuple[int, ...]) -> Iterator[Place]:
    """A unit or an earlier venue of this ledger, as it stands in the text, with what follows it in the name."""
    index = _index(context.places)
    for at in range(len(plain) - 1):
        for known in index.get(plain[at : at + 2], ()):
            if plain.startswith(known, at):
                name = name_at(plain, at, stops)
                end = max(at + len(known), name.end if name and name.placelike else 0)
                yield Place(at, end, "known_place", 0 if known.endswith(_offices()) else 50)
                break


@cache
def _offices() -> tuple[str, ...]:
    return words("places", "office")


@lru_cache(maxsize=64)
def _index(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Known names by their first two characters, the longest first."""
    index: dict[str, list[str]] = {}
    for name in sorted({_plain_name(name) for name in names}, key=len, reverse=True):
        if len(name) > 1:
            index.setdefault(name[:2], []).append(name)
    return {begin: tuple(alike) for begin, alike in index.items()}


@lru_cache(maxsize=16_384)
def _plain_name(name: str) -> str:
    """Name by name: a new record changes the order of the places, and with it the whole tuple."""
    return plainly(name).plain


def _trimmed(plain: str, start: int, end: int, rule: str, rank: int) -> Iterator[Place]:
    """Without what leads up to the name; nothing where what is left is no place. A generic word ranks low."""
    lead = _LEAD.match(plain, start, end)
    begin = lead.end() if lead and end - lead.end() >= 2 else start
    name = plain[begin:end].rstrip(" 的")
    if not 2 <= len(name) <= LONGEST or name.isdigit() or (rule != "label" and _NOT_A_PLACE.search(name)):
        return
    if name in generic_names():
        rank = min(rank, 25) if rule in ("going_to", "label") else 0
    yield Place(begin, begin + len(name), rule, rank)

"""Where it was held: after a label, after 在/到/去, or a name that stands where places do; never the organiser."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from handlers.read.knownplaces import known_in
from handlers.read.notplaces import (
    held_elsewhere,
    is_all_of_a_title,
    is_bare,
    is_generic,
    is_no_place,
    is_nowhere,
    taken_back,
    titled,
)
from handlers.read.patterns import regex
from handlers.read.people import People, Role
from handlers.read.placeleads import LABEL, LABEL_STOP, LEAD, LED, OPENER, SURENESS, TO_PEOPLE
from handlers.read.placenames import EDGE, LONGEST, Name, name_at, place_behind
from handlers.read.placeranks import bare_rank, begins_at, going_rank, offices
from handlers.read.placeverbs import is_verb
from handlers.read.reading import Context


class Place(NamedTuple):
    """A place in a text: the name's start and end, the rule that found it, and how sure it is (100: labelled)."""

    start: int
    end: int
    rule: str
    rank: int


_LEAD = regex(
    r"(?:@|[A-Za-z]点|从|今年|去年|头一个|第[一二三]个|(?:[一-龥]{2,10}?)?(?:首|头一|末|下一|最后一|第[一二三四五六七八九十])站[·•]?|[这那当]一?[天日晚]|开放(?!大学|式|性|日|区)|呃|嗯|借|附近的?|了|的|位于|是"
    r"|咱们?的?|我们的?|我|俺们?|他们的?|那个|这个|那边的?|辖区内?的?|市民朋友们?|本|[月年][初底末]|(?:国庆|春节|元旦|五一|十一|端午|中秋|清明|寒假|暑假|寒暑假|假期|节日|节假日|黄金周|小长假|双休日|周末)(?:期间|里|前后|当天)|初[一二三四五六七八九十]"
    r"|[晚早]?\d{1,2}(?:点半?|:\d\d)|下雨|一?大?清[晨早]|凌晨|早晨|早上|上午|中午|下午|傍晚|晚上|[一-龥]{1,6}(?:教育|宣传|安全|环境|保护|健康|读书|科普|气象|消防|急救|环保)日(?:当天|那天)?|白天|夜里|夜间|晚间|(?:培训|授课|集合|教学)点|老铁们?|(?:家人|朋友|宝子|各位)们?|最[一-龥]{1,2}的|(?:连着|连续)的?[两三四五几]个|[一-龥]{2,10}?(?:牵头|主办|承办|组织|举办|推出|借用)的|[和与跟同][一-龥]{2,10}?(?:一起|联合|合作|共同)[办搞开做]的"
    r"|.{0,14}?(?:\d+|[一二三四五六七八九十]+)路(?:公交)?(?:车)?(?:终点)?站?旁边?的|\d+国道旁边?的|[一-龥]{1,6}那个|[一-龥]{1,6}那边的|[一-龥]{2,4}那天)+"
)
_PLACE_OF_PEOPLE = regex(r"社区|小区|工地|企业|机关")
_HOUSE_OF = regex(
    r"[^，,。\s在到去给讲来的了听看做上里参请带学]{0,5}(?:礼堂|营区|训练场|操场|(?<!集)中心|公园|广场|乐园|花园|农场|基地|之家|学校|医院|公寓|活动室|俱乐部|文化宫|服务站|驿站|小屋|宿舍|食堂|会议室"
    rf"|家(?:院[子里坝]|门[口前]|堂屋|里|中(?!心)|晒场|屋里)|办公室|教室|报告厅|大厅|[站馆院亭房室廊所](?=[{EDGE}\s院门楼]|$))"
)
"""「残疾人托养中心」, 「妇女儿童活动中心」, 「教师发展中心」."""
_HOUSE, _ROOM = 2, 3
"""How long the word for a house is at least that people give a name to."""
_BEHIND_LABEL = regex(rf"[^{EDGE}]{{2,40}}")
_NEXT_FIELD = regex(r"\s[一-龥]{2,6}$")
"""「活动地点:南关早市 咨询人数:76」."""
_TAUGHT = regex("(?:的)?(?:培训|进修|轮训|研修|专场)")
"""「辅导员培训」: here those who help elsewhere are taught."""
_ONLINE = regex(
    r"直播|开播|连麦|快手|抖音|视频号|公众号|钉钉|腾讯会议|云游|线上|连线|在线|网络学院|业主群|微信群|语音房"
)
_SURE_OFFLINE = 45
"""Beside such words a name that only begins a clause is rather that of those who sent it out."""
_RELATED = regex(
    r"(?:[一-龥]{0,4}(?:结对|共建|帮扶|包联|包保|挂钩|对口|支援|联系|落成|建成|改造|启用|开业|所在)(?:好|过)?|新建|刚建|新修|刚修好?)的"
)
"""「到结对共建的梨园社区」: what the place is to those who go there."""
_RECEIVING = regex(r"(?:[给为向对的名位个们余多]|(?<![A-Za-z\d])\d+)$")
_AT_FAIR = regex(r"(?<=[展易览销流]会)上")
"""「种苗交易会上咨询台」: the fair is the place."""
_OVER_THERE = regex(
    rf"(?:(?<=[{EDGE}\s])|^)(?P<name>[一-龥A-Za-z\d]{{2,8}}?)(?:[那这](?:边|头|儿)(?=[^，,。]{{0,6}}[讲办搞放做发演教](?:完|好)?了)|(?:班前会|班后会|晨会|早会)(?:上|时)?(?=[讲做教学放]))"
)
_CREW = regex(r"[一二三四五六七八九十\d](?:队|班|组|连|中队|班组)$")
"""「给采煤三队讲」: those it was for."""
_QUOTES = tuple('“"「')
"""They may stand around a name: 「在“小候鸟驿站”」."""
_TOWN = regex(r"(?:[镇乡县]|街道|苏木)$")
_JOINED = regex(r"[、和与及]")


def places_in(plain: str, context: Context, people: tuple[People, ...]) -> tuple[Place, ...]:
    """Every name in a plain text, whose days are blanked out, that may be where an activity was held."""
    stops = tuple(sorted(_place_ends(plain, one) for one in people if not _in_a_name(plain, one)))
    staff = tuple(one.start for one in people if one.role is not Role.REACHED and not _TAUGHT.match(plain, one.end))
    least = _SURE_OFFLINE if _ONLINE.search(plain) else 0
    found = (
        one
        for one in _candidates(plain, context, stops, staff)
        if one.rank > least and not (least and one.rule == "agency")
    )
    return tuple(one for one in found if not taken_back(plain, one.end))


def _in_a_name(plain: str, people: People) -> bool:
    """Whether the words for people are part of a name: 「百姓茶馆」, 「矿工浴室」; not in 「给村民广场上讲」."""
    if any(place_behind(plain, at) > people.end for at in range(people.start + 1, people.end)):
        return True  # 「黑石矿工人村」
    house = place_behind(plain, place_behind(plain, people.end))
    named = house - people.end >= _HOUSE or _HOUSE_OF.match(plain, people.end) is not None
    return named and not _RECEIVING.search(plain, max(0, people.start - 4), people.start)


def _place_ends(plain: str, people: People) -> int:
    """Where the words before people end; 「莲湖社区居民」 are people of a place."""
    lead = _PLACE_OF_PEOPLE.match(plain, people.start, people.end)
    return lead.end() if lead else people.start


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
    yield from _over_there(plain)
    yield from _known(plain, context, stops)


def _labelled(plain: str) -> Iterator[Place]:
    for match in LABEL.finditer(plain):
        run = _BEHIND_LABEL.match(plain, match.end())
        if run is None:
            continue
        stop = LABEL_STOP.search(run[0])
        field = _NEXT_FIELD.search(run[0]) if plain[run.end() : run.end() + 1] in tuple(":|") else None
        stop = stop or field
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
        begin = match.end() + plain.startswith(_QUOTES, match.end())
        related = _RELATED.match(plain, begin)
        name = name_at(plain, related.end() if related else begin, stops)
        if name is None or titled(plain, match.start()) or held_elsewhere(plain, match.start(), name.end):
            continue
        rule = str(match.lastgroup)
        if rule == "visited" and LED.search(plain, max(0, match.start() - 14), match.start()):
            rule = "led_to"
        rank = going_rank(plain, name, match[0], SURENESS[rule])
        yield from _trimmed(plain, name.start, _joined(plain, name, stops), rule, rank)


def _joined(plain: str, name: Name, stops: tuple[int, ...]) -> int:
    """「在北营村、南营村讲」: names in a row are one venue."""
    if not name.placelike or not _JOINED.match(plain, name.end):
        return name.end
    other = name_at(plain, name.end + 1, stops)
    return other.end if other and other.placelike and other.closed else name.end


def _bare(plain: str, stops: tuple[int, ...], staff: tuple[int, ...]) -> Iterator[Place]:
    """A name that begins a clause: all of it, a heading (「南门社区的救护课」), or who acts (「水产站培训…」)."""
    for match in OPENER.finditer(plain):
        begin = match.end()
        to_people = TO_PEOPLE.match(plain, begin)
        if begins_at(stops, begin) or (not to_people and is_verb(plain, begin)):
            continue
        name = name_at(plain, begin + 1 if to_people else begin, stops)
        if name is None or not name.placelike:
            continue
        rank, rule = (35, "of_people") if to_people else bare_rank(plain, name, stops, staff)
        if titled(plain, name.start):
            rank = min(rank, 40) if is_all_of_a_title(plain, name.start, name.end) else 0
        yield from _trimmed(plain, name.start, _house_behind(plain, name, stops), rule, rank)


def _over_there(plain: str) -> Iterator[Place]:
    """「拴马桩那边今天讲完了」, 「总装三线班前会讲的」: a name of whatever ending."""
    for match in _OVER_THERE.finditer(plain):
        yield from _trimmed(plain, *match.span("name"), "over_there", 50)


def _house_behind(plain: str, name: Name, stops: tuple[int, ...]) -> int:
    """「双河镇 敬老院」: where the name goes on behind a gap, if a town stands before it."""
    if not (name.last and plain.startswith(" ", name.end) and _TOWN.search(plain, name.start, name.end)):
        return name.end
    house = name_at(plain, name.end + 1, stops)
    return house.end if house and house.placelike and house.last and not house.guessed else name.end


def _known(plain: str, context: Context, stops: tuple[int, ...]) -> Iterator[Place]:
    """A unit or an earlier venue of this ledger, as it stands in the text, with what follows it in the name."""
    for at, known in known_in(plain, context.places):
        name = name_at(plain, at, stops)
        end = max(at + len(known), name.end if name and name.placelike else 0)
        yield Place(at, end, "known_place", 0 if known.endswith(offices()) else 50)


def _trimmed(plain: str, start: int, end: int, rule: str, rank: int) -> Iterator[Place]:
    """Without what leads up to the name; nothing where what is left is no place. A generic word ranks low."""
    lead = _LEAD.match(plain, start, end)
    stall = _AT_FAIR.search(plain, start, end)
    end = stall.start() if stall else end
    begin = lead.end() if lead and end - lead.end() >= 2 else start
    name = plain[begin:end].rstrip(" 的")
    if not 2 <= len(name) <= LONGEST or name.isdigit() or (is_nowhere if rule == "label" else is_no_place)(name):
        return
    if rule in ("of_people", "taught_at") and _CREW.search(name):
        return
    if is_generic(name):
        if rule == "subject":
            return  # 「乡里组织培训」 says who held it
        rank = min(rank, 25 if rule in ("going_to", "label") else 12)
    elif rule == "host" and len(name) <= _ROOM and is_bare(name):
        rank = min(rank, 60)  # 「实验室开放」
    elif rule != "host" and is_bare(name):
        rank = min(rank, {"going_to": 58, "heading": 41}.get(rule, 54))
    yield Place(begin, begin + len(name), rule, rank)

"""Where it was held: after a label, after 在/到/去, or a name that ends as places do; never the organiser."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from handlers.read.lexicon import any_of
from handlers.read.reading import Context
from handlers.read.writing import plainly

_LONGEST = 40


class Place(NamedTuple):
    """A place in a text: the name's start and end, and the rule that found it."""

    start: int
    end: int
    rule: str


_EDGE = r"，,。；;！!？?\n\t|□（(）)“”\"「」《》:、…~#【】"
_LABEL = re.compile(
    rf"(?:活动|举办|授课|培训)?(?:地点|场地|地址)(?:[:|]|就?(?:设|定|选|放)?在|是|为|\s)?\s*([^{_EDGE}]{{2,40}})"
)
_GOING = re.compile(
    r"(?<![存现正实潜所不自内外何])(?:就?在|走进|送进|送到|送课到|来到|赶到|赴|深入|前往|走入|开进|进驻|下到|奔赴|(?<![受得收感达看谈做办直])到(?!场|会|位|了?\d|齐|底|处|家|现|此|时|这|那|来)|(?<![过回出失上下前])去(?!年|除|掉|过|世|看|听|了(?!趟|一趟|个)|向|参|医|拿|的人)(?:的是|了?一?趟|的)?|进(?!一步|行|步|城务工|度|口|货|群|来|展|入|的)|(?<![对关由属等位处于])于(?!是|此|今|本))"
)
_STOP = re.compile(
    r"举办|举行|开展|组织|召开|进行|搞|办(?!公|事)|做(?!工)|开(?!发|放|元|心|阳|平|封|县|区|化|原)|讲(?!堂|台|习|坛|武)|教(?!室|堂|育|师|学|委|工)|上(?!海|街|村|寨|庄|河|坝|坪|游|杭|饶|塘|城|党|林|营|湾|沟|坡|党|思|溪|高|栗|犹|蔡)|放(?!映厅|牛|马|生)|听(?!涛)|看(?!守|丹)|给|为(?!民)|向(?!阳|东|荣|前|化|家|南|北|西|上)|对(?!岸|门|面)|把|帮|请|跟|同(?!心|德|仁|安|福|兴|乐)|宣传(?!栏|部|室|中心)|宣讲|培训(?!中心|基地|室|学校|班|部)|讲解|学习(?!中心|室)|学(?!校|院|堂|府|员|区|前|生|苑)|参观|义诊|发(?!展|电)|送(?!变电)|摆(?!渡)|挂|贴|演(?!播|艺|武)|玩|测|量|查|试|直播(?!间|厅)|组(?!团)|设(?!计)|参加|咨询(?!室|中心|台)|活动(?!中心|室|站|广场|区|基地|场)|体验(?!馆|中心|区|店|厅)|针对|联合|面向|围绕|认|过|又|就|也|还|都|写|跳|唱|采摘(?!园)|种(?!植|业|子|畜|羊|猪|鸡)|今[天日早晚]|昨[天日晚]|前天|刚|今儿|上午|下午|晚上|早上|中午|夏夜|冬夜|夏夜|搭|种下|[的地](?=讲|课|科普|宣传|活动|培训)|的(?=[^村社镇小中学校广公])|科普(?!馆|基地|园|站|中心|教育|广场|体验|画廊|活动室|示范|长廊|公园|主题|驿站)|共(?!青|和|享)"
)
_OPENER = re.compile(
    rf"(?:^|[{_EDGE}\s]|(?:[日号天晚午早]|周[一二三四五六日天])(?=[^期]))(?:的是|是|就|我们|咱们?|我|你|他们|我社|我村)?(?:那个|这个|的)?"
)
_NAME = re.compile(rf"[^{_EDGE}\s]{{2,40}}")
_NOT_A_PLACE = re.compile(
    r"(?:活动|会|课|培训|讲座|过程|现场|期间|群里|线上|网上|家里|校期间|岗|全[县市区镇乡校]|各[村社乡镇小]|各地|本[周月]|这里|那里|哪里|[今明昨]年|结束|其中|活动中|中|岗位|春节|节日)$|^(?:今|昨|明|前|后|本|全|各|我|你|他|线|网|群|微|抖|快|腾|钉)(?![溪江河沟庄园旗山])|^(?:校|读|岗|职|线|家|此|这|那|哪|于|某)(?:$|[的里边])|^[一二三四五六七八九十两\d]+(?:[个家所户名位人次点期]|$)|^(?:多个|部分|有些|很多|许多|现场|里|上|内|外|旁|附近|门口内)$|周年|新闻|平台|公众号|朋友圈|视频号|抖音|快手|直播|会议号|微信"
)
_PREFIX_JUNK = re.compile(
    r"^(?:隔壁|邻近|附近的?|了|的|位于|咱们?的?|我们的?|我|那个|这个|是|[\d一二三四五六七八九十]+路公交(?:车)?终点站旁边的|\d+国道旁边?的|辖区内?的?|辖区|市民朋友们?|本|中建那个)+"
)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"{any_of('places', 'whole')}(?:{any_of('places', 'inner')}){{0,2}}")


@cache
def _body() -> re.Pattern[str]:
    return re.compile(any_of("places", "body") + "$")


def place_in(plain: str, context: Context) -> Place | None:
    """The place of an activity in a plain text whose days are blanked out; None if none is named."""
    return _labelled(plain) or _gone_to(plain) or _known(plain, context) or _bare(plain)


def _labelled(plain: str) -> Place | None:
    match = _LABEL.search(plain)
    if match is None or len(match[1].strip()) < 2:  # noqa: PLR2004
        return None
    start, end = match.span(1)
    stop = re.search(r"\s(?=(?:活动|时间|人数|参加|内容|主题|形式|对象|资料|物资|主办|材料|受众|日期|发放|主讲)|\S*\d)", plain[start:end])
    end = start + stop.start() if stop else end
    return _trimmed(plain, start, end, "label")


def _gone_to(plain: str) -> Place | None:
    """「在…」, 「到…」, 「去的…」, 「走进…」: the furthest end of a place before the next verb."""
    for match in _GOING.finditer(plain):
        name = _NAME.match(plain, match.end())
        if name is None:
            continue
        start, end = name.span()
        stop = _stop(plain, start, end)
        found = _furthest(plain, start, stop)
        if found is None and match[0].endswith("在") and start + 2 <= stop < end and stop - start <= 12:  # noqa: PLR2004
            found = stop
        if found is None and stop == end and match[0].startswith(("去", "走进", "就在", "在")) and stop - start <= 10:  # noqa: PLR2004
            found = stop
        if found and (place := _trimmed(plain, start, found, "going_to")):
            return place
    return None


def _known(plain: str, context: Context) -> Place | None:
    """A unit or an earlier venue of this ledger, as it stands in the text, with what follows it in the name."""
    for name in _places(context.places):
        at = plain.find(name)
        if at < 0 or (at > 0 and plain[at - 1] in "给向"):
            continue
        stop = _stop(plain, at + len(name), _name_end(plain, at))
        end = _furthest(plain, at, stop) or at + len(name)
        return Place(at, max(end, at + len(name)), "known_place")
    return None


@lru_cache(maxsize=64)
def _places(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({plainly(name).plain for name in names if len(name) > 1}, key=len, reverse=True))


def _bare(plain: str) -> Place | None:
    """A name of a place at the beginning of a clause: whole clauses first, then subjects (「水产站培训…」)."""
    subject: Place | None = None
    for match in _OPENER.finditer(plain):
        name = _NAME.match(plain, match.end())
        if name is None:
            continue
        start, end = name.span()
        stop = _stop(plain, start, end)
        found = _furthest(plain, start, stop)
        place = _trimmed(plain, start, found, "bare_name") if found else None
        if place is None or _led_by_number(plain, place):
            continue
        if place.end == end:
            return place
        if subject is None and not _organising(plain, place):
            subject = place._replace(rule="subject")
    return subject


def _led_by_number(plain: str, place: Place) -> bool:
    return bool(re.match(r"\d|[一二三四五六七八九十两]+[个名位场期]", plain[place.start : place.end]))


def _organising(plain: str, place: Place) -> bool:
    """Whether a name stands as the one who does it: 「街道科协请…」, 「乡卫生院到…」."""
    after = plain[place.end : place.end + 4]
    inner = re.search(r"[局委办部]$|科协|协会|学会", plain[place.start : place.end])
    return bool(inner or re.match(r"联合|请|邀|派|组织|到|去|在|赴|主办|承办|牵头|协同|和|与|、|老师|专家|工作人员|志愿", after))


def _stop(plain: str, start: int, end: int) -> int:
    match = _STOP.search(plain, start + 1, end) if end > start + 1 else None
    return match.start() if match else end


def _name_end(plain: str, start: int) -> int:
    match = _NAME.match(plain, start)
    return match.end() if match else start


def _furthest(plain: str, start: int, stop: int) -> int | None:
    """The last place before `stop` where a name of a place can end."""
    last: int | None = None
    for match in _ends().finditer(plain, start, stop):
        if match.end() - start >= 2:  # noqa: PLR2004
            last = match.end()
    return last


def _trimmed(plain: str, start: int, end: int, rule: str) -> Place | None:
    """Without what leads up to the name; None where what is left is no place."""
    junk = _PREFIX_JUNK.match(plain, start, end)
    begin = junk.end() if junk else start
    name = plain[begin:end].rstrip(" 的")
    if not 2 <= len(name) <= _LONGEST or _NOT_A_PLACE.search(name) or name.isdigit():  # noqa: PLR2004
        return None
    return Place(begin, begin + len(name), rule)

"""Where the name of a place ends: at a verb, at people, or where names of places usually end (村, 小学, 广场)."""

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from handlers.read.lexicon import any_of, words

EDGE = r"，,。；;！!？?\n\t|()（）“”\"「」《》:、…~#【】+＋"
"""Characters that no name of a place contains."""

LONGEST = 30
_LONGEST_INNER = 12
_RUN = re.compile(rf"[^{EDGE}\s]{{1,40}}")

# A verb ends a name unless one of the first characters stands before it or one of the second behind it.
_VERBS: dict[str, tuple[str, str]] = {
    "搞": ("", ""),
    "办": ("监区县街应侨外委经项镇乡村法网", "公事学"),
    "做": ("", "工"),
    "开": ("公", "发放元心阳平封县区化原州"),
    "讲": ("", "堂台习坛武"),
    "捡": ("", ""),
    "逛": ("", ""),
    "爬": ("", ""),
    "教": ("宗助支佛职特宣早幼", "室堂育师学委工职"),
    "上(?=了|课|的|一[堂节]|完)": ("", ""),
    "放": ("开", "映厅牛马生"),
    "听": ("", "涛"),
    "看": ("", "守丹台护"),
    "给": ("", ""),
    "为": ("", "民"),
    "向": ("", "阳东荣前化家南北西上"),
    "对": ("", "岸门面"),
    "把": ("", ""),
    "帮": ("", ""),
    "请": ("", ""),
    "跟": ("", ""),
    "同": ("大", "心德仁安福兴乐庆"),
    "学": ("小中大同开科数文医农理化哲力入放留教", "校院堂府员区前生苑习"),
    "发": ("开研理批收分沙始", "展电改"),
    "送": ("", "变电"),
    "摆": ("", "渡"),
    "挂": ("", ""),
    "贴": ("", ""),
    "演": ("表", "播艺武厅"),
    "玩": ("游", "具偶"),
    "测": ("监检观", ""),
    "量": ("", ""),
    "查": ("检嘎", ""),
    "试": ("", "验"),
    "组": ("小", "团"),
    "设(?=了|摊|点|台|立|置|咨|展|宣)": ("", ""),
    "认": ("", ""),
    "过(?=了|去|来)": ("", ""),
    "又": ("", ""),
    "就": ("", ""),
    "也": ("", ""),
    "还": ("", ""),
    "都": ("", "市江"),
    "写": ("", ""),
    "跳": ("", ""),
    "唱": ("", ""),
    "种": ("", "植业子畜羊猪鸡养"),
    "拼": ("", ""),
    "观(?=(?:流星|星|月|鸟|日|潮)(?![台点屋塔站亭]))": ("参", ""),
    "唠": ("", ""),
    "整": ("", ""),
    "赏": ("", ""),
    "练": ("训教操", "塘江"),
    "来(?=了|的|听|看|参|问)": ("", ""),
    "共": ("公", "青和享"),
    "的": ("", ""),
    "了": ("", ""),
    "哈": ("", "尔密"),
    "有": ("国", ""),
}
_LONG_VERBS = (
    r"研学|举办|举行|开展(?!览)|组织|召开|进行|宣传(?!栏|部|室|中心)|宣讲|培训(?!中心|基地|室|学校|部)|讲解|学习(?!中心|室)|参观|义诊|直播(?!间|厅)|参加"
    r"|咨询(?!室|中心|台)|活动(?!中心|室|站|广场|区|基地|场)|体验(?!馆|中心|区|店|厅|园)|针对|联合(?!会)|面向|围绕|采摘(?!园)|上午|下午|晚上|早上|中午|夏夜|冬夜"
    r"|今天|昨天|前天|刚|今儿|搭|亲子(?![园馆店餐乐早中])|科普(?![角屋车区亭墙街点廊]|馆|基地|园|站|中心|教育|广场|画廊|活动室|示范|长廊|公园|驿站|体验)|现场|放映(?!厅)|集中(?!区)|启动|落幕|闭幕|开幕"
    r"|开班|开营|迎来|迎接|接待(?![室厅中站])|取水|取样|采样|社团|边(?=[一-龥]{1,4}边)|连着|全体|全校|师生|每|实到|人数|防震|防灾|演练|消防(?!站|队|大队|支队|救援|中队|局|教育|公园|主题|体验)"
)


def _single(verb: str, not_after: str, not_before: str) -> str:
    behind = f"(?<![{not_after}])" if not_after else ""
    ahead = f"(?![{not_before}])" if not_before else ""
    return behind + verb + ahead


_STOP = re.compile("|".join([_LONG_VERBS, *(_single(verb, *around) for verb, around in _VERBS.items())]))
_ACTING = re.compile(
    rf"{_LONG_VERBS}|搞|看(?!守|台|护)|讲(?!武|堂)|玩|做|给|请|把|帮|捡|逛|听(?!涛)|拼|练|唠|摆|从|设|测|量|查|写|跳|唱"
)
_SHORT_ENDS = (
    r"[一二三四五六七八九十村镇][中小](?!学)|[一二三四五六七八九十]幼|(?<![收召征采密募诗选文齐云])集(?!中|合|市|团|体|镇|会|散)"
    r"|[一二三四五六七八九十\d](?:社(?![区会保工团])|组(?![织长合装])|队(?![员伍列长])|连(?![着队续心接]))|(?<=[A-Za-z甲乙丙])座"
)
"""「渝西三中」, 「青山泉集」, 「麻黄滩三社」, 「B座」."""
_SURE = tuple("村镇乡厂站馆园")
"""Endings of one character that are seldom anything else."""

_TOPICAL = frozenset(("校园", "学校", "工地", "田间", "地头", "果园", "茶园", "大棚", "企业", "农村", "家园", "路边"))
_LOOSE_END = re.compile(r"里头|里面|里边|里|内|上头|上|下|的|头(?!$)|那边|这边|那儿|这儿|边上|跟前")
_OF = re.compile(r"[^的了,，。\s]{0,4}的")
"""「菜鸟驿站(隔壁的)理发店」, 「锅炉房(改造的)客厅」: what may stand between two parts of one name."""


class Name(NamedTuple):
    """A stretch of text that may be a name: where it ends, whether as places do, and whether a clause ends there."""

    start: int
    end: int
    placelike: bool
    closed: bool
    last: bool


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{_SHORT_ENDS}|{any_of('places', 'whole')})(?:{any_of('places', 'inner')}){{0,2}}")


@cache
def generic_names() -> frozenset[str]:
    """Words that say what sort of place it is, and not which: 校园, 工地."""
    return frozenset(words("places", "generic"))


def begins_with_verb(plain: str, start: int) -> bool:
    """Whether a verb stands at a place: 「搞火山喷发实验」 begins with no name."""
    return _ACTING.match(plain, start) is not None


def place_behind(plain: str, start: int) -> int:
    """Where a word for a place ends that begins at `start`; `start` itself if there is none."""
    word = _ends().match(plain, start)
    return word.end() if word else start


def name_at(plain: str, start: int, stops: tuple[int, ...]) -> Name | None:
    """The name that begins at a place. `stops` are places where words for people begin, which are part of no name.

    >>> name_at("北营村文化大院讲防震", 0, ())
    Name(start=0, end=7, placelike=True, closed=True, last=False)
    """
    name = _one_name(plain, start, stops)
    of = _OF.match(plain, name.end) if name else None
    if name is None or of is None or not re.fullmatch(rf"[^{EDGE}]+", of[0]):
        return name
    # 「北营村的文化大院」: a name goes on behind 的 if what follows is a whole name itself.
    inner = _one_name(plain, of.end(), stops)
    if inner is None or not inner.placelike or not inner.closed or inner.end - of.end() > _LONGEST_INNER:
        return name
    return inner._replace(start=start)


def _one_name(plain: str, start: int, stops: tuple[int, ...]) -> Name | None:
    run = _RUN.match(plain, start)
    if run is None:
        return None
    people = bisect_right(stops, start)
    stop = min(_stop(plain, start, run.end()), stops[people] if people < len(stops) else run.end())
    last = stop == run.end()
    found = [match for match in _ends().finditer(plain, start, stop) if match.end() - start >= 2]
    ends = [match.end() for match in found]
    if not ends:
        return Name(start, stop, placelike=False, closed=True, last=last) if stop - start > 1 else None
    closing = [end for end in ends if _closes(plain, end, stop)]
    if not closing:
        found = [match for match in found if len(match[0]) > 1 or match[0] in _SURE]
        if not found:
            return Name(start, stop, placelike=False, closed=True, last=last) if stop - start > 1 else None
    end = closing[-1] if closing else _chained(found)
    return Name(start, end, placelike=True, closed=bool(closing), last=last and bool(closing))


def _closes(plain: str, end: int, stop: int) -> bool:
    """Whether nothing but 里, 上 and the like stands between the end of a name and the verb."""
    if end == stop:
        return True
    loose = _LOOSE_END.match(plain, end)
    return loose is not None and loose.end() >= stop


def _chained(found: list[re.Match[str]]) -> int:
    """With other words behind it a name goes on only from one end to the next near one: 「村部院坝」."""
    last = weak = found[0].end()
    for match in found[1:]:
        adjoining = match[0] in tuple("村镇乡") or (match[0] in _SURE and match.start() - last <= 1)
        if match.start() - max(last, weak) > 3 or match[0] in _TOPICAL:
            break
        if len(match[0]) < 2 and not adjoining:
            weak = match.end()
            continue
        last = match.end()
    return last


def _stop(plain: str, start: int, end: int) -> int:
    """Where the first verb begins; the first character of a name is never one (向阳社区)."""
    match = _STOP.search(plain, start + 1, end)
    return match.start() if match else end

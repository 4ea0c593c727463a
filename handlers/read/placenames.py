"""Where the name of a place ends: at a verb, at people, or where names of places usually end (村, 小学, 广场)."""

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from handlers.read.placeverbs import verb_in

EDGE = r"，,。；;！!？?\n\t|()（）“”\"「」《》:、…~—#【】+＋"
"""Characters that no name of a place contains."""

LONGEST = 30
_LONGEST_INNER = 12
_RUN = regex(rf"[^{EDGE}\s]{{1,40}}")

_WITHIN = regex(rf"[^{EDGE}]+")

_NUMBERED_ENDS = (
    r"(?:路|街|巷|道|弄|里|村|胡同|小区|花园|苑|坊)\d{1,4}号(?:院|楼|门)?"
    r"|\d{1,4}(?:栋|幢|单元|号楼|号院|标段|号车间|号厅|号馆|号门|号井)"
)
_ROOM = rf"(?:(?:(?<=[楼厦室馆])[A-Za-z]?|[A-Za-z])\d{{3,4}}(?:室|教室)?(?=[{EDGE}\s给讲为举做办搞开]|$))?"
"""「教学楼B204」, 「锦江大厦1202」."""
_LEVEL = r"B[1-4]层?(?!\d)|T[1-5](?:航站楼|候机楼)?|负[一二三]层?"
_NUMBER = r"[一二三四五六七八九十\d]"
_ONE_CHARACTER = (
    r"铺(?<=[里家营窝树柳]铺)(?![设垫盖开满])|"
    r"组(?<![小班心题专学语史化理研课目]组)|集(?<![收召征采密募诗选文齐云]集)(?![中合市团体镇会散])|口(?<![人进对伤窗借胸牲接缺牙灶胃可开虎港\d]口)|弄(?<=[\d号]弄)"
    r"|冲(?<![缓脉俯折]冲)(?![刺突])|堡(?<!汉堡)|泊(?<![停湖漂]泊)|洼(?<!低洼)|窝(?<![鸟蜂热被]窝)|座(?<=[A-Za-z甲乙丙]座)"
    r"|点(?<![观优缺重特要热难有早晚一差几两三四五六七八九十\d识焦沸冰熔起终看卖亮笑痛时钟半]点)(?![名评心头赞了到半儿钟])"
)
"""「青山泉集」, 「菜市口」, 「护林点」; the characters around them say that they are part of another word.

A lookbehind stands behind its character: most places in a text are passed by at one look.
"""
_HAMLET = (
    r"(?:里(?<![期天夜年会课班家心手眼群队嘴话雨那这哪子村校园店]里)"
    r"|头(?<![里外石木馒镜念年风带日老丫势罐骨舌拳枕抬额砖锄劲甜]头))"
    r"(?<=[，,。；;：:|\t(（\s][一-龥]{2}[里头])(?=[，,。；;|\t)）\s]|$)"
)
"""「松鹤里」, 「下河头」 alone between two marks."""
_SHORT_ENDS = "|".join(
    (
        r"[湾洼沟河泉营店庄台坪岭坡滩窝铺堡屯圈]子(?!女)",
        r"[农机林财商技干团体艺警军党盲聋卫驾武戏师航铁电水气牧]校(?![园长区医车服门友庆舍])|[一二三四五六七八九十村乡镇][中小](?![学心时])|村校(?![园区舍])|[一二三四五六七八九十]幼",
        rf"{_NUMBER}(?:社(?![区会保工团])|组(?![织长合装])|队(?![员伍列长])|连(?![着队续心接发冠击拍胜环])|楼|层)",
        r"[桃梨茶菜果瓜麦豆薯椒姜蒜药烟棉参林草荒山沙湿宿营]地|十字(?<!红十字)(?![会绣架])",
        _ONE_CHARACTER,
        _HAMLET,
    )
)
"""「渝西三中」, 「麻黄滩三社」, 「东关十字」."""
_SURE = tuple("村镇乡厂站馆园寨屯峪坳畈圳埭塬垸圩垭")
"""Endings of one character that are seldom anything else."""

_TOPICAL = frozenset(("校园", "学校", "工地", "田间", "地头", "果园", "茶园", "大棚", "企业", "农村", "家园", "路边"))
_LOOSE_END = regex(r"里头|里面|里边|里|内|上头|上|下|的|头(?!$)|那[边儿里块头]|这[边儿里块头]|边上|跟前")
_OF = regex(r"[^的了,，。\s]{0,4}的")
"""「菜鸟驿站(隔壁的)理发店」, 「锅炉房(改造的)客厅」: what may stand between two parts of one name."""


_THINGS = (
    "楼门校院厂村店馆站房墙台殿宫寺庙炉窗桥厅屋车桌库坝塔碑亭像柜牌树坡山崖棚架廊檐船街堤河湖沟"
    "吊机罐皮坪地石沙滩雪冰园社舱间网伞篷部屏林场井矿洞"
)
_CLOSING = (
    rf"(?:(?<=[{_THINGS}])[前后上下内外]头?|(?<![课期时晚夜午空世民中瞬之])间|(?<![课期这那哪家心手眼夜暗])里"
    r"|[门廊区池房侧亭舱处旁边台角部仓]|[通走过巷股]道|[酒书餐清水]吧|(?<![手速])(?<!冲)咖啡|[店商]铺|排档|街市|[竹树桦杨柳松杉枫椰桑果桃梨枣茶胶语]林|[棋茶书画诗琴戏影]社|[云山雪峰岭]顶"
    r"|[门巷路山村街洞井窗闸沟渡河江湖海岔谷关隘]口|[一二三四五六七八九上底夹\d]层|一带|附近|尽头|中央|脚下|跟前|背后|深处|沿线|腹地)"
    r"(?<![热部专上入出开关有命肛]门|[一身周手这那]边|[用住病]房|窗口|[视号主]角|[干全内外支]部|[好坏到四]处|一台|[手私]下|[以此另海]外|[以国]内)"
)
"""What only the end of a stretch without verb or people tells: 「婚姻登记处等候区」, 「文殊院东廊」, 「塔吊下头」."""
_LIKELY = regex(f"{_CLOSING}$")
_TAIL = regex(rf"[^的了,，。\s]{{0,5}}{_CLOSING}")
"""What may close a name behind the last known word of it: 「铁合金厂三号炉前」."""


class Name(NamedTuple):
    """A stretch of text that may be a name: where it ends, whether as places do, and whether a clause ends there.

    A guessed name ends as places do, and as much else does.
    """

    start: int
    end: int
    placelike: bool
    closed: bool
    last: bool
    guessed: bool = False


@cache
def _ends() -> re.Pattern[str]:
    ends = f"{_NUMBERED_ENDS}|{any_of('places', 'whole')}|{_SHORT_ENDS}"
    return regex(rf"(?:{ends})(?:{any_of('places', 'inner')}|{_LEVEL}){{0,2}}{_ROOM}")


def place_behind(plain: str, start: int) -> int:
    """Where a word for a place ends that begins at `start`; `start` itself if there is none."""
    word = _ends().match(plain, start)
    return word.end() if word else start


def name_at(plain: str, start: int, stops: tuple[int, ...]) -> Name | None:
    """The name that begins at a place. `stops` are places where words for people begin, which are part of no name.

    >>> name_at("北营村文化大院讲防震", 0, ())
    Name(start=0, end=7, placelike=True, closed=True, last=False, guessed=False)
    """
    name = _one_name(plain, start, stops)
    of = _OF.match(plain, name.end) if name else None
    if name is None or of is None or not _WITHIN.fullmatch(of[0]):
        return name
    stop = bisect_right(stops, name.end - 1)
    if stop < len(stops) and stops[stop] < of.end():
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
        return _unknown(plain, start, stop, last=last)
    closing = [end for end in ends if _closes(plain, end, stop)]
    if not closing and _TAIL.fullmatch(plain, ends[-1], stop):
        closing = [stop]
    if not closing:
        found = [match for match in found if len(match[0]) > 1 or match[0] in _SURE]
        if not found or (last and _LIKELY.search(plain, start, stop)):
            return _unknown(plain, start, stop, last=last)
    end = closing[-1] if closing else _chained(found)
    return Name(start, end, placelike=True, closed=bool(closing), last=last and bool(closing))


def _unknown(plain: str, start: int, stop: int, *, last: bool) -> Name | None:
    """A stretch that ends with no known word for places."""
    if stop - start < 2:
        return None
    likely = stop - start > 2 and _LIKELY.search(plain, start, stop) is not None
    return Name(start, stop, placelike=likely, closed=True, last=last, guessed=likely)


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
    verb = verb_in(plain, start + 1, end)
    return end if verb is None else verb

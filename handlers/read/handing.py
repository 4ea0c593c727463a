"""What is done with things: the verbs that hand out or put up, and those that only use, collect or make."""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from handlers.read.lexicon import either, sections


class Hand(StrEnum):
    """How far a verb says that a thing left our hands."""

    OUT = "out"
    PERHAPS = "perhaps"
    NOT = "not"


class Verb(NamedTuple):
    """A verb in a text; `action` is its official word, empty unless it hands out."""

    start: int
    end: int
    action: str
    hand: Hand


class _Short(NamedTuple):
    """A verb of one character: what may not stand right before it, and what may not, or must, follow."""

    character: str
    meaning: str
    not_after: str
    behind: str


_NUMBER = r"\d一二两三四五六七八九十百千几"
_BEFORE_FA = "开研突出触多高蒜理沙头批首并引诱爆激启转迸焕印颁下分散派配奋"
_BEHIND_FA = (
    "展现生言动挥明起电病热酵财芽育群图票朋表行作射达觉音声光烧愁呆帖文稿改委往家新微抖扬奋信通视照你我他们在到"
)
_BEHIND_SONG = (
    "(?!去?(?:温(?![度湿水])|[知关清健服科祝问欢医政课教法文])"
    "|[下到走戏来达福检]|电(?!影票|池|筒|饭)|一程|知识|技术|政策)(?:去)?"
)
_BEHIND_LA = rf"[起上]?(?=了?(?:[^萨丁力动着肚，。]{{0,3}}(?:横幅|条幅|标语)|[{_NUMBER}]+[条幅]))"
_SHORT = (
    _Short("发", "发放", _BEFORE_FA, f"(?![{_BEHIND_FA}]|消息|布(?![兜袋鞋包偶帽]))"),
    _Short("领", "发放", "本带引首认占", "(?=[^导域悟略先队事土养会带着到取走]|$)"),
    _Short("送", "赠送", "报接播运配输护欢传", _BEHIND_SONG),
    _Short("派", "发放", "委特指外分选", "(?:[给送]了?|(?![出驻遣员生人头专老医技车工]))"),
    _Short("塞", "发放", "堵阻瓶边活耳软木活", f"(?:[给到进上]了?|了|(?=[{_NUMBER}]))"),
    _Short("散", "发放", "解疏分松扩驱", f"(?:给|(?=了?[{_NUMBER}]+[余多来]?[份张本册]))"),
    _Short("递", "发放", "快投传邮", f"(?:[给到上]了?|了?(?=[{_NUMBER}]))"),
    _Short("给", "发放", "发送分派递捎塞留交奖拿带供", f"(?:[了过]|咗)(?=[{_NUMBER}])"),
    _Short("捎", "赠送", "", "[给去来上了]了?"),
    _Short("捐", "赠送", "", "(?:出|给)?(?![款资血钱助])"),
    _Short("印", "印制", "复打脚手水烙", "(?:制|刷)?好?(?![象章染度发有证花]|刷厂)"),
    _Short("摆", "展出", "摇钟", "[出上设]?(?![渡脱动平正放])"),
    _Short("展", "展出", "发开进扩伸施舒布", rf"(?=了?[{_NUMBER}])"),
    _Short("竖", "展出", "", "(?![向线琴])"),
    _Short(
        "贴", "张贴", "补津体张剪创粘示暖箱车门热可湿春窗冰墙地灸便传", "(?:[出上]|了|(?=[^士纸近心息画，。；、,;\\s]))"
    ),
    _Short("入", "发放", "", f"户(?=了?[{_NUMBER}])"),
    _Short("挂", "悬挂", "悬牵", "[出上起]?(?![图号牌职钩果念件历面])"),
    _Short("拉", "悬挂", "", _BEHIND_LA),
    _Short("换", "perhaps", "更替互交转变调", "(?:了|到|取|回)?(?![新班装人季代届岗药灯血乘证了])"),
    _Short("奖", "赠送", "获评颁设抽中领得大等", "(?:励|给)?(?![品项金状杯牌章学惩券者，。、；\\s]|$)"),
    _Short("备", "perhaps", "准配设储", f"(?=[{_NUMBER}])"),
    _Short("用", "not", "实日使食药", "(?=\\d)"),
    _Short("签", "not", "书标便竹抽代棉牙问", "(?:了|下)?(?![到名字约证,，])"),
    _Short("测", "not", "速检", "量?(?=了|量|\\d)(?!量仪)"),
    _Short("装", "not", "包安服套童军西试着用", "(?![备修饰甲束卸满])"),
    _Short("飞", "not", "", "(?=\\d)"),
    _Short("多", "not", "许很差", "出?(?=\\d)"),
    _Short("少", "not", "", "了?(?=\\d)"),
    _Short("打", "not", "", "(?=[^造印卡算工击扮扫，。]{0,3}\\d)"),
)
_FETCHED = r"从[^，。,;；\n从]{1,10}?领[了取来回]?"
_PARTICLE = "(?:脱|净|空|罄|晒(?=\\d)|没(?=了))?[了过]?"


@cache
def _verbs() -> re.Pattern[str]:
    patterns = [f"(?P<not_fetched>{_FETCHED})"]
    for place, (meaning, words) in enumerate(reversed(tuple(sections("handing").items()))):
        patterns.append(f"(?P<{meaning}_word{place}>{either(words)}{_PARTICLE})")
    for place, short in enumerate(_SHORT):
        after = f"(?<![{short.not_after}])" if short.not_after else ""
        pattern = f"{after}{short.character}{short.behind}{_PARTICLE}"
        patterns.append(f"(?P<{short.meaning}_short{place}>{pattern})")
    return re.compile("|".join(patterns))


def verbs_in(plain: str) -> tuple[Verb, ...]:
    """Every verb that says what was done with things, from left to right."""
    return tuple(map(_verb, _verbs().finditer(plain)))


def _verb(match: re.Match[str]) -> Verb:
    meaning = (match.lastgroup or "").partition("_")[0]
    hand = Hand(meaning) if meaning in (Hand.PERHAPS, Hand.NOT) else Hand.OUT
    return Verb(*match.span(), meaning if hand is Hand.OUT else "", hand)

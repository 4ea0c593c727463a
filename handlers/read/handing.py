"""What is done with things: the verbs that hand out or put up, and those that only use, collect or make."""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from handlers.read.lexicon import either, sections, words
from handlers.read.patterns import regex


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


_NAME = "name"
_PIECES = "份册本张把盒袋瓶条幅块双支顶包枚套件只根板贴"
_NUMBER = r"\d一二两三四五六七八九十百千几"
_BEFORE_FA = "开研突出触多高蒜理沙头批首并引诱爆激启转迸焕印颁下分散派配奋"
_BEHIND_FA = "展现生言动挥起病热酵财芽育群图票朋表行作射达觉音声烧愁呆帖文稿改委往新微抖扬奋信通视照你我他们在"
_TO_SCREENS = "到[^，。；,;\\n]{0,8}(?:群|圈|网|微信|平台|公众号|邮箱|手机|视频号)"
"""「照片发到群里」, and not 「手册发到每组一本」."""
_AWAY = (
    r"(?:出去|出(?!版)|走|完|光(?!盘|碟)|掉|尽|净|空(?!气|调)|脱|罄|晒(?=\d)|没(?=了)|下去|去(?!年)"
    r"|到手[里上中]?|在(?=[^，。,;；]{1,8}\d)|到(?!底|位|达|场))"
)
"""How an act of giving or taking ends: 「派空」, 「领回去」, 「兑走」; a word for each of them would be a long list."""
_BEHIND_SONG = (
    "(?!去?(?:温(?![度湿水])|[知关清健服祝问欢医政课教法文]|科(?![学普技][^，。,;；\\d]{0,6}[书刊图册本资读绘漫盒包礼卡扇]))"
    "|[下戏来达福检]|走(?!了?[\\d，,。]|$)|到(?!了?[^，。,;；\\n]{0,8}(?:手[里中上]|家[里中]|\\d))|电(?!影票|池|筒|饭)|一程|知识|技术|政策)(?:去)?"
)
_BEHIND_LA = rf"[起上]?(?=了?(?:[^萨丁力动着肚，。]{{0,3}}(?:横幅|条幅|标语)|[{_NUMBER}]+[条幅]))"
_BEHIND_GEI = (
    f"(?:(?:[了过咗]|出去|出)(?=[近约{_NUMBER}]|[^，,。；;\\d]{{1,6}}[{_NUMBER}])"
    f"|(?=[^，,。；;\\d给]{{1,5}}[{_NUMBER}]+[余多来几]*[{_PIECES}]))"
)
"""「折页给了50份」, 「荧光棒给孩子100根」."""
_BEHIND_TIE = "(?:[出上]|了|(?=[^\\d士纸近心息画，。；、,;\\s])(?![一每]人)|(?<=[报语图告画示字联单片明]贴)(?=\\d))"
_BEFORE_CHU = "发送派领走拿搬退演支付产展输拿选推给换赠抽评兑捐传印贴挂摆做拼捏包多"
_SHORT = (
    _Short(
        "发",
        "发放",
        _BEFORE_FA,
        f"(?![{_BEHIND_FA}]|光(?!了?[{_NUMBER}])|明(?!白)|电(?!动车|瓶车|子|饭|热|扇|筒|池|蚊|影票|话卡)|家(?![长庭属用])|消息|布(?![兜袋鞋包偶帽])|{_TO_SCREENS})",
    ),
    _Short("领", "发放", "本带引首认占红衣", "(?=[^导域悟略先队事土养会带着]|$)"),
    _Short("送", "赠送", "报接播运配输护欢传", _BEHIND_SONG),
    _Short("派", "发放", "委特指外分选", "(?:[给送]了?|(?![来出驻遣员生人头专老医技车工]))"),
    _Short("塞", "发放", "堵阻瓶边活耳软木活", "(?:[给到进上]了?|了|(?![车住满牙翁尺北内外]))"),
    _Short("[散撒]", "发放", "解疏分松扩驱喷抛", f"(?:[给向]|(?=[出掉完光]?去?了?[{_NUMBER}]+[余多来]?[{_PIECES}个]))"),
    _Short("递", "发放", "快投传邮", f"(?:[给到上]了?|了?(?=[{_NUMBER}]))"),
    _Short("给", "发放", "发送分派递捎塞留交奖拿带供教借讲卖还寄转", _BEHIND_GEI),
    _Short("去", "发放", "出回下进过上", f"了?(?=[{_NUMBER}]+[余多来]?[{_PIECES}])"),
    _Short("捎", "赠送", "", "[给去来上了]了?"),
    _Short("捐", "赠送", "", "(?:出|给)?(?![款资血钱助])"),
    _Short("印", "印制", "复打脚手水烙拓影盖", "(?:制|刷)?好?(?![象章染度发有证花泥油台]|刷厂)"),
    _Short("摆", "展出", "摇钟", "[出上设]?(?![渡脱动平正放摊])"),
    _Short("展", "展出", "发开进扩伸施舒布临巡特联书画摄影车花灯会参办", rf"(?=了?[{_NUMBER}])"),
    _Short("竖", "展出", "", "(?![向线琴着耳]|起?大?拇)"),
    _Short("贴", "张贴", "补津体张剪创粘示暖箱车门热可湿春窗冰墙地灸便传肌蚊鼻眼足脐伏磁", _BEHIND_TIE),
    _Short("入", "发放", "", f"户(?=了?[{_NUMBER}])"),
    _Short("挂", "悬挂", "悬牵车包墙壁门", "[出上起]?(?![图号牌职钩果念件历面绳扇画毯袋灯包饰坠旗架])"),
    _Short("拉", "悬挂", "", _BEHIND_LA),
    _Short(
        "换", "perhaps", "更替互交转变调", "(?:了|到|取|回|出去?|走|得|来|给)?了?(?![新班装人季代届岗药灯血乘证了])"
    ),
    _Short("奖", "赠送", "获评颁设抽中领得大等", "(?:励|给)?(?![品项金状杯牌章学惩券者，。、；\\s]|$)"),
    _Short(
        "配",
        "perhaps",
        "分装匹搭调支适标选婚相绝",
        "(?:了|给|有|上|好)?(?![合比备送偶音料件方套戏种图置电制额眼镜色餐药菜发])",
    ),
    _Short("备", "perhaps", "准配设储具", f"(?:齐|足|好|下|妥|够)?了?(?=[{_NUMBER}])"),
    _Short(
        "带",
        "perhaps",
        "自携领绑胶磁光热地纽声海附连皮系佩臂腰背腕袖肩",
        "了?(?=[\\d一二两三四五六七八九十百]+[余多来]?[份册本张把盒袋瓶块套件箱桶])",
    ),
    _Short("用", "not", "实日使食药", "(?=\\d)"),
    _Short("签", "not", "书标便竹抽代棉牙问", "(?:了|下)?(?![到名字约证,，])"),
    _Short("测", "not", "速检快监预观自", "(?:量(?!仪)|了)?(?![温电土速孕纸试绘规量])"),
    _Short("装", "not", "包安服套童军西试着用吃饮喝尝拼组改支瓶袋盒罐份散线精简平", "(?![备修饰甲束卸满])"),
    _Short("藏", "not", "西收库珍汉", "(?:了|着)?(?=[\\d书品])"),
    _Short(
        "[碎摔砸捡挖钓喂埋扔拆抄煮熬炖栽拔]",
        "not",
        "分配耕挂盆",
        f"(?:了|到|出|起|掉)?(?=[^，。,;；、\\n\\d掘竿具罐]{{0,4}}[{_NUMBER}])",
    ),
    _Short("[喷洒]", "not", "", r"(?:了|上)?(?=[^，。,;；、\n\d壶雾头瓶罐剂枪淋器]{0,4}\d)"),
    _Short("飞", "not", "", "(?=\\d)"),
    _Short("多", "not", "许很差", "出?(?=\\d)"),
    _Short("少", "not", "", "了?(?=\\d)"),
    _Short("[拿抢]", "发放", "捉推缉擒哄", "(?:走|去|光|完|空|掉|没(?=了)|回去|回家)"),
    _Short("[抱捧拎提揣扛驮背拉运兑赢抽]", "perhaps", "带", "(?:走|回去|回家|回|去|光|完|空|没(?=了)|出去|到手)"),
    _Short("刷", "张贴", "牙鞋印冲洗毛板粉", f"(?:了|上|写)?(?=[{_NUMBER}]*[条幅]?标语)"),
    _Short("插", "展出", "穿安扦", "(?:了|上|着)?(?![秧花图条枝画话座入嘴手班队播])"),
    _Short("[穿戴]", "not", "爱拥佩贯", "(?:了|着|上)?(?![插越过])"),
    _Short("做", "not", "叫当看变", f"(?:了|出|成|好)?(?=[{_NUMBER}])"),
    _Short("收", "not", "丰签回接吸没验招征", "(?:上来|上|齐|到|了|集|回|来|(?=[旧废空过\\d]))"),
    _Short("办", "not", "承主举协合筹开操兴督", "(?:理|了|好|成|到)?(?![法公事班学讲展会结])"),
    _Short("修", "not", "装进研维整编选检抢自", "(?:好|了|复|理|补)?(?![枝剪眉脚甲正改订])"),
    _Short("磨", "not", "折琢", "(?:了|好|快)?(?![牙砂具])"),
    _Short("添", "not", "增", "(?:置|了)?(?![加剂])"),
    _Short("出", "perhaps", _BEFORE_CHU, f"了?(?=[{_NUMBER}])"),
    _Short("打", "not", "苏一半每敲拍", "(?=[^造印卡算工击扮扫，。]{0,3}\\d)"),
)
_PART_OF_A_NAME = (
    r"(?:试[剂纸条盒]|[包券盒袋卡纸笔册套箱板条片棒本簿](?:件|子|装)?(?:[\d，。、,;；各每人共发送赠随都全也就还已]|$))"
)
"""「拓印包97份」, 「更换券31张」: the verb only says what the thing is for."""
_SUBJECT = (
    "(?:实用)?(?:技术|知识|方法|安全|指南|要点|常识|规程|规范|操作|防治|管理|标准|手册|须知|提示|流程|说明|小常识)"
)
"""「种植技术明白纸」, 「检测知识折页」: what the paper tells of."""
_RECEIVING = ("收到", "接到", "收了", "接受", "募集", "征集", "回收")
_FETCHED = r"从[^，。,;；\n从]{1,10}?领[了取来回]?"
_WON = (
    "(?:头[名奖]|第[一二三123]名?|[冠亚季]军|[一二三特]等奖|优胜[者组队]?|胜者|赢家|胜出者?)"
    "(?:的)?(?:拿了|得了?|获得?|抱走|奖励?|赢得|是|:)|有奖(?![问竞知征答游])"
)
_DONE = tuple("了到过出完掉")
_PARTICLE = f"{_AWAY}?[了过]?"


def _names() -> str:
    """Names that end as a verb begins, or begin with one: 「反光贴300条」, 「检测试剂20盒」."""
    short = frozenset(one.character for one in _SHORT)
    ending = either(tuple(name for name in words("items", "material") if len(name) > 1 and {name[0], name[-1]} & short))
    acts = tuple(act for act in words("handing", "not") if not act.endswith(_DONE))
    return (
        f"{ending}|测试(?=[剂纸盒条棒卡])|[赠捐]书(?=[，,。]|仪式|活动)|{either(acts)}(?={_PART_OF_A_NAME}|{_SUBJECT})"
    )


@cache
def _verbs() -> re.Pattern[str]:
    patterns = [f"(?P<赠送_won>{_WON})", f"(?P<{_NAME}>{_names()})", f"(?P<not_fetched>{_FETCHED})"]
    for place, (meaning, acts) in enumerate(reversed(tuple(sections("handing").items()))):
        patterns.append(f"(?P<{meaning}_word{place}>{either(acts)}{_PARTICLE})")
    patterns.append(_shorts(tuple(one for one in _SHORT if one.meaning != "not")) + _PARTICLE)
    patterns.append(f"{_shorts(tuple(one for one in _SHORT if one.meaning == 'not'))}{_PARTICLE}(?!{_PART_OF_A_NAME})")
    return regex(f"(?=[{_firsts()}])(?:{'|'.join(patterns)})")


def _shorts(verbs: tuple[_Short, ...]) -> str:
    """Verbs of one character behind a look at all of them: one by one few of them are tried."""
    characters = "".join(one.character.strip("[]") for one in verbs)
    return f"(?=[{characters}])(?:{'|'.join(map(_short, verbs))})"


def _short(verb: _Short) -> str:
    after = f"(?<![{verb.not_after}])" if verb.not_after else ""
    return f"(?P<{verb.meaning}_short{_SHORT.index(verb)}>{after}{verb.character}{verb.behind})"


def _firsts() -> str:
    """Every character a verb or such a name begins with: a text is passed over quickly where none stands."""
    known = (*words("items", "material"), *(word for acts in sections("handing").values() for word in acts))
    return "".join(
        sorted(
            {
                *"从头第冠亚季一二三特优胜赢有",
                *(word[0] for word in known),
                *"".join(one.character.strip("[]") for one in _SHORT),
            }
        )
    )


def verbs_in(plain: str) -> tuple[Verb, ...]:
    """Every verb that says what was done with things, from left to right."""
    found = [_verb(match) for match in _verbs().finditer(plain) if match.lastgroup != _NAME]
    return tuple(verb for at, verb in enumerate(found) if not at or not _describes(plain, verb, found[at - 1]))


def _describes(plain: str, verb: Verb, before: Verb) -> bool:
    """「送出打印小挂件」, 「收到捐赠图书」: the second verb only says what kind of thing it was."""
    if verb.start != before.end or Hand.NOT not in (verb.hand, before.hand):
        return False
    return before.hand is Hand.OUT or plain.startswith(_RECEIVING, before.start)


def _verb(match: re.Match[str]) -> Verb:
    meaning = (match.lastgroup or "").partition("_")[0]
    hand = Hand(meaning) if meaning in (Hand.PERHAPS, Hand.NOT) else Hand.OUT
    return Verb(*match.span(), meaning if hand is Hand.OUT else "", hand)

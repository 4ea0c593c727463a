"""What is done with things: the verbs that hand out or put up, and those that only use, collect or make."""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple


class Hand(StrEnum):
    """How far a verb says that a thing left our hands."""

    OUT = "out"
    PERHAPS = "perhaps"
    NOT = "not"


class Verb(NamedTuple):
    """A verb in a text; `action` is its official word."""

    start: int
    end: int
    action: str
    hand: Hand


_OUT: tuple[tuple[str, str], ...] = (
    ("印发", r"印发[了过]?"),
    ("编印", r"(?:编印|编写印发|编制)[了过]?"),
    ("印制", r"(?:已经?|加)?印(?:制|刷)?(?:好)?了?(?![象章染度发有证花]|刷厂)(?<!复印)(?<!打印)(?<!脚印)(?<!手印)"),
    ("颁发", r"(?:颁发|授予)[了过]?"),
    ("发放", r"(?:发放|派发|散发|分发|下发|配发|领取|领走|拿走|取走|带走|发出去|发出|发给|发送|发完|发掉|发光)[了过]?"),
    (
        "发放",
        r"(?<![开研突出触多高蒜理沙头批首并引诱爆激启转迸焕印颁下分散派配奋])发(?:了|过|掉)?"
        r"(?![展现生言动布挥明起电病热酵财芽育群图票朋表行作射达觉音声光烧愁呆帖文稿改委往家新微抖你我他们在到扬奋出送完放给消信通视照])",
    ),
    ("发放", r"(?<![本带引首认占])领(?:了)?(?=[^导域悟略先队事土养会带着到取走]|$)"),
    (
        "赠送",
        r"(?:赠送|捐赠|赠予|赠阅|奉送|赠)[了过]?|送(?:出去|出|给|上|了|完|去了?(?![温知关清健服科祝问欢医政了]))了?|(?<![报接播运配输护欢传])送(?![课教医科法文下去到走戏电温清来达健福]|一程|知识|技术|政策|关爱)",
    ),
    (
        "展出",
        r"(?:展出|摆放|展示|陈列|布展|布置|布设|设置|架设)[了过]?|摆(?:出|了|上|设)?(?![渡脱动平正])|展(?:了)?(?=\d)|竖(?:起|立)?了?",
    ),
    ("张贴", r"(?:张贴|粘贴)[了过]?|(?<![补津体张剪创])贴(?:出|了|上|挂)?(?![士纸近心息画])"),
    (
        "悬挂",
        r"悬挂[了过]?|(?<![悬牵])挂(?:出|了|上|起)?(?![图号牌职钩果念件历])|拉(?:起|了|上)?(?=[^萨丁力动着肚]{0,4}(?:横幅|条幅|标语|\d))",
    ),
)
_PERHAPS = (
    r"准备了?|备(?:好|足|了)?(?=\d)|带(?:去|来|了|上)|携带|制作了?|定制了?|定做了?|购买了?|购置了?|采购了?|买(?:来|了)?|做了|用(?:完|掉)了?|配备了?"
    r"|(?<![发开进扩伸施舒])展(?![开板示览现业望品台架厅位区])|设(?![备施计立法想有])|奖(?:励)?了?(?=\d)|换(?:取|走|了|到)"
)
_NOT = (
    r"使用了?|用(?:了|去|坏|到)|(?:共|就|先)用(?=\d)|消耗了?|动用|演示|演练|架(?:了|起|设)|飞(?:了|行)?(?=\d)|打(?:了|疫苗|针)?(?=[^造印卡算工击扮扫]{0,3}\d)|收(?:到|集|回|取|缴|了|获)|征集|回收"
    r"|采集|采摘|完成|评出|评选|审核|修(?:好|理|了|剪)|维修|拆(?:了|除)|安装|栽(?:种|了)?|种(?:植|下|了)|播放|放映|填写了?|签(?:订|了|下)|拍(?:摄|了)|录(?:制|了)|检查|排查|整改|处理|出动|投入"
    r"|(?<![速检])测(?:量(?!仪)|了|试(?!纸))|检测(?![盒卡条试仪])|(?:快|抽|送)?检(?:了|验)|新增|购入|入库|新进|量(?:血压|了)|体验|参观|观看|借(?:了|来|用|走|出|阅)|租|讲(?:了|解)?|喝(?:了|掉)?|吃(?:了|掉)?|煮|熬|清理|捡(?:了|拾)?|清运|丢|弄坏|坏了|缺|欠|剩(?:下|了|余)?|还(?:剩|差)|差(?:了)?(?=\d)|接种|注射|答(?:了|对)"
    r"|制止|查(?:出|获|处)|发现|提(?:出|了)|接(?:到|听)|报名|上报|报送|上交|整理|登记|统计|收看|下载|浏览|转发|点击|阅读量"
)


@cache
def _verbs() -> re.Pattern[str]:
    named = [f"(?P<a{place}>{pattern})" for place, (_, pattern) in enumerate(_OUT)]
    return re.compile("|".join([f"(?P<no>{_NOT})", *named, f"(?P<perhaps>{_PERHAPS})"]))


def verbs_in(plain: str) -> tuple[Verb, ...]:
    """Every verb that says what was done with things, from left to right."""
    return tuple(map(_verb, _verbs().finditer(plain)))


def _verb(match: re.Match[str]) -> Verb:
    group = match.lastgroup or ""
    if group == "no":
        return Verb(*match.span(), "", Hand.NOT)
    if group == "perhaps":
        return Verb(*match.span(), "", Hand.PERHAPS)
    return Verb(*match.span(), _OUT[int(group[1:])][0], Hand.OUT)

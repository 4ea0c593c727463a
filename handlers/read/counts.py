"""A number of a text with what stands around it, and the words before it that say what it counts."""

from typing import NamedTuple

from handlers.read.amounts import Figure
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex
from handlers.read.people import People


class Count(NamedTuple):
    """A number with what stands around it: the measure word and its end, what leads up to it, words for people.

    `crowded`: a number before it was one of people. `followed`: the next word for people begins right behind it.
    `peopled`: the text speaks of people somewhere. `named`: where in `before` the last word for people ends (0: there
    is none). `nearby`: the clause before that speaks of people. `listed`: it stands in a list of teams, as in
    「木工班50，钢筋班40」.
    """

    plain: str
    figure: Figure
    measure: str
    after: int
    before: str
    called: tuple[People, ...]
    crowded: bool = False
    followed: bool = False
    peopled: bool = False
    named: int = 0
    listed: bool = False
    nearby: bool = False

    @property
    def closed(self) -> bool:
        """Whether the clause ends behind it, so that it counts nothing that follows."""
        return _BARE.match(self.plain, self.after) is not None or self.followed or is_settled(self)


TOTAL = regex(
    rf"(?:(?<![安保健齐]){any_of('counting', 'total')}|(?:^|[，,])(?:就|那)?算|(?<![公青中])共(?!同|享|产|建|青|和))"
    r"[^，,。；;、]{0,8}$"
    rf"|{any_of('counting', 'reached_total')}[^，,。；;、]{{0,6}}$|^[合计]\s?$"
    r"|^(?:所以|因此)(?:一?共|就|总共)?(?:有|是)?$"
)
LABEL = regex(
    rf"{any_of('counting', 'label')}\s?(?:[:|】\]是为有大约共在\s]|应该?是?|大概|大致|约莫|统计|差不多)*$"
    rf"|{any_of('counting', 'filled_in')}(?:人员|对象|者|了?多少)?:\s?$"
)
RECORD = regex(
    r"(?:签到[表簿本册单]|点名[机册器]|打卡机|计数器|闸机|登记[表簿本册]|后台|系统|票根|门票)"
    r"(?:上|里)?(?:显示|数了?|是|有|记着?|写着?|共|为|统计)*\s?$"
)
"""「点名机显示203」, 「签到表是七十九个」."""
_COUNTED = (
    "(?:点了?[点数]|数了?数|[点数]过[，,]?就?是?|清点了?|点名|实打实|[一细]数"
    "|[点数]了?(?:一?下?的?人头|[一两]?下|[一两三][遍回])|[点数]下来|数来数去|数过来|数返[系是]?)"
)
COUNTED_UP = regex(rf"{_COUNTED}(?:一下)?[，,: ]?[是有]?$")
ADDED = regex(
    r"(?:(?<!参)加(?![我入班油强工深快固热])上?|外加|算上|连上|另加|再加|又(?:[来到进]|陆续|添|加)了?)[^，,。；;\n\d]{0,8}$"
)
"""「后厨六个人，加上传菜的四个」."""
ONLINE = regex(rf"(?:{any_of('counting', 'online')}|网络(?!安全|诈骗|谣言|素养|文明|知识))[^，。；;\s]{{0,8}}$")
_BARE = regex(
    r"(?:之间|左右|上下|都有|以上|出头|(?:到|来|都|全)?齐了?|全到了?|吧|呢|呀|啊|哈|了|整|的样子|听|围观|来的|到的|参加|参观|在听)*"
    r"(?:\s?(?:$|[，,。；;！!？?、\n\t|)+…]|/(?!\d)|\((?!\d)|男|女|[早晚中白夜日]班|[一-龥]{1,3}族|老师|家长|学生|小孩|大人|然后|接着|还有|另外|每(?=[人家户个]))|\s+(?![\d份册本张块个条把幅件套只支盒袋瓶]))"
)
_TAKEN_AS = regex(r"(?:^|[，,。])(?:就|那就?|先|暂且?)?按$")
_AS_COUNTED = regex(r"\s?(?:算|报|登记|计|记|统计)")
_NUMBERED = regex(r"第$|\d[.:]$|\d\s$|[A-Za-z]$")
_BEHIND_COLON = regex(r"[.:]$")


def is_settled(count: Count) -> bool:
    """「就按九百五算吧」: somebody decides on a number."""
    lead = count.plain[max(0, count.figure.start - 5) : count.figure.start]
    return _TAKEN_AS.search(lead) is not None and _AS_COUNTED.match(count.plain, count.after) is not None


def is_numbered(count: Count) -> bool:
    """「第3名」, 「8:30」, 「B2员工通道」; a colon alone is none before a measure word: 「去的:45名」."""
    lead = count.plain[max(0, count.figure.start - 2) : count.figure.start]
    return _NUMBERED.search(lead) is not None or (not count.measure and _BEHIND_COLON.search(lead) is not None)

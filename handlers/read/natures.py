"""Whether a text tells of an activity at all, done or planned: how much speaks for it, and what speaks against it."""

from dataclasses import dataclass

from handlers.read import amounts
from handlers.read.days import in_the_future
from handlers.read.hearsay import is_of_others
from handlers.read.idletalk import complains, is_dropped, is_supposed, only_compares, wonders
from handlers.read.lexicon import any_of
from handlers.read.outputs import outputs_in
from handlers.read.parties import has_parties
from handlers.read.patterns import regex
from handlers.read.reading import Context
from handlers.read.sights import Sights
from handlers.read.signs import last_of, speaks_of
from handlers.read.tenses import has_happened, is_announced
from handlers.read.upcoming import points_ahead
from handlers.read.weighing import is_placed, sessions_of, weight_of


@dataclass(frozen=True, slots=True)
class _Case:
    """What is to be judged: a text, how much in it speaks for an activity, and whether it says that it was done."""

    sights: Sights
    context: Context
    weight: int
    happened: bool

    @property
    def plain(self) -> str:
        return self.sights.writing.plain

    @property
    def sure(self) -> bool:
        """Whether people were counted and it was done, or everything else is told too."""
        return bool(self.sights.groups) and (self.happened or self.weight >= _FULL)

    @property
    def placed(self) -> bool:
        return is_placed(self.sights)

    @property
    def approval(self) -> bool:
        """「我想下周三在学校搞个科学实验秀，行吗」: what is asked about is still a plan."""
        return bool(_APPROVAL.search(self.plain)) and self.announced

    @property
    def announced(self) -> bool:
        """Whether it speaks of what is to come, by a word or by a day that may be the one ahead."""
        return is_announced(self.plain) or points_ahead(self.sights, 0, len(self.plain), self.context)


_SOME = 10
_ENOUGH, _FULL, _OVERFULL = 3, 4, 5
_QUOTED = regex(r"《[^》]*》|“[^”]*”|‘[^’]*’|\"[^\"]*\"")
_ASKED = regex(
    rf"[?？]|{any_of('natures', 'asked')}|怎么(?!样)|多少(?=人[?？]|份[?？])|吗(?:$|[，,。？?！!~])"
    r"|如何(?=[^，,。；;]{0,6}[?？吗])|谁(?=有|能|在|来(?!的)|去|家|拿|知道|还没|负责)"
)
_TAUGHT = regex(r"(?:讲|教|学|听|唠|聊|宣传|演示|科普|问)[^，,。；;！!？?]{0,24}$")
_SENTENCE = regex(r"[^。；;！!？?\n]+[。；;！!？?\n]?")
_DOES, _SURE = 3, 45
"""How strong a word for a kind, and how sure a place must be to count."""
_ENDS_ASKING = regex(r"(?:[?？]|吗|呢)[。！!~～\s]*$")
_APPROVAL = regex(
    r"(?:同意不|够不够|合适吗|合不合适|能不能用|方便[吗不]|看?行不|可以[吗不]|可不可以|行不行?|行吗|可否|好不好|成不成?|能行吗?|妥否)[^，,。]{0,4}[?？]?$"
)
_FELL_THROUGH = regex(
    r"(?:讲座|活动|课|培训|演练|义诊|宣讲|会|班)[^，,。；;\d]{0,3}没(?:能|有)?[开办搞讲做弄](?:起来|成)[^。；;\n]{0,4}[，,。]?(?:下次|改天|以后|过几天|再说|再定|再约|取消|都?散了)"
)
"""「就来了仨，讲座没开起来，下次再说」."""
_PAPERS = regex(rf"请(?:各|大家|所有|你们)[^，,。；;]{{0,30}}{any_of('natures', 'papers')}")
_SENT_IN = regex(r"请[将把][^，,。；;\n]{0,30}[报交传]")
_INSPECTS = r"[来到][^，,。；;\n]{0,2}(?:看|查|检|视|调|考|验|指导|剪彩)"
_VISIT = regex(rf"{any_of('natures', 'leaders')}[^，,。；;\n]{{0,6}}{_INSPECTS}")
_DUE = regex(
    r"(?:点|\d[日号]|下班|月底|今天|明天|周[一二三四五六日])[^，,。；;\n]{0,4}前[^，,。；;\n]{0,6}(?:上?报|交|填报|提交|报送|反馈)[^，,。；;\n]{0,16}(?:表|材料|数据|总结|名单|统计|台账)"
)
"""「今天中午12点前报5月统计表」."""
_STAYS_AWAY = regex(r"逾期(?:不候|未)|(?:去|来|参加|参会)不了")
_FETCHED = regex(r"(?:去|从|找|派人|到[^，,。；;\n]{1,8})[^，,。；;\n]{0,8}领(?:取|了|走|回)|来领(?!了|走)")
_STORED = regex(r"[放在去到存剩搬堆锁][^，,。；;\n]{0,6}(?:仓库|库房|柜子|柜里|\d号柜)")
"""「展板在仓库靠墙那个柜子里」."""
_LIST_COUNTED = regex(r"(?:签到|报名|登记)[表册簿]上?有?\s?(?=\d)")
"""「签到表78行」 tells how many came."""
_TOLD_OF = regex(r"(?<![主宣演])讲(?!座|稿|义|话|师)(?:的是|了|解)?[^，,。；;！!？?\n]{1,14}")
"""「讲人工智能写总结」: what was taught is no talk of the office."""
_ADDED_UP = regex(r"(?:一共|总共|拢共|合计)(?:有|是)?\d")
_MADE_UP = regex(r"补(?:上|办|讲|做|开)了")


def is_told(sights: Sights, context: Context) -> bool:
    """Whether a text tells of an activity at all, held or planned; questions, requests and hearsay do not."""
    weight = weight_of(sights, context)
    if weight < _ENOUGH:
        return False
    case = _Case(sights, context, weight, has_happened(sights.writing.plain))
    return not any(objection(case) for objection in _OBJECTIONS)


def _is_hearsay(case: _Case) -> bool:
    """It was others who held it; that stands before the first number of people."""
    return is_of_others(case.plain, min((one.start for one in case.sights.groups), default=len(case.plain)))


def _is_idle(case: _Case) -> bool:
    """What would be nice, what was long ago, what something is compared with."""
    return not case.happened and (is_supposed(case.sights) or complains(case.sights))


def _remembers(case: _Case) -> bool:
    """「去年那场到底是62人还是72人来着」."""
    return wonders(case.sights) or only_compares(case.sights)


def _is_notice(case: _Case) -> bool:
    """「请各村月底前报送总结」, 「我明天去不了」: papers are asked for, or somebody cannot come."""
    return any(sign.search(case.plain) for sign in (_PAPERS, _SENT_IN, _DUE, _STAYS_AWAY))


def _ends_asking(case: _Case) -> bool:
    """「咱们上个月办了几场呢？」; not at the end of a full report."""
    asks = _ENDS_ASKING.search(_QUOTED.sub("", case.plain)) is not None
    return asks and not case.approval and not (case.sure and case.weight >= _OVERFULL) and not _is_told_beside(case)


def _asks(case: _Case) -> bool:
    """Whether it asks something anywhere; 「讲疫苗怎么打」 and 《雷电来了怎么办》 do not."""
    told = _QUOTED.sub("", case.plain)
    asks = any(not _TAUGHT.search(told, 0, match.start()) for match in _ASKED.finditer(told))
    if not asks or case.approval or _is_told_beside(case):
        return False
    counted = any(not case.plain.startswith("几", one.start) for one in case.sights.groups)
    return not (counted and (case.sights.days or case.placed))


def _is_told_beside(case: _Case) -> bool:
    """「水肥一体化咋弄？技术员在瓜棚里演示了一遍，瓜农21个」: enough is told in the sentences that ask nothing."""
    told = [one.span() for one in _SENTENCE.finditer(case.plain) if not _ASKED.search(one[0])]
    if _sums_up(case, told):
        return True
    if not any(has_happened(case.plain, *span) for span in told):
        return False
    sights = case.sights
    strong = any(_within(one.start, told) for one in sights.kinds if one.strength >= _DOES)
    placed = any(_within(one.start, told) for one in sights.places if one.rank >= _SURE)
    counted = any(_within(one.start, told) for one in sights.groups)
    dated = any(_within(one.start, told) for one in sights.days)
    return 2 * strong + 2 * counted + placed + dated >= _ENOUGH


def _sums_up(case: _Case, told: list[tuple[int, int]]) -> bool:
    """「一月办了多少？报上来的是33期，农民2750人次」: the question is answered."""
    counted = [one.start for one in case.sights.groups]
    return any(
        any(start <= place < end for place in counted)
        and sessions_of(case.plain[start:end]) > 1
        and not is_announced(case.plain[start:end])
        for start, end in told
    )


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _was_called_off(case: _Case) -> bool:
    """「路塌方了，讲座没去成」; not 「取消了两个摊位，还是来了300人」."""
    if _FELL_THROUGH.search(case.plain) or (not case.happened and speaks_of("nobody came", case.plain)):
        return True
    if not case.happened and is_dropped(case.plain) and not _is_postponed(case):
        return True
    done = case.happened and case.weight >= _FULL
    return not case.sure and not done and speaks_of("called off", case.plain) and not _is_postponed(case)


def _is_postponed(case: _Case) -> bool:
    """「没讲成的急救课放到下周一讲」, 「年前没办成，初五补上了」: it has another day; not 「取消了，改到下周」."""
    off, today = last_of("called off", case.plain), case.context.at.date()
    later = any(one.start >= off and in_the_future(one.days, today) for one in case.sights.days)
    return bool(_MADE_UP.search(case.plain, max(off, 0))) or (
        later and case.weight >= _FULL and "取消" not in case.plain
    )


def _is_office_talk(case: _Case) -> bool:
    """「台账传不上去」, 「去县里领了200本手册」: papers, stores and thanks."""
    ahead = case.announced and any(one.strength >= _DOES for one in case.sights.kinds)
    full = case.weight >= _FULL and (case.happened or ahead)
    if case.sure or full:
        return False
    return speaks_of("office", _TOLD_OF.sub("", _LIST_COUNTED.sub("", case.plain))) or any(
        sign.search(case.plain) for sign in (_FETCHED, _STORED, _VISIT)
    )


def _thanks(case: _Case) -> bool:
    """「昨天的讲座真好听，谢谢王老师」; not 「刚下播，在线3200人，谢谢各位」."""
    if case.sure or not speaks_of("thanks", case.plain):
        return False
    full = case.weight >= _FULL
    if case.happened and full:
        return False
    return not (
        (case.happened or full) and any((one.amount.value or 0) >= _SOME for one in amounts.figures(case.plain))
    )


def _was_a_listener(case: _Case) -> bool:
    """「今天我去旁听了市里的科普培训，收获很大」: somebody else held it."""
    counted = case.sights.groups or outputs_in(case.sights.undated.plain, case.context.taxonomy).outputs
    return speaks_of("learned", case.plain) and not counted


def _was_a_meeting(case: _Case) -> bool:
    """「昨天在镇上开科普工作推进会」."""
    return speaks_of("meeting", case.plain) and not any(one.strength >= 3 for one in case.sights.kinds)


def _is_thin(case: _Case) -> bool:
    """Whether there is little but a word for a kind and a day: 「今天讲座」."""
    sights = case.sights
    if case.weight > _ENOUGH or case.happened or sights.groups or case.placed or case.announced:
        return False
    if any(in_the_future(one.days, case.context.at.date()) for one in sights.days):
        return False
    plain = sights.undated.plain
    if _ADDED_UP.search(plain) or (speaks_of("viewed", plain) and any(character.isdigit() for character in plain)):
        return False
    counted = has_parties(plain) or outputs_in(plain, case.context.taxonomy).outputs
    return amounts.uncounted(plain) is None and not counted


_OBJECTIONS = (
    _is_hearsay,
    _is_idle,
    _remembers,
    _is_notice,
    _ends_asking,
    _asks,
    _was_called_off,
    _is_office_talk,
    _thanks,
    _was_a_listener,
    _was_a_meeting,
    _is_thin,
)

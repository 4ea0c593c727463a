"""Whether a number in a text is one of people: by its measure word, by words for people, by what they did."""

import re
from typing import NamedTuple

from handlers.read.amounts import Figure
from handlers.read.lexicon import any_of
from handlers.read.people import People


class Count(NamedTuple):
    """A number with what stands around it: the measure word and its end, what leads up to it, words for people.

    `crowded`: a number before it was one of people. `followed`: the next word for people begins right behind it.
    `peopled`: the text speaks of people somewhere, `named`: where in
    `before` the last word for people ends (0: there is none). `listed`: it stands in a list of teams (「木工班50，钢筋班40」).
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

    @property
    def closed(self) -> bool:
        """Whether the clause ends behind it, so that it counts nothing that follows."""
        return _BARE.match(self.plain, self.after) is not None or self.followed or _is_settled(self)


_OF_PEOPLE = re.compile("人|个[人名签脑]|号人|口|条")
TOTAL = re.compile(
    rf"(?:(?<![安保健齐]){any_of('counting', 'total')}|(?:^|[，,])(?:就|那)?算|(?<![公青中])共(?!同|享|产|建|青|和))[^，,。；;、]{{0,8}}$"
    rf"|{any_of('counting', 'reached_total')}[^，,。；;、]{{0,6}}$|^[合计]\s?$"
)
_SUMMED_UP = re.compile(rf"(?:{any_of('counting', 'total')}|共|^(?:就|那)?算)[是有得了:\s]{{0,2}}$|^[合计]\s?$")
LABEL = re.compile(
    rf"{any_of('counting', 'label')}\s?(?:[:|是为有大约共在\s]|大概|大致|约莫|统计|差不多)*$"
    rf"|{any_of('counting', 'filled_in')}(?:人员|对象|者|了?多少)?:\s?$"
)
_CAME = re.compile(
    rf"(?:{any_of('counting', 'came')}|(?<![拿做赶遇找用收买领等轮说讲叫排碰])到了?)(?:有|的|的有|人|了|达|的得有)*\s?$"
)
_CAME_IN_ALL = re.compile(r"(?:参加|来|到|听|参观)了?[，,](?:一共|总共|共|合计)$")
_TAKEN_AS = re.compile(r"(?:^|[，,。])(?:就|那就?|先|暂且?)?按$")
_AS_COUNTED = re.compile(r"\s?(?:算|报|登记|计|记|统计)")
"""「就按九百五算吧」."""
_TURN = re.compile(
    r"(?:[上下]午|早|晚|[头首末](?:一|两)?|[二三两]|最后一|又一|另一|第[一二三四五]|[日夜])[场拨批波轮期][:有来了]*$"
)
"""「头场九十多，二场一百一」."""
_THOSE_WHO = re.compile(
    r"(?:看|听|问|咨询|来|扫码|参加|参与|问询|驻足|排队|体验|围|坐|学|领|赶集|赶场)[^，,。；;、\d]{0,3}[的哩](?:人|群众)?(?:也|有|约|得有|共)*\s?$"
)
_THOSE_WHO_CAME = re.compile(
    r"(?:[听问来学围坐玩逛]|体验|参观|咨询|参加|参与|驻足|排队|赶[集场]|签到|打卡|登记|报到|停下来?|留下来?)[^，,。；;、\d]{0,3}[的哩](?:人|群众)?(?:也|有|约|得有|共)*\s?$"
    r"|人[^，,。；;、\d]{0,6}登记了?$|(?:扫码?[^，,。；;、\d]{0,6}|领[^，,。；;、\d]{2,4})[的哩](?:人|群众)?(?:也|有|约|得有|共)*\s?$"
    r"|[看领测验][^，,。；;、\d]{0,3}[的哩](?:人|群众)(?:也|有|约|得有|共)*\s?$"
)
"""Those who did what one does not do with things: 「问的人88个」 counts people, 「看的3个」 perhaps halls."""
_UNKNOWN = re.compile(
    r"[一-龥]{0,2}[^，,。；;、\d\s班组队村校户家社厂车位点场次镇乡县摊台件箱包筐袋样架话息题]{1,2}(?=[，,。；;]|$)"
)
"""「来了二十三个把式」: who comes is somebody, whatever he is called."""
_PERSONS = re.compile(
    rf"(?:^|[，,。；;、\s])(?:人头?|{any_of('counting', 'doing')}的)"
    r"(?:是|有|共|约|就|大概|一共|得有|拢共|来了|到了|坐了)*\s?$"
)
"""「人是92个」, 「钓鱼的17个」."""

_PAIR = re.compile(rf"[一-龥]{{0,4}}?{any_of('counting', 'pairs')}")
_PAIR_BEFORE = re.compile(rf"{any_of('counting', 'pairs')}(?:来了|到了|一共|总共|有|共|约|\s)*$")
_GIVEN_ALIKE = re.compile(r"[一各发送]")
ADDED = re.compile(r"(?:加上|外加|算上|连上|另加|再加)[^，,。；;\n\d]{0,8}$")
"""「后厨六个人，加上传菜的四个」."""
_LETTER = re.compile("[一-龥]")
_PRIZE = re.compile(r"(?:奖|冠军|亚军|季军|前|第|排)\s?$")
_GATHERED = re.compile(
    r"(?:(?:凑[够齐了]|叫来|喊来|聚了?|招呼来|吆喝来)[^，,。；;\n\d]{0,4}人[^，,。；;\n\d]{0,3}"
    r"|(?:来|到场|在座|坐着?|听课|听讲|参加|上课)的?[^，,。；;\n\d]{0,3}[都全净][^，,。；;\n\d]{1,10}|(?:^|[，,。；;])(?:来的|到的)?人(?:[呢嘛么头]?|[不挺很真也可还]?[算太是]?[多少齐够旺满][了啊吧的]?))[，,…—:\s]+$"
)
"""「吆喝三遍才凑够人…十一个」, 「来的都是老面孔，十七个」."""
_CROWD = re.compile(
    r"(?:人|[来听看问]课?的|座无虚席|满座|爆满|络绎不绝|水泄不通|满满当当|黑压压|乌泱乌泱|[围挤坐站]得)[^。；;\n]{0,8}[，,]$"
)
_GOES_ON = re.compile(
    r"\s?(?:学(?![校生院期科段区员会])|来(?!源)|看(?![点台])|进(?![口程])|出(?![入口])|试(?![点验题卷])|站(?![点台牌])|上(?![级游])|下(?![级属游])"
    r"|排(?=队|着|好)|轮(?=流|着|番)|玩(?!具)|走(?!廊)|跑(?!道)|练(?!习)|坐(?![垫席])|分(?=[两三四五成]|批|头|别)"
    r"|[跟听都也围全到往从在把给爬喊凑挤摸做动逛游骑唱跳问答齐均还就]|一起|一块|参加|体验|观看|参观|被|主动|自发|陆续|纷纷|轮番|先后|现场)"
)
"""Behind 「船员53个」: what they did, and no thing that they had so many of."""
RECORD = re.compile(
    r"(?:签到[表簿本册单]|点名[机册器]|打卡机|计数器|闸机|登记[表簿本册]|后台|系统|票根|门票)"
    r"(?:上|里)?(?:显示|数了?|是|有|记着?|写着?|共|为|统计)*\s?$"
)
"""「点名机显示203」, 「签到表是七十九个」."""
_COUNTED = (
    "(?:点了?[点数]|数了?数|[点数]过[，,]?就?是?|清点了?|点名|实打实|[一细]数"
    "|[点数]了?(?:一?下?的?人头|[一两]?下|[一两三][遍回])|[点数]下来)"
)
_HEADS = re.compile("人头?|点名")
COUNTED_UP = re.compile(rf"{_COUNTED}(?:一下)?[，,: ]?[是有]?$")
_COUNTING = re.compile(
    r"\s*(?:大概|大约|约|一共|总共|共|得有|能有|足足|差不多|也|就|才|只|怕是?|估摸着?|登记了?)?有?\s*"
)
_ROUGHLY = re.compile(r"(?:^|[有算足])\s?$")
_THINGS = re.compile(
    r"(?<!外)卖|[做建画剪]了|制[作成]|[设搭拔温压距积速高深长宽重远龄历]"
    r"|[发送赠贴摆挂散派领换借带配备耗印奖拿抽收装种栽买花存赚省投赞播转粉斤亩株棵元块钱度岁年张份册本盒袋件只条把瓶样道题]"
)
"""In the words before a bare number: it may be one of things, of money, of plays."""
_NUMBERED = re.compile(r"第$|\d[.:]$|\d\s$|[A-Za-z]$")
_OURSELVES = re.compile("[我你他她们咱]$")
_OF_A_CLASS = re.compile(r"\)?(?:班(?!长)|年级|中队|连(?=[，,、\s\d]))")
"""「高三(2)班」, 「五1班」."""
_BEHIND_COLON = re.compile(r"[.:]$")
_HOUSEHOLD = re.compile("(?:家庭|班组|小组|团队|社团|单位|团体|队)$")
ONLINE = re.compile(rf"(?:{any_of('counting', 'online')}|网络(?!安全|诈骗|谣言|素养|文明|知识))[^，。；;\s]{{0,8}}$")
_BARE = re.compile(
    r"(?:之间|左右|上下|以上|出头|(?:到|来|都|全)?齐了?|全到了?|吧|呢|呀|啊|哈|了|的样子|听|围观|来的|到的|参加|参观|在听)*"
    r"(?:\s?(?:$|[，,。；;！!？?、\n\t|)+]|/(?!\d)|\((?!\d)|男|女|老师|家长|学生|小孩|大人)|\s+(?![\d份册本张块个条把幅件套只支盒袋瓶]))"
)


def counts_people(count: Count) -> bool:
    """Whether a number is one of people at all: by its measure word, by the word for people, by the verb."""
    if _is_numbered(count) and not (LABEL.search(count.before) or _is_entered(count)):
        return False
    if not count.measure and _OF_A_CLASS.match(count.plain, count.figure.end):
        return False
    if _OF_PEOPLE.match(count.measure) or count.measure == "号人":
        return not _is_anybody(count)
    match count.measure:
        case "组":
            return False
        case "名" | "位":
            return not _is_household(count) and _PRIZE.search(count.before) is None
        case "对":
            return is_of_pairs(count) or _came(count)
        case "号" | "群":
            amount = count.figure.amount
            rough = count.closed and amount.approximate and (amount.value or amount.low or 0) >= 10
            return bool(count.called) or rough or (_came(count) and count.before.endswith("了"))
        case "个":
            return not _is_household(count) and _counts_by_piece(count)
        case _:
            beside = any(one.start - count.figure.end in (0, 1) for one in count.called)
            goes_on = (
                bool(count.called) and count.named == len(count.before) and _GOES_ON.match(count.plain, count.after)
            )
            return beside or count.listed or bool(goes_on) or (count.closed and _counts_bare(count))


def _is_numbered(count: Count) -> bool:
    """「第3名」, 「8:30」, 「B2员工通道」; a colon alone is none before a measure word: 「去的:45名」."""
    lead = count.plain[max(0, count.figure.start - 2) : count.figure.start]
    return _NUMBERED.search(lead) is not None or (not count.measure and _BEHIND_COLON.search(lead) is not None)


def _is_entered(count: Count) -> bool:
    """「学生:112」 in a form, and no time like 「8:30」."""
    return bool(count.called) and count.called[-1].end == count.figure.start - 1 and count.before.endswith(":")


def _is_anybody(count: Count) -> bool:
    """「一人还揣了本小册子」, 「学生一人一张」, 「仨人凑一块儿去了村里」, 「万人长跑」."""
    numeral = count.plain[count.figure.start : count.figure.end]
    if (numeral == "几" and count.before.endswith("没")) or (numeral in "俩仨" and _OURSELVES.search(count.before)):
        return True
    if numeral in ("百", "千", "万") and _LETTER.match(count.plain, count.after):
        return True
    if numeral == "一" and _GIVEN_ALIKE.match(count.plain, count.after):
        return True
    return not count.called and numeral in ("一", "俩", "仨") and not _came(count)


def is_of_pairs(count: Count) -> bool:
    """「12对夫妻」, 「新人26对」: people who come by twos."""
    before = count.plain[max(0, count.figure.start - 12) : count.figure.start]
    return bool(_PAIR.match(count.plain, count.after) or _PAIR_BEFORE.search(before))


def _is_household(count: Count) -> bool:
    """「20个家庭」, 「两个班组」 are so many households or teams, not people."""
    called = count.called[-1] if count.called else None
    return called is not None and bool(
        called.start >= count.figure.end and _HOUSEHOLD.search(count.plain, called.start, called.end)
    )


def _counts_by_piece(count: Count) -> bool:
    """「63个娃」, 「娃娃28个」, 「来了91个」, but not 「三年级6个班」."""
    if count.listed or (count.closed and count.crowded and ADDED.search(count.before)):
        return True
    if not count.called:
        lead = count.plain[max(0, count.figure.start - 24) : count.figure.start]
        if COUNTED_UP.search(count.plain, max(0, count.figure.start - 8), count.figure.start):
            return count.closed
        if count.closed and (_PERSONS.search(count.before) or _GATHERED.search(lead)):
            return True
        if count.before.endswith(("来了", "到了", "坐了")) and _UNKNOWN.match(count.plain, count.after):
            return True
        if count.closed and _THOSE_WHO_CAME.search(count.before):
            return True
        summed = TOTAL.search(count.before) is not None and not _THINGS.search(lead[-14:])
        told = (_THOSE_WHO.search(count.before) and count.crowded) or (summed and (count.crowded or count.named))
        counted = count.closed and told
        return _came(count) or _CAME_IN_ALL.search(lead) is not None or bool(counted) or _told_after_crowd(count)
    return (
        count.called[-1].start >= count.figure.end
        or count.closed
        or _GOES_ON.match(count.plain, count.after) is not None
    )


def _came(count: Count) -> bool:
    return count.closed and bool(_CAME.search(count.before) or RECORD.search(count.before))


def _counts_bare(count: Count) -> bool:
    """「学生一百二」, 「人数|66」, 「来了五十多」; 「人不算多，不到五十」."""
    if COUNTED_UP.search(count.plain, max(0, count.figure.start - 8), count.figure.start):
        return count.crowded or _HEADS.search(count.before) is not None
    if count.called or any(
        pattern.search(count.before) for pattern in (_CAME, RECORD, LABEL, ONLINE, _THOSE_WHO, _PERSONS, _TURN)
    ):
        return True
    if _is_settled(count):
        return True
    if summed := _SUMMED_UP.search(count.before):
        return count.crowded or (0 < count.named and not _THINGS.search(count.before, count.named, summed.start()))
    return _told_after_crowd(count)


def _is_settled(count: Count) -> bool:
    lead = count.plain[max(0, count.figure.start - 5) : count.figure.start]
    return _TAKEN_AS.search(lead) is not None and _AS_COUNTED.match(count.plain, count.after) is not None


def _told_after_crowd(count: Count) -> bool:
    """「人不算多，不到五十」, 「听课的半百都不到，四十七八个」: the clause before spoke of those who came."""
    clause = count.figure.start - len(count.before)
    crowd = count.plain[max(0, clause - 16) : clause].rstrip()
    alone = count.closed and _COUNTING.fullmatch(count.before) is not None
    sure = count.figure.amount.approximate or count.measure == "个"
    return alone and sure and _CROWD.search(crowd) is not None


def may_count_people(count: Count) -> bool:
    """「讲了七个」, 「年轻妈妈领着，26」: worth a question, where the text gives no other number of people."""
    amount = count.figure.amount
    if not count.closed or count.measure not in ("", "个", "号") or _is_numbered(count):
        return False
    nothing_else = not _THINGS.search(count.plain, max(0, count.figure.start - 10), count.after)
    return nothing_else and _FEWEST <= (amount.value or amount.low or 0) <= _MOST


_FEWEST, _MOST = 5, 5000


def is_likely(count: Count) -> bool:
    """「围了一圈，五十出头」, 「给新媳妇讲叶酸，8个」: it names nothing, and no thing is given or counted there."""
    if not count.closed or _THINGS.search(count.plain, max(0, count.figure.start - 14), count.after):
        return False
    amount = count.figure.amount
    if count.measure == "个":
        return count.peopled and _COUNTING.fullmatch(count.before.rpartition(" ")[2]) is not None and amount.value != 1
    rough = amount.approximate and (amount.value or amount.low or 0) >= 10
    return not count.measure and rough and _ROUGHLY.search(count.before) is not None

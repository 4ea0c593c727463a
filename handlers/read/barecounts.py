"""Numbers of people that are called nothing: 「来了五十多」, 「问的人88个」, 「人不算多，不到五十」."""

from handlers.read.counts import COUNTED_UP, LABEL, ONLINE, RECORD, TOTAL, Count, is_numbered, is_settled
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex

_SUMMED_UP = regex(rf"(?:{any_of('counting', 'total')}|共|^(?:就|那)?算)[是有得了:\s]{{0,2}}$|^[合计]\s?$")
_CAME = regex(
    rf"(?:{any_of('counting', 'came')}|(?<![拿做赶遇找用收买领等轮说讲叫排碰])到了?)(?:有|的|的有|人|了|达|的得有)*\s?$"
)
_CAME_IN_ALL = regex(r"(?:参加|来|到|听|参观)了?[，,](?:一共|总共|共|合计)$")
_TURN = regex(
    r"(?:[上下]午|早|晚|[头首末](?:一|两)?|[二三两]|最后一|又一|另一|第[一二三四五]|[日夜])[场拨批波轮期][:有来了]*$"
)
"""「头场九十多，二场一百一」."""
_THOSE_WHO = regex(
    r"(?:看|听|问|咨询|来|扫码|参加|参与|问询|驻足|排队|体验|围|坐|学|领|赶集|赶场)[^，,。；;、\d]{0,3}[的哩](?:人|群众)?(?:也|有|是|约|得有|共)*\s?$"
)
_THOSE_WHO_CAME = regex(
    r"(?:[听问来学围坐玩逛]|体验|参观|咨询|参加|参与|驻足|排队|赶[集场]|签到|打卡|登记|报到|停下来?|留下来?)[^，,。；;、\d]{0,3}[的哩](?:人|群众)?(?:也|有|约|得有|共)*\s?$"
    r"|人[^，,。；;、\d]{0,6}登记了?$|(?:扫码?[^，,。；;、\d]{0,6}|领[^，,。；;、\d]{2,4})[的哩](?:人|群众)?(?:也|有|约|得有|共)*\s?$"
    r"|[看领测验][^，,。；;、\d]{0,3}[的哩](?:人|群众)(?:也|有|约|得有|共)*\s?$"
)
"""Those who did what one does not do with things: 「问的人88个」 counts people, 「看的3个」 perhaps halls."""
_UNKNOWN = regex(
    r"(?![班组队村校户家社厂区镇乡县寨屯]的)[一-龥]{0,2}[^，,。；;、\d\s班组队村校户家社厂车位点场次镇乡县摊台件箱包筐袋样架话息题]{1,2}(?=[，,。；;]|$)"
)
"""「来了二十三个把式」: who comes is somebody, whatever he is called."""
_PERSONS = regex(
    rf"(?:^|[，,。；;、\s])(?:人头?|{any_of('counting', 'doing')}的)"
    r"(?:是|有|共|约|就|大概|一共|得有|拢共|来了|到了|坐了)*\s?$"
)
"""「人是92个」, 「钓鱼的17个」."""
_GATHERED = regex(
    r"(?:(?:凑[够齐了]|叫来|喊来|聚了?|招呼来|吆喝来)[^，,。；;\n\d]{0,4}人[^，,。；;\n\d]{0,3}"
    r"|(?:来|到场|在座|坐着?|听课|听讲|参加|上课)的?[^，,。；;\n\d]{0,3}[都全净][^，,。；;\n\d]{1,10}|(?:^|[，,。；;])(?:来的|到的)?人(?:[呢嘛么头]?|[不挺很真也可还]?[算太是]?[多少齐够旺满][了啊吧的]?))[，,…—:\s]+$"
)
"""「吆喝三遍才凑够人…十一个」, 「来的都是老面孔，十七个」."""
_CROWD = regex(
    r"(?:人|[来听看问]课?的|(?:围观|驻足|到|凑热闹)的|座无虚席|满座|爆满|络绎不绝|水泄不通|满满当当|黑压压|乌泱乌泱|[围挤坐站]得)[^。；;\n]{0,8}[，,]$"
)
_FULL = regex(r"(?:座无虚席|满座|爆满|满满当当|[围挤坐站]得[一-龥]{0,6})[，,]$")
_ALL_OF_THEM = regex("[都全](?![是发送给])|个个|一个不少|一个没[少落]")
"""「给战士讲高原病，38个都能背出来」."""
_HEADS = regex("人头?|点名")
_COUNTING = regex(
    r"\s*(?:大概|大约|约|前后|拢共|统共|一共|总共|共|得有|能有|足足|差不多|也|就|才|只|怕是?|估摸着?|登记了?)?有?\s*"
)
_GATHER = regex("[围坐挤蹲凑排站驻聚涌]|[来到]了?[，,]|[来听]的")
_ROUGHLY = regex(r"(?:^|[有算足])\s?$")
_THINGS = regex(
    r"(?<!外)卖|[做建画剪]了|制[作成]|[设搭拔温压距积速高深长宽重远龄历]"
    r"|[发送赠贴摆挂散派领换借带配备耗印奖拿抽收装种栽买花存赚省投赞播转粉斤亩株棵元块钱度岁年张份册本盒袋件只条把瓶样题]"
)
"""In the words before a bare number: it may be one of things, of money, of plays."""
_FEWEST, _MOST = 5, 5000


def counts_unnamed_by_piece(count: Count) -> bool:
    """「来了91个」, 「问的人88个」, 「点了点人头，40个」; the number stands before 个."""
    lead = count.plain[max(0, count.figure.start - 24) : count.figure.start]
    if COUNTED_UP.search(count.plain, max(0, count.figure.start - 8), count.figure.start):
        return count.closed
    if count.before.endswith(("来了", "到了", "坐了")) and _UNKNOWN.match(count.plain, count.after):
        return True
    if not count.before and count.peopled and _ALL_OF_THEM.match(count.plain, count.after):
        return _THINGS.search(lead[-8:]) is None
    if _CAME_IN_ALL.search(lead) is not None:
        return True
    if not count.closed:
        return False
    if any(pattern.search(count.before) for pattern in (_PERSONS, _THOSE_WHO_CAME)) or _GATHERED.search(lead):
        return True
    summed = TOTAL.search(count.before) is not None and not _THINGS.search(lead[-14:])
    told = (_THOSE_WHO.search(count.before) and count.crowded) or (summed and (count.crowded or count.named))
    return came(count) or bool(told) or _told_after_crowd(count)


def came(count: Count) -> bool:
    """「来了26」, 「闸机显示203」."""
    return count.closed and bool(_CAME.search(count.before) or RECORD.search(count.before))


def counts_bare(count: Count) -> bool:
    """「学生一百二」, 「人数|66」, 「来了五十多」; 「人不算多，不到五十」."""
    if COUNTED_UP.search(count.plain, max(0, count.figure.start - 8), count.figure.start):
        return count.crowded or _HEADS.search(count.before) is not None
    if (
        count.called
        or is_settled(count)
        or any(pattern.search(count.before) for pattern in (_CAME, RECORD, LABEL, ONLINE, _THOSE_WHO, _PERSONS, _TURN))
    ):
        return True
    if summed := _SUMMED_UP.search(count.before):
        return count.crowded or (count.named > 0 and not _THINGS.search(count.before, count.named, summed.start()))
    return _told_after_crowd(count)


def _told_after_crowd(count: Count) -> bool:
    """「人不算多，不到五十」, 「听课的半百都不到，四十七八个」: the clause before spoke of those who came."""
    clause = count.figure.start - len(count.before)
    crowd = count.plain[max(0, clause - 16) : clause].rstrip()
    alone = count.closed and _COUNTING.fullmatch(count.before) is not None
    sure = count.figure.amount.approximate or count.measure == "个" or _FULL.search(crowd)
    return alone and bool(sure) and _CROWD.search(crowd) is not None


def is_likely(count: Count) -> bool:
    """「围了一圈，五十出头」, 「给新媳妇讲叶酸，8个」: it names nothing, and no thing is given or counted there."""
    start = count.figure.start
    if not count.closed or _THINGS.search(count.plain, max(0, start - 14), count.after):
        return False
    if not (count.nearby or _GATHER.search(count.plain, max(0, start - 14), start)):
        return False
    amount = count.figure.amount
    if count.measure == "个":
        return count.peopled and _COUNTING.fullmatch(count.before.rpartition(" ")[2]) is not None and amount.value != 1
    rough = amount.approximate and (amount.value or amount.low or 0) >= 10
    return not count.measure and rough and _ROUGHLY.search(count.before) is not None


def may_count_people(count: Count) -> bool:
    """「讲了七个」, 「年轻妈妈领着，26」: worth a question, where the text gives no other number of people."""
    amount = count.figure.amount
    if not count.closed or count.measure not in ("", "个", "号") or is_numbered(count):
        return False
    nothing_else = not _THINGS.search(count.plain, max(0, count.figure.start - 10), count.after)
    return nothing_else and _FEWEST <= (amount.value or amount.low or 0) <= _MOST

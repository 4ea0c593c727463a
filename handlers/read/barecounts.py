"""Numbers of people that are called nothing: 「来了五十多」, 「问的人88个」, 「人不算多，不到五十」."""

from handlers.read.counts import COUNTED_UP, LABEL, ONLINE, RECORD, TOTAL, Count, is_numbered, is_settled
from handlers.read.lexicon import any_of
from handlers.read.patterns import regex

_SUMMED_UP = regex(rf"(?:{any_of('counting', 'total')}|共|^(?:就|那)?算)[是有得了:\s]{{0,2}}$|^[合计]\s?$")
_CAME = regex(
    rf"(?:{any_of('counting', 'came')}|(?<![拿做赶遇找用收买领等轮说讲叫排碰])到了?)"
    r"(?:有|的|的有|人|了|达|的得有|也就|就|也|才|只)*\s?$"
)
_CAME_IN_ALL = regex(
    r"(?:参加|来|到|听|参观)了?[，,](?:一共|总共|共|合计)$"
    r"|(?:[来到坐]了|[来到]的有?)(?:[一二三四五六七八九]成|大?半|一半|不少|好多|挺多|很多|一[桌屋圈])[^，,。；;\n\d]{0,6}[，,…]+(?:也就|就|大概|约)?算?$"
)
"""「来了六成多一点，62个」, 「来了一桌半打牌的……算十四五个」."""
_TURN = regex(
    r"(?:(?:[上下中]午|早上?|晚上?|[头首末](?:一|两)?|[二三两]|[白日夜早晚中]班一?|最后一|又一|另一|[后前再]一|第[一二三四五]|[日夜])[那这]?|[那这])[场拨批波轮期][:有来了]*$"
)
"""「头场九十多，二场一百一」."""
_HEADCOUNT = regex(r"(?:人流|客流|人数|人次|到场人|进[馆园场]人)[^。；;\n]{0,4}统计|(?:人流|客流)量?[:：]")
"""「人流统计：上午643，下午1108，合计1751」."""
_SHIFT = regex(r"(?:^|[，,、\s])[白日夜早晚中]班(?:的)?(?:[有是]|来了|到了)?\s?$")
"""「白班来了两百六，中班八十」."""
_THOSE_WHO = regex(
    r"(?:看|听|问(?![卷题])|咨询|来|扫码|参加|参与|问询|驻足|排队|体验|围|坐|学|领|赶集|赶场)[^，,。；;、\d]{0,3}[的哩](?:人|群众)?(?:也|有|是|约|得有|共)*\s?$"
)
_THOSE_WHO_CAME = regex(
    r"(?:[听来学围坐玩逛轮排等候瞧]|问(?![卷题])|问(?![卷题])[^，,。；;、\d]{4,8}(?=[的哩])|体验|参观|咨询|参加|参与|驻足|排队|赶[集场]|签到|打卡|登记|记(?:了|下)?名字?|留(?:了|下)?名字?|报到|停下来?|留下来?)[^，,。；;、\d]{0,3}[的哩](?:人|群众)?(?:也|有|约|得有|共)*\s?$"
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
    r"|(?:来|到场|在座|坐着?|听课|听讲|参加|上课|听众|观众|学员)的?[^，,。；;\n\d]{0,3}[都全净][^，,。；;\n\d]{1,10}|(?:^|[，,。；;])(?:来的|到的)?人(?:[呢嘛么头]?|[不挺很真也可还]?[算太是]?[多少齐够旺满][了啊吧的]?))[，,…—:\s]+$"
)
"""「吆喝三遍才凑够人…十一个」, 「来的都是老面孔，十七个」."""
_SO_MANY_CAME = regex(r"[不挺很真也可还倒]?[算太]?[多少齐够旺满](?:了?[些点]儿?|一点儿?|[了啊吧的])?[，,]$")
"""「村民少点，27」, where the words before it are those for people."""
_EXAMINED = regex(
    r"(?<![传翻查])(?:[瞧看诊量测查筛治扎]|[号把]脉|检查|筛查|接诊|问诊)(?:了|完|过)?(?:病|牙)?(?:了|的)(?:人|群众)?(?:也|有|约|共|是|得有)*\s?$"
)
_FOR_THEM = regex(r"[^，,。；;\d]{0,4}?[给为帮]")
_SHOWN_ROUND = regex(
    r"(?:[盒箱板台机器品物本书片模型图室馆厅件]|标本)(?:都|也|就)?[传翻查]?[看测量查教问聊](?:了|完)?$"
)
"""「标本盒传看了5个」."""
_OF_BODIES = regex(
    "血压|血糖|血脂|血氧|血型|骨密度|视力|听力|体检|义诊|巡诊|看病|瞧病|看牙|口腔|眼底|肺功能|心电|中医|针灸|艾灸|[号把]脉|体质|体脂|医疗队"
)
"""「给牧民瞧病，瞧了54个」: whom a doctor sees are people."""
_CROWD = regex(
    r"(?:人|[来听看问]课?的|(?:围观|驻足|到|凑热闹)的|座无虚席|满座|爆满|络绎不绝|水泄不通|满满当当|黑压压|乌泱|[围挤坐站问听]得)[^。；;\n]{0,8}[，,]$"
)
_FULL = regex(r"(?:座无虚席|满座|爆满|满满当当|[围挤坐站]得[一-龥]{0,6})[，,]$")
_ALL_OF_THEM = regex("[都全](?![是发送给])|个个|一个不少|一个没[少落]")
"""「给战士讲高原病，38个都能背出来」."""
_HEADS = regex("人头?|点名")
_COUNTING = regex(
    r"\s*(?:大概|大约|约|前后|拢共|统共|一共|总共|共|得有|能有|足足|差不多|也|就|才|只|怕是?|估摸着?|登记了?|记了|记下)?有?\s*"
)
_GATHER = regex("[围坐挤蹲凑排站驻聚涌]|[来到]了?[，,]|[来听]的")
_ROUGHLY = regex(r"(?:^|[有算足])\s?$")
_THINGS = regex(
    r"(?<!外)卖|[做建画剪]了|制[作成]|[设搭拔温压距积速高深长宽重远龄历]"
    r"|[发送赠贴摆挂散派领换借带配备耗印奖拿抽收装种栽买花存赚省投赞播转粉斤亩株棵元块钱度岁年张份册本盒袋件只条把瓶样题]"
)
"""In the words before a bare number: it may be one of things, of money, of plays."""
_HANDED = regex(
    r"(?<!外)卖|[做建画剪]了|制[作成]|[设搭拔]|[送赠贴摆挂散派领换借带配备耗印奖拿抽收装栽买存赚省投赞]|发(?![烧热病现展言火])|花[了掉费去]"
    r"|播(?!种)|转(?!诊)|(?<=[\d一二两三四五六七八九十百千万几多余半])[斤亩株棵元块钱张份册本盒袋件只条把瓶样题]"
)
_FEWEST, _MOST = 5, 5000
_LONE, _LONE_MOST = 8, 999
_TEN = 10
_OF_SIZE = regex(r"(?:度|压|重|高|深|长|积|距离?|年龄|体重|得分|分数|[房门台车]号)[，,;；]$")
_LEARNING = regex(r"们?(?:来|都|在|去)?(?:学(?!会|员)|听)[一-龥]{1,8}")


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
    if _ALL_OF_THEM.match(count.plain, count.after) and (
        _PERSONS.search(count.before) or _THOSE_WHO_CAME.search(count.before)
    ):
        return True
    if not count.closed:
        return False
    if any(pattern.search(count.before) for pattern in (_PERSONS, _THOSE_WHO_CAME)) or _GATHERED.search(lead):
        return True
    if _is_examined(count) or _follows_crowd(count):
        return True
    if _SHOWN_ROUND.search(count.before):
        return False
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
        or any(pattern.search(count.before) for pattern in (_CAME, RECORD, LABEL, ONLINE, _PERSONS, _TURN))
        or any(pattern.search(count.before) for pattern in (_THOSE_WHO, _THOSE_WHO_CAME))
        or _is_examined(count)
        or _follows_crowd(count)
        or (count.crowded and _SHIFT.search(count.before))
    ):
        return True
    if summed := _SUMMED_UP.search(count.before):
        return (
            count.crowded
            or _HEADCOUNT.search(count.plain, max(0, count.figure.start - 50), count.figure.start) is not None
            or (count.named > 0 and not _THINGS.search(count.before, count.named, summed.start()))
        )
    return _told_after_crowd(count)


def _is_examined(count: Count) -> bool:
    """「瞧了54个」 where bodies are spoken of, 「给大爷大妈筛了48个」 where people are."""
    if _EXAMINED.search(count.before) is None:
        return False
    return _OF_BODIES.search(count.plain) is not None or (count.named > 0 and _FOR_THEM.match(count.before) is not None)


def _follows_crowd(count: Count) -> bool:
    """「听众都是种麦子的，33」, 「村民少点，27」: the number alone."""
    if count.before.strip():
        return False
    lead = count.plain[max(0, count.figure.start - 24) : count.figure.start]
    return bool(_GATHERED.search(lead) or (count.nearby and _SO_MANY_CAME.search(lead)))


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
    if count.closed and count.measure == "个" and _is_learning(count):
        return True
    if not count.closed or _HANDED.search(count.plain, max(0, start - 14), count.after):
        return False
    if not (count.nearby or _GATHER.search(count.plain, max(0, start - 14), start)):
        return False
    amount = count.figure.amount
    if count.measure == "个":
        return count.peopled and _COUNTING.fullmatch(count.before.rpartition(" ")[2]) is not None and amount.value != 1
    if count.measure:
        return False
    if amount.approximate and (amount.value or amount.low or 0) >= 10:
        return _ROUGHLY.search(count.before) is not None
    return _is_alone(count)


def _is_learning(count: Count) -> bool:
    """「篾匠学防火16个」."""
    learning = count.named > 0 and _LEARNING.fullmatch(count.before, count.named)
    return bool(learning) and (count.figure.amount.value or 0) >= _TEN


_MORE = regex(r"、\d")


def _is_alone(count: Count) -> bool:
    """「老板们学施肥，44；」: a number and nothing else between two marks, behind a clause that speaks of people."""
    start = count.figure.start
    marked = count.plain[start - 1 : start] in tuple("，,；;") and not count.before
    marked = marked and not _MORE.match(count.plain, count.figure.end)
    sized = _LONE <= (count.figure.amount.value or 0) <= _LONE_MOST
    measured = _OF_SIZE.search(count.plain, max(0, start - 6), start) is not None
    return marked and sized and not measured


def may_count_people(count: Count) -> bool:
    """「讲了七个」, 「年轻妈妈领着，26」: worth a question, where the text gives no other number of people."""
    amount = count.figure.amount
    if not count.closed or count.measure not in ("", "个", "号") or is_numbered(count):
        return False
    nothing_else = not _THINGS.search(count.plain, max(0, count.figure.start - 10), count.after)
    return nothing_else and _FEWEST <= (amount.value or amount.low or 0) <= _MOST

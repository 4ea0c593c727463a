"""Whether a text tells of something done, of something planned, or of neither."""

import re
from enum import Enum

from handlers.read import amounts
from handlers.read.counted import counted_in, handed
from handlers.read.dayrules import Days
from handlers.read.days import in_the_future
from handlers.read.outputs import outputs_in
from handlers.read.reading import Context
from handlers.read.sessions import sessions_in
from handlers.read.sights import Sights


class Tense(Enum):
    """How a text speaks of an activity."""

    DONE = "done"
    PLANNED = "planned"
    NEITHER = "neither"


_ASKED = re.compile(
    r"[?？]|有没有|有无|怎么(?!样)|咋(?=[填报写弄办分算])|什么时候|啥时候|能不能|可不可以|要不要|是不是(?=要|得|该|还|也|能)|多少(?=字|钱|人[?？]|份[?？])|吗(?:$|[，,。？?！!~])"
    r"|哪里|哪个|哪种|如何(?=.{0,6}[?？吗])|谁(?=有|能|在|来|去|家|拿|知道|还没|负责)"
)
_CALLED_OFF = re.compile(
    r"取消|没(?:搞|办|开|去|做|讲|弄)成|延期|推迟|改期|不(?:办|搞|开|去)了|泡汤|暂停|作罢|没能(?:举办|开展|办|搞|去)|未能|没(?:举办|开展|组织(?=成|起来|[，,。]|$))"
)
_HEARSAY = re.compile(
    r"看新闻|听说|(?:^|[，,。；;])我(?:妈|爸|婆婆|老公|媳妇|丈夫|老婆|爷爷|奶奶|儿子|闺女|家孩子)|据说|别人家|(?<![老病])人家(?!属)|羡慕|他们村|真的假的|电视上|网上说|新闻说|看报道|新闻上|新闻里|刷到|(?:大家|供)[^，,。]{0,4}(?:学习|参考|借鉴)(?:一?下|写法|经验)|(?<![到去在来给往陪带])(?:隔壁|别的|(?<!另)外|邻|其他|兄弟)(?:镇|县|乡|村|区|社区|单位|街道|市)(?!.{0,4}(?:居民|村民|群众))"
)
_OFFICE_TALK = re.compile(
    r"(?<![个人名位])请假|密码|账号(?=登|密|没|被|忘|打|找|申|注|是|不)|登不上|打不开|传不上|上传失败|模板|导出|导成|汇总一下|台账|(?:报|写|填|记|弄|录|搞|印|贴)错|先别|你们(?:先|自己)|还剩|剩余|库存|仓库|柜子|(?:去|从|找|派人|到.{1,8})(?:[^，,。]{0,8})领(?:取|了|走|回)"
    r"|(?<!D)打印|归档|档案(?!馆)|谢谢|感谢|真好|好听|检查组|调研|视察|督导|迎检|签到表|发我|发给我|借给|借走|归还|还回|报销|发票|考核材料|采访|现有|拥有|评上|获评|催|截止|系统|审核|盖章|快递(?!小哥|员|分拨|站|网点|公司|驿站|点|业|行业|企业|骑手|园|到付|诈骗|单)|到货"
)
_SEVERAL = re.compile(
    r"(?:全年|今年|去年|上半年|下半年|季度|年来|月份?|累计)[^。]{0,20}[\d一二三四五六七八九十](?:场|期|次|讲|站)"
)
_NOTICE = re.compile(
    r"请(?:各|大家|所有|你们)[^，,。；;]{0,30}(?:报送|上报|填报|提交|反馈|交齐|交来)|逾期(?:不候|未)|(?:去|来|参加|参会)不了"
)
"""Somebody is asked for papers, or says that he cannot come."""
_APPROVAL = re.compile(
    r"(?:同意不|可以[吗不]|可不可以|行不行?|行吗|可否|好不好|成不成?|能行吗?|妥否)[^，,。]{0,4}[?？]?$"
)
"""What is asked about is still a plan."""
_MEETING = re.compile(r"开会|例会|碰头会|部署会|推进会|调度会|动员会|专班会")
_PREPARED = re.compile(
    r"已(?:装车|印|备|订|联系|借|约)|准备好了|联系好|已经联系|(?:能|会)来(?!了)|正在(?:采购|准备|筹|印)|待定|没定|初步想法|方案|还差|印出来"
)
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|‘[^’]*’|\"[^\"]*\"")
_TAUGHT_QUESTION = re.compile(r"(?:讲|教|学|听|唠|聊|宣传|演示|科普|问)[^，,。；;！!？?]{0,24}$")
_PLANNED = re.compile(
    r"^定了|定下来了|记得(?:转发|来|看|准时|参加|带)|准时|转告|别忘|延[后期迟]?到|推迟?到|改到(?=\d|下|明|后|周)|准备(?![了好])(?=[^，,。；;\d]{0,8}(?:办|搞|开(?!水)|讲|做|组织|举行|摆|弄))|(?<!本)打算|(?<!原)(?<!本)计划(?!生育|免疫)|拟(?=于|在|定|举办|开展|组织|邀请)|准备(?=在|去|办|开(?!水)|搞|到|请|于|给|组织|举办|开展|把|做|讲|下|明|后|带)|即将|将(?=于|在|举办|举行|开展|组织|邀请|到|赴|进行|会|继续|持续|进一步|陆续|为)"
    r"|(?<![需主重只就都说快不])(?:要|想)(?=再|办|开(?!心)|搞|去|派|在|到|做|组织|举办|开展|请|讲|来|给|带)|预计|定在|定于|暂定|下(?:个)?(?:周|月|礼拜|星期)|过两天|过几天|到时候?|届时|名额|择日|预告|计划表"
    r"|安排(?=在|于|如下)|排班|上限|限额|封顶|额满|提前.{1,6}(?:到场|到岗|到达|到[。，,]|到$)|(?<![人名])报名(?!人数|的|者|参加了)|报备|筹备|排在|商定|预定|拟定|敬请|欢迎.{0,8}(?:参加|前来)|下一步|请.{0,6}(?:通知|转告|准时)|转发一下|让.{1,6}来(?:听|看|参加)|有个(?=.{0,12}(?:讲座|直播|活动|培训|课))|先占个坑|提前(?:通知|准备)|等.{1,8}(?:再|定)"
)
_HAPPENED = re.compile(
    r"(?:听|讲|看|学|做|搞|办|开)完|"
    r"(?:举办|开展|组织|进行|搞|办|做|讲|放|发|送|教|来|去|到|参加|参观|看|演|听|学|培训|宣传|接待|服务|体验|挂|贴|走|带|跑|拼|玩|上|唠|说|摆|整|教会)(?:完|过|出去?)?(?:了|过)(?!吗)"
    r"|已(?:完成|结束|举办|开展|圆满)|圆满|顺利|结束|闭幕|实到|到场|到会|刚(?:从|结束|才|刚)|拢共|忘(?:了)?(?:登记|报|发)|补报|现在补|没数|受益|出席|(?:在|去|到|从).{1,16}(?:讲|办|搞|做|放|开|教|整)的(?!时候|话)|回来"
)
_FUTURE_WORD = re.compile(r"[明后]天|大后天|明[早晚日]|下(?:个)?(?:周|月|礼拜|星期)|明年")


def tense_of(sights: Sights, start: int, end: int, context: Context) -> Tense:
    """Whether a stretch of a text speaks of what was done or of what is planned."""
    plain = sights.writing.plain[start:end]
    happened = _HAPPENED.search(plain) is not None
    counted = any(start <= one.start < end for one in sights.groups)
    if _FUTURE_WORD.search(plain) and not (happened and counted):
        return Tense.PLANNED
    if (_PLANNED.search(plain) or _PREPARED.search(plain)) and not happened:
        return Tense.PLANNED
    ahead = any(
        start <= one.start < end and one.days.rule != "feast" and _begins_later(one.days, context)
        for one in sights.days
    )
    if ahead and not happened:
        return Tense.PLANNED
    return Tense.DONE


def _begins_later(days: Days, context: Context) -> bool:
    """Whether a day is still to come; 「周末」 on a Saturday and a camp in its fourth day are not."""
    today = context.at.date()
    return days.start is not None and days.start > today and in_the_future(days, today)


def is_told(sights: Sights, context: Context) -> bool:
    """Whether a text tells of an activity at all, held or planned; questions, requests and hearsay do not."""
    plain = sights.writing.plain
    happened = _HAPPENED.search(plain) is not None
    weight = _weight(sights, context)
    sure = bool(sights.groups) and (happened or weight >= 4)
    if _HEARSAY.search(plain) or _NOTICE.search(plain):
        return False
    approved = _APPROVAL.search(plain) and _PLANNED.search(plain) and weight >= 3
    if _ends_asking(plain) and not approved and not (sure and weight >= 5):
        return False
    where_or_when = bool(sights.days) or bool(sights.place and sights.place.rank >= 45)
    if _asks(plain) and not approved and not (sights.groups and where_or_when):
        return False
    if _CALLED_OFF.search(plain) and not sure:
        return False
    if _OFFICE_TALK.search(plain) and not (sure or (happened and weight >= 4)):
        return False
    if _MEETING.search(plain) and not any(one.strength >= 3 for one in sights.kinds):
        return False
    if weight == 3 and not happened and not _PLANNED.search(plain) and _is_thin(sights, context):
        return False
    return weight >= 3


def _ends_asking(plain: str) -> bool:
    return re.search(r"(?:[?？]|吗|呢)[。！!~～\s]*$", _QUOTED.sub("", plain)) is not None


def _asks(plain: str) -> bool:
    """Whether it asks something anywhere; 「讲疫苗怎么打」 and 《雷电来了怎么办》 do not."""
    told = _QUOTED.sub("", plain)
    return any(not _TAUGHT_QUESTION.search(told, 0, match.start()) for match in _ASKED.finditer(told))


def _is_thin(sights: Sights, context: Context) -> bool:
    """Whether there is little but a word for a kind and a day: 「今天讲座」."""
    if sights.groups or (sights.place and sights.place.rank >= 45):
        return False
    if any(in_the_future(one.days, context.at.date()) for one in sights.days):
        return False
    plain = sights.undated.plain
    return amounts.uncounted(plain) is None and not outputs_in(plain, context.taxonomy).outputs


def _counts_something(sights: Sights) -> bool:
    """「县医院今天…，查完63个」: a number of whatever it was."""
    return any(one.measure in handed() for one in counted_in(sights.undated.plain))


def _sessions(sights: Sights) -> int:
    counted = sessions_in(sights.undated.plain)
    return (counted.amount.value or 0) if counted else 0


def _weight(sights: Sights, context: Context) -> int:
    """How much speaks for an activity: what was done, how many came, where and when."""
    strong = max((one.strength for one in sights.kinds), default=0)
    weight = 2 * (strong >= 3) + (0 < strong < 3) + 2 * bool(sights.groups)
    weight += bool(sights.place and sights.place.rank >= 45) + bool(sights.days)
    if weight in (1, 2) and (_SEVERAL.search(sights.undated.plain) or _sessions(sights) > 1):
        weight += 2
    if weight == 2 and sights.days and sights.place:
        weight += _PLANNED.search(sights.writing.plain) is not None or _counts_something(sights)
    if weight in (1, 2):
        weight += 2 * bool(outputs_in(sights.undated.plain, context.taxonomy).outputs)
    return weight

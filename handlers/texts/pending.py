"""What the bot says about who has reported: the table, the list, one unit, the digest."""

from collections.abc import Iterable
from datetime import datetime

from handlers.texts import wording
from handlers.texts.duties import STATUSES, due
from storage.model.duties import Obligation, Status
from storage.model.standing import Count

REFRESH = "刷新"
EARLIER = "上一期"
LATER = "下一期"
LIST = "名单"
EXPORT = "导出"
REMIND = "全部提醒"
REMIND_ONE = "发提醒"
LEAVE = "请假"
EXEMPT = "免报"
REOPEN = "重新打开"
TAKE_BACK = "改回未报"
TAKE_BACK_ONE = "{duty}：收回"
UP = "回到{unit}"

TITLE = "{unit}·{duty}"
OWING, REPORTED, NIL, ON_LEAVE, EXEMPTED, OPEN = "应报", "已报", "零报告", "请假", "免报", "未报"
ON_TIME, LATE_ONES = "按时", "迟报"
UNITS = "{count}个单位"
REPORTED_HOW = "{count}（按时{on_time}、迟报{late}）"
SUM = "应报{owing}，未报{open}"
SUM_PART = "{what}{count}"
OWN_PART = "{unit}本级"
LATE = "（迟报）"
ACTIVITIES = "，{count}条"
BECAUSE = "：{reason}"
NOBODY = "还没有人加入"
NOBODY_IN = "其中{count}个还没有人加入，提醒不到。"
REMARK = "（{remark}）"
OPEN_ONES = "未报：{names}。"
MORE = "等{count}个"
NONE_OPEN = "没有未报的。"
DUE = "{due}截止"
DUE_PAST = "{due}已截止，到{closes}补报算迟报"
CLOSED = "{closes}已关闭"
AS_OF = "截至{moment}"
PAGE = "第{page}页，共{pages}页"
LIST_TITLE = "{title}·未报{count}个"
LISTED = "{nth}. {unit}{remark}"
STAND = "状态"
SINCE = "报送时间"
LOGGED = "活动"
LOGGED_COUNT = "{count}条"
REASON = "原因"
WHO = "能提醒的人"

NO_RULES = "还没有设报送期限。发“截止 每月25日报科普台账”就能设一条。"
NO_RULES_FOR_YOU = "现在没有要报的。办完活动发一句就能记。"
NOT_BEGUN = "报送期限设好了，第一期还没开始。发“截止”看什么时候开始。"
NO_PERIOD = "{rule}没有“{period}”这一期。发“未报”看最近一期。"
NOT_BELOW = "“{unit}”不在你能看的范围。你能看的是{own}和它下面的单位，发“未报”看全部。"
WHICH = "叫“{name}”的单位不止一个，要看哪一个？"
UNKNOWN = "没看懂“{words}”。可以写“未报”“未报 上月”“9月谁没报”“未报 紫兴社区”。"
GONE = "这张表已经用不上了。发“未报”看最新的。"
OWES_NOTHING = "{unit}这一期不用报。发“未报”看其他单位。"

OWN_HEAD = "{unit}要报的："
OWN_LINE = "{duty}　{status}　{due}截止"
OWN_HOW = "办过活动就直接记，没办过就说“零报告”。"
OWN_LOG = "办过活动就直接记，零报告和请假由专干来说。"

REMINDED = "好，会提醒{people}个人（{units}个单位）{when}。一个人一天只收一次提醒。"
REMINDED_NOBODY = "没有能提醒的人。"
REMIND_LATER = "，现在不方便打扰，{moment}发"
REMIND_SOME = "，其中{count}个人现在不方便打扰，最晚{moment}发"
UNREACHED = "还有{count}个单位提醒不到：{names}。发“邀请”请人加入。"
NOTHING_OPEN = "{unit}的{duty}没有未报的，不用提醒。"
ALREADY_CLOSED = "{unit}的{duty}{closes}已经关闭，不再提醒。要补报，先点单位再点“重新打开”。"

DIGEST = "{name}，{duty}{due}截止了。"
DIGEST_COUNTS = "应报{owing}个单位：{parts}。"
DIGEST_FAILED = "有{count}人没提醒到：{reasons}。发“发送情况”看是谁。"
DIGEST_REASON = "{reason}（{count}人）"

FILE_TITLE = "{unit}{duty}报送情况"
FILE_SAID = "{title}，截至{moment}。"
JOIN = "、"
COMMA = "，"


def status(owed: Obligation) -> str:
    """How one unit stands, in a few words."""
    late = LATE if owed.late else ""
    count = ACTIVITIES.format(count=owed.activities) if owed.activities else ""
    reason = BECAUSE.format(reason=owed.reason) if owed.reason and owed.status is not Status.OPEN else ""
    return f"{STATUSES[owed.status]}{late}{reason or count}"


def total(count: Count) -> str:
    """How the units of a branch stand, in one line."""
    return SUM.format(owing=count.owing, open=count.open)


def named(names: Iterable[str], most: int) -> str:
    """At most so many names, and how many there are where that is more."""
    every = tuple(names)
    shown = JOIN.join(every[:most])
    return shown if len(every) <= most else f"{shown}{MORE.format(count=len(every))}"


def deadline(due_at: datetime, closes_at: datetime, at: datetime) -> str:
    """Where the period stands; all moments in the same zone."""
    today = at.date()
    if at <= due_at:
        return DUE.format(due=due(due_at, today))
    closes = wording.day(closes_at.date(), today)
    if at > closes_at:
        return CLOSED.format(closes=closes)
    return DUE_PAST.format(due=due(due_at, today), closes=closes)


def as_of(at: datetime) -> str:
    """The last line of every table."""
    return AS_OF.format(moment=wording.moment(at, at.date()))

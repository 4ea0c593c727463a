"""What reports say: headings, labels and notes in the one voice of the ledger."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from storage.model.activity import Category
from storage.model.duties import Status
from storage.model.figures import Grouping

TOTAL = "合计"
NOT_SAID = "未注明"
NOT_COUNTED = "未统计"
NOTHING_TO_SAY = "—"

ACTIVITIES = "活动"
SESSIONS = "场次"
ATTENDANCE = "人次"
ONLINE = "线上人次"
UNCOUNTED = "人数没有准数"

HEAD_ACTIVITIES = "活动（项）"
HEAD_BEFORE = "上期人次"
HEAD_YEAR_BEFORE = "上年同期"
HEAD_YEAR_CHANGE = "同比增减"
BEFORE, YEAR_BEFORE = "上期", "上年同期"
VOLUNTEERS, EXPERTS = "志愿者", "专家"
SHOWN = "展出"
HEAD_CHANGE = "增减"
HEAD_ITEM = "名称"
HEAD_ACTION = "方式"
HEAD_QUANTITY = "数量"
HEAD_APPROXIMATE = "其中约数"
HEAD_UNCOUNTED = "没有准数（处）"

MEASURES = (ATTENDANCE, ONLINE)
"""Heads that read as the measure word of their figures."""

CLEAR = (HEAD_ACTIVITIES, SESSIONS, HEAD_ACTION, HEAD_QUANTITY)
"""Heads whose cells say by themselves what they are."""

MATERIALS = "资料和物品"
OTHER_OUTPUTS = "其他成果"

PLAIN_SESSION_WORD = "次"
SESSION_WORDS = ("期", "场", "次")

PARTS_BY = {
    Grouping.KIND: "按类型",
    Grouping.PROGRAMME: "按行动和工程",
    Grouping.AUDIENCE: "按对象",
    Grouping.UNIT: "按单位",
    Grouping.MONTH: "按月",
    Grouping.CAMPAIGN: "按主题日和活动周",
    Grouping.TOPIC: "按主题",
}

HEAD_KEY = {
    Grouping.KIND: "类型",
    Grouping.PROGRAMME: "行动和工程",
    Grouping.AUDIENCE: "对象",
    Grouping.UNIT: "单位",
    Grouping.MONTH: "月份",
    Grouping.CAMPAIGN: "主题日和活动周",
    Grouping.TOPIC: "主题",
}

CATEGORIES = {
    Category.MATERIAL: "资料物品",
    Category.CERTIFICATE: "证书",
    Category.AWARD: "奖项",
    Category.PUBLICATION: "信息稿件",
    Category.CONSULTATION: "咨询",
    Category.FACILITY: "阵地设施",
}

ALL_TIME = "全部时间"

BARS = "横条是人次"
LINE = "折线是人次"

NOT_BEGUN = (
    "这段时间还没开始，没有数。",
    "想看已经过去的，发：本月汇总、上月汇总、今年汇总。",
)

NOTHING_YET = (
    "这里还没有记录。",
    "一句话就能记一条，比如：今天在社区讲了防震减灾，来了80人。",
    "想看别的时间，发：上月汇总。",
)


def month(day: date, *, with_year: bool) -> str:
    """The month a day is in."""
    return f"{day.year}年{day.month}月" if with_year else f"{day.month}月"


def subtitle(shown_days: str, grouping: Grouping) -> str:
    """The line under a summary's title: which days, added up by what."""
    return f"{shown_days} · {PARTS_BY[grouping]}"


def parts(grouping: Grouping) -> str:
    """The title of the table that adds up by a grouping."""
    return f"{PARTS_BY[grouping]}统计"


def count(value: int) -> str:
    """A number of activities."""
    return f"{value}项"


def measured(value: int, measure: str) -> str:
    """A number with its measure word."""
    return f"{value}{measure}"


def listed(words: Iterable[str]) -> str:
    """Figures that stand beside each other and are never added up."""
    return " ".join(words)


def with_asides(value: str, asides: Iterable[str]) -> str:
    """A key figure and what is to be said of it, in brackets; figure_and_aside takes them apart again."""
    said = "，".join(asides)
    return f"{value}（{said}）" if said else value


def estimated(approximate: int) -> str:
    """The part of a sum that is an estimate."""
    return f"其中约数{approximate}"


def about_approximate(approximate: int) -> str:
    """Why a sum is not exact."""
    return f"人次里有{approximate}是约数，按原话的数相加。"


def about_uncounted(activities: int) -> str:
    """Why a sum may be too low."""
    return f"有{activities}项的人数没有准数（没统计，或只说了范围），不在人次里；补上就会算进来。"


def about_online() -> str:
    """How online attendance stands beside the rest."""
    return "线上人次单独列，不加进人次。"


def about_subsets() -> str:
    """That parts may overlap and are part of the whole."""
    return "活动周、主题日里的活动已经算在总数里，这里只是“其中”，不再相加。"


def shown_again(quantity: str, times: int) -> str:
    """What was shown several times, which are not as many things."""
    return f"累计{quantity}，{times}次"


def about_shown() -> str:
    """That boards are counted as often as they are shown."""
    return "展出的数是累计展出，同一批展板每展一次算一次，不是新做的块数。"


def about_year_before(label: str) -> str:
    """Which days of the year before stand beside."""
    return f"上年同期是{label}。"


def about_before(label: str) -> str:
    """Which days stand beside."""
    return f"上期是{label}。"


def nothing_before(label: str) -> str:
    """That there is nothing to compare with."""
    return f"上期是{label}，没有记录。"


def about_unfinished() -> str:
    """Why the period before is cut short."""
    return "本期还没过完，所以只和上期的同一段比。"


def rows_left_out(rows: int) -> str:
    """What a picture leaves out of a long table; the total has it all."""
    return f"另有{rows}行没画出来，合计里都有；文字里可以看全部"


def figure_and_aside(value: str) -> tuple[str, str]:
    """A key figure and what stands in brackets behind it, apart."""
    figure, _, aside = value.partition("（")
    return figure, aside.removesuffix("）")


def made(at: str) -> str:
    """The foot of a picture; `at` is when it was made, as it is to be shown."""
    return f"科普台账 · {at}" if at else "科普台账"


def row(name: str, figures: str) -> str:
    """A row of a table in one line of plain text."""
    return f"{name}：{figures}"


def heading(title: str) -> str:
    """The title of a table in plain text."""
    return f"【{title}】"


def figure(label: str, value: str) -> str:
    """A key figure in plain text."""
    return f"{label}：{value}"


MISSING_GLYPH = "〓"
"""The geta mark: what Chinese typesetting puts where a character is not in the case."""

CLOSING_MARKS = "，。：；、！？）”"
"""Marks that begin no line."""

MEASURED_LABEL = re.compile(r"(.+)（(\w)）\Z")
"""A column's head with the measure of its figures: "活动（项）"."""


FONT = "宋体"
PAGE_FOOTER = "&C第&P页，共&N页"

TAB_SUMS = "汇总"
TAB_FORM = "填报"
TAB_UNITS = "各单位"
HEAD_UNIT = "单位"
STANDING = ("应报", "按时", "迟报", "零报告", "请假", "免报", "未报")
HEADS_OF_UNITS = ("单位", "上级", "状态", "迟报", "报送时间", "活动（条）", "原因")
LATE = "是"
STATUSES = {
    Status.OPEN: "未报",
    Status.REPORTED: "已报",
    Status.NIL: "零报告",
    Status.LEAVE: "请假",
    Status.EXEMPT: "免报",
}


def as_of(at: datetime) -> str:
    """How old the figures are."""
    return f"截至{at.year}年{at.month}月{at.day}日{at:%H:%M}"


def own_part(unit: str) -> str:
    """What a unit does itself, beside those below it."""
    return f"{unit}本级"

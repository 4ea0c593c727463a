"""What reports say: headings, labels and notes in the one voice of the ledger."""

from collections.abc import Iterable
from datetime import date

from storage.model.activity import Category
from storage.model.figures import Grouping

TOTAL = "合计"
NOT_SAID = "未注明"
NOT_COUNTED = "未统计"
NOTHING_TO_SAY = "—"

ACTIVITIES = "活动"
SESSIONS = "场次"
ATTENDANCE = "人次"
ONLINE = "线上人次"
UNCOUNTED = "未统计人数"

HEAD_ACTIVITIES = "活动（项）"
HEAD_BEFORE = "上期人次"
HEAD_CHANGE = "增减"
HEAD_ITEM = "名称"
HEAD_ACTION = "方式"
HEAD_CATEGORY = "类别"
HEAD_QUANTITY = "数量"
HEAD_APPROXIMATE = "其中约数"
HEAD_UNCOUNTED = "没有数量（处）"

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
}

HEAD_KEY = {
    Grouping.KIND: "类型",
    Grouping.PROGRAMME: "行动和工程",
    Grouping.AUDIENCE: "对象",
    Grouping.UNIT: "单位",
    Grouping.MONTH: "月份",
}

CATEGORIES = {
    Category.MATERIAL: "资料物品",
    Category.CERTIFICATE: "证书",
    Category.AWARD: "奖项",
    Category.PUBLICATION: "信息稿件",
    Category.CONSULTATION: "咨询",
    Category.FACILITY: "阵地设施",
}

_QUARTERS = "一二三四"

ALL_TIME = "全部时间"

NOTHING_YET = (
    "这里还没有记录。",
    "一句话就能记一条，比如：今天在社区讲了防震减灾，来了80人。",
    "想看别的时间，发：上月汇总。",
)


def year(number: int) -> str:
    """A whole year."""
    return f"{number}年"


def years(first: int, last: int) -> str:
    """Whole years, first and last included."""
    return f"{first}—{last}年"


def half_year(number: int, half: int) -> str:
    """The first (1) or second (2) half of a year."""
    return f"{number}年{'上' if half == 1 else '下'}半年"


def quarter(number: int, nth: int) -> str:
    """A quarter of a year, from 1 to 4."""
    return f"{number}年第{_QUARTERS[nth - 1]}季度"


def month(day: date) -> str:
    """The month a day is in."""
    return f"{day.year}年{day.month}月"


def months(first: date, last: date) -> str:
    """Whole months, first and last included."""
    if first.year == last.year:
        return f"{first.year}年{first.month}—{last.month}月"
    return f"{month(first)}—{month(last)}"


def days(first: date, last: date) -> str:
    """Days, first and last included, without saying a year or month twice."""
    start = f"{first.year}年{first.month}月{first.day}日"
    if first == last:
        return start
    if first.year != last.year:
        return f"{start}—{last.year}年{last.month}月{last.day}日"
    if first.month != last.month:
        return f"{start}—{last.month}月{last.day}日"
    return f"{start}—{last.day}日"


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


def partly_approximate(value: str, approximate: int) -> str:
    """A sum and the part of it that is an estimate."""
    return f"{value}（其中约数{approximate}）" if approximate else value


def about_approximate(approximate: int) -> str:
    """Why a sum is not exact."""
    return f"人次里有{approximate}是约数，按原话的数相加。"


def about_uncounted(activities: int) -> str:
    """Why a sum may be too low."""
    return f"有{activities}项没有统计人数，不在人次里；补上就会算进来。"


def about_online() -> str:
    """How online attendance stands beside the rest."""
    return "线上人次单独列，不加进人次。"


def about_before(label: str, activities: int, attendance: int) -> str:
    """What stands in the columns of the period before."""
    if not activities:
        return f"上期是{label}，没有记录。"
    return f"上期是{label}：{activities}项，{attendance}人次。"


def about_rest(title: str, rows: int) -> str:
    """What a picture leaves out of a long table."""
    return f"“{title}”还有{rows}行没画出来，文字里可以看全部。"


def figure_and_aside(value: str) -> tuple[str, str]:
    """A key figure and what stands in brackets behind it, apart."""
    figure, _, aside = value.partition("（")
    return figure, aside.removesuffix("）")


def made(at: str) -> str:
    """The foot of a picture; `at` is when it was made, as it is to be shown."""
    return f"科普台账 · {at}" if at else "科普台账"


def heading(title: str) -> str:
    """The title of a table in plain text."""
    return f"【{title}】"

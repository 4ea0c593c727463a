"""What stands in Excel files beside the figures."""

from collections.abc import Iterable

ABOUT = "约"
ABOUT_FORMAT = '"约"0'
RECORDS_FORMAT = '0"条"'

TAB_LEDGER = "台账"
TAB_THINGS = "物资"
TAB_LEGEND = "说明"
TAB_OUTPUTS = "物资和成果"
TAB_TASKS = "任务分解"

HEAD_NUMBER = "编号"
HEAD_DAY = "日期"
HEAD_LAST_DAY = "结束日期"
HEAD_TITLE = "活动"
HEAD_KIND = "类型"
HEAD_PROGRAMME = "行动/工程"
HEAD_AUDIENCE = "对象"
HEAD_UNIT = "单位"
HEAD_VENUE = "地点"
HEAD_HOSTS = "主办"
HEAD_ABOUT = "约数"
HEAD_THINGS = "物资和成果"
HEAD_VOLUNTEERS = "志愿者"
HEAD_EXPERTS = "专家"
HEAD_PHOTOS = "照片张数"
HEAD_RECORDER = "记录人"
HEAD_NOTE = "备注"
HEAD_CATEGORY = "类别"
HEAD_MEASURE = "量词"

GROUP_SESSIONS = "场次"
GROUP_ATTENDANCE = "人次"
GROUP_BEFORE = "上期"
HEAD_ACTIVITIES = "活动（项）"
HEAD_SUM = "合计"
HEAD_APPROXIMATE = "其中约数"
HEAD_UNCOUNTED = "没有准数\n（项）"
HEAD_CHANGE = "人次增减"
CHART = "{by}人次"

OUTPUT_HEADS = ("类别", "名称", "方式", "数量", "量词", "其中约数", "没有准数\n（处）")

TASK_HEADS = ("行动、工程", "任务", "牵头单位", "责任单位", "完成时限", "任务数", "完成数", "量词", "完成程度")
DEGREE_FORMAT = "0%"
NO_DEGREE = "—"

NOTHING_GIVEN = "没发"

LEGEND_WHAT = "这本台账里"
LEGEND_HOW_MANY = "多少"
LEGEND_RECORDS = "活动记录（条）"
LEGEND_APPROXIMATE = "人次里的约数（人次）"
LEGEND_ESTIMATES = "人次是约数的记录（条）"
LEGEND_UNCOUNTED = "人数没有准数的记录（条）"
LEGEND_UNSAID_SESSIONS = "没说场次、按1次计的记录（条）"
LEGEND_THINGS = "物资和成果（项）"
LEGEND_UNCOUNTED_THINGS = "没有准数的物资和成果（项）"
LEGEND_NOTES = (
    "人次是各场人数相加，一个人来几次算几次。带“约”的是约数，按原话的数相加。",
    "没统计、或只说了范围的，人次空着，不算进合计；补上就会算进来。",
    "线上人次单独列，不加进人次。志愿者和专家不算在人次里。",
    "期、场、次分开数，不相加。作废的记录不在里面。",
    "物资的量词不同，不相加；用表头的筛选看一种。合计跟着筛选变。",
)


def of_days(days: str, as_of: str) -> str:
    """The line under a title: which days, and how old the figures are."""
    return f"{days}　{as_of}" if days else as_of


def of_things(title: str) -> str:
    """The title of the sheet of things."""
    return f"{title}·物资和成果"


def of_tasks(title: str) -> str:
    """The title of the sheet of targets."""
    return f"{title}·任务分解完成情况"


def named(names: Iterable[str]) -> str:
    """Names in a row."""
    return "、".join(names)


def sessions_in(word: str) -> str:
    """The head of the sessions that are counted in a measure word."""
    return f"{word}数"


def between(low: int, high: int) -> str:
    """A range that was said instead of a number."""
    return f"{low}～{high}"

"""What official papers say: fixed words, and sentences with places for figures that were recorded."""

from datetime import date, datetime

from storage.model.activity import Category
from storage.model.figures import Grouping
from storage.model.registers import Register

TEN_THOUSAND = "万"
MORE = "余"
ABOUT = "约"
DIGITS = "〇一二三四五六七八九"
TEN = "十"

NUMBERS = ("{number}、", "（{number}）", "{number}.", "（{number}）")
NUMBERED_IN_CHINESE = (0, 1)

COLON = "："
COMMA = "，"
SEMICOLON = "；"
PAUSE = "、"
FULL_STOP = "。"

AT_LEAST = "[余多]|以上|至少|超过"
"""Words by which a number is what was counted at least."""

ITEMS = "项"
PEOPLE = "人次"
ITEM = "{name}"

OPENING = "现将{period}科普工作情况报告如下。"
CLOSING = "特此报告。"

OVERALL = "总体情况"
CLASSES = "分类情况"
THINGS = "资料和成果"
EVENTS = "主要活动"
PROBLEMS = "存在问题"
PLANS = "下一步打算"

NOTHING = "{period}，{owner}没有科普活动记录。"
DONE = "{period}，{owner}共开展科普活动{activities}，计{sessions}"
ATTENDED = "，参加{attendance}"
ABOUT_PART = "参加人次中有{approximate}为约数。"
UNCOUNTED = "有{uncounted}活动没有准确人数，未计入参加人次。"
ALL_UNCOUNTED = "参加人数均未统计。"
ONLINE = "线上参加{online}，单独统计，未计入上述人次。"
COMPARED = "与{before}相比，{activities}"
SAME = "{what}持平（{past}）"
CHANGED = "{what}{direction}{change}（{past}）"
GREW, FELL = "增加", "减少"
WHAT_ACTIVITIES = "活动"
WHAT_ATTENDANCE = "参加人次"
PAST = "上期{figure}"
SOURCE = "以上数据来自科普台账，截至{at}。"

CLASSES_BY = {
    Grouping.KIND: "活动形式",
    Grouping.PROGRAMME: "重点行动和工程",
    Grouping.AUDIENCE: "参加对象",
    Grouping.UNIT: "单位",
    Grouping.MONTH: "月份",
    Grouping.CAMPAIGN: "主题日和活动周",
    Grouping.TOPIC: "主题",
}
CLASS = "{name}{activities}（{sessions}）"
CLASS_ATTENDED = "，{attendance}"
CLASS_UNCOUNTED = "，人数未统计"

THING = "{verb}{item}{quantity}"
THING_UNCOUNTED = "{verb}{item}（数量未统计）"
THING_ASIDE = "（{asides}）"
THING_ABOUT = "其中约数{approximate}"
THING_MISSING = "另有{uncounted}未统计数量"
PLACES = "处"
SHOWN_AGAIN = {"展出": "累计展出"}
"""The same boards are shown many times: how often is counted, not how many there are."""
VERBS = {Category.PUBLICATION: "发布", Category.CONSULTATION: "解答", Category.FACILITY: "建成"}

EVENT = "{days}，{unit}{place}{act}"
AT = "在{venue}"
NAMED = "开展“{title}”{kind}"
OF_KIND = "开展{kind}"
ANY_KIND = "科普活动"
ACTIVITY = "活动"
EVENT_SESSIONS = "共{sessions}"
EVENT_ATTENDED = "参加{attendance}"
EVENT_ONLINE = "线上参加{online}"
EVENT_RANGE = "参加{low}至{high}人次"

HELD = "共开展科普活动{activities}"
OPENED = "开展{name}{sessions}"
PART = "{name}{sessions}"
AMONG_THEM = "，其中"
CAME = "参加{people}"
CAME_ONLINE = "线上参加{people}"
EXPERTS = "专家{people}"
VOLUNTEERS = "志愿者{people}"
SUBJECT = "“{subject}”{kind}"

REGISTERS = {
    Register.ASSET: "阵地",
    Register.PUBLICITY: "宣传报道",
    Register.POSTING: "选派",
    Register.FUND: "经费",
    Register.DOCUMENT: "文件",
    Register.MEETING: "会议",
    Register.HONOUR: "荣誉",
    Register.CLAIM: "其他情况",
    Register.TARGET: "任务",
    Register.FILED: "上报",
}
OTHER_FACTS = "其他登记事项"
PART_OF = "其中"
OF_UNITS = "（{count}个单位合计）"

TASKS = "任务分解完成情况"
TASK_HEADS = ("行动、工程", "任务", "牵头单位", "责任单位", "任务数", "完成数", "完成程度")
TASKS_LEAD = "任务分解和完成情况见下表。"
TASKS_NOTE = "注：完成数按台账从任务当年1月1日算到{day}，任务到期的算到期限为止；完成程度只舍不入。"
TASKS_SHARES = "上级下达的任务只列本单位完成数，不算完成程度。"
BY_DAY = "（{month}月{day}日前）"
YEARS_END = (12, 31)
PERCENT = "%"

PHOTOS = "现场照片"
CAPTION = "{days} {unit}：{name}"
ANNEX_SUMS = "科普活动统计表"
ANNEX_EVENTS = "科普活动明细表"
BY = "按{way}"
HEADS = ("活动（项）", "场次", "人次", "线上人次")
EVENT_HEADS = ("编号", "日期", "活动", "地点", "单位", "场次", "人次")
THING_HEADS = ("名称", "方式", "数量", "其中约数", "未统计（处）")
TOTAL = "合计"
UNKNOWN = "未注明"
NOT_COUNTED = "未统计"
NONE = "—"
TOO_MANY = "记录有{count}条，明细请看台账。"

PLACE_TITLE, PLACE_ADDRESSEE, PLACE_SIGNATURE, PLACE_DAY = "标题", "收文单位", "落款", "日期"
PLACE_TEXT, PLACE_ANNEX_LIST, PLACE_ANNEXES = "正文", "附件说明", "附件"
"""Places of an office's own template, in double braces."""

ANNEX = "附件"
ANNEX_NUMBERED = "附件{number}"
ANNEX_LIST = "附件："
PAGE_BEFORE, PAGE_AFTER = "— ", " —"

FONT_TITLE, FONT_HEAD, FONT_SUBHEAD, FONT_TEXT = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
FONT_PAGE, FONT_LATIN = "宋体", "Times New Roman"
FALLBACKS = {
    FONT_TITLE: "华文中宋",
    FONT_HEAD: "SimHei",
    FONT_SUBHEAD: "楷体",
    FONT_TEXT: "仿宋",
    FONT_PAGE: "SimSun",
}
"""The standard's fonts are not free to carry along: what Word takes where one is missing."""

_SERIF, _SANS = "Noto Serif CJK SC", "Noto Sans CJK SC"
FAMILIES = {
    "title": (FONT_TITLE, "FZXiaoBiaoSong-B05S", "STZhongsong", _SERIF, _SANS),
    "head": (FONT_HEAD, "SimHei", _SANS),
    "subhead": (FONT_SUBHEAD, "KaiTi_GB2312", "KaiTi", "AR PL UKai CN", _SERIF, _SANS),
    "text": (FONT_TEXT, "FangSong_GB2312", "FangSong", _SERIF, _SANS),
    "page": (FONT_PAGE, "SimSun", _SERIF, _SANS),
}
"""What a PDF takes of what a machine has; the last is shipped."""


def day(at: date) -> str:
    """A date as papers are signed with: no zeros before."""
    return f"{at.year}年{at.month}月{at.day}日"


def moment(at: datetime) -> str:
    """How old the figures are."""
    return f"{day(at)}{at:%H:%M}"


def days(first: date, last: date | None, *, with_year: bool) -> str:
    """The days of an activity in a sentence."""
    said = day(first) if with_year else f"{first.month}月{first.day}日"
    if last is None or last == first:
        return said
    if (last.year, last.month) == (first.year, first.month):
        return f"{said}至{last.day}日"
    return f"{said}至{day(last) if last.year != first.year else f'{last.month}月{last.day}日'}"


def short_days(first: date | None, last: date | None) -> str:
    """The days of an activity in a narrow cell."""
    if first is None:
        return UNKNOWN
    said = f"{first.year}.{first.month}.{first.day}"
    if last is None or last == first:
        return said
    return (
        f"{said}—{last.month}.{last.day}" if last.year == first.year else f"{said}—{last.year}.{last.month}.{last.day}"
    )


def quoted(title: str) -> str:
    """A title within a sentence, where its own marks stand one level deeper."""
    return title.strip("。，；！").replace("“", "‘").replace("”", "’")

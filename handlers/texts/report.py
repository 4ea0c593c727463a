"""What the bot says about reports to take along."""

from typing import NamedTuple

from handlers.texts import periods
from handlers.turn import PaperKind
from storage.model.figures import Period


class Name(NamedTuple):
    """What a kind of report is called, what its title ends with, what its files end in, and other words for it."""

    label: str
    title: str
    ending: str
    words: tuple[str, ...]


_PROSE_WORDS = ("工作报告", "半年报", "月报", "季报", "年报")
KINDS = {
    PaperKind.LEDGER: Name("台账", "科普活动台账", ".xlsx", ("活动台账", "台账", "明细表", "明细")),
    PaperKind.SUMMARY: Name("汇总表", "科普活动汇总表", ".xlsx", ("汇总表", "汇总", "统计表", "总结表")),
    PaperKind.PICTURE: Name("汇总图", "科普活动汇总表", ".png", ("汇总图", "汇总表", "汇总", "统计表", "总结表")),
    PaperKind.REPORT: Name("工作报告", "科普工作", ".docx", _PROSE_WORDS),
    PaperKind.PDF: Name("工作报告PDF", "科普工作", ".pdf", _PROSE_WORDS),
}
"""One entry for each kind; how it is made stands in bot.papers."""

PROSE = (PaperKind.REPORT, PaperKind.PDF)
"""The same paper as Word and as PDF."""
PERIODICALS = {1: "月报", 3: "季报", 6: "半年报", 12: "年报"}
"""What a written report is called, by how many months it is of."""
OTHER_PERIODICAL = "情况报告"

THIS_MONTH = "本月"
LAST_MONTH = "上月"
THIS_QUARTER = "本季度"
THIS_YEAR = "今年"
LAST_YEAR = "去年"

ASK_KIND = (
    "要哪一种？都能直接打印。\n"
    "台账：Excel，一场活动一行，有合计；物资另有一页。\n"
    "汇总表：Excel，按类型、行动、对象、单位和月份加好，有图。\n"
    "工作报告：Word，公文格式，月报、季报、年报看你选的时间；PDF方便在手机上看。"
)
ASK_PERIOD = "{kind}要哪段时间的？点一个，或者直接说，比如“上半年”“9月”“去年”。"
WHICH_UNIT = "叫“{name}”的单位不止一个，要哪一个的？"
FILE = "{title}，{count}条记录。里面写着截至什么时候。"
NONE = "{title}：这段时间还没有记录，没有出表。换一段时间，或者先记一条，一句话就行。"
TOO_LONG = "{title}有{count}条记录，一张表放不下。请把时间说短一点，比如一个季度，或者只要一个单位的。"
UNKNOWN = "没看懂“{words}”。可以写“{kind} 上半年”“今年的{kind}”，后面还能加单位；不要了就发“取消”。"
STALE_BUTTON = "这个按钮已经用不上了。发“报表”重新选。"

ONLY = "“{kind}”是{endings}文件，请写一个以{endings}结尾的文件名，比如-o {kind}{ending}。"
ONLY_REPORTS = (
    "收文单位、署名、问题和打算只有工作报告里有；“{kind}”请不带--addressee、--signature、--problems、--plans。"
)
NO_SUCH_KIND = "没有“{kind}”这种报表。可以写：{kinds}。"
NO_PERIOD = (
    "没看懂时间“{words}”。可以写本月、上月、上半年、三季度、今年、2025年，"
    "比如：python -m bot report 台账 今年 -o 台账.xlsx"
)
NOTHING = "{title}：没有记录，没有写文件。换一段时间或单位；看有哪些单位：python -m bot units"
NOT_WRITTEN = "{file}写不进去（{why}）。换一个能写的文件夹：-o 文件夹/文件名"
PROGRESS = "已写{done}条，共{total}条"
WRITTEN = "{title}，{count}条记录，写在{file}。"
KIND_SEPARATOR = "、"
ENDING_SEPARATOR = "或"


def title(kind: PaperKind, period: Period) -> str:
    """What a title ends with: the days decide whether a written report is of a month, a quarter or a year."""
    name = KINDS[kind].title
    if kind not in PROSE:
        return name
    return name + PERIODICALS.get(periods.regular_months(period.first, period.last), OTHER_PERIODICAL)


PDF_PLAIN = (
    "这份PDF用的是内置版式，不是你单位的Word模板。要模板的版式，取Word版另存为PDF；"
    "或者请管理员在运行台账的机器上装LibreOffice，以后PDF就按模板排。"
)
PDF_FAILED = (
    "这份PDF用的是内置版式：LibreOffice没能按你单位的Word模板排出来，多半是明细太长。要模板的版式，取Word版另存为PDF。"
)

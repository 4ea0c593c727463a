"""What reads as a number in a paper, and what is said where a file does not say what was released."""

import re

NUMBER = (
    r"[0-9０-９]+(?:[,，][0-9]{3})*(?:[.．][0-9０-９]+)?[十百千万亿]*"
    r"|[零〇一二两三四五六七八九十百千万亿]{2,}"
    r"|[一二两三四五六七八九十百千](?=余?[人名个场次期份册本块幅条篇户支所家项])"
)
"""In figures or in Chinese; a single Chinese digit only before a measure word, for headings are numbered by them."""

ENTERED = "登记（{days}）"
OF_TARGETS = "任务分解"
OF_REGISTERS = "登记事项"
OF_NOTHING = "还没有记录"
OF_BOTH = "完成数÷任务数，只舍不入"
TAKEN_FROM = "，来源：{source}"
ABOUT = "约"
WRITTEN = re.compile(r"约?(\d+)(?:\.(\d+))?([余多])?(万)?([余多])?")
"""A figure at the beginning of its words."""
ASIDE = re.compile(r"[^\d约]+(?=约?\d)")
"""Words before a figure that do not belong to it."""
TIMES = "{number}（{times}处）"
BETWEEN_DIGITS = r"[\s,，]+"

SOURCES = "数据来源"
SOURCE_HEADS = ("数据", "文中", "记录编号")
TO, PAUSE = "至", "、"

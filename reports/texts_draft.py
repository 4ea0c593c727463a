"""What stands in a draft that was checked, beside its figures and above it."""

AGREES = "【√】"
DIFFERS = "【×台账{value}】"
UNKNOWN = "【？台账没有】"
UNCHECKABLE = "【△】"
COMMENT = "台账里{what}是{value}。"
AUTHOR, INITIALS = "科普台账", "台账"

HEAD = (
    "核对结果（{title}，截至{at}）：一致{agrees}个，不一致{differs}个，台账里没有{unknown}个，没法核对{uncheckable}个。"
)
LEGEND = (
    "【√】绿底：与台账一致；【×台账…】红底加粗：不一致，后面是台账的数，批注里写着是哪一项；"
    "【？台账没有】黄底：台账里没有这一项；【△】灰底：写的是约数或缺字，没法核对。这两段和这些记号交稿前请删掉。"
)

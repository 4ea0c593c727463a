"""What the bot says about records that are in the ledger."""

from storage.model.activity import Act

CHANGE = "改"
ADD_PHOTO = "加照片"
WITHDRAW = "作废"
HISTORY = "历史"

PHOTO_COUNT = "{count}张"
FILE_COUNT = "文件{count}个"
AND = "，"
NO_PHOTO = "没有"
WITHDRAWN = "已作废"
PHOTO_ADDED = "加好了，现在有{count}。加错了发“撤销”。"
PHOTO_KNOWN = "这张已经在里面了，没有重复加。"
SEND_PHOTO = "把照片直接发来就行，会加到“{name}”。"
CHANGE_WHAT = "要改“{name}”的哪一项？点一下，或者直接说，比如“人数是85”。"
ASK_VALUE = "{field}现在是“{value}”。改成什么？"
ASK_VALUE_EMPTY = "{field}还没填。填什么？"
CHANGED = "改好了。{changes}。改错了发“撤销”。"
UNCHANGED = "和原来一样，没有改动。"
WHY_WITHDRAW = "为什么作废“{name}”？点一个，或者写一句原因。记录留着，不再算进汇总，随时能恢复。"
REASONS = ("记错了", "记重复了", "没办成")
REASON_TOO_LONG = "原因太长了，最多{limit}字。请写短一点。"
WITHDRAWN_NOW = "{number}已作废，不再算进汇总。点“恢复”可以找回来。"
RESTORED = "{number}恢复了，又算进汇总。"
UNDONE = "撤销了：{what}。"
UNDO_REASON = "撤销"
STALE = "这条记录刚被改过，下面是最新的。请看一眼再改。"
NOT_YOURS = "这条记录不在你能看的范围。发“我的”看你的记录。"
NOT_FOUND = "没有编号{number}。发“我的”看你的记录。"
NOT_CHANGEABLE_WITHDRAWN = "这条已经作废。先点“恢复”，再改。"
UNKNOWN_PERIOD = "没看懂“{words}”是哪段时间。可以写“我的 上月”“我的 2026年8月”。"
NONE_YET = "{period}还没有记录。说一句活动就能记，比如“今天在社区讲防火，来了60人”。"
LIST = "{period}的记录，共{total}条{pages}。点编号，或者发序号打开。"
LIST_PAGES = "（第{page}页，共{pages}页）"
LIST_LINE = "{nth}. {day}　{name}　{attendance}"
LATELY = "上月和本月"
GAP = "　"
AND_CHANGED = "；"
HISTORY_OF = "{number}“{name}”的历史："
HISTORY_LINE = "第{version}版　{moment}　{who}　{act}{changes}{reason}"
HISTORY_CHANGE = "{field}：{before} → {after}"
BECAUSE = "原因：{reason}"
EMPTY = "空"


def title(number: str, version: int, *, withdrawn: bool) -> str:
    """The head of a record's card: its number, the version when it was changed, and whether it counts."""
    changed = f"（第{version}版）" if version > 1 else ""
    return f"{number}{changed}{'　已作废' if withdrawn else ''}"


PHOTO_BACK = "{number}的照片放回去了"

UNDO_WHAT = {
    Act.ADDED: "{number}作废了，不再算进汇总",
    Act.CHANGED: "{number}改回到第{version}版的内容",
    Act.EVIDENCE: "{number}刚加的照片拿掉了",
    Act.WITHDRAWN: "{number}恢复了",
    Act.RESTORED: "{number}又作废了",
}

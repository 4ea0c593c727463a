"""What the bot says about registers: facts of reports that are no activities."""

from storage.model.registers import Register

NAMES = {
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

HOW = (
    "活动以外的数登记在这里，写报告时自动放进去。直接发，比如：\n"
    "“登记事项 科普示范基地8个，科普活动室12个”\n“登记事项 全年发布信息104篇，其中省局网站采用4篇”\n"
    "“登记事项 市财政投入科普经费20万元”"
)
NOT_ALLOWED = "登记事项由专干和协调员填。你办的活动直接发一句就能记。"
HEAD = "要登记的："
LINE = "{nth}. {register}：{text}"
TERMS = "时间：{day}　行动：{programme}　来源：{source}"
NOT_SAID = "未写"
CORRECT = (
    "都对就点“确认”。要改直接说，比如“截至6月30日”“属于农民科学素质提升行动”“来源 统计年鉴”“第2条不要”"
    "“第2条是经费”；还有别的接着发。"
)
HELD = "“{text}”是活动的数，要当活动记，不在这里登记：直接发一句，比如“昨天在北营村讲防震，来了80人”。"
NOTHING = "没读出要登记的事。写清是什么、多少，比如“科普示范基地8个”“投入经费20万元”“获评先进集体”；不登了就发“取消”。"
UNKNOWN = "没看懂“{words}”。可以说“截至6月30日”“来源 统计年鉴”“第2条不要”，或者再发一条要登记的；都对就发“确认”。"
NO_SUCH = "没有第{nth}条。"
FUTURE = "“{words}”还没到，只能登记已经有的。换一个日期，或者发“取消”。"
TOO_MANY = "一次最多登记{most}条，这里有{count}条。请分几次发。"
ALL_GONE = "都不要了，没有登记。"
KEPT = "登记好了，{count}条。写报告时会自动放进去；发“登记事项”能看、能改。"

LIST = "登记事项（{unit}和下面的单位，共{count}条）{pages}："
LIST_LINE = "{nth}. {register}：{text}（{day}，{unit}）"
PAGES = "第{page}页，共{pages}页"
NONE = "还没有登记事项。\n"
OPEN = "第{nth}条"
ENTRY = "{register}：{text}\n{unit}，{day}\n行动：{programme}　来源：{source}\n{who}登记，第{version}版"
CHANGE, WITHDRAW, RESTORE, HISTORY, BACK = "改", "撤回", "恢复", "历史", "看全部"
HEADS = ("事项", "单位", "时间", "行动", "来源")
FILE_UNREADABLE = "{file}读不了（{why}）。请给一个xlsx文件，第一行写“事项、单位、时间、行动、来源”，“事项”一定要有。"
FILE_NOTHING = "没有登记。改好上面的行再来一次，一次全登记。"
FILE_KEPT = "登记好了，{count}条。"
ROW_UNREAD = "第{nth}行没读出登记的事：“{text}”。写清是什么、多少，比如“科普示范基地8个”。"
ROW_NO_UNIT = "第{nth}行没有叫“{unit}”的单位。看有哪些：python -m bot units"
ROW_NO_DAY = "第{nth}行的时间“{day}”没看懂，或者还没到。写成2026-06-30。"
ROW_NOBODY = "第{nth}行的{unit}还没有专干，先请人加入：python -m bot invite --role officer --unit {unit}"
ASK_CHANGE = "“{text}”改成什么？写完整的一条，比如“科普示范基地9个”。不改就发“取消”。"
ONE_ONLY = "这里改一条，你写了{count}条。只写要改成的那一条；其他的另外登记。"
CHANGED = "改好了。"
WITHDRAWN = "撤回了，报告里不再有这一条。"
RESTORED = "恢复了。"
WITHDRAWN_REASON = "撤回"
WITHDRAWN_NOTE = "（{reason}）"
HISTORY_LINE = "第{version}版　{at}　{who}：{text}{withdrawn}"
STALE = "这个按钮已经用不上了。发“登记事项”看现在的。"
NOT_YOURS = "这一条不归你管，只能看。"

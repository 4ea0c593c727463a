"""What the bot says about targets and who is responsible for them (任务分解)."""

SESSIONS = ("期", "场", "次", "场次")
PEOPLE = ("人", "人次", "名")
ACTIVITIES = ("项",)
"""Measure words of a target, by what is counted for it."""

NOT_ALLOWED = "任务由协调员定。发“任务”能看完成情况。"
NOT_FOR_VOLUNTEERS = "任务由专干和协调员看。你办的活动直接发一句就能记。"
HOW = (
    "定任务发一句，比如：\n“任务：农民科学素质提升行动，全年培训12期、800人次，牵头农业农村局，责任北营村，12月底前”\n"
    "数是多少、哪个行动、谁牵头、什么时候前完成，说到哪些记哪些；年度主题和阶段也能记，比如“任务：年度主题：节约用水”。"
)
HEAD = "要定的任务："
LINE = "{nth}. {text}"
TERMS = "行动：{programme}　牵头：{lead}　责任：{responsible}　完成时间：{day}前"
CORRECT = "都对就点“确认”。要改直接说：“牵头教育局”“责任北营村、高桥村”“6月底前”“第2条不要”；还有别的接着发。"
NOT_SAID = "未写"
NO_FIGURE = "没读出任务数。写清办多少，比如“培训12期”“发放资料5000份”；不定了就发“取消”。"
PASSED = "“{day}”已经过了，任务要定在以后。说“12月底前”“明年6月30日前”。"
NO_SUCH = "没有第{nth}条。"
ALL_GONE = "都不要了，没有定。"
KEPT = "任务定好了，{count}条。发“任务”随时看完成情况。"
NONE = "还没有定任务。\n"

LIST = "任务分解（{unit}，共{count}条）{pages}："
PROGRAMME = "{programme}"
NO_PROGRAMME = "未分行动"
OF_THEME = "{nth}. {text}（{terms}）"
OF_TARGET = "{nth}. {text}：{progress}（{terms}）"
DONE = "已完成{done}{measure}，{percent}%"
OWN_DONE = "你单位已完成{done}{measure}"
UNKNOWN_DONE = "台账里没有这一项的数"
DAY = "{day}前"
LEAD = "牵头{lead}"
RESPONSIBLE = "责任{responsible}"
OVERDUE = "已到期"
JOINT = "，"
SEPARATOR = "、"
PAGES = "第{page}页，共{pages}页"
OPEN = "第{nth}条"

"""What the bot says about where figures come from, about released reports and what has changed since."""

from storage.model.figures import Grouping

PLAIN_SESSION_WORD = "次"
SEPARATOR = "·"
WHOLE = "合计"
NOT_SAID = "未注明"
WITHIN = "、"
ENTRY_NUMBER = "登记"
ENTRY_CHANGED = "“{was}”改成“{now}”"
ENTRY_ADDED = "新登记“{now}”"
ENTRY_WITHDRAWN = "撤回“{was}”"
ENTRY = "登记·{noun}（{measure}）"
OF_TARGET = "任务“{text}”{what}"
TARGETS = {"planned": "任务数", "done": "完成数", "degree": "完成程度"}
REST = "其他"
BEFORE = "上一期"
CHANGE = "与上一期相差"
MONTH = "{year}年{month}月"
MEASURES = {
    "activities": "活动",
    "attendance": "现场人次",
    "approximate": "估计的人次",
    "uncounted": "没统计人数的活动",
    "online": "线上人次",
    "volunteers": "志愿者",
    "experts": "专家",
    "quantity": "数量",
    "times": "次数",
}
OUTPUT_MEASURES = {"quantity": "", "approximate": "里估计的", "uncounted": "没统计数量的", "times": "次数"}
SESSIONS = "活动{word}数"
OUTPUT = "{action}{item}（{measure}）{what}"
RECORD = "{number}{what}"
FIELDS = {"title": "名称", "kind": "类型", "programme": "行动", "audience": "对象", "start": "日期", "venue": "地点"}
CLASSES = {Grouping.KIND, Grouping.PROGRAMME, Grouping.AUDIENCE, Grouping.UNIT, Grouping.MONTH}

WHY_WHAT = "问哪个数？先发“汇总”或“报表”，看到数以后发“2480是怎么来的”。"
WHY_WHICH = "{title}：要看哪个数？点一个，或者发“2480是怎么来的”。"
WHY_SEVERAL = "{title}里有好几个{number}，要看哪一个？"
WHY_NONE = "{title}里没有{number}这个数。发“怎么来的”看有哪些数，或者先发“汇总”换一段时间。"
WHY_MANY = "{title}有{count}条记录，一下子列不完。先发“汇总”换一段短的时间或一个单位，再问。"
WHY_HEAD = "{title}·{label}：{value}，来自{count}条记录{pages}。"
PAGES = "（第{page}页，共{pages}页）"
WHY_LINE = "{number} {day} {unit} {title}：{value}"
WHY_SUM = "这一页{page}，全部加起来{value}。"
WHY_TARGET = "{title}·{label}是{value}。任务是{who}{when}定的：{text}。"
WHY_DEGREE = "{title}·{label}是{value}%：完成{done}，任务{planned}，只舍不入。"
WHY_ENTERED = "{title}·{label}：{value}，来自登记事项，不是活动记录。发“登记”看有哪些。"
NO_DAY = "没写日期"
STALE = "这个按钮已经用不上了。发“怎么来的”重新选。"

RELEASE = "定稿"
RELEASE_FIRST = "先做一份工作报告，看过再定稿。发“月报”“季报”或者“年报”就行。"
RELEASE_NOT_ALLOWED = "定稿要专干或协调员来，只能定自己单位和下面单位的。"
RELEASED = (
    "{title}，已定稿。数、记录的版本和文件都留住了，以后再取都是这一份。记录有改动我会列出来；发“已定稿”看有哪些。"
)
RELEASED_BEFORE = "{title}，已经定过稿，记录没有变，还是那一份。发“已定稿”看有哪些。"
RELEASES_NONE = "还没有定过稿的报告。发“月报”做一份，看过点“定稿”。"
RELEASES = "已定稿的报告{pages}："
RELEASE_LINE = "{nth}. {title}，{who}{at}定稿，{state}"
UNCHANGED = "记录没有改动"
CHANGED = "之后有{count}条记录改动"
FETCH = "取第{nth}份"
CHANGES = "第{nth}份的更正说明"
ANNOUNCE = "第{nth}份发到工作群"
ANNOUNCED = "{title}，已发到工作群：汇总和文件。"
ANNOUNCED_BEFORE = "{title}，已经发到工作群了，不重复发。"
ANNOUNCED_FILE = "{title}"
FETCHED = "{title}，{at}定稿的那一份，一字没变。"
CORRECTION_TITLE = "《{title}》更正说明"
CORRECTION_NONE = "{title}：定稿以后记录没有改动，不用更正。"
CORRECTION_HEAD = "《{title}》更正说明\n{at}定稿，之后有{count}条记录改动："
CORRECTION_LINE = "{number} {unit} {title}：{what}。原因：{why}。{who}，{when}"
CORRECTION_MORE = "还有{count}条，下面的文件里有全的。"
CORRECTION_TOTALS = "影响的合计："
CORRECTION_TOTAL = "{label}：{was}→{now}"
CORRECTION_FILE = "《{title}》更正说明，截至现在。"
AS_WORD, AS_PDF = "更正说明Word", "更正说明PDF"
ADDED = "定稿后补记，{what}"
WITHDRAWN = "作废了，{what}"
LEFT = "不再属于这段时间，{what}"
WAS_IS = "{label}{was}→{now}"
NO_REASON = "没有写"
JOINT = "，"
EMPTY = "空"
CORRECTION_HEADS = ("编号", "单位", "活动", "改动", "原因", "何人何时")
TOTAL_HEADS = ("数据", "定稿时", "现在")
CORRECTION_OPENING = "{title}于{at}定稿。此后有{count}条计入的记录发生改动，现说明如下。"
CORRECTION_RECORDS = "改动的记录"
CORRECTION_SUMS = "影响的合计"

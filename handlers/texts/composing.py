"""What the bot says while a written report is put together."""

from storage.model.shells import Each

ASK_HEADINGS = "《{title}》：标题按什么分？不选就按{edition}年纲要的行动和工程。"
ASK_NAMES = {
    "addressee": "报给谁？写全称，比如“市全民科学素质工作领导小组办公室”。开头会写上它。",
    "signature": "落款写谁？不选就写“{unit}”。",
}
ASK_PART = "“{part}”写什么？一行一条，可以分几次发。"
SO_FAR = "已写：\n{lines}"
LINE = "· {line}"
PARTS = {"lead": "组织领导和工作部署", "problems": "存在问题", "plans": "下一步打算"}

BY = {Each.TOPIC: "按主题", Each.KIND: "按活动形式", Each.AUDIENCE: "按对象"}
EDITION = "{edition}年纲要"
BY_WORDS = {
    Each.TOPIC: ("主题", "内容"),
    Each.KIND: ("形式", "类型"),
    Each.AUDIENCE: ("对象", "人群"),
}
ADD = "加{nth}"
SAME = "同上次"
SAME_AS = "上次写的是“{name}”。"
STOCK = "常用的说法：\n{lines}"
STOCK_LINES = ("{nth}. {line}", "{nth}. {line}（已加）")
ASK_PHOTOS = (
    "附照片吗？有照片的记录：\n{records}\n点“附主要活动”就附前{most}条的，也可以发编号，比如“{example}”；不附就跳过。"
)
NO_PHOTOS = "这段时间的记录都没有照片。"
PHOTO_RECORD = "{number} {title}（{count}张）"
MAIN_PHOTOS = "附主要活动"
PHOTOS_CHOSEN = "会附上：{records}。"
UNKNOWN_PHOTOS = "没看懂“{words}”。发有照片的编号，比如“{example}”，或者点“附主要活动”；不附就发“跳过”。"
NEXT = "下一项"
SKIP = "跳过"
GO_ON = (NEXT, "下一步", "下一题", "不写", "不附", "没有", "无")
BACK = "上一项"
NOW = "直接出稿"
COMPLETE = "写问题和打算"
AGAIN = "补充修改"
CLEAR = "重写这一项"
OTHER_FORMAT = {"report": "出Word", "pdf": "出PDF"}

UNKNOWN_HEADINGS = "没看懂“{words}”。可以发“按主题”“按活动形式”“按对象”，或者点下面的按钮；不改就发“跳过”。"
TOO_LONG = "这一段有{length}个字，太长了，最多{limit}个字。请分成几条发。"
ONE_LINE = "这里写一个名称就行，不要换行，最多{limit}个字。比如“{example}”。"
STALE = "这个按钮已经用不上了。发“报表”重新选。"

FILE = "《{title}》写好了，{count}条记录。附件里每个数字都有出处。"
EMPTY_PARTS = "没写的部分没有放进去：{parts}。"
GAPS = "还可以补："
NO_RECORDS = "· {count}个单位这段时间没有记录：{units}"
NO_ATTENDANCE = "· {count}条没有人数：{records}"
NO_PROGRAMME = "· {count}条没写属于哪个行动或工程：{records}"
SUPPLIED = "补好了再发一次，就是新的数。"
UNIT = "{unit}（{people}）"
NOBODY = "还没有专干"
RECORD = "{number}（{person}）"
MORE = "等"
SEPARATOR = "、"
COLONS = "：:"

"""What the commands print for whoever installs and runs the ledger."""

AS_HELP = "Whom to be: a name, a role, or 访客 for somebody new."
CSV_HELP = "CSV with the heads 名称,级别,上级,别名; parents first."

REPORT_KIND_HELP = (
    "The kind: 台账 or 汇总表 (Excel), 月报 or 季报 or 年报 (Word or PDF; the days decide which of them it is)"
)
REPORT_PERIOD_HELP = "Days in words, as in the chat: 本月、上半年、2025年"

STARTED = "科普台账已启动。"
WEB = "  网页聊天：{url}"
TELEGRAM = "  Telegram：{how}"
POLLING = "自己去取消息"
LEDGER = "  账本：{database}"
SAMPLE = "  里面是样例县，随便试，不会影响正式的账本。"
STOP = "按Ctrl-C停止。"

NEXT_SAMPLE = (
    "接下来：",
    "  1. 用浏览器打开上面的网址，选一个身份（{personas}），说一句活动。",
    "  2. 想看满一年的数据：python -m bot demo",
    "  3. 正式使用：停下程序，在.env里写一行KEPU_DATA_DIR=ledger（换一个数据目录），",
    "     先建单位：python -m bot units add 某某县 --level county，再启动，照着提示请人加入。",
)
NEXT_EMPTY = (
    "还没有单位。接下来：",
    "  1. 建单位：python -m bot units add 某某县 --level county",
    "     单位多的话，列一张表一次建好：python -m bot units load 单位表.csv",
    "  2. 请第一个人：python -m bot invite --role coordinator --unit 某某县",
    "  3. 把打出来的邀请码发给对方，请对方在聊天里发出来。",
)
NEXT_REAL = (
    "接下来：",
    "  请人加入：python -m bot invite --role coordinator --unit {unit}",
    "  看有哪些单位：python -m bot units",
)

INVITED = "邀请码：{code}\n{unit}，{role}，{days}天内有效，只能用一次。请对方在聊天里把它发出来。"
INVITED_LINK = "用Telegram的，把这个链接发给对方，点开就能加入：\n{link}"
INVITED_SCAN = "或者请对方扫这个码："
INVITED_PICTURE = "二维码存好了：{file}"
NO_BOT = (
    "要有Telegram的链接和二维码，先给机器人配上token：在Telegram里找@BotFather，发/newbot，"
    "把它给的token写进.env：KEPU_TELEGRAM_TOKEN=…"
)
PNG_ONLY = "--qr {file}：二维码存成PNG，请写一个以.png结尾的文件名。"
NOT_WRITTEN = "{file}写不进去（{why}），邀请码照样能用。换个地方再存：--qr 文件名.png会另开一个新码。"
NO_SUCH_UNIT = "没有“{name}”这个单位。看有哪些：python -m bot units"
SEVERAL_UNITS = "叫“{name}”的单位有{count}个，请用编号：{ids}"
UNIT_ADDED = "{id}\t{name}"
NO_UNITS = "还没有单位。建第一个：python -m bot units add 某某县 --level county"
UNIT_LINE = "{indent}{name}\t{level}\t{id}"

CSV_HEADS = {"单位": "name", "名称": "name", "级别": "level", "上级": "parent", "别名": "aliases"}
CSV_HINT = "第一行要有表头：名称,级别,上级,别名（别名几个用顿号隔开，上级写在前面）。"
CSV_LINE = "第{line}行：{fault}"
CSV_NO_NAME = "没有名称，请填上。"
CSV_NO_LEVEL = "级别“{level}”不认识，请写{levels}之一。"
CSV_NO_PARENT = "上级“{parent}”还没有，请把它写在前面的行里。"
CSV_SEVERAL_PARENTS = "叫“{parent}”的上级不止一个，请写它的编号。"
CSV_LOADED = "单位表已读入：{count}个单位。"
ALIAS_SEPARATOR = "、"

SAMPLE_FILLED = "样例年写好了：{first}至{last}，新增{activities}条活动；{units}个单位，{people}个人。"
SAMPLE_THERE = "样例年已经在了（{first}至{last}），没有重复写：{units}个单位，{people}个人。"
NOBODY = "账本里没有“{who}”。可以写：{people}"
STRANGER = "访客"

CHECK_SUMS = "汇总：有{count}个合计和记录对不上，请停下机器人，运行python -m bot sums重算。"
CHECK_OK = "没有发现问题。"
CHECK_PAPERS = "报告{shells}种，要填的表{forms}种，自己的模板：{templates}"
CHECK_WECOM = "企业微信机器人：设好了，走长连接；能不能连上，启动后看日志"
CHECK_NO_WECOM = (
    "企业微信机器人：没设。要在企业微信里记账，在管理后台的智能机器人里新建一个，选API模式、长连接，"
    "把BotID和Secret写进KEPU_WECOM_BOT_ID和KEPU_WECOM_BOT_SECRET"
)
CHECK_APP = "企业微信应用：设好了，企业微信认得它。应用的接收消息里，URL填https://你的域名{path}"
CHECK_NO_APP = (
    "企业微信应用：没设，有机器人就够用。要提醒没说过话的人、要菜单，在管理后台的应用管理里自建一个，"
    "把企业ID、AgentId、Secret、Token、EncodingAESKey写进KEPU_WECOM_CORP_ID、KEPU_WECOM_AGENT_ID、KEPU_WECOM_APP_SECRET、"
    "KEPU_WECOM_TOKEN、KEPU_WECOM_ENCODING_AES_KEY"
)
APP_AWAY = "企业微信应用：连不上企业微信。请看一下网络，或者KEPU_WECOM_API_URL，再运行一次"
APP_REFUSED = "企业微信应用：企业微信不认它，错误码{code}。请到管理后台对一遍企业ID和Secret"
_LOOK_AGAIN = (
    "企业微信应用：Secret不对。在管理后台的应用管理里点开这个应用，点Secret旁边的查看，重新抄进KEPU_WECOM_APP_SECRET"
)
APP_TROUBLES = {
    40013: "企业微信应用：企业ID不对。在管理后台的我的企业里，最下面一行是企业ID，抄进KEPU_WECOM_CORP_ID",
    40001: _LOOK_AGAIN,
    40091: _LOOK_AGAIN,
    50003: "企业微信应用：应用停用了。在管理后台的应用管理里点开它，启用",
    60020: "企业微信应用：这台机器的IP不在名单里。在管理后台的应用管理里点开它，在企业可信IP里加上出口IP",
}
CHECK_GROUP = "企业微信工作群：设好了，定稿的报告能发进群"
CHECK_NO_GROUP = (
    "企业微信工作群：没设。要把定稿的报告发进群，在群里添加群机器人，把地址写进KEPU_WECOM_GROUP_WEBHOOK_URL"
)
CHECK_NO_TEMPLATES = "没有"
CHECK_OFFICE = "按模板的PDF：用{program}排"
CHECK_NO_OFFICE = "按模板的PDF：这台机器上没有LibreOffice，PDF用内置版式。要按模板排，装好后重新启动就行"
CHECK_TAXONOMY = "分类文件：{path}（版本{version}，按{edition}年纲要）"
CHECK_SCHEMA = "账本的表：{state}"
CHECK_CHANNELS = "会启动：{channels}"
SCHEMA_STATES = {
    "empty": "还没建，启动时会建",
    "behind": "旧版本，启动时会升级",
    "current": "最新",
    "ahead": "比程序新",
}
CHECK_PEOPLE = "单位{units}个，人员{people}个。"
CHECK_REST_DAYS = (
    "{year}年的放假和调休还不知道，先按周末和法定节假日算。通知出来以后，升级程序就知道了；"
    "要先用上，写在数据目录的{file}里，一行一天：“2027-02-08，休”（放假）或“2027-02-07，班”（调休上班）。"
)
CHECK_FAILURES = "处理失败的消息{failed}条，没送到或说不准送没送到的{unsent}条。"

TELEGRAM_STANDS = "Telegram：@{name}，连得上，{how}。"
TELEGRAM_FETCHES = "自己去取消息"
TELEGRAM_DELIVERS = "由它推送到{url}"
TELEGRAM_PENDING = "Telegram那边还有{count}条消息等着送来。"
TELEGRAM_FAILED = (
    "Telegram上次推送没成功（{at}）：{failure}。请从外面打开{url}试试：网址、证书、反向代理有一样不对，它就送不进来。"
)
TELEGRAM_OTHER_WEBHOOK = (
    "Telegram现在推送到别处（{url}），启动以后会改过来；要是启动着还这样，说明别的程序也在用这个token。"
)
TELEGRAM_OLD_WEBHOOK = "Telegram还记着一个推送地址（{url}），启动以后会取消，改成自己去取。"
TELEGRAM_TROUBLES = {
    "wrong_token": (
        "Telegram：不认这个token。在@BotFather里发/mybots，选这个机器人，点API Token，把它重新抄进KEPU_TELEGRAM_TOKEN。"
    ),
    "unreached": (
        "Telegram：连不上。看看网络；要走代理的，设环境变量HTTPS_PROXY，像http://127.0.0.1:7890；"
        "有自己的Bot API服务器的，看看KEPU_TELEGRAM_API_URL写对没有。"
    ),
    "busy": "Telegram：连上了，但它这会儿办不了。过几分钟再试。",
    "no_bot_api": "Telegram：那边答的不像Bot API。看看KEPU_TELEGRAM_API_URL：一般不用写，写的话像https://api.telegram.org。",
}

REHEARSED = (
    "记录",
    "防震减灾讲座",
    "昨天",
    "北营村文化大院",
    "两百来人",
    "折页150份",
    "人数改成85",
    "取消",
    "昨天下午在北营村讲防震，来了80人，发了折页150份",
    "取消",
)

WORKED = {"休": False, "班": True}
"""How a line of the file of workdays ends."""
BETWEEN = str.maketrans("，,：:=", "     ")
"""What may stand between the two."""
REST_DAYS_UNREADABLE = "{file}读不了（{why}）：请存成UTF-8的文本文件。"
REST_DAYS_LINE = "{file}第{line}行看不懂：请写成“2027-02-08，休”（放假）或“2027-02-07，班”（调休上班）。"

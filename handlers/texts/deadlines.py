"""What the bot says about deadline rules."""

from storage.model.duties import Proof

TITLE = "科普台账"
"""What is reported where nobody says what."""

SAME_AS_TITLE = ("台账", "科普台账", "活动台账", "科普活动台账", "科普活动", "活动")
"""What activities settle by themselves; everything else has to be declared."""

NEW_RULE = "新的期限"
CHANGED_RULE = "改期限：{title}"
RULE = "期限：{title}"
PAUSED_RULE = "期限：{title}（已暂停）"

WHAT = "报什么"
WHEN = "截止"
COMING = "接下来"
WHO = "谁报"
REMINDERS = "提醒"
PROOF = "怎样算报"
GRACE = "宽限"
SINCE = "从"
MADE_BY = "谁定的"

PROOFS = {
    Proof.ACTIVITY: "期内记了活动就算，没办要报零报告",
    Proof.DECLARED: "要发“报完”才算",
}
GRACE_DAYS = "过期{days}天内补报算迟报"
NO_GRACE = "过期不算"
NOBODY = "还没有要报的单位"
COUNTED = "{names}，共{count}个单位"
COUNTED_MANY = "{names}等{count}个单位"
KINDS = "{kinds}（{names}）"
EXCEPTED = "{who}，{names}除外"
JOINT = "、"
NEXT = "；"
ENDED = "已经没有了"

CHANGE_DAY = "改期限"
CHANGE_WHO = "改谁报"
CHANGE_REMINDERS = "改提醒"
PREVIOUS_MONTH = "报上月"
THIS_MONTH = "报当月"
CHANGE = "改"
PAUSE = "暂停"
RESUME = "恢复"
REMOVE = "删除"
KEEP = "不删"
BACK_TO_LIST = "全部期限"

HINTS = {
    "day": "直接说新的期限，比如“每月28号18点前”“每季度最后一个工作日”“每季度末后5个工作日”“遇节假日顺延”“宽限3天”。",
    "who": "直接说谁报，比如“各社区和村”“只要学校”“除了高桥村”“柳林镇的村”，或者“所有单位”。",
    "remind": "直接说怎么提醒，比如“提前5天、3天、1天提醒”“提醒时间下午3点”“提醒志愿者”，或者“不提醒”。",
}

CONFIRM_NEW = "这样定吗？点“确认”就开始算。要改直接说，比如“改成28号”“只要学校”“提前3天提醒”。"
CONFIRM_CHANGE = "要改什么直接说，改好点“确认”。"
WHICH_MONTH = "每月{day}号报的多半是上个月的，先这样记了；不对就点“报当月”。"
WHICH_MONTH_BEFORE = "每月前几个工作日报的多半是上个月的，先这样记了；不对就点“报当月”。"
NO_DAY = "没说哪天，先按每月最后一个工作日。"
NOBODY_OWES = "现在没有这样的单位，存不了。请改谁报，比如“各社区和村”或者“所有单位”。"
ALREADY_PAST = "这个期限已经过了，存不了。请改期限，比如“11月30日前”。"

KEPT = "存下了，{count}个单位要报。发“未报”随时看谁还没报。"
KEPT_ALREADY = "这条期限已经存好了。"
PAUSED = "暂停了，不再提醒。点“恢复”接着算。"
RESUMED = "恢复了，照常提醒。"
REALLY_REMOVE = "真要删掉“{title}”吗？以后不再提醒，已经报的都留着。"
REMOVED = "删掉了“{title}”，不再提醒。已经报的都留着。"
NOT_REMOVED = "好，没删。"
NOT_CHANGED = "好，没改。"
CHANGED_MEANWHILE = "这条期限刚才有人改过，下面是现在的样子。"
NO_LONGER = "这条期限已经删了。发“截止”看现在有哪些。"
NO_LONGER_OPEN = "这条期限不在改了。发“截止”看现在有哪些，要新设直接说，比如“每月25号前各村报科普台账”。"
NOT_YOURS = "这条期限是上级定的，你这里改不了。要改请找定它的单位。"
NOT_KEPT = "刚才那条期限没存，先记这场活动。要定期限，记完再说一遍。"
NOT_BELOW = "这条期限不归你管。发“截止”看你能看的。"
NOT_ALLOWED = "期限由下面有单位的专干或协调员来定。你们单位要报什么，发“截止”看。"

STALE_BUTTON = "这个按钮已经用不上了。发“截止”看最新的。"
NO_RULE_IN_IT = "没看懂“{words}”。可以说“每月25号18点前各社区和村报科普台账”，或者发“截止”看现在有哪些期限。"
NOT_UNDERSTOOD = "没看懂“{words}”，这条期限没动。可以说“改成28号”“只要学校”“提前3天提醒”，或者“确认”“取消”。"
UNREAD = "没看懂“{words}”，其他的都记上了。"
STRANGERS = "没有叫“{names}”的单位，请写全名。"
ALIKE = "叫“{name}”的单位不止一个，请连上级一起写，比如“{example}”。"
SEVERAL_UNITS = "一条期限只能定给一个单位和它下面的。要定给{names}，请分开设，或者用“除了…”去掉不用报的。"
UNCLEAR = {
    "no_such_day": "没有“{words}”这一天，请换一天，比如“每月25号”。",
    "past": "“{words}”已经过了，请换一天。",
    "cycle": "“{words}”这样的周期我还不会。可以按月、季度、半年、年，或者只定一天，比如“每月25号前”。",
    "campaign": "“{words}”是从哪天算起？请写上活动的日子，比如“9月15日到21日，结束后5个工作日内”。",
    "hour": "“{words}”不是能用的时间，请换一个，比如“18点前”。",
    "early": "提醒只在9点到18点之间发，请换个时间，比如“提醒时间上午9点”。",
    "far": "提醒最多提前30天、最多5次，请少说几个，比如“提前5天、3天、1天提醒”。",
}

LIST = "现在的期限，点一条看详情："
LINE = "{nth}. {title}：{when}，{coming}{who}{state}"
LINE_COMING = "下次{day}，"
LINE_WHO = "{count}个单位报"
LINE_PAUSED = "（已暂停）"
LINE_ABOVE = "（{unit}定的）"
MORE_BELOW = "要新设直接说，比如“每月25号18点前各社区和村报科普台账”。"
NO_RULES = "还没有定期限。要设一条直接说，比如“每月25号18点前各社区和村报科普台账，提前5天、3天、1天提醒”。"
OPEN_RULE = "{nth}. {title}"

OWN_DUTIES = "{unit}要报的："
OWN_DUTY = "{title}（{period}）　{due}　{status}"
OWN_COMING = "{title}　{when}　下次{day}"
NOTHING_OWED = "{unit}现在没有要报的。有了期限，我会提前提醒。"

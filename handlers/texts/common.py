"""Words that several dialogs share.

The voice of all texts: 你, short sentences, full-width punctuation, no exclamation marks in errors, and every error
says what to type instead. Figures stand in half-width digits without spaces around them.
"""

from storage.model.activity import Act, Category, Field
from storage.model.figures import Grouping
from storage.model.people import Level, Role

CONFIRM = "确认"
CHANGE = "修改"
CANCEL = "取消"
BACK = "返回"
SKIP = "跳过"
UNDO = "撤销"
RESTORE = "恢复"
LOG = "记录"
MINE = "我的"
SUMMARY = "汇总"
HELP = "帮助"
PREVIOUS_PAGE = "上一页"
NEXT_PAGE = "下一页"

FIELDS = {
    Field.TITLE: "活动",
    Field.KIND: "类型",
    Field.TOPIC: "主题",
    Field.DATE: "时间",
    Field.VENUE: "地点",
    Field.ATTENDANCE: "人数",
    Field.ONLINE: "线上",
    Field.SESSIONS: "场次",
    Field.AUDIENCE: "对象",
    Field.PROGRAMME: "行动",
    Field.OUTPUTS: "物资",
    Field.HOSTS: "主办",
    Field.VOLUNTEERS: "志愿者",
    Field.EXPERTS: "专家",
    Field.NOTE: "备注",
}

PHOTOS = "照片"
UNIT = "单位"
RECORDER = "记录人"

ROLES = {Role.VOLUNTEER: "志愿者", Role.OFFICER: "专干", Role.COORDINATOR: "协调员"}

LEVELS = {
    Level.COUNTY: "县",
    Level.TOWNSHIP: "乡镇街道",
    Level.MEMBER: "成员单位",
    Level.COMMUNITY: "社区",
    Level.VILLAGE: "村",
    Level.SCHOOL: "学校",
    Level.ENTERPRISE: "企业",
}

GROUPINGS = {
    Grouping.KIND: "按类型",
    Grouping.PROGRAMME: "按行动",
    Grouping.AUDIENCE: "按对象",
    Grouping.UNIT: "按单位",
    Grouping.MONTH: "按月",
    Grouping.CAMPAIGN: "按活动周",
    Grouping.TOPIC: "按主题",
}

ACTS = {
    Act.ADDED: "记下",
    Act.CHANGED: "修改",
    Act.WITHDRAWN: "作废",
    Act.RESTORED: "恢复",
    Act.EVIDENCE: "改照片",
}

CATEGORIES = {
    Category.MATERIAL: "物资",
    Category.CERTIFICATE: "证书",
    Category.AWARD: "获奖",
    Category.PUBLICATION: "信息",
    Category.CONSULTATION: "咨询",
    Category.FACILITY: "设施",
}

NOT_UNDERSTOOD = "没看懂这句。可以直接说活动，比如“昨天在北营村讲防震，来了80人”，或发“帮助”。"
NOT_IN_DRAFT = "这句没看懂，草稿没动。"
NO_SUCH_COMMAND = "没有“{word}”这个命令。发“帮助”看有哪些。"
COURTESIES = {
    "greeting": "你好，{name}。办完活动发一句就行，比如“昨天在北营村讲防震，来了80人”。",
    "thanks": "不客气，你辛苦了。",
    "farewell": "再见，有活动随时发给我。",
    "cheer": "好的。有活动随时发给我。",
}
COURTESIES_IN_DRAFT = {
    "greeting": "你好，{name}。这份草稿还没记完，接着说就行。",
    "thanks": "不客气。这份草稿还没记完。",
    "farewell": "再见，草稿替你留着。",
    "cheer": "好的，接着来。",
}
STALE_BUTTON = "这个按钮已经用不上了。发“我的”看记录，发“记录”重新记。"
ELSEWHERE = "活动请在私聊里发给我，群里我不记。点我的头像，发一句就行，比如“今天在社区讲防火，来了60人”。"
EDITED_WHAT = "你改了发过的话，我没法跟着改。请直接说要改什么，比如“人数改成85”。"
LEFT = "好，不做了。"
NOTHING_TO_CANCEL = "现在没有要取消的事。要作废一条记录，发“我的”打开它。"
NOTHING_TO_UNDO = "没有可以撤销的操作。发“我的”看你的记录。"
NOTHING_TO_GO_BACK = "已经是第一步了。要放弃这份草稿，发“取消”。"
NOTHING_TO_SKIP = "现在没有要跳过的问题。"
NOTHING_OPEN = "现在没有在记的活动。说一句就能开始，比如“今天在社区讲防火，来了60人”。"
NOTHING_TO_RESTORE = "没有可以恢复的。作废的记录，发它的编号打开再恢复。"
BUG = "我这边出了点问题，刚才这条没处理成，但已经留底。请再发一次；还不行，请告诉管理员。"
FORGOT = "程序升级后接不上刚才的对话了，已记下的活动都在。请把刚才的话再说一遍。"
TOO_LONG = "这条太长了（{length}字），我只看得了{limit}字以内的。请分成几条，一场活动一条。"

CONTROLS = {
    "sticker": "收到表情了。要记活动，说一句就行，比如“今天在社区讲防火，来了60人”。",
    "voice": "我还听不了语音。请用文字说，或者用输入法的语音转文字。",
    "location": "位置我还看不了。请把地点用文字写出来，比如“北营村文化大院”。",
    "contact": "名片我用不上。要请人加入，请专干或协调员给我发“邀请”。",
    "other": "这种消息我还看不懂。请用文字说，照片可以直接发。",
}
REFUSED = {
    "too_large": "“{name}”太大了，最多{limit}MB。请压缩后再发，或者换一张。",
    "corrupt": "“{name}”打不开，可能没传完整。请重新发一次，或者换一张。",
    "empty": "“{name}”是空的。请重新选一次再发。",
    "protected": "“{name}”设了打开密码，我读不了。请去掉密码另存一份再发；核对材料也可以直接粘贴文字。",
    "macros": "“{name}”带宏，我不收。请另存为不带宏的一份（比如.docx）再发；核对材料也可以直接粘贴文字。",
    "old_word": "“{name}”是旧版的.doc，里面的字我读不了。请在Word里另存为.docx再发，或者直接粘贴文字。",
    "bomb": "“{name}”解开以后太大，我不打开。请只留文字另存一份.docx再发，或者直接粘贴文字。",
    "no_word": "“{name}”不是Word（.docx）或txt文件，或者已经损坏，读不出文字。请重新发一份，或者直接粘贴文字。",
    "no_text": "“{name}”里没有读到文字，可能全是图片。请发有文字的Word，或者直接粘贴文字。",
    "unsupported": "“{name}”这种文件我收不了。照片请发JPG或PNG，材料请发PDF、Word或Excel。",
}

"""What the bot says while an activity is being told."""

from storage.model.activity import Field

DRAFT = "活动草稿"
SAME_AS_LAST = "和上次一样"
NEW_ACTIVITY = "另记一场"
THIS_ACTIVITY = "改这一场"
TODAY, YESTERDAY, BEFORE_YESTERDAY = "今天", "昨天", "前天"
NONE = "没有"
NOT_COUNTED = "没统计"
NONE_GIVEN = "没发"
TO_BE_SAID = "待填"
PROPOSED = "{value}（建议）"
READY = "都齐了，点“确认”就记下。要改哪里直接说，比如“人数改成85”。"
CHANGE_WHAT = "要改哪一项？点一下，或者直接说，比如“地点写错了，是北营村”。"
PHOTO_TAKEN = "收到，已放进这份草稿。"
PHOTO_KNOWN = "这张已经在草稿里了，没有重复放。"
PHOTO_FIRST = "收到，先替你留着（{count}）。说说是哪场活动，比如“昨天在北营村讲防震，来了80人”。"
PHOTO_TO = "加到“{name}”"
PLAN_IN_DRAFT = "这像是还没办的活动，我先不记。草稿没动。"
CANCELLED = "这份草稿取消了，什么也没记。"
RESTORED = "草稿恢复了。"
NEXT_DRAFT = "还有{count}份没记完的草稿，接着来："
SEVERAL = "看到{count}场活动，一场一场来。"
STILL_THIS = "好，还是这一场。"
DECIDE = "这句像是另一场活动。另记一场，还是改现在这一场？"
OPEN_DRAFT = "“{name}”的草稿还在，接着说就行；不要了就发“取消”。"
ALREADY = "这场已经记下了，编号{number}，没有重复记。"
SAVED = "已记下，编号{number}。照片直接发来就能加上。"
SAVED_WITH_PHOTOS = "已记下，编号{number}。"
AND = "、"
STILL_MISSING = "还差{fields}，补上就能确认。"
NEEDED = "这一项报表里要用，还得填上。"

QUESTIONS = {
    Field.TITLE: "办的是什么活动？说个名字就行，比如“防震减灾讲座”。",
    Field.KIND: "算哪一类活动？",
    Field.TOPIC: "主题是什么？",
    Field.DATE: "哪天办的？",
    Field.VENUE: "在哪儿办的？",
    Field.ATTENDANCE: "来了多少人？大概数也行，比如“两百来人”。",
    Field.ONLINE: "线上有多少人看？",
    Field.SESSIONS: "一共办了几场（期、次）？",
    Field.AUDIENCE: "主要是哪些人参加？",
    Field.PROGRAMME: "算哪个行动或工程？",
    Field.OUTPUTS: "发了什么资料或物品？比如“折页150份、扇子30把”。",
    Field.HOSTS: "谁主办的？几家用顿号隔开。",
    Field.VOLUNTEERS: "有多少志愿者帮忙？",
    Field.EXPERTS: "来了多少专家、医生或技术员？",
    Field.NOTE: "备注写什么？",
}

EXAMPLES = {
    Field.TITLE: "没看懂活动名字。请写几个字，比如“防震减灾讲座”。",
    Field.KIND: "没看懂类型。请点一个，或者写“讲座”“培训”这样的词。",
    Field.TOPIC: "没看懂主题。请写几个字，比如“防溺水”。",
    Field.DATE: "没看懂日期。请写成“昨天”“9月17日”或“上周三”。",
    Field.VENUE: "没看懂地点。请写个地名，比如“北营村文化大院”。",
    Field.ATTENDANCE: "没看懂人数。请写成“85”“两百来人”或“没统计”。",
    Field.ONLINE: "没看懂线上人数。请写个数，比如“1580”。",
    Field.SESSIONS: "没看懂场次。请写成“3场”或“12期”。",
    Field.AUDIENCE: "没看懂对象。请点一个，或者写“农民”“老人”这样的词。",
    Field.PROGRAMME: "没看懂行动。请点一个，或者写它的全名。",
    Field.OUTPUTS: "没看懂物资。请写成“折页150份”，没有就写“没发”。",
    Field.HOSTS: "没看懂主办单位。请写单位名，几家用顿号隔开。",
    Field.VOLUNTEERS: "没看懂志愿者人数。请写个数，比如“12”。",
    Field.EXPERTS: "没看懂专家人数。请写个数，比如“3”。",
    Field.NOTE: "没看懂备注。请写几句话。",
}

DOUBTS = {
    "no_such_day": "没有“{words}”这一天。请写实际的日子，比如“9月17日”。",
    "in_the_future": "“{words}”还没到。办完再记，或者写实际办的日子。",
    "near_place": "“{words}”和记过的地方很像，是哪一个？点一下，或者写地名。",
    "two_kinds": "“{words}”说的是两类。点一下，或者写一类。",
    "two_days": "“{words}”不止一天。点一下，或者写办的那一天。",
    "either_day": "“{words}”不知道是哪一天。点一下，或者写办的那一天。",
    "perhaps_people": "“{words}”是来的人数吗？是就点一下，不是就写人数。",
    "two_numbers": "“{words}”，拿不准哪个是来的人。点一下，或者写人数。",
}
UNCLEAR = "“{words}”没看懂，请换个写法再说一遍。"
TOO_LONG = "{field}太长了，最多{limit}字。请写短一点，详细的可以写进备注。"


def doubt(reason: str, words: str) -> str:
    """What to say of words that cannot be used as they stand."""
    return DOUBTS.get(reason, UNCLEAR).format(words=words)


def how(field: Field) -> str:
    """How to answer a question that gives no example itself."""
    return "" if "“" in QUESTIONS[field] else EXAMPLES[field].partition("。")[2]

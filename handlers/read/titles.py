"""A short natural name for an activity: as it was named, or its subject with the form."""

from handlers.read.patterns import regex
from handlers.read.topics import Topic

_FORMS = {
    "讲座": "讲座",
    "培训": "培训",
    "集中宣传": "宣传活动",
    "咨询服务": "咨询服务",
    "展览": "展览",
    "影视放映": "放映",
    "竞赛": "竞赛",
    "参观研学": "研学活动",
    "应急演练": "演练",
    "线上活动": "线上活动",
}
_WHOLE = regex(
    r"(?:讲座|讲堂|讲坛|报告会?|培训班?|轮训|演练|竞赛|大赛|比赛|问答|展览|巡展|活动|课|沙龙|[夏冬]令营|[研科]学营|兴趣班|义诊|体验|实验秀"
    r"|情景剧|大篷车|开放日|现场会|仪式|直播|观星|市集)$"
)
_NAMED = regex(r"(?:[^比竞]赛|[会展课营秀剧夜团]|互动|演示|观摩|教学|测试|开放|实操|化验|测量|答疑|答题|操作|讲解)$")
"""Subjects that name their form in other words: 「辩论赛」, 「故事会」."""
_OPEN = regex(r"(?:宣传|科普|教育|宣导|推广|咨询|服务|行动|研学|参观|进校园|进社区|进企业|进工地|进农村)$")
_OTHER = "活动"


def title_of(topic: Topic, words: str, subject: str, kind: str) -> str:
    """「森林防火讲座」 as it was named; 「防震减灾」 taught in a lecture becomes 「防震减灾讲座」."""
    if topic.named > topic.end and _WHOLE.search(words):
        return _unquoted(words)
    if topic.named > topic.end and _OPEN.search(words):
        return _unquoted(words) + _OTHER
    form = _FORMS.get(kind, _OTHER)
    base = subject if topic.rule == "quoted" else _unquoted(words)
    named = base.endswith((form, _OTHER, kind or _OTHER)) or (topic.rule == "alone" and _NAMED.search(base))
    return base if named else base + form


def retitled(title: str, subject: str, kind: str) -> str:
    """A title that was made before the kind was known."""
    return subject + _FORMS.get(kind, _OTHER) if title and title == subject + _OTHER else title


def _unquoted(words: str) -> str:
    """A title that begins within quotation marks, without the closing one."""
    return "".join(character for character in words if character not in '“”"「」『』《》')

"""A short natural name for an activity: its subject with the form, or what was put in quotation marks."""

from handlers.read.topics import Topic

_FORMS = {
    "讲座": "讲座",
    "培训": "培训",
    "集中宣传": "宣传活动",
    "咨询服务": "咨询服务",
    "展览": "展览",
    "影视放映": "影视放映",
    "竞赛": "竞赛",
    "参观研学": "研学活动",
    "应急演练": "演练",
    "营队与兴趣小组": "活动",
    "线上活动": "线上活动",
}


def title_of(subject: str, kind: str) -> str:
    """「防震减灾」 with 讲座 is 「防震减灾讲座」; a subject that already ends with its form stays as it is."""
    form = _FORMS.get(kind, "活动")
    if not subject or subject.endswith((form, "活动", kind)):
        return subject
    return subject + form


def quoted(topic: Topic | None) -> bool:
    """Whether the subject was put in quotation marks."""
    return topic is not None and topic.rule == "quoted"

"""What an activity was about: what was put in quotation marks, what was taught, or what stands before its name."""

import re
from typing import NamedTuple


class Topic(NamedTuple):
    """The subject in a text and the rule that found it."""

    start: int
    end: int
    rule: str


_END = r"，,。；;！!？?\n\t|()（）「」《》“”\"\s、"
_QUOTED = re.compile(r"[《“\"「『]([^《》“”\"「」『』\n]{2,30})[》”\"」』]")
_LABEL = re.compile(rf"(?:主题|内容|题目|课题|主讲内容)(?:[:|]|是|为)\s*([^{_END}]{{2,30}})")
_TAUGHT = re.compile(
    rf"(?:讲授|讲解|讲了|讲的是|讲的|讲课讲|宣讲|宣传|宣导|传授|培训(?!班|中心)|教(?!育|师|室|授|练|会|堂|学|委|工)(?:了)?|学认|学了|讲(?!座|堂|台|习|坛|武|师|课|究|完|解|得|述|稿|话|者))(?:一下|一讲|讲)?([^{_END}]{{2,20}})"
)
_NAMED = re.compile(
    r"讲座|培训班?|讲堂|报告会|专题报告|宣传活动|主题宣传|科普宣传|宣传|宣导|科普|演练|竞赛|知识问答|比赛|展览|巡展|沙龙|公开课|健康课|防治课|救护课|课|义诊|咨询|体验|实验秀|活动|研学营|夏令营|轮训|进校园|进社区|进工地|进企业|进村|电影|直播"
)
_LEADING = re.compile(
    r"^.*(?:举办|举行|开展|组织|进行|参加|搞了?|办了?|做了?|开了?|有|的是|是|的|作|听|场|次|期|以|一个|一场|位|名|人|老师|专家|给.{2,6}?|为.{2,6}?|[村校馆院园区厅室站社])(?=.)"
)
_TRAILING = re.compile(r"(?:的)?(?:知识|技术|讲座|培训|课程|方面|活动|主题)*(?:了|的|吧|哈|呢)*$")


def topic_in(plain: str) -> Topic | None:
    """The subject of an activity in a plain text whose days and places are blanked out."""
    return (
        _captured(_LABEL, plain, "topic_label")
        or _quoted(plain)
        or _captured(_TAUGHT, plain, "taught")
        or _before_name(plain)
    )


def _captured(pattern: re.Pattern[str], plain: str, rule: str) -> Topic | None:
    match = pattern.search(plain)
    if match is None:
        return None
    end = match.end(1) - len((_TRAILING.search(match[1]) or match)[0])
    return Topic(match.start(1), max(end, match.start(1) + 2), rule)


def _quoted(plain: str) -> Topic | None:
    match = _QUOTED.search(plain)
    return Topic(match.start(1), match.end(1), "quoted") if match else None


def _before_name(plain: str) -> Topic | None:
    for match in _NAMED.finditer(plain):
        begin = match.start()
        while (
            begin > 0
            and plain[begin - 1] not in '，,。；;！!？?\n\t|()（）「」《》“”"、: #'
            and match.start() - begin < 16
        ):
            begin -= 1
        lead = _LEADING.match(plain[begin : match.start()])
        begin += lead.end() if lead else 0
        if match.start() - begin >= 2:
            return Topic(begin, match.start(), "before_name")
    return None

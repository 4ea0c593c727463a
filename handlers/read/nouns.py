"""What a figure of a report counts: the noun behind its measure word (「36个部门」) or before it (「会员1600人」)."""

import re

from handlers.read.patterns import regex

_LONGEST = 30
_FARTHEST = 48
_STOP_BEHIND = regex(r"[，,。；;：:\n!！?？(（)）《》\d]|\s{2,}")
_VERB_BEHIND = regex(
    r"参加|参与|受到|获奖|得奖|获得|深入|进行|均|引进|替代|完成|开展|组织|发放|发出|宣传|向(?!日)|作为|到|进入|使(?!用)|中(?=放映|开展|举办)|为(?!主)"
    r"|在(?!岗|校|职)|与|被|都|已|从(?!业)|积极|产生|作(?![物业品坊])"
)
_STOP_BEFORE = regex(
    r"[，,。；;：:\n!！?？(（)）\s]|[了着过]|\d[余多万]?\s?(?:期|场次|场|次|人次|人|名|个|所|家|份|册|块|篇|条|项)?|xx年?"
)
_VERB_BEFORE = regex(
    r"参加(?!人员|培训|人数)|组织(?:开展)?|开展|举办|召开|印发|发放|赠送|展出|编印|颁发|创建|建成|共建|新建|建立|建(?=科普)|设立|开通|购置|投入|投资"
    r"|解答|接受|发布|培训(?=了)|放映|惠及|覆盖(?=群众|人)|其中|先后|分别是?|全[市县区乡镇年]|今年|去年|(?<![主承协经])办了?(?![公法事])|社会力量|利用|深入"
)
_TAIL = regex(r"(?:[共约达有到近为是各]|分别|总计|累计|合计|共计|力争|左右|以上|至少)+$")
_OURS = regex(r"^[我全本][省市县区乡镇]")
_HEAD = regex(r"部门|方面|单位|乡镇|街道|社区|任务|目标|阶段|举措|措施|成员")
_BEHIND_FIRST = frozenset("名位个家所支辆种处座门项条大台户幅")
_SESSIONS = frozenset(("期", "场", "场次", "场(次)", "次"))


def noun_of(plain: str, start: int, end: int, measure: str) -> str:
    """The noun a figure at `start` counts whose measure word ends at `end`; empty if none is found."""
    before = noun_before(plain, start)
    if measure in _SESSIONS:
        return before or events_behind(plain, end)
    behind = noun_behind(plain, end)
    return (behind or before) if measure in _BEHIND_FIRST else (before or behind)


def noun_behind(plain: str, end: int) -> str:
    """The noun right behind: up to the next mark or verb, the last one where it has 的: 「家涉及污染的企业」."""
    phrase = _phrase_behind(plain, end)
    if head := _HEAD.match(phrase):
        return head[0]
    verb = _VERB_BEHIND.search(phrase)
    if verb and not ("、" in phrase[: verb.start()] and "的" in phrase[verb.end() :]):
        phrase = phrase[: verb.start()]
    described, _, noun = phrase.rpartition("的")
    return (noun if described else phrase.partition("、")[0]).strip()


def events_behind(plain: str, end: int) -> str:
    """What was held, behind the number of its sessions: 「3场关于用电的讲座」, 「20余次送文化、进学校等宣传活动」."""
    phrase = _phrase_behind(plain, end)
    noun = re.split(r"的|等(?!级)", phrase)[-1].strip()
    return noun if len(noun) <= _LONGEST else ""


def noun_before(plain: str, start: int) -> str:
    """The noun right before, from the last mark or verb on: 「举办科普讲座、科普报告会」 leaves both names."""
    text = _TAIL.sub("", plain[max(0, start - _FARTHEST) : start].rstrip())
    marks = [mark.end() for mark in _STOP_BEFORE.finditer(text)]
    phrase = text[marks[-1] :] if marks else text
    verbs = [verb.end() for verb in _VERB_BEFORE.finditer(phrase) if verb.end() < len(phrase)]
    return _OURS.sub("", (phrase[verbs[-1] :] if verbs else phrase).strip("、各类种的“” "))[-_LONGEST:]


def _phrase_behind(plain: str, end: int) -> str:
    begin = end + (plain[end : end + 1] == " ")
    stop = _STOP_BEHIND.search(plain, begin, begin + _FARTHEST)
    return plain[begin : stop.start() if stop else begin + _FARTHEST].strip(" 的")

"""Corrections of what was said before: 「人数改成85」, 「地点写错了，是北营村」."""

import re

from handlers.read.answers import read_answer
from handlers.read.particulars import facts_in
from handlers.read.patterns import regex
from handlers.read.reading import Context, Found
from handlers.read.repairs import repaired, takes_back
from handlers.read.writing import plainly
from storage.model.activity import Field

_NAMES = {
    Field.ONLINE: "线上人数|在线人数|观看人数|线上",
    Field.ATTENDANCE: "总人数|参加人数|参与人数|到场人数|人数|来的人|人",
    Field.VENUE: "活动地点|地点|地方|场地|位置|地址",
    Field.DATE: "活动时间|活动日期|时间|日期|日子",
    Field.TITLE: "活动名称|名称|名字|标题|题目|主题",
    Field.KIND: "活动类型|类型|形式|类别|种类",
    Field.AUDIENCE: "对象|受众|人群|面向",
    Field.OUTPUTS: "发放资料|发的资料|发放|资料|材料|物资",
    Field.SESSIONS: "场次|期数|次数|场数",
    Field.HOSTS: "主办单位|主办方|主办",
    Field.PROGRAMME: "所属行动|行动|工程",
    Field.NOTE: "备注",
    Field.TOPIC: "内容",
}
_FIELD = "|".join(f"(?P<{field.value}>{names})" for field, names in _NAMES.items())
_EARLIER = r"(?:刚才|刚刚|上面|前面|上一?条|上一?[场次个]|之前|昨天|今天|那[条场次个]|这[条场次个])"
_WRONG = r"(?:(?:写|说|打|填|报|记|弄|搞|输)?错了?|不对|有误|有问题|填反了)"
_CHANGED = r"(?:改成|改为|改|更正为|更正成|换成|变成|调整为|修改为|修改成)"
_TO = rf"(?:(?:应该?|其实|实际)是?|(?:请|帮我|麻烦|要)?{_CHANGED}|是|为)"
_NAMED = regex(
    rf"^(?:不好意思|抱歉|更正一?下?|纠正|对了|那个|哦|啊|请|麻烦|帮我|帮忙|把|将|您好|你好|老师|[\s，,。:!！~])*(?:{_EARLIER}的?|活动的?|记录的?|讲座的?|培训的?)*(?:把|将)?的?"
    rf"(?:{_FIELD})(?:\s*{_WRONG}[\s，,。!！…:]*(?:{_TO})?|[\s，,]*{_TO}|(?<=.)从.{{1,12}}?{_TO})\s*:?\s*(?P<value>\S.*)$",
    re.DOTALL,
)
_FROM_TO = regex(
    r"^(?:请|麻烦|帮我|那个|[\s，,。])*(?:把|将)(?P<old>[^，,。]{1,20}?)(?:改成|改为|换成|更正为)(?P<value>\S.*)$",
    re.DOTALL,
)
_NOT_BUT = regex(
    r"^(?:不好意思|更正|纠正|哦|啊|应该|[\s，,。:!！])*(?:不是(?P<old>[^，,。\s]{1,20}?)[\s，,]*(?:而?是)(?P<value>\S.*)"
    r"|是(?P<value2>[^，,。\s]{1,20}?)[\s，,]*不是(?P<old2>[^，,。\s]{1,20}))[。！!\s]*$",
    re.DOTALL,
)
_ONLY_WRONG = regex(
    rf"^(?:不好意思|抱歉|哎呀|哎|哦|啊|等等|[\s，,。:!！])*(?:更正(?:一?下)?|纠正(?:一?下)?|{_EARLIER}?{_WRONG})[\s，,。:!！…]*(?:{_TO})?\s*(?P<value>\S.*)$",
    re.DOTALL,
)
_LONGEST = 80


def read_correction(text: str, context: Context) -> Found | None:
    """Only the fields a message corrects; None if it corrects nothing.

    A whole report in which something is taken back (「…来了80人，不对，是85」) is no correction of an earlier one.
    """
    plain = plainly(text.strip()[:200]).plain
    if not plain or len(text) > _LONGEST or re.search(r"[?？]|吗$", plain):
        return None
    return _named(plain, context) or _unnamed(plain, context) or _within(plain, context)


def _named(plain: str, context: Context) -> Found | None:
    """「人数改成85」, 「刚才那场人数是85」, 「地点写错了，是北营村」."""
    match = _NAMED.match(plain)
    if match is None:
        return None
    if not re.search(f"{_WRONG}|改|更正|应|换|{_EARLIER}", plain[: match.start("value")]):
        return None
    field = next(field for field in _NAMES if match[field.value])
    found = read_answer(field, match["value"], context)
    return found if found.fields or found.doubts else None


def _unnamed(plain: str, context: Context) -> Found | None:
    """「不是80，是85人」, 「把北关村改成北营村」, 「写错了，是85人」: the value tells its field."""
    match = _FROM_TO.match(plain) or _NOT_BUT.match(plain) or _ONLY_WRONG.match(plain)
    if match is None:
        return None
    groups = match.groupdict()
    value = groups.get("value") or groups.get("value2") or ""
    old = groups.get("old") or groups.get("old2") or ""
    return _telling(value, old, context)


def _within(plain: str, context: Context) -> Found | None:
    """「80人，不对，是85」 alone: the facts as they are after it, if the message says nothing else."""
    writing = plainly(plain)
    if not takes_back(writing):
        return None
    found = facts_in(repaired(writing), context)
    said = found.fields - {Field.AUDIENCE, Field.TITLE, Field.TOPIC, Field.KIND}
    return _only(found, said) if len(said) == 1 else None


def _telling(value: str, old: str, context: Context) -> Found | None:
    for field in (Field.ATTENDANCE, Field.OUTPUTS, Field.DATE, Field.VENUE):
        found = facts_in(plainly(value), context)
        if field in found.fields or any(one.field is field for one in found.doubts):
            return _only(found, frozenset({field}))
    if old and re.fullmatch(r"[\d一二三四五六七八九十百千两]+[。！]?", value) and "份" not in old:
        return _only(read_answer(Field.ATTENDANCE, value, context), frozenset({Field.ATTENDANCE}))
    return None


def _only(found: Found, fields: frozenset[Field]) -> Found:
    kept = tuple(one for one in found.origins if one.field in fields)
    doubts = tuple(one for one in found.doubts if one.field in fields)
    return Found(found.particulars, kept, doubts)

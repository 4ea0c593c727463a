"""What somebody wants summed up or shown: a period, a unit, a class, and by what."""

import re
from dataclasses import dataclass

from handlers.read.periods import find_period
from handlers.read.reading import Context
from handlers.read.terms import audience_named, kind_named, programme_named
from handlers.read.writing import Writing, plainly
from storage.model.figures import Grouping, Period

_GROUPINGS = (
    (Grouping.KIND, r"(?:按|分|以)(?:活动)?(?:类型|类别|形式|种类|类)"),
    (Grouping.PROGRAMME, r"(?:按|分|以)(?:行动|工程|项目)"),
    (Grouping.AUDIENCE, r"(?:按|分|以)(?:对象|人群|受众)"),
    (Grouping.UNIT, r"(?:按|分|以)(?:单位|社区|乡镇|街道|村|学校|部门)|各(?:单位|社区|乡镇|街道|村)"),
    (Grouping.MONTH, r"(?:按|分|以)月份?|逐月|每月|各月"),
)
_FILLING = re.compile(
    r"汇总表?|统计表?|总结表|合计|记录|台账|数据|情况|活动|看看|看一下|查看|查一下|给我|请|麻烦|一下|帮我|的|了|吧|有多少|多少|做了|办了|搞了|[\s，,。.、:：!！?？/]+"
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. `unit` is a name of `context.places`; `unread` is what no rule understood."""

    period: Period | None = None
    unit: str | None = None
    kind: str = ""
    programme: str = ""
    audience: str = ""
    grouping: Grouping | None = None
    unread: str = ""


def read_request(text: str, context: Context) -> Request:
    """What a message such as 「今年上半年农民培训」 or 「/summary 上月 柳林镇」 asks for; empty fields were not said."""
    rest = re.sub(r"^\s*/\S+\s*", "", plainly(text).plain)
    grouping, rest = _grouping(rest)
    period, rest = _period(rest, context)
    unit, rest = _unit(rest, context)
    programme, rest = _cut(rest, programme_named(rest, context.taxonomy))
    audience, rest = _cut(rest, audience_named(rest, context.taxonomy))
    kind, rest = _cut(rest, kind_named(rest, context.taxonomy))
    return Request(period, unit, kind, programme, audience, grouping, " ".join(_FILLING.sub(" ", rest).split()))


def _grouping(text: str) -> tuple[Grouping | None, str]:
    for grouping, pattern in _GROUPINGS:
        if match := re.search(pattern, text):
            return grouping, text[: match.start()] + " " + text[match.end() :]
    return None, text


def _period(text: str, context: Context) -> tuple[Period | None, str]:
    named = find_period(text, context.at.date())
    return (named.period, text[: named.start] + " " + text[named.end :]) if named else (None, text)


def _unit(text: str, context: Context) -> tuple[str | None, str]:
    """The longest known name in the text; failing that, the only known name that begins with a word of it."""
    for name in sorted(context.places, key=len, reverse=True):
        plain = _plain_name(name).plain
        if plain and plain in text:
            return name, text.replace(plain, " ", 1)
    for word in text.split():
        near = [name for name in context.places if len(word) > 1 and _plain_name(name).plain.startswith(word)]
        if len(near) == 1:
            return near[0], text.replace(word, " ", 1)
    return None, text


def _plain_name(name: str) -> Writing:
    return plainly(name)


def _cut(text: str, named: tuple[str, str] | None) -> tuple[str, str]:
    """The class that was named, and the text without the words that named it."""
    return (named[0], text.replace(named[1], " ", 1)) if named else ("", text)

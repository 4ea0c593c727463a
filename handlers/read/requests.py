"""What somebody wants summed up or shown: a period, a unit, a class, and by what."""

import re
from dataclasses import dataclass

from handlers.read.patterns import regex
from handlers.read.periods import find_period
from handlers.read.reading import Context
from handlers.read.terms import audience_named, kind_named, programme_named
from handlers.read.writing import plainly
from storage.model.figures import Grouping, Period

_GROUPINGS = (
    (Grouping.KIND, r"(?:按|分|以)(?:活动)?(?:类型|类别|形式|种类|类)|各(?:种)?(?:类型?|形式)"),
    (Grouping.PROGRAMME, r"(?:按|分|以)(?:行动和工程|行动|工程|项目)|各(?:项|大)?(?:行动|工程)"),
    (Grouping.AUDIENCE, r"(?:按|分|以)(?:对象|人群|受众)|各(?:类|种)?(?:对象|人群|受众)"),
    (
        Grouping.UNIT,
        r"(?:按|分|以)(?:单位|社区|乡镇|街道|村|学校|部门)|各(?:个)?(?:单位|社区|乡镇|街道|村|学校|部门|镇|乡)",
    ),
    (
        Grouping.CAMPAIGN,
        r"(?:按|分|以)(?:主题日和活动周|活动周|主题日|科技活动周|科普月|科普日)|各(?:个|次)?(?:活动周|主题日|科普月)",
    ),
    (Grouping.TOPIC, r"(?:按|分|以)(?:主题|专题|内容)|各(?:个|类)?(?:主题|专题)"),
    (Grouping.MONTH, r"(?:按|分|以)月份?|逐月|每个?月|各个?月份?"),
)
_COUNTING = r"(?:项|场次|场|次|期|人次|人数|人|份|条|个)?"
_QUESTION = regex(
    rf"汇总表?|统计表?|总结表|合计|总数|总计|(?:一共|总共|共)?(?:有|做了|办了|搞了|开展了)?(?:多少|几){_COUNTING}"
)
_FILLING = regex(
    r"记录|台账|数据|情况|活动|看看|看一下|查看|查一下|查查|看|查|谢谢|给我|我要|我想|帮我|请|麻烦|一下|来了?|都"
    r"|场次|次数|人次|人数|一共|总共|有|的|了|吧|呢|吗|做了?|办了?|搞了?|举办|开展|参加|和|按|[\s，,。.、:：!！?？/·“”\"]+"
)
_OURS = r"(?:县|市|区|镇|乡|街道|村|社区|校|单位)"
_WHOLE_PLACE = regex(rf"(?:全|本|我){_OURS}|我们{_OURS}?")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. `unit` is a name of `context.places`; `unread` is what no rule understood.

    `question` is set when words ask for figures, such as 「汇总」 or 「多少场」.
    """

    period: Period | None = None
    unit: str | None = None
    kind: str = ""
    programme: str = ""
    audience: str = ""
    grouping: Grouping | None = None
    question: bool = False
    unread: str = ""

    @property
    def for_figures(self) -> bool:
        """Whether a message without a command can only ask for figures, and tells of no activity.

        「昨天紫兴社区讲座」 tells of one; 「九月 紫兴社区」, 「今年讲座」, 「昨天多少人」 ask.
        """
        if self.unread:
            return False
        days = (self.period.last - self.period.first).days if self.period else 0
        classes = self.kind or self.programme or self.audience
        return self.question or days > 0 or bool(self.grouping) or bool(self.unit and not self.period and not classes)


def read_request(text: str, context: Context) -> Request:
    """What a message such as 「今年上半年农民培训」 or 「上月 柳林镇」 asks for; what was not said is empty."""
    rest = re.sub(r"^\s*/\S+\s*", "", plainly(text).plain)
    unit, rest = _unit(rest, context.places)
    grouping, rest = _grouping(rest)
    period, rest = _period(rest, context)
    programme, rest = _cut(rest, programme_named(rest, context.taxonomy))
    question, rest = _question(rest)
    audience, rest = _cut(rest, audience_named(rest, context.taxonomy))
    kind, rest = _cut(rest, kind_named(rest, context.taxonomy))
    rest = _FILLING.sub(" ", _WHOLE_PLACE.sub(" ", rest))
    if unit is None:
        unit, rest = _beginning(rest, context.places)
    return Request(period, unit, kind, programme, audience, grouping, question, " ".join(rest.split()))


def _unit(text: str, places: tuple[str, ...]) -> tuple[str | None, str]:
    """The longest known name in the text."""
    for name in sorted(places, key=len, reverse=True):
        plain = plainly(name).plain
        if len(plain) > 1 and plain in text:
            return name, text.replace(plain, " ", 1)
    return None, text


def _beginning(text: str, places: tuple[str, ...]) -> tuple[str | None, str]:
    """The only known name that begins with a word nothing else understood."""
    for word in text.split():
        near = [name for name in places if len(word) > 1 and plainly(name).plain.startswith(word)]
        if len(near) == 1:
            return near[0], text.replace(word, " ", 1)
    return None, text


def _grouping(text: str) -> tuple[Grouping | None, str]:
    for grouping, pattern in _GROUPINGS:
        if match := re.search(pattern, text):
            return grouping, text[: match.start()] + " " + text[match.end() :]
    return None, text


def _period(text: str, context: Context) -> tuple[Period | None, str]:
    named = find_period(text, context.at.date())
    return (named.period, text[: named.start] + " " + text[named.end :]) if named else (None, text)


def _question(text: str) -> tuple[bool, str]:
    rest = _QUESTION.sub(" ", text)
    return rest != text, rest


def _cut(text: str, named: tuple[str, str] | None) -> tuple[str, str]:
    """The class that was named, and the text without the words that named it."""
    return (named[0], text.replace(named[1], " ", 1)) if named else ("", text)

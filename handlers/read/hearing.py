"""What a message says to the bot itself: a courtesy, a field by its name, a button by its word."""

import re
from collections.abc import Mapping
from enum import StrEnum

from handlers.read.answers import read_answer
from handlers.read.commands import read_command
from handlers.read.patterns import regex
from handlers.read.reading import Context, Found
from handlers.read.writing import plainly
from storage.model.activity import Field
from storage.model.people import Level


class Courtesy(StrEnum):
    """Words that want a kind answer and nothing else."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    CHEER = "cheer"


_TAIL = r"(?:[啊呀哦喔哈啦了呢吧吗~～!！?？。,，.\s]|老师|大家|你们?|您)*"
_COURTESIES = {
    Courtesy.GREETING: r"(?:你|您|大家|老师|们|早上|上午|中午|下午|晚上)*好|早安?|在(?:吗|不)?|哈[喽罗]|嗨|hi|hello",
    Courtesy.THANKS: r"(?:非常|太|多)?(?:谢谢|感谢|多谢|谢)+|辛苦|麻烦|(?:真|太|很)?(?:棒|厉害|方便|好用)|点赞|赞",
    Courtesy.FAREWELL: r"(?:再见|拜拜|拜|明天见|回头见|晚安|先?下班|先忙)+",
    Courtesy.CHEER: r"[哈呵嘿嘻]+|哦+|噢+|喔+|知道|明白|收到|懂|没事|不客气|666+|[oO][kK]",
}
_NAMED = regex(r"\s*(?:是|为|:|就是|改成|改为|换成|写|填|记)\s*(?P<value>\S.*)", re.DOTALL)
_FIGURE = regex(r"\s*(?P<value>约?\d.*)", re.DOTALL)
_FIGURES = (Field.ATTENDANCE, Field.ONLINE, Field.SESSIONS)
_COUNTED = regex(r"[\d一二三四五六七八九十百千万两俩半]")
_NOT_COUNTED = regex(r"[没未不无](?:有?统计|数|点|算|记|计|清楚|知道|晓得|详|确定|有)|无|忘")
_NOTHING = regex(r"(?:没有?|无|不算|不属于|空|空着|删掉|去掉|清空|不要|都不是)(?:线上|主办|备注|的|了|吧)*[。.!！]?")
_CLAUSES = regex(r"[，,；;。\n]")
_OWN_PLACE = regex(r"(?:我们?|咱们?|本|自己)?(?P<place>社区|村|学校|校|镇|县)(?:里|上|内)?")
_LEVELS = {
    "社区": Level.COMMUNITY,
    "村": Level.VILLAGE,
    "学校": Level.SCHOOL,
    "校": Level.SCHOOL,
    "镇": Level.TOWNSHIP,
    "县": Level.COUNTY,
}
_LONGEST = 12
_NAME_LEAD = regex(r"^(?:你好|您好)?[，,\s]*(?:我叫|我是|叫我|本人|我的名字[叫是]|姓名)[:：是\s]*")
_NAME = regex(r"[^\W\d_](?:[^\W\d_]|[·.\- ](?=[^\W\d_])){0,19}")


def read_courtesy(text: str) -> Courtesy | None:
    """The courtesy a whole message is; None where it says anything else.

    >>> read_courtesy("你好呀"), read_courtesy("辛苦了！"), read_courtesy("谢谢大家来听讲座")
    (<Courtesy.GREETING: 'greeting'>, <Courtesy.THANKS: 'thanks'>, None)
    """
    plain = plainly(text).plain.strip()
    if len(plain) > _LONGEST:
        return None
    if not plain:  # nothing but emoji
        return Courtesy.CHEER
    found = (one for one, words in _COURTESIES.items() if re.fullmatch(f"(?:{words}){_TAIL}", plain, re.IGNORECASE))
    return next(found, None)


def read_name(text: str) -> str | None:
    """What somebody wants to be called; None where it is no name: a command, a courtesy, a sentence with figures.

    >>> read_name("我叫阿依古丽·买买提"), read_name("今天来了60人"), read_name("你好")
    ('阿依古丽·买买提', None, None)
    """
    name = _NAME_LEAD.sub("", text.strip())
    if not _NAME.fullmatch(name) or read_command(name) or read_courtesy(name):
        return None
    return name


def field_named(text: str, labels: Mapping[Field, str]) -> Field | None:
    """The field whose label is the whole message: 「地点」."""
    plain = plainly(text).plain.strip().strip("[]【】。 ").removeprefix("改")
    return next((field for field, label in labels.items() if label == plain), None)


def read_addressed(text: str, labels: Mapping[Field, str], context: Context) -> Found | None:
    """A field by its label and what it should be: 「对象是学生」, 「人数85」; None for other words."""
    plain = plainly(text).plain.strip().removeprefix("把")
    for field, label in labels.items():
        if not plain.startswith(label):
            continue
        rest = plain.removeprefix(label)
        said = _NAMED.fullmatch(rest) or (_FIGURE.fullmatch(rest) if field in _FIGURES else None)
        if said:
            found = read_answer(field, said["value"], context)
            return found if found.fields or found.doubts else None
    return None


def clauses(text: str) -> tuple[str, ...]:
    """The parts of a message between its commas and stops."""
    return tuple(part.strip() for part in _CLAUSES.split(text) if part.strip())


def own_place(venue: str) -> Level | None:
    """The level of the unit that a venue means where it only says 「社区」, 「我们村」, 「学校里」."""
    match = _OWN_PLACE.fullmatch(venue.strip())
    return _LEVELS[match["place"]] if match else None


def is_nothing(text: str) -> bool:
    """Whether an answer says that there is nothing to say: 「没有」, 「不算」, 「删掉」."""
    return bool(_NOTHING.fullmatch(plainly(text).plain.strip()))


def is_vague(words: str) -> bool:
    """Whether an answer to how many is neither a number nor the word that nobody counted: 「很多」."""
    plain = plainly(words).plain
    return not _COUNTED.search(plain) and not _NOT_COUNTED.search(plain)

"""What is wrong with statements that are shown: 「截至6月30日」, 「第2条不要」, 「第2条是经费」, 「来源 统计年鉴」."""

from dataclasses import dataclass
from datetime import date

from handlers.read.days import read_days
from handlers.read.entries import read_programme
from handlers.read.numerals import han_value
from handlers.read.patterns import regex
from handlers.read.reading import Context
from handlers.read.writing import plainly
from handlers.texts.register import NAMES
from storage.model.registers import Register


@dataclass(frozen=True, slots=True)
class Changed:
    """The day, the programme or the source of all of them; empty: it stays."""

    day: date | None = None
    programme: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """One that is not wanted, counted from 1."""

    nth: int


@dataclass(frozen=True, slots=True)
class Named:
    """One that belongs into another register."""

    nth: int
    register: Register


_NTH = r"第?\s*(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*条?"
_DROPPED = (regex(rf"{_NTH}\s*(?:不要|不登|删掉|删除|去掉|删)了?"), regex(rf"(?:不要|删掉|删除|去掉|删){_NTH}"))
_NAMED = regex(rf"{_NTH}\s*(?:是|改成|属于|算)\s*({'|'.join(NAMES.values())})")
_SOURCE = regex(r"(?:数据)?(?:来源|出处)(?:是|为|:|\s)*(.{1,40})")
_DAY = regex(r"(?:截至|截止|截止到|到|时间(?:是|为|改成)?|日期(?:是|为|改成)?)?\s*(.{2,20})")
_OF_DAYS = regex(r"[\d年月日号底末初上下半度一二三四季今去前本这昨天]+")
_PROGRAMME = regex(r"(?:属于|归|算|行动(?:是|为)?)\s*(.{2,30})")


def read_change(text: str, context: Context) -> Changed | Dropped | Named | None:
    """What is to be changed; None where the message says nothing of the kind."""
    plain = plainly(text).plain.strip(" 。，,")
    for pattern in _DROPPED:
        if found := pattern.fullmatch(plain):
            return Dropped(_number(found[1]))
    if found := _NAMED.fullmatch(plain):
        return Named(_number(found[1]), next(one for one, name in NAMES.items() if name == found[2]))
    if found := _SOURCE.fullmatch(plain):
        return Changed(source=found[1].strip())
    if found := _PROGRAMME.fullmatch(plain):
        programme = read_programme(found[1], context)
        return Changed(programme=programme) if programme else None
    return _day(plain, context)


def _day(plain: str, context: Context) -> Changed | None:
    """Nothing but a day."""
    found = _DAY.fullmatch(plain)
    said = read_days(found[1], context.at) if found else None
    day = (said.end or said.start) if said else None
    return Changed(day=day) if day and found and not _OF_DAYS.sub("", found[1]) else None


def _number(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    value = han_value(numeral)
    return value.low if value else 0

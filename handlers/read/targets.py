"""Targets as they are handed down: 「农民科学素质提升行动 全年培训12期800人次 牵头农业农村局 责任北营村 12月底前」."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from handlers.read.days import read_days
from handlers.read.paragraphs import read_paragraphs
from handlers.read.patterns import regex
from handlers.read.periods import find_period
from handlers.read.reading import Context
from handlers.read.stated import Stated
from handlers.read.terms import programme_named
from handlers.read.writing import plainly

_LEAD = regex(r"(?:由)?([^\s，,；;。、]{2,20}?)牵头|牵头(?:单位|部门)?(?:是|为|[:：\s])*([^\s，,；;。]{2,20})")
_RESPONSIBLE = regex(r"(?:责任|配合|参与)(?:单位|部门)?(?:是|为|[:：\s])*([^\s，,；;。]{2,60})")
_PLAIN = regex(r"[^\s，,；;。]{0,12}(?:主题|阶段)(?:是|为|[:：])[^\s，,；;。]{2,40}")
_BEFORE = regex(r"(?:之?前|以前)$")
_YEAR = regex(r"\d{4}|[今去前明]年")
_WHOLE_YEAR = regex(r"全年|年内|今年|本年|年度")
_BY = regex(r"[^\s，,；;。]{0,14}(?:之?前|以前|底前)|(?:截至|截止)[\d今明后年底月末日号一二三四五六七八九十]{2,14}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be reached; a part that was not said is empty. `plain` are themes and phases, which have no figure."""

    figures: tuple[Stated, ...]
    programme: str = ""
    lead: str = ""
    responsible: tuple[str, ...] = ()
    by: date | None = None
    plain: tuple[str, ...] = ()


def read_targets(text: str, context: Context) -> Wanted:
    """The figures and who is to reach them by when; 全年 ends with the year, 上半年 with June."""
    lead, responsible = _LEAD.search(text), _RESPONSIBLE.search(text)
    named = programme_named(text, context.taxonomy)
    rest = _RESPONSIBLE.sub(" ", _LEAD.sub(" ", text))
    by = _by(rest, context)
    return Wanted(
        figures=read_paragraphs(_BY.sub(" ", rest), context),
        programme=named[0] if named else "",
        lead=(lead[1] or lead[2]) if lead else "",
        responsible=tuple(filter(None, regex(r"[、和及]").split(responsible[1]))) if responsible else (),
        by=by,
        plain=tuple(found[0].strip() for found in _PLAIN.finditer(rest)),
    )


def _by(text: str, context: Context) -> date | None:
    """A day that is named as the end, else the end of a period."""
    today, named = context.at.date(), _BY.search(text)
    if named:
        found = read_days(_BEFORE.sub("", named[0]), context.at, ahead=True)
        return (found.end or found.start) if found else _end_ahead(named[0], today)
    if _WHOLE_YEAR.search(text):
        return date(today.year, 12, 31)
    return _end_ahead(text, today)


def _end_ahead(text: str, today: date) -> date | None:
    """The last day of a period; of a month that has passed the one to come is meant, unless the year was said."""
    found = find_period(plainly(text).plain, today)
    if found is None:
        return None
    last = found.period.last
    passed = last < today and not _YEAR.search(text)
    return date(last.year + 1, last.month, monthrange(last.year + 1, last.month)[1]) if passed else last

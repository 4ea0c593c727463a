"""Statements for the registers: clause by clause, each with its figure; papers, meetings and honours have none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from handlers.read.days import read_days
from handlers.read.paragraphs import read_paragraphs
from handlers.read.patterns import regex
from handlers.read.reading import Context
from handlers.read.registers import Register as Kind
from handlers.read.stated import Stated
from handlers.read.terms import programme_named
from storage.model.activity import Amount
from storage.model.registers import Register


@dataclass(frozen=True, slots=True)
class Read:
    """One statement: its register, its words, and its figure where it has one.

    `held` says that the figure is of activities, which are recorded one by one and added up.
    """

    register: Register
    text: str
    noun: str
    amount: Amount
    measure: str
    held: bool = False


_REGISTERS = {
    Kind.ASSET: Register.ASSET,
    Kind.PUBLICITY: Register.PUBLICITY,
    Kind.POSTING: Register.POSTING,
    Kind.MONEY: Register.FUND,
}
_CLAUSE = regex(r"[^，,；;。！!\n]+")
_PLAIN = (
    (Register.DOCUMENT, regex(r"[〔\[【(（]\s*\d{4}\s*[〕\]】)）]\s*第?\d+号|\d+号文?件?$|印发|下发|出台|制定")),
    (Register.HONOUR, regex(r"荣获|获评|获得?.{0,12}(?:奖|称号)|被(?:评为|授予|命名)|表彰")),
    (Register.MEETING, regex(r"召开|会议|部署会|推进会")),
)
_NUMBER_OF_PAPER = regex(r"[〔\[【(（]\s*\d{4}\s*[〕\]】)）]\s*第?\d+号|第?\d+号")
_EDGE = " 　、和并及"


def read_entries(text: str, context: Context) -> tuple[Read, ...]:
    """The statements of a text in their order; clauses that say nothing for a register are left out.

    「创建科普示范村30个，投入15万元」 gives an asset of 30个 and funds of 150,000元.
    """
    stated = read_paragraphs(text, context)
    return tuple(one for clause in _CLAUSE.finditer(text) for one in _clause(text, clause.span(), stated))


def read_programme(text: str, context: Context) -> str:
    """The programme a text names, or the heading of a report; "" where it names none."""
    named = programme_named(text, context.taxonomy)
    headings = (one.heading for shell in context.taxonomy.shells for one in shell.headings)
    return named[0] if named else next((one for one in headings if one and one in text), "")


def read_day(text: str, context: Context) -> date | None:
    """The day a text names, past or present: its last one, as what there is holds as of a period's end."""
    found = read_days(text, context.at)
    day = (found.end or found.start) if found else None
    return day if day and day <= context.at.date() else None


def _clause(text: str, span: tuple[int, int], stated: tuple[Stated, ...]) -> Iterator[Read]:
    first, end = span
    papers = [match.span() for match in _NUMBER_OF_PAPER.finditer(text, first, end)]
    inside = [
        one
        for one in stated
        if first <= one.start < end and not any(begin <= one.start < stop for begin, stop in papers)
    ]
    if not inside:
        yield from _without_figure(text[first:end])
    cuts = [first, *(_cut(text, one, after) for one, after in pairwise(inside)), end]
    for one, (begin, stop) in zip(inside, pairwise(cuts), strict=False):
        yield _with_figure(one, text[begin:stop].strip(_EDGE))


def _cut(text: str, one: Stated, after: Stated) -> int:
    """Between two figures of a clause: 「2篇、网站采用4篇」 names what it counts before, 「16个乡镇40个村」 behind."""
    between = text[one.end : after.start]
    return after.start if one.noun and one.noun in between else one.end


def _with_figure(one: Stated, words: str) -> Read:
    held = one.register is Kind.ACTIVITY
    register = _REGISTERS.get(one.register) or _plain(words) or Register.CLAIM
    return Read(register, words, one.noun, one.amount, one.measure, held)


def _without_figure(words: str) -> Iterator[Read]:
    register = _plain(words)
    if register:
        yield Read(register, words.strip(_EDGE), "", Amount(), "")


def _plain(words: str) -> Register | None:
    return next((register for register, pattern in _PLAIN if pattern.search(words)), None)

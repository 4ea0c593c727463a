"""One figure of a report: its unit, what it counts, the kind of activity it tells of and the register it belongs to."""

import re
from dataclasses import dataclass, replace

from handlers.read.amounts import Figure, loosely_behind, with_words
from handlers.read.nouns import noun_of
from handlers.read.patterns import regex
from handlers.read.registers import Register, register_of
from handlers.read.terms import kind_named
from storage.model.activity import Amount, Category, Output
from storage.model.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of a report.

    `noun` is what it counts, `kind` the form of activity it tells of (a name of the taxonomy, may be empty), `output`
    is set for things, certificates, prizes and the like. `part`: contained in a figure before it. `doubt` says why it
    cannot be used as it stands ("lost_digits": 「0余人」). `start` and `end` are places of the text as it was written.
    """

    amount: Amount
    measure: str
    noun: str
    register: Register
    kind: str = ""
    output: Output | None = None
    part: bool = False
    doubt: str = ""
    headings: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


_MEASURE = regex(
    r"\s?(期|场\(次\)|场次|场|次|人\(次\)|人次|人|名|位|份\(册\)|份|册|本|幅|块|张|件|套|篇|条次|条|则|个|所|家|支|辆|种|处|座|门"
    r"|项|户|台|把|顶|袋|元|大(?=[任目举措])|年(?=被|获|荣)|%)"
)
_UNFIT_BEFORE = regex(r"(?:第|[A-Za-z./+\-\[“]|\d[.\-·—])$")
_UNFIT_BEHIND = regex(r"\s?(?:[A-Za-z]|月|日|号|届|章|[+/])")
_HAN_SMALL = regex(r"[约近]?[一二两三四五六七八九十]{1,3}")
_OF_REPORTS = regex(r"(?:任务|目标|阶段|举措|措施|项目|工程|环节)")
_HELD = regex(r"(?:开展|举办|组织|召开|进行|举行|每(?:年|月|季度|季|半年|周))[^，,。；;]{0,8}$|共$")
_TOOK_PART = regex(r"[\u4e00-\u9fff]{0,6}(?:参加|参与|接受)")
_LOST = regex(r"0\s?[余多]?")
_PART = regex(r"其中[^。；;]*$")
_CLAUSE = regex(r"[，,。；;：:！!？?\n]")
_SESSIONS = frozenset(("期", "场", "场次", "场(次)", "次"))
_PEOPLE = frozenset(("人", "名", "位", "人次", "人(次)"))
_REACH = 48
_OF_OUTPUTS = {Category.PUBLICATION: Register.PUBLICITY, Category.FACILITY: Register.ASSET}


def measure_behind(plain: str, figure: Figure) -> re.Match[str] | None:
    """The measure word of a figure; None where it is a year, an ordinal or part of a code."""
    if _UNFIT_BEFORE.search(plain, max(0, figure.start - 2), figure.start):
        return None
    return None if _UNFIT_BEHIND.match(plain, figure.end) else _MEASURE.match(plain, figure.end)


def stated(plain: str, figure: Figure, output: Output | None, kind: str, taxonomy: Taxonomy) -> Stated | None:
    """What a figure of a sentence says; `kind` is that of the figure before. None for years, codes and the like."""
    match = measure_behind(plain, figure)
    if match is None:
        return None
    measure, end = match[1], loosely_behind(plain, match.end())
    before, behind = _clause_before(plain, figure.start), plain[match.end() : match.end() + 24]
    noun = output.item if output else noun_of(plain, figure.start, match.end(), measure)
    named = kind_named(noun, taxonomy) or kind_named(before, taxonomy)
    ahead = measure in _SESSIONS or _TOOK_PART.match(behind) is not None
    named = named or (kind_named(_CLAUSE.split(behind, maxsplit=1)[0], taxonomy) if ahead else None)
    small = _HAN_SMALL.fullmatch(figure.amount.words) is not None
    if small and not _is_counted(figure.amount.value, measure, noun, before):
        return None
    amount = with_words(figure.amount, plain[figure.start : end].strip(), approximate=end > match.end())
    register = _register(output, measure, noun, before + figure.amount.words, behind)
    if measure == "篇" and register is not Register.PUBLICITY:
        return None
    found = Stated(amount, measure, noun, register)
    of_activity = found.register is Register.ACTIVITY and measure in _SESSIONS | _PEOPLE
    kind = (named[0] if named else kind) if of_activity else ""
    return _checked(replace(found, kind=kind, output=output, part=_PART.search(plain[: figure.start]) is not None))


def _checked(found: Stated) -> Stated:
    """A number whose first digits were lost keeps its words and no value."""
    if not _LOST.match(found.amount.words):
        return found
    return replace(found, amount=Amount(words=found.amount.words), doubt="lost_digits")


def _clause_before(plain: str, start: int) -> str:
    text = plain[max(0, start - _REACH) : start]
    marks = [mark.end() for mark in _CLAUSE.finditer(text)]
    return text[marks[-1] :] if marks else text


def _register(output: Output | None, measure: str, noun: str, before: str, behind: str) -> Register:
    if output is not None:
        return _OF_OUTPUTS.get(output.category, Register.ACTIVITY)
    return register_of(measure, noun, before, behind)


def _is_counted(value: int | None, measure: str, noun: str, before: str) -> bool:
    """「开展了一次科技培训」 and 「八项任务」 count, 「一种方法」, 「一项工程」 and 「一次又一次」 do not."""
    if measure in _SESSIONS:
        return _HELD.search(before) is not None
    return value != 1 and (measure == "年" or (measure in ("个", "项", "大") and _OF_REPORTS.search(noun) is not None))

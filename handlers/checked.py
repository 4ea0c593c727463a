"""A text's figures beside the ledger: which agree, which differ, which the ledger does not hold; pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from handlers.read import saidwords
from handlers.read.registers import Register as Kind
from handlers.read.stated import Stated
from handlers.texts import checking as texts
from storage.model.activity import Amount
from storage.model.goals import named
from storage.model.origins import Source
from storage.model.registers import Statement
from storage.model.selections import subject


class Verdict(Enum):
    """What is found of a figure."""

    DIFFERS = auto()
    UNKNOWN = auto()
    UNCHECKABLE = auto()
    AGREES = auto()


@dataclass(frozen=True, slots=True)
class Checked:
    """A figure of the text with what the ledger holds: `what` is the name of that sum, `value` the sum (None: none)."""

    stated: Stated
    verdict: Verdict
    what: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What the ledger holds of the period and units a text is about."""

    sources: tuple[Source, ...]
    said: tuple[Statement, ...]


def check(figures: Iterable[Stated], kept: Kept) -> tuple[Checked, ...]:
    """Every figure with its verdict, in the order of the text."""
    return tuple(_checked(one, kept) for one in figures)


def agrees(amount: Amount, value: int) -> bool:
    """Whether words may stand for a value: the value itself, or what is left of it cut off, 近 below and 约 around it.

    >>> agrees(Amount(1500, approximate=True, words="1500余份"), 1537), agrees(Amount(34000, words="3.4万份"), 34250)
    (True, True)
    >>> agrees(Amount(1000, approximate=True, words="近千名"), 980), agrees(Amount(80, words="80人"), 85)
    (True, False)
    """
    said = amount.value
    if said is None:
        return amount.low is not None and amount.low <= value <= (amount.high or value)
    if any(word in amount.words for word in saidwords.NEARLY):
        return said * 9 // 10 <= value <= said
    if any(word in amount.words for word in saidwords.ABOUT):
        return abs(value - said) * 10 <= said
    cut = any(word in amount.words for word in saidwords.MORE) or saidwords.TEN_THOUSAND in amount.words
    return said <= value < said + (_step(said) if cut else 1)


def _step(said: int) -> int:
    """The last place that is not nought: 1500 tells hundreds."""
    step = 1
    while said and said % (step * 10) == 0 and step * 10 <= said:
        step *= 10
    return step


def _checked(one: Stated, kept: Kept) -> Checked:
    if one.doubt or (one.amount.value is None and one.amount.low is None):
        return Checked(one, Verdict.UNCHECKABLE)
    found = [(what, value) for what, value in _candidates(one, kept) if value]
    for what, value in found:
        if agrees(one.amount, value):
            return Checked(one, Verdict.AGREES, what, value)
    narrow = [pair for pair in found if pair[0] != texts.WHOLE or not (one.kind or one.noun)]
    return Checked(one, Verdict.DIFFERS, *narrow[0]) if narrow else Checked(one, Verdict.UNKNOWN)


def _candidates(one: Stated, kept: Kept) -> Iterator[tuple[str, int]]:
    """The sums a figure may mean, the narrowest first."""
    if one.register is not Kind.ACTIVITY and one.output is None:
        yield from _entered(one, kept.said)
        return
    measured = _measure(one)
    for what, sources in _groups(one, kept.sources):
        yield what, sum(measured(source) for source in sources)
    yield from _entered(one, kept.said)


def _entered(one: Stated, said: tuple[Statement, ...]) -> Iterator[tuple[str, int]]:
    for statement in said:
        entry = statement.first
        if statement.value is not None and entry.measure == one.measure and named(one.noun, entry.noun or entry.text):
            yield texts.ENTERED.format(text=entry.noun or entry.text), statement.value


def _groups(one: Stated, sources: tuple[Source, ...]) -> Iterator[tuple[str, list[Source]]]:
    """Records about what the figure names, of its kind under its heading, of its kind, under its heading, all."""
    programmes = {source.particulars.programme for source in sources}
    headings = [heading for heading in one.headings if heading in programmes]
    about = [source for source in sources if len(one.noun) > 1 and named(one.noun, subject(source.particulars))]
    of_kind = [source for source in sources if one.kind and source.particulars.kind == one.kind]
    programme = headings[-1] if headings else ""
    below = [source for source in sources if programme and source.particulars.programme == programme]
    if about:
        yield subject(about[0].particulars), about
    if of_kind and below:
        yield texts.WITHIN.format(programme=programme, kind=one.kind), [source for source in of_kind if source in below]
    if of_kind:
        yield one.kind, of_kind
    if below and not one.kind:
        yield programme, below
    yield (texts.WHOLE if one.output is None else f"{one.output.action}{one.output.item}"), list(sources)


def _measure(one: Stated) -> Callable[[Source], int]:
    """What is summed of each record."""
    if one.output is not None:
        item, action, measure = one.output.item, one.output.action, one.measure
        return lambda source: sum(
            output.amount.value or 0
            for output in source.particulars.outputs
            if named(item, output.item) and output.measure == measure and (not action or output.action in {action, ""})
        )
    if one.measure in saidwords.SESSIONS:
        word = saidwords.SESSIONS[one.measure]
        return lambda source: _sessions(source) if source.word.startswith(word) else 0
    if one.measure in saidwords.PEOPLE:
        return lambda source: source.particulars.attendance.value or 0
    return lambda _: 1 if one.measure in saidwords.ACTIVITIES else 0


def _sessions(source: Source) -> int:
    said = source.particulars.sessions.value
    return 1 if said is None else said

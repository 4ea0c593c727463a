"""Sums as figures of a paper: each with its value and where it came from, in the accuracy of its sentence."""

from collections.abc import Iterable

from reports import summarise
from reports import texts_paper as texts
from reports.paper import Figure, Text, filled, joined
from reports.texts import SESSION_WORDS
from reports.wording import Accuracy, counted
from storage.model.figures import OutputTally, Tally


def activities(tally: Tally, origin: str) -> Figure:
    """How many there were."""
    return Figure(counted(tally.activities, texts.ITEMS), tally.activities, f"{origin}/activities")


def sessions(tally: Tally, origin: str) -> Text:
    """期, 场 and 次 beside each other, never added up."""
    found = sorted(summarise.sessions(tally).items(), key=lambda pair: _rank(pair[0]))
    figures = (Figure(counted(count, word), count, f"{origin}/sessions/{word}") for word, count in found if count)
    return joined(((figure,) for figure in figures), texts.PAUSE)


def attendance(tally: Tally, origin: str, accuracy: Accuracy = Accuracy.ONE) -> Figure:
    """Who took part on site; said as an estimate where it is nothing else."""
    return people(tally.attendance, tally.approximate, f"{origin}/attendance", accuracy)


def people(value: int, approximate: int, origin: str, accuracy: Accuracy = Accuracy.ONE) -> Figure:
    """A number of attendances."""
    return Figure(counted(value, texts.PEOPLE, accuracy, estimated=_estimated(value, approximate)), value, origin)


def counted_at_all(tally: Tally) -> bool:
    """Whether anybody counted: a zero would be an invented figure where nobody did."""
    return summarise.attendance(tally).isdecimal()


def things(outputs: Iterable[OutputTally]) -> Text:
    """What was handed out, shown or issued, in the given order; different things are never added up."""
    return joined(map(_thing, outputs), texts.SEMICOLON)


def quantity(output: OutputTally) -> Figure:
    """How much of a thing."""
    estimated = _estimated(output.quantity, output.approximate)
    return Figure(counted(output.quantity, output.measure, estimated=estimated), output.quantity, of_thing(output))


def of_thing(output: OutputTally, what: str = "quantity") -> str:
    """Where a number of things came from."""
    return f"output/{output.category}/{output.item}/{output.action}/{output.measure}/{what}"


def _thing(output: OutputTally) -> Text:
    verb = texts.SHOWN_AGAIN.get(output.action, output.action or texts.VERBS.get(output.category, ""))
    if output.uncounted and not output.quantity:
        return filled(texts.THING_UNCOUNTED, verb=verb, item=output.item)
    return (*filled(texts.THING, verb=verb, item=output.item, quantity=quantity(output)), *_asides(output))


def _asides(output: OutputTally) -> Text:
    partly = 0 < output.approximate < output.quantity
    about = Figure(counted(output.approximate, output.measure), output.approximate, of_thing(output, "approximate"))
    missing = Figure(counted(output.uncounted, texts.PLACES), output.uncounted, of_thing(output, "uncounted"))
    asides = (
        *((filled(texts.THING_ABOUT, approximate=about),) if partly else ()),
        *((filled(texts.THING_MISSING, uncounted=missing),) if output.uncounted else ()),
    )
    return filled(texts.THING_ASIDE, asides=joined(asides, texts.COMMA)) if asides else ()


def _estimated(value: int, approximate: int) -> bool:
    return 0 < value == approximate


def _rank(word: str) -> tuple[int, str]:
    return (SESSION_WORDS.index(word) if word in SESSION_WORDS else len(SESSION_WORDS), word)

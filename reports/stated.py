"""What registers say, as sentences of a paper: in the words in which it was entered, every figure with its origin."""

from collections.abc import Iterable, Iterator

from reports import texts_paper as texts
from reports.chapters import Chapter
from reports.paper import Figure, Text, joined
from reports.texts_marks import ASIDE
from reports.verify import states
from reports.wording import summed
from storage.model.activity import Amount
from storage.model.registers import Register, RegisterEntry, Statement


def placed(chapters: tuple[Chapter, ...], said: tuple[Statement, ...]) -> tuple[tuple[Statement, ...], ...]:
    """The statements below each heading: that of their programme, else of their words, else of their register.

    Each stands once; what belongs nowhere is in the annex alone.
    """
    homes = [_home(one, chapters) for one in said]
    return tuple(
        tuple(one for one, home in zip(said, homes, strict=True) if home == nth) for nth in range(len(chapters))
    )


def _home(one: Statement, chapters: tuple[Chapter, ...]) -> int | None:
    entry = one.first
    for belongs in (_by_programme, _by_words, _by_register):
        home = next((nth for nth, chapter in enumerate(chapters) if belongs(entry, chapter)), None)
        if home is not None:
            return home
    return None


def _by_programme(entry: RegisterEntry, chapter: Chapter) -> bool:
    """An entry may name a heading as it stands."""
    programmes = chapter.selection.programmes if chapter.selection else ()
    return bool(entry.programme) and entry.programme in (chapter.heading, *programmes)


def _by_words(entry: RegisterEntry, chapter: Chapter) -> bool:
    return any(word in entry.text for word in chapter.said.about)


def _by_register(entry: RegisterEntry, chapter: Chapter) -> bool:
    return texts.REGISTERS[entry.register] in chapter.said.registers


def paragraphs(said: Iterable[Statement]) -> Iterator[Text]:
    """A paragraph for each register."""
    by_register: dict[Register, list[Statement]] = {}
    for one in said:
        by_register.setdefault(one.first.register, []).append(one)
    for found in by_register.values():
        yield (*_sentence(found), texts.FULL_STOP)


def _sentence(found: list[Statement]) -> Text:
    """Parts of a whole follow it behind a comma."""
    whole: Text = ()
    for one in found:
        text = clause(one)
        is_part = bool(text) and isinstance(text[0], str) and text[0].startswith(texts.PART_OF)
        whole = joined((whole, text), texts.COMMA if is_part else texts.SEMICOLON) if whole else text
    return whole


def clause(one: Statement) -> Text:
    """One statement: as it was said where it is a single one, else what it comes to and of how many units."""
    entry = one.first
    if one.value is None:
        return (texts.SEMICOLON.join(dict.fromkeys(_ended(each.text) for each in one.entries)),)
    if len(one.entries) > 1:
        return _together(one)
    before, found, after = entry.text.partition(entry.amount.words)
    aside, words = _words(entry)
    figure = Figure(words, one.value, one.origin)
    return tuple(run for run in (before + aside, figure, after) if run) if found else (entry.noun, figure)


def _together(one: Statement) -> Text:
    amounts = tuple(each.amount for each in one.entries)
    figure = Figure(summed(amounts, one.first.measure), one.value or 0, one.origin)
    return (one.first.noun, figure, texts.OF_UNITS.format(count=len({each.unit_id for each in one.entries})))


def _words(entry: RegisterEntry) -> tuple[str, str]:
    """What stands before the figure, and the figure as it was said where that can stand for the value."""
    said = entry.amount.words.replace(" ", "")
    aside = ASIDE.match(said)
    before = aside[0] if aside else ""
    amount = Amount(entry.amount.value, approximate=entry.amount.approximate, words=said)
    kept = said.removeprefix(before)
    return (before, kept) if states(kept, entry.amount.value or 0) else ("", summed((amount,), entry.measure))


def _ended(text: str) -> str:
    return text.strip().rstrip(texts.FULL_STOP + texts.SEMICOLON + texts.COMMA)

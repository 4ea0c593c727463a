"""An old report read as totals: every stated figure with its unit, noun, heading and register."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.read.amounts import figures
from handlers.read.headings import Headings
from handlers.read.outputs import outputs_in
from handlers.read.patterns import regex
from handlers.read.reading import Context
from handlers.read.stated import Stated, measure_behind, stated
from handlers.read.writing import Writing, plainly
from storage.model.activity import Output
from storage.model.taxonomy import Taxonomy

_NOTE = regex(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,7}\)|</?p>")
_SENTENCE = regex(r"[^。；;！!\n]+")


def read_paragraphs(text: str, context: Context) -> tuple[Stated, ...]:
    """Every figure a report states, in its order; years, dates, numbers of headings and of documents are none.

    「举办培训班139期,参加培训13275人」 gives two: 139期 and 13275人, both of the kind 培训, under the same heading.
    """
    writing = _without_notes(plainly(text))
    headings = Headings(writing.plain)
    found = list[Stated]()
    for sentence in _SENTENCE.finditer(headings.blanked(writing.plain)):
        for one in _sentence(sentence[0], context.taxonomy):
            start, end = sentence.start() + one.start, sentence.start() + one.end
            if not headings.numbered(start):
                found.append(_placed(one, writing, start, end, headings))
    return tuple(found)


def _sentence(plain: str, taxonomy: Taxonomy) -> Iterator[Stated]:
    outputs = _outputs_by_place(plain, taxonomy)
    kind = ""
    for figure in figures(plain):
        found = stated(plain, figure, outputs.get(figure.start), kind, taxonomy)
        if found is not None:
            kind = found.kind or kind
            match = measure_behind(plain, figure)
            yield replace(found, start=figure.start, end=match.end() if match else figure.end)


def _outputs_by_place(plain: str, taxonomy: Taxonomy) -> dict[int, Output]:
    found = outputs_in(plain, taxonomy).outputs
    return {place: one.output for one in found for place in range(*one.amount)}


def _placed(one: Stated, writing: Writing, start: int, end: int, headings: Headings) -> Stated:
    """With the places of the text as it was written, its words, and the headings above it."""
    offsets = writing.offsets or range(len(writing.plain))
    words = writing.words(start, start + len(one.amount.words)) or one.amount.words
    amount = replace(one.amount, words=words)
    return replace(one, amount=amount, start=offsets[start], end=offsets[end - 1] + 1, headings=headings.above(start))


def _without_notes(writing: Writing) -> Writing:
    """Without the sounds of characters in brackets and other remains of web pages."""
    places = tuple(place for begin, end in _kept(writing.plain) for place in range(begin, end))
    return Writing("".join(map(writing.plain.__getitem__, places)), writing.written, places)


def _kept(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _NOTE.finditer(text):
        yield begin, match.start()
        begin = match.end()
    yield begin, len(text)

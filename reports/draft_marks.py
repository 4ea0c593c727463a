"""The figures of a draft marked in its Word file: by colour, and by a sign that print without colour shows."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reports import texts_draft as texts
from reports.draft import Piece, opened, paragraphs
from reports.template import repacked, saved
from reports.texts_paper import moment
from reports.word import legal


class Found(Enum):
    """What was found of a figure, with the colour behind it."""

    AGREES = "C6EFCE"
    DIFFERS = "FFC7CE"
    UNKNOWN = "FFEB9C"
    UNCHECKABLE = "D9D9D9"


_SIGNS = {
    Found.AGREES: texts.AGREES,
    Found.DIFFERS: texts.DIFFERS,
    Found.UNKNOWN: texts.UNKNOWN,
    Found.UNCHECKABLE: texts.UNCHECKABLE,
}
_BEHIND = "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
_AFTER_SHADE = tuple(f"w:{name}" for name in _BEHIND.split())
MOST_COMMENTS = 200
"""The library takes longer for each the more there are; the sign has the value as well."""
Marked = tuple[tuple[BaseOxmlElement, ...], "Note"]
_SMALL = '<w:rPr><w:sz w:val="21"/></w:rPr>'


@dataclass(frozen=True, slots=True)
class Note:
    """A figure by its place in the text, what was found, what the ledger has (with its measure word) and of what."""

    start: int
    end: int
    found: Found
    value: str = ""
    what: str = ""


def marked(content: bytes, notes: Iterable[Note], title: str, at: datetime) -> bytes:
    """The Word file with a sign behind every figure, and above it what the signs mean; all else stays.

    `title` says what the draft was checked against. Raises reports.draft.Unopened.
    """
    document, said = opened(content), tuple(notes)
    pieces = tuple(piece for within in paragraphs(document) for piece in within)
    starts = [piece.start for piece in pieces]
    marks = [_noted(_touched(pieces, starts, note), note) for note in _from_the_end(said)]
    commented = [(runs, note) for runs, note in reversed(marks) if runs and note.found is Found.DIFFERS]
    for runs, note in commented[:MOST_COMMENTS]:
        _commented(document, runs, note, at)
    counts = Counter(one.found for one in said)
    numbers = {found.name.lower(): counts[found] for found in Found}
    _headed(document, (texts.HEAD.format(title=title, at=moment(at), **numbers), texts.LEGEND))
    return repacked(saved(document))


def _from_the_end(notes: tuple[Note, ...]) -> list[Note]:
    """So that what stands before a note keeps its place."""
    return sorted(notes, key=lambda one: one.start, reverse=True)


def _touched(pieces: tuple[Piece, ...], starts: list[int], note: Note) -> tuple[Piece, ...]:
    """The pieces a note lies in."""
    first = max(0, bisect_right(starts, note.start) - 1)
    return pieces[first : bisect_left(starts, note.end)]


def _noted(touched: tuple[Piece, ...], note: Note) -> Marked:
    """Cut out, coloured and signed: first and last of its runs, with the note; no runs where it has no place."""
    runs = [run for piece in reversed(touched) if (run := _cut_out(piece, note)) is not None]
    for run in runs:
        _shaded(run, note)
    if not runs:
        return (), note
    runs[0].addnext(_sign(runs[0], note))
    return (runs[-1], runs[0]), note


def _cut_out(piece: Piece, note: Note) -> BaseOxmlElement | None:
    """The part of a piece that belongs to the figure, in a run of its own; None where there is none."""
    begin, end = max(0, note.start - piece.start), min(len(piece.text), note.end - piece.start)
    if begin >= end:
        return None
    _split(piece.run, piece.element, end)
    return _split(piece.run, piece.element, begin)


def _split(run: BaseOxmlElement, element: BaseOxmlElement, at: int) -> BaseOxmlElement:
    """A run that begins at a letter of one of its parts; the same run where that is its first, or has only one left."""
    text = (element.text or "") if element.tag == qn("w:t") else ""
    behind = list(element.itersiblings())
    before = [one for one in element.itersiblings(preceding=True) if one.tag != qn("w:rPr")]
    if (at == 0 and not before) or (at >= max(1, len(text)) and not behind):
        return run
    new = parse_xml(f"<w:r {nsdecls('w')}/>")
    if run.rPr is not None:
        new.append(deepcopy(run.rPr))
    if at == 0:
        new.append(element)
    elif at < len(text):
        new.append(_text(text[at:]))
        _said(element, text[:at])
    for one in behind:
        new.append(one)
    run.addnext(new)
    return new


def _text(words: str) -> BaseOxmlElement:
    element = parse_xml(f"<w:t {nsdecls('w')}/>")
    _said(element, words)
    return element


def _said(element: BaseOxmlElement, words: str) -> None:
    element.text = words
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _shaded(run: BaseOxmlElement, note: Note) -> None:
    """The colour; what differs is bold as well."""
    looks = run.get_or_add_rPr()
    for old in looks.findall(qn("w:shd")):
        looks.remove(old)
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{note.found.value}"/>')
    looks.insert_element_before(shade, *_AFTER_SHADE)
    if note.found is Found.DIFFERS:
        Run(run, run.getparent()).bold = True


def _sign(run: BaseOxmlElement, note: Note) -> BaseOxmlElement:
    sign = parse_xml(f"<w:r {nsdecls('w')}/>")
    sign.append(deepcopy(run.get_or_add_rPr()))
    sign.append(_text(legal(_SIGNS[note.found].format(value=note.value))))
    return sign


def _commented(document: Document, runs: tuple[BaseOxmlElement, ...], note: Note, at: datetime) -> None:
    first, last = (Run(run, Paragraph(run.getparent(), document)) for run in runs)
    said = legal(texts.COMMENT.format(what=note.what, value=note.value))
    comment = document.add_comment([first, last], said, texts.AUTHOR, texts.INITIALS)
    comment._comment_elm.date = at  # noqa: SLF001 - its only way in: the library looks at the clock


def _headed(document: Document, sentences: tuple[str, ...]) -> None:
    for sentence in reversed(sentences):
        above = parse_xml(f"<w:p {nsdecls('w')}><w:r>{_SMALL}</w:r></w:p>")
        above[0].append(_text(legal(sentence)))
        document.element.body.insert(0, above)

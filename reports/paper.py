"""A paper as it is handed in: headings, sentences with their figures, tables and annexes, before it is any file.

Every number that was added up is a `Figure`, which carries the value behind the words and where it came from: whoever
prints a paper can print them, and whoever checks one can add up again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from string import Formatter

from reports import texts_paper as texts
from reports.wording import numeral


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written, what it is, and where it came from ("kind/讲座/attendance")."""

    words: str
    value: int
    origin: str


Run = str | Figure
Text = tuple[Run, ...]
"""A sentence or more, or a cell: words with figures between them."""
Row = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `widths` are shares of the page's width. `total` is its last row, if any."""

    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    total: Row = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 1 to 4 with what stands below it; its number follows from where it stands.

    Tables stand below the paragraphs and above the notes, of which there is one at least: no two tables meet.
    """

    level: int
    heading: str
    paragraphs: tuple[Text, ...] = ()
    grids: tuple[Grid, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as JPEG with its size in pixels, and what stands below it."""

    content: bytes
    width: int
    height: int
    caption: str


@dataclass(frozen=True, slots=True)
class Annex:
    """What stands on pages of its own after the signature."""

    title: str
    grids: tuple[Grid, ...]
    notes: tuple[Text, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """The whole paper. `title` is in pieces that are never broken; empty means that it is left out.

    `source` is not printed: what the paper was made of, as its maker wrote it down.
    """

    title: tuple[str, ...]
    day: date
    addressee: str = ""
    opening: tuple[Text, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[Text, ...] = ()
    signature: str = ""
    annexes: tuple[Annex, ...] = ()
    source: str = ""

    @property
    def name(self) -> str:
        """The title in one line."""
        return "".join(self.title)


def filled(template: str, **parts: "Run | Text") -> Text:
    """A sentence with what stands in its places.

    >>> filled("共{all}。", all=Figure("3项", 3, "all"))
    ('共', Figure(words='3项', value=3, origin='all'), '。')
    """
    return tuple(run for said, name in _places(template) for run in (said, *_runs(parts, name)) if run)


def joined(texts_: Iterable[Text], between: str) -> Text:
    """Texts in a row, with a mark between any two."""
    whole: Text = ()
    for text in texts_:
        whole = (*whole, between, *text) if whole else text
    return whole


def plain(text: Text) -> str:
    """The words alone."""
    return "".join(run.words if isinstance(run, Figure) else run for run in text)


def figures(paper: OfficialPaper) -> Iterator[Figure]:
    """All figures in the order in which they stand."""
    for text in _texts(paper):
        yield from (run for run in text if isinstance(run, Figure))


def numbered(sections: Iterable[Section]) -> Iterator[tuple[str, Section]]:
    """Each section with its number: 一、 then （一） then 1. then （1）; a heading starts those below it anew."""
    counts = [0] * len(texts.NUMBERS)
    for section in sections:
        depth = section.level - 1
        counts[depth:] = [counts[depth] + 1] + [0] * (len(counts) - depth - 1)
        shown = numeral(counts[depth]) if depth in texts.NUMBERED_IN_CHINESE else str(counts[depth])
        yield texts.NUMBERS[depth].format(number=shown), section


def title_lines(pieces: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The title in as few lines of at most `width` characters as its pieces allow, as even as can be.

    >>> title_lines(("青河县", "2026年第三季度", "科普工作情况季报"), 14)
    ('青河县2026年第三季度', '科普工作情况季报')
    """
    whole = "".join(pieces)
    if len(whole) <= width or len(pieces) == 1:
        return (whole,)
    cuts = range(1, len(pieces))
    cut = min(cuts, key=lambda at: abs(len("".join(pieces[:at])) - len("".join(pieces[at:]))))
    return (*title_lines(pieces[:cut], width), *title_lines(pieces[cut:], width))


def _texts(paper: OfficialPaper) -> Iterator[Text]:
    yield from paper.opening
    for section in paper.sections:
        yield from section.paragraphs
        yield from _below((section,))
    yield from paper.closing
    yield from _below(paper.annexes)


def _below(places: "Iterable[Section | Annex]") -> Iterator[Text]:
    """The cells of tables, and the notes below them."""
    for place in places:
        for grid in place.grids:
            yield from (cell for row in (*grid.rows, grid.total) for cell in row)
        yield from place.notes


def _places(template: str) -> Iterator[tuple[str, str]]:
    return ((said, name or "") for said, name, _, _ in Formatter().parse(template))


def _runs(parts: "dict[str, Run | Text]", name: str) -> Text:
    part = parts[name] if name else ()
    return part if isinstance(part, tuple) else (part,)

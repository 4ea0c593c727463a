"""A paper as a Word file in the official layout (GB/T 9704): the same paper always makes the same bytes.

The XML is written as it stands, in one go: a library's document brings hundreds of styles and the time of day with it,
and builds long tables cell by cell.
"""

import io
import re
from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports import layout
from reports import texts_paper as texts
from reports import word_parts as page
from reports.marks import LIST, Marked, listing, loose_in_written
from reports.paper import Figure, Grid, OfficialPaper, Picture, Row, Section, Text, numbered, title_lines
from reports.word_pictures import drawing, file_name

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""What a zip file can say at the least."""
_WITH_WORDS = ("word/document.xml", "word/footer1.xml", "word/footer2.xml")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_docx(paper: OfficialPaper) -> bytes:
    """The file; whatever people wrote in it stays text."""
    marks = Marks()
    document = _document(paper, marks)
    parts = page.fixed_parts(len(marks.pictures)) | {
        "word/document.xml": document,
        "docProps/core.xml": core(paper.name, paper.signature, paper.day),
    }
    bodies = (content for name, content in parts.items() if name in _WITH_WORDS)
    parts[LIST] = listing(legal(paper.source), marks.figures, loose_in_written(bodies))
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, content.encode())
        for nth, picture in enumerate(marks.pictures, start=1):
            file.writestr(ZipInfo(f"word/{file_name(nth)}", _EARLIEST), picture.content)
    return out.getvalue()


_WITH_WHAT_FOLLOWS = "<w:keepNext/>"
_AS_HIGH_AS_IT_IS = '<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>'
"""A line of fixed height would cut a photo off."""


class Marks:
    """Bookmarks around figures, and the list that says of each what it is and where it came from; photos in order.

    `first` is the number of the first bookmark: a file that has some of its own must not have one twice.
    """

    def __init__(self, first: int = 1) -> None:
        """Nothing is marked yet."""
        self.figures: list[Marked] = []
        self.pictures: list[Picture] = []
        self._first = first

    def around(self, figure: Figure) -> str:
        """The figure's words with its mark."""
        nth = len(self.figures) + 1
        self.figures.append(Marked(f"figure{nth}", _printed(figure.words), figure.value, legal(figure.origin)))
        id_ = self._first + nth - 1
        return f'<w:bookmarkStart w:id="{id_}" w:name="figure{nth}"/>{_run(figure.words)}<w:bookmarkEnd w:id="{id_}"/>'

    def photo(self, picture: Picture) -> str:
        """The photo, and below it what it shows."""
        self.pictures.append(picture)
        shown = _paragraph(page.CAPTION, drawing(len(self.pictures), picture), _AS_HIGH_AS_IT_IS)
        return shown + _paragraph(page.CAPTION, _run(picture.caption))


def _document(paper: OfficialPaper, marks: Marks) -> str:
    body = "".join((*_front(paper, marks), *_back(paper), *annexes(paper, marks)))
    return (
        f'{page.HEAD}<w:document xmlns:w="{page.MAIN}" xmlns:r="{page.LINKS}">'
        f"<w:body>{body}{page.SECTION}</w:body></w:document>"
    )


def _front(paper: OfficialPaper, marks: Marks) -> Iterator[str]:
    lines = "<w:r><w:br/></w:r>".join(map(_run, title_lines(paper.title, layout.TITLE_WIDTH)))
    yield _paragraph(page.TITLE, lines)
    yield _blank()
    if paper.addressee:
        yield _paragraph(page.ADDRESSEE, _run(layout.addressed(paper)))
    yield from main_text(paper, marks)


def main_text(paper: OfficialPaper, marks: Marks) -> Iterator[str]:
    """The paragraphs between addressee and signature."""
    yield from (_paragraph(page.BODY, _runs(text, marks)) for text in paper.opening)
    for number, section in numbered(paper.sections):
        yield from _section(number, section, marks)
    yield from (_paragraph(page.BODY, _runs(text, marks)) for text in paper.closing)


def _section(number: str, section: Section, marks: Marks) -> Iterator[str]:
    yield _paragraph(f"Heading{section.level}", _run(number + section.heading))
    last = len(section.paragraphs) - 1 if section.grids else None
    for nth, text in enumerate(section.paragraphs):
        yield _paragraph(page.BODY, _runs(text, marks), _WITH_WHAT_FOLLOWS if nth == last else "")
    yield from (_table(grid, marks) for grid in section.grids)
    yield from (_paragraph(page.BODY, _runs(text, marks)) for text in section.notes)


def _back(paper: OfficialPaper) -> Iterator[str]:
    """What is annexed, then name and date."""
    if paper.annexes:
        yield _blank()
    yield from annex_list(paper)
    yield _blank()
    name_free, date_free = layout.free_right(paper)
    if paper.signature:
        yield _paragraph("", _run(paper.signature), _right(name_free))
    yield _paragraph("", _run(texts.day(paper.day)), _right(date_free))


def annex_list(paper: OfficialPaper) -> Iterator[str]:
    """What is annexed, a line each."""
    for words, left, before in layout.annex_list(paper):
        yield _paragraph("", _run(words), _hanging(left, before))


def annexes(paper: OfficialPaper, marks: Marks) -> Iterator[str]:
    """The annexes, each on a page of its own."""
    for number, annex in zip(layout.annex_numbers(paper), paper.annexes, strict=True):
        yield _paragraph(page.ANNEX_NUMBER, _run(number))
        yield _blank()
        yield _paragraph(page.ANNEX_TITLE, _run(annex.title))
        for grid in annex.grids:
            yield _paragraph(page.GRID_TITLE, _run(grid.title)) if grid.title else _blank()
            yield _table(grid, marks)
        yield from map(marks.photo, annex.pictures)
        # A table must not be the last thing of a document.
        yield "".join(_paragraph(page.BODY, _runs(text, marks)) for text in annex.notes) or _last_line()


def _table(grid: Grid, marks: Marks) -> str:
    """A table whose head is repeated on every page and whose rows are never torn."""
    widths = [page.WIDTH * share // sum(grid.widths) for share in grid.widths]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = (*grid.rows, *((grid.total,) if grid.total else ()))
    return "".join(
        (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>',
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>',
            '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>',
            f"<w:tblGrid>{columns}</w:tblGrid>",
            _row(tuple((words,) for words in grid.head), widths, marks, head=True),
            *(_row(row, widths, marks) for row in rows),
            "</w:tbl>",
        )
    )


def _row(row: Row, widths: list[int], marks: Marks, *, head: bool = False) -> str:
    style = page.CELL_HEAD if head else page.CELL
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(style, _cell(text, marks), _placed(nth, text))}</w:tc>"
        for nth, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _cell(text: Text, marks: Marks) -> str:
    # The number of its record stands in the same row: a mark for every cell would make long tables slow to open.
    return "".join(
        marks.around(run) if isinstance(run, Figure) and not run.origin.startswith("record/") else _run(_words(run))
        for run in text
    )


def _placed(nth: int, text: Text) -> str:
    return '<w:jc w:val="center"/>' if layout.centred(nth, text) else ""


def _runs(text: Text, marks: Marks) -> str:
    return "".join(marks.around(run) if isinstance(run, Figure) else _run(run) for run in text)


def _run(words: str) -> str:
    letters = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return f'<w:r>{letters}<w:t xml:space="preserve">{escape(_printed(words))}</w:t></w:r>'


def _words(run: str | Figure) -> str:
    return run.words if isinstance(run, Figure) else run


def _paragraph(style: str, runs: str, more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{runs}</w:p>"


def _blank() -> str:
    return "<w:p/>"


def _last_line() -> str:
    return '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def _right(letters: float) -> str:
    free = round(letters * page.CHARACTER)
    return f'<w:ind w:rightChars="{round(letters * 100)}" w:right="{free}"/><w:jc w:val="right"/>'


def _hanging(left: int, hanging: int) -> str:
    return (
        f'<w:ind w:leftChars="{left * 100}" w:left="{left * page.CHARACTER}" '
        f'w:hangingChars="{hanging * 100}" w:hanging="{hanging * page.CHARACTER}"/>'
    )


def _printed(words: str) -> str:
    return " ".join(legal(words).split())


def legal(words: str) -> str:
    """Words without what XML cannot hold."""
    return _NOT_IN_XML.sub("", words)


def core(title: str, creator: str, day: date) -> str:
    """The properties of a file: by whom, and of which day."""
    at = f"{day:%Y-%m-%d}T00:00:00Z"
    stamps = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{at}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{page.HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(legal(title))}</dc:title><dc:creator>{escape(legal(creator))}</dc:creator>"
        f"{stamps}</cp:coreProperties>"
    )

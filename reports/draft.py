"""A draft written elsewhere as a Word file: opened with care, read with places, or laid out from text."""

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reports import word_parts as page
from reports.marks import LIST, listing
from reports.old_office import is_locked, is_old
from reports.word import core, legal

LARGEST, MOST_PARTS = 100_000_000, 5_000
"""Bytes of all parts together when they are unpacked, and how many there are: a small file can claim to be huge."""
_DAMAGED = (
    BadZipFile,
    PackageNotFoundError,
    KeyError,
    ValueError,
    OSError,
    SyntaxError,
    NotImplementedError,
    RuntimeError,
    AttributeError,
    TypeError,
    EOFError,
    zlib.error,
)
"""What a broken file makes the library raise."""
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOT_READ = frozenset((qn("w:p"), qn("w:pPr"), qn("w:del"), qn("w:moveFrom"), f"{_MC}Fallback"))
"""Within a paragraph: paragraphs of a text box stand for themselves, what was taken out is not there."""
_AS_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class Unopened(Exception):
    """The file is no draft that can be read: "empty", "protected", "macros", "old_word", "bomb", "no_word"."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run with its text, and where in the text of the whole draft it begins."""

    run: BaseOxmlElement
    element: BaseOxmlElement
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def opened(content: bytes) -> Document:
    """The Word file. Raises Unopened."""
    if not content:
        raise Unopened("empty")
    if is_old(content):
        raise Unopened("protected" if is_locked(content) else "old_word")
    try:
        _looked_into(content)
        document = docx.Document(io.BytesIO(content))
        document.element.body.iter()
    except _DAMAGED as error:
        raise Unopened("no_word") from error
    return document


def _looked_into(content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as parts:
        every = parts.infolist()
        if len(every) > MOST_PARTS or sum(one.file_size for one in every) > LARGEST:
            raise Unopened("bomb")
        if any(one.flag_bits & 1 for one in every):
            raise Unopened("protected")
        if any(one.filename.lower().endswith("vbaproject.bin") for one in every):
            raise Unopened("macros")
        if b"macroEnabled" in parts.read("[Content_Types].xml"):
            raise Unopened("macros")


def text_of(content: bytes) -> str:
    """The text of a Word file, a line for each paragraph, those of tables and text boxes included. Raises Unopened."""
    return "\n".join("".join(piece.text for piece in one) for one in paragraphs(opened(content)))


def paragraphs(document: Document) -> Iterator[tuple[Piece, ...]]:
    """The pieces of each paragraph, in the order in which they stand in the file."""
    start = 0
    for paragraph in document.element.body.iter(qn("w:p")):
        if any(above.tag == f"{_MC}Fallback" for above in paragraph.iterancestors()):
            continue
        found = tuple(_pieces(paragraph, start))
        yield found
        start = (found[-1].end if found else start) + 1


def _pieces(paragraph: BaseOxmlElement, start: int) -> Iterator[Piece]:
    for run in _runs(paragraph):
        for element in run:
            text = (element.text or "") if element.tag == qn("w:t") else _AS_TEXT.get(element.tag, "")
            if text:
                yield Piece(run, element, text, start)
                start += len(text)


def _runs(within: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for element in within:
        if element.tag == qn("w:r"):
            yield element
        elif element.tag not in _NOT_READ:
            yield from _runs(element)


def laid_out(text: str, title: str, day: date) -> bytes:
    """A plain text as a Word file, a paragraph for each line; read back every letter has its place."""
    style = f'<w:pPr><w:pStyle w:val="{page.BODY}"/></w:pPr>'
    runs = (f'<w:r><w:t xml:space="preserve">{_line(line)}</w:t></w:r>' for line in text.split("\n"))
    lines = "".join(f"<w:p>{style}{run}</w:p>" for run in runs)
    parts = page.fixed_parts() | {
        "word/document.xml": f'{page.HEAD}<w:document xmlns:w="{page.MAIN}" xmlns:r="{page.LINKS}">'
        f"<w:body>{lines}{page.SECTION}</w:body></w:document>",
        "docProps/core.xml": core(title, "", day),
        LIST: listing("", [], Counter()),
    }
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(ZipInfo(name, _EARLIEST), content.encode())
    return out.getvalue()


def _line(line: str) -> str:
    """Letter for letter, so that places stay: what XML cannot hold, and what would be a tab or a break, is a blank."""
    return escape("".join(one if legal(one) and one not in "\t\r" else " " for one in line))

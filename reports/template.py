"""A paper written into the office's own Word template: its page, its letter head and its styles stay as they are.

A template has places in double braces for the title, the text and so on; a style of ours that it has under the same
name looks as it does there.
"""

import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import count
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from reports import texts_paper as texts
from reports import word, word_parts
from reports.layout import addressed
from reports.marks import BODY, listing, loose_in
from reports.paper import OfficialPaper
from reports.word_pictures import file_name, link

_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_BASE = "Kepu"
_FIRST_MARK = 100_000
"""Bookmarks of a template are numbered from nought."""

_WORDS: dict[str, Callable[[OfficialPaper], str]] = {
    texts.PLACE_TITLE: lambda paper: paper.name,
    texts.PLACE_ADDRESSEE: addressed,
    texts.PLACE_SIGNATURE: lambda paper: paper.signature,
    texts.PLACE_DAY: lambda paper: texts.day(paper.day),
}
_BLOCKS: dict[str, Callable[[OfficialPaper, word.Marks], Iterator[str]]] = {
    texts.PLACE_TEXT: word.main_text,
    texts.PLACE_ANNEX_LIST: lambda paper, _: word.annex_list(paper),
    texts.PLACE_ANNEXES: word.annexes,
}
PLACES = (*_WORDS, *_BLOCKS)


class Untemplated(Exception):
    """The file cannot be used as a template; the sentence names the way out."""


def check(template: bytes) -> None:
    """Whether every place of a template is known, and the text has one. Raises Untemplated."""
    found = [place for paragraph in _paragraphs(_opened(template)) for place in _PLACE.findall(paragraph.text)]
    known = ", ".join(f"{{{{{place}}}}}" for place in PLACES)
    for place in found:
        if place not in PLACES:
            raise Untemplated(f"“{{{{{place}}}}}” is no place of a paper: use {known}.")
    if texts.PLACE_TEXT not in found:
        raise Untemplated(f"there is no {{{{{texts.PLACE_TEXT}}}}}, where the text would stand: use {known}.")
    for paragraph in _paragraphs(_opened(template)):
        alone = _PLACE.fullmatch(paragraph.text.strip())
        for place in _PLACE.findall(paragraph.text):
            if place in _BLOCKS and not alone:
                raise Untemplated(f"{{{{{place}}}}} must stand alone in its paragraph: put it on a line of its own.")


def in_template(paper: OfficialPaper, template: bytes) -> bytes:
    """The paper in the template; the same makes the same bytes. Raises Untemplated."""
    check(template)
    document, marks = _opened(template), word.Marks(_FIRST_MARK)
    styles = _styles(document)
    for paragraph in list(_paragraphs(document)):
        _filled(paragraph, paper, marks, styles)
    for nth, picture in enumerate(marks.pictures, start=1):
        part = Part(PackURI(f"/word/{file_name(nth)}"), "image/jpeg", picture.content, document.part.package)
        document.part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, part, link(nth))
    loose = loose_in(_bodies(saved(document)))
    listed = listing(paper.source, marks.figures, loose).encode()
    list_part = Part(PackURI(_free_name(document)), "application/xml", listed, document.part.package)
    document.part.relate_to(list_part, RELATIONSHIP_TYPE.CUSTOM_XML)
    return repacked(saved(document))


def _opened(template: bytes) -> Document:
    try:
        return docx.Document(io.BytesIO(template))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise Untemplated("this is no Word file: save it as .docx.") from error


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """All of the text, of tables, headers and footers."""
    roots = [document.element.body]
    for section in document.sections:
        parts = (section.header, section.footer, section.even_page_header, section.even_page_footer)
        roots += [part._element for part in parts if not part.is_linked_to_previous]  # noqa: SLF001 - its only way in
    for root in roots:
        yield from (Paragraph(element, document) for element in root.iter(qn("w:p")))


def _filled(paragraph: Paragraph, paper: OfficialPaper, marks: word.Marks, styles: dict[str, str]) -> None:
    alone = _PLACE.fullmatch(paragraph.text.strip())
    if alone and alone[1] in _BLOCKS:
        _replaced(paragraph, "".join(_BLOCKS[alone[1]](paper, marks)), styles)
    elif _PLACE.search(paragraph.text):
        _said(paragraph, paper)


def _replaced(paragraph: Paragraph, block: str, styles: dict[str, str]) -> None:
    """Paragraphs and tables in the place of one paragraph."""
    root = parse_xml(f"<w:body {nsdecls('w', 'r')}>{block}</w:body>")
    for style in root.iter(qn("w:pStyle")):
        style.set(qn("w:val"), styles.get(style.get(qn("w:val"), ""), ""))
    for element in list(root):
        _put_before(paragraph._p, element)  # noqa: SLF001 - its only way in
    paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001


def _put_before(place: BaseOxmlElement, element: BaseOxmlElement) -> None:
    """Into another document row by row: a table as a whole takes the square of its length, minutes for a year's."""
    rows = [one for one in element if one.tag == qn("w:tr")]
    for row in rows:
        element.remove(row)
    place.addprevious(element)
    for row in rows:
        element.append(row)


def _said(paragraph: Paragraph, paper: OfficialPaper) -> None:
    """Words in the letters in which their place begins, which may be spread over several runs; all else stays."""
    runs = paragraph.runs
    whole, owner = "".join(run.text for run in runs), [nth for nth, run in enumerate(runs) for _ in run.text]
    said, done = [""] * len(runs), 0
    for place in _PLACE.finditer(whole):
        _kept(whole, owner, said, done, place.start())
        said[owner[place.start()]] += _WORDS[place[1]](paper)
        done = place.end()
    _kept(whole, owner, said, done, len(whole))
    for run, words in zip(runs, said, strict=True):
        run.text = words


def _kept(whole: str, owner: list[int], said: list[str], first: int, end: int) -> None:
    for nth in range(first, end):
        said[owner[nth]] += whole[nth]


def _styles(document: Document) -> dict[str, str]:
    """Our styles by the ids they have in the template; those it has not are added, looking as they do on our page."""
    theirs = document.styles.element
    ids = {_name(style): style.get(qn("w:styleId"), "") for style in theirs.iter(qn("w:style"))}
    ours = parse_xml(word_parts.styles().encode())
    theirs.append(_base(ours))
    found: dict[str, str] = {}
    for style in list(ours.iter(qn("w:style"))):
        id_ = style.get(qn("w:styleId"), "")
        found[id_] = ids.get(_name(style)) or _added(theirs, style, id_)
    return found


def _name(style: BaseOxmlElement) -> str:
    return str(style.find(qn("w:name")).get(qn("w:val"), "")).lower()


def _base(ours: BaseOxmlElement) -> BaseOxmlElement:
    """What every paragraph of ours looks like, as a style: a template has defaults of its own."""
    base = parse_xml(f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{_BASE}"/>')
    base.append(parse_xml(f'<w:name {nsdecls("w")} w:val="Kepu Text"/>'))
    for kind in ("w:pPr", "w:rPr"):
        base.append(deepcopy(next(ours.iter(qn(f"{kind}Default"))).find(qn(kind))))
    return base


def _added(theirs: BaseOxmlElement, style: BaseOxmlElement, id_: str) -> str:
    style.set(qn("w:styleId"), f"{_BASE}{id_}")
    based = style.find(qn("w:basedOn"))
    if based is not None:
        based.set(qn("w:val"), _BASE)
    theirs.append(style)
    return f"{_BASE}{id_}"


def _free_name(document: Document) -> str:
    names = {str(part.partname) for part in document.part.package.iter_parts()}
    return next(name for nth in count(1) if (name := f"/customXml/item{nth}.xml") not in names)


def saved(document: Document) -> bytes:
    """The file as the library writes it."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _bodies(file: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(file)) as parts:
        yield from (parts.read(name).decode() for name in parts.namelist() if BODY.fullmatch(name))


def repacked(file: bytes) -> bytes:
    """The same file without the time of day, so that the same paper makes the same bytes."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(file)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            packed.writestr(entry, parts.read(name))
    return out.getvalue()

"""Marks of figures in a Word file, and the file read back: what is marked, and the numbers that carry no mark."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr, unescape
from zipfile import BadZipFile, ZipFile

from reports import texts_marks as texts
from reports import word_parts as page

LIST = "customXml/item1.xml"
BODY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_LARGEST = 200_000_000
"""Bytes of a part; no paper is as long, and a small file can claim to be."""
_W = f"{{{page.MAIN}}}"
_FIGURES = f"{{{page.FIGURES}}}"
_WRITTEN = re.compile(r"<w:bookmarkStart .*?<w:bookmarkEnd |<w:p[ />]|<w:t(?: [^>]*)?>([^<]*)")
"""What tells the numbers in a part that `reports.word` wrote: a marked figure, a new paragraph, words."""
_NUMBER, _BETWEEN = re.compile(texts.NUMBER), re.compile(texts.BETWEEN_DIGITS)


class Unreadable(Exception):
    """The file is no Word file, or none with marks."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A figure of the file: its mark, its words, its value and where it came from."""

    mark: str
    words: str
    value: int
    origin: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What a Word file says of its figures.

    `listed` are the figures as they were printed, `standing` the words that now stand at each mark. `loose` are the
    numbers without a mark that were printed, `found` those that stand there now. `source` is what the paper was made
    of, as its maker wrote it down.
    """

    source: str
    listed: tuple[Marked, ...]
    standing: dict[str, str]
    loose: Counter[str]
    found: Counter[str]


def listing(source: str, figures: list[Marked], loose: Counter[str]) -> str:
    """The list as a part of the file."""
    lines = "".join(
        f'<figure mark="{one.mark}" value="{one.value}" origin={quoteattr(one.origin)} words={quoteattr(one.words)}/>'
        for one in figures
    )
    numbers = quoteattr(" ".join(sorted(loose.elements())))
    return f'{page.HEAD}<figures xmlns="{page.FIGURES}" source={quoteattr(source)} loose={numbers}>{lines}</figures>'


def loose_in(bodies: Iterable[str]) -> Counter[str]:
    """The numbers without a mark in parts of a file that is being made."""
    found: Counter[str] = Counter()
    for body in bodies:
        found.update(_read(ET.fromstring(body), {}))  # noqa: S314 - our own
    return found


def loose_in_written(bodies: Iterable[str]) -> Counter[str]:
    """The same of parts that `reports.word` wrote, whose tags are known: long papers take seconds to be parsed."""
    found: Counter[str] = Counter()
    for body in bodies:
        found.update(numbers(unescape("".join(map(_piece, _WRITTEN.finditer(body))))))
    return found


def _piece(found: re.Match[str]) -> str:
    words: str | None = found[1]
    if words is not None:
        return words
    return "\n" if found[0].startswith("<w:p") else "\x00"


def read_marks(file: bytes) -> Marks:
    """The marks of a Word file. Raises `Unreadable`."""
    try:
        with ZipFile(io.BytesIO(file)) as parts:
            listed = _parsed(parts, _list_of(parts))
            bodies = [_parsed(parts, name) for name in sorted(parts.namelist()) if BODY.fullmatch(name)]
    except (BadZipFile, KeyError, ET.ParseError, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable from error
    standing: dict[str, str] = {}
    found: Counter[str] = Counter()
    for body in bodies:
        found.update(_read(body, standing))
    loose = Counter(listed.get("loose", "").split())
    return Marks(listed.get("source", ""), tuple(_listed(listed)), standing, loose, found)


def numbers(words: str) -> Counter[str]:
    """The numbers of a text, in figures or in Chinese, without what may stand between their digits."""
    return Counter(_BETWEEN.sub("", found) for found in _NUMBER.findall(words))


def _list_of(parts: ZipFile) -> str:
    """Office programs give the part another name when they save the file."""
    for info in parts.infolist():
        named = re.fullmatch(r"customXml/item\d+\.xml", info.filename) and info.file_size < _LARGEST
        if named and page.FIGURES.encode() in parts.read(info.filename):
            return info.filename
    raise KeyError(LIST)


def _parsed(parts: ZipFile, name: str) -> ET.Element:
    if parts.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    content = parts.read(name)
    if b"<!DOCTYPE" in content:  # no office program writes one; entities could grow without end
        raise ValueError(name)
    return ET.fromstring(content)  # noqa: S314 - without a document type there is nothing to expand


def _listed(root: ET.Element) -> Iterator[Marked]:
    for one in root.iter(f"{_FIGURES}figure"):
        value = int(one.get("value", ""))
        yield Marked(one.get("mark", ""), one.get("words", ""), value, one.get("origin", ""))


def _read(root: ET.Element, standing: dict[str, str]) -> Counter[str]:
    """Fill in what stands at each mark; the numbers that stand at none. A paragraph is one piece of text."""
    names: dict[str, str] = {}
    loose: list[str] = []
    for node in root.iter():
        if node.tag == f"{_W}p":
            loose.append("\n")
        elif node.tag == f"{_W}bookmarkStart":
            _opened(node, names, standing)
            loose.append("\x00")
        elif node.tag == f"{_W}bookmarkEnd":
            names.pop(node.get(f"{_W}id", ""), None)
            loose.append("\x00")
        elif node.tag == f"{_W}t" and node.text:
            for name in names.values():
                standing[name] += node.text
            loose.append("" if names else node.text)
    return numbers("".join(loose))


def _opened(node: ET.Element, names: dict[str, str], standing: dict[str, str]) -> None:
    name = node.get(f"{_W}name", "")
    if name.startswith("figure"):
        names[node.get(f"{_W}id", "")] = name
        standing.setdefault(name, "")

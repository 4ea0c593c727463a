"""Reads an upload as it streams in: at most one file in memory, and never more of it than the limit."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from handlers.turn import Refused
from storage.model.activity import Evidence

FILE_LIMIT = 20 * 1024 * 1024
FIELD_LIMIT = 256 * 1024
PART_LIMIT = 40
TOTAL_LIMIT = PART_LIMIT * FILE_LIMIT

Keep = Callable[[bytes, str], Awaitable[Evidence | Refused]]


class BadUpload(Exception):
    """What was sent is no upload of ours: wrong form, a field too long, too many parts."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What came: the id the page made, the caption, and every file as kept or refused, in the order sent."""

    id: str
    caption: str
    files: tuple[Evidence | Refused, ...]


@dataclass(slots=True)
class _Part:
    headers: dict[bytes, bytes] = field(default_factory=dict)
    content: bytearray = field(default_factory=bytearray)
    size: int = 0

    @property
    def options(self) -> dict[bytes, bytes]:
        return parse_options_header(self.headers.get(b"content-disposition", b""))[1]

    @property
    def is_file(self) -> bool:
        return b"filename" in self.options


async def read_upload(content_type: str, chunks: AsyncIterator[bytes], keep: Keep) -> Upload:
    """Read a multipart body, keeping each file as soon as it is whole. Raises BadUpload, and what `keep` raises.

    A page that knows a file to be too large sends only its name, in a field "too_large".
    """
    fields: dict[str, str] = {}
    files: list[Evidence | Refused] = []
    async for part in _parts(content_type, chunks):
        name = part.options.get(b"name", b"").decode(errors="replace")
        if part.is_file:
            files.append(await _kept(part, keep))
        elif name == "too_large":
            files.append(Refused(name=safe_name(_text(part)), reason="too_large", limit=FILE_LIMIT))
        else:
            fields[name] = _text(part)
    return Upload(fields.get("id", ""), fields.get("caption", ""), tuple(files))


def safe_name(name: str) -> str:
    """The last piece of a path, without control characters, at most 120 characters; never empty."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in last if letter.isprintable()).strip(". ")[-120:] or "file"


async def _kept(part: _Part, keep: Keep) -> Evidence | Refused:
    name = safe_name(part.options[b"filename"].decode(errors="replace"))
    if part.size > FILE_LIMIT:
        return Refused(name=name, reason="too_large", limit=FILE_LIMIT)
    if not part.size:
        return Refused(name=name, reason="empty")
    return await keep(bytes(part.content), name)


def _text(part: _Part) -> str:
    if part.size > FIELD_LIMIT:
        raise BadUpload
    return part.content.decode(errors="replace")


async def _parts(content_type: str, chunks: AsyncIterator[bytes]) -> AsyncIterator[_Part]:
    reader = _Reader(content_type)
    total = 0
    async for chunk in chunks:
        total += len(chunk)
        if total > TOTAL_LIMIT:
            raise BadUpload
        for part in reader.feed(chunk):
            yield part
    if not reader.complete:
        raise BadUpload


class _Reader:
    """python-multipart's callbacks, gathered into parts."""

    def __init__(self, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise BadUpload
        self.complete = False
        self._begun = 0
        self._part, self._name, self._value = _Part(), b"", b""
        self._finished: list[_Part] = []
        self._parser = MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_part_data": self._content,
                "on_part_end": lambda: self._finished.append(self._part),
                "on_end": self._end,
            },
        )

    def feed(self, chunk: bytes) -> list[_Part]:
        """The parts that became whole with this chunk."""
        self._finished = []
        try:
            self._parser.write(chunk)
        except FormParserError as fault:
            raise BadUpload from fault
        return self._finished

    def _begin(self) -> None:
        self._begun += 1
        if self._begun > PART_LIMIT:
            raise BadUpload
        self._part = _Part()

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._part.headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _content(self, data: bytes, start: int, end: int) -> None:
        self._part.size += end - start
        if self._part.size <= FILE_LIMIT:
            self._part.content += data[start:end]
        else:
            self._part.content.clear()

    def _end(self) -> None:
        self.complete = True

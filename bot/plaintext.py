"""A text that was sent as a file: read where the dialog waits for one, as if it had been pasted."""

import io
from zipfile import BadZipFile

import msgspec

from bot.evidence import EvidenceFolder
from handlers.state import Checking, Dialog
from handlers.turn import Incoming, Said, Sent

_ENCODINGS = ("utf-8-sig", "gb18030")
_WORD, _TEXT = ".docx", (".txt", ".md", ".csv")


def pasted(incoming: Incoming, dialog: Dialog | None, folder: EvidenceFolder | None) -> Incoming:
    """What came, as its text where a text is awaited and the file is one; everything else as it is."""
    event = incoming.event
    if folder is None or not isinstance(event, Sent) or not isinstance(dialog and dialog.task, Checking):
        return incoming
    texts = (text_of(folder, one.sha256, one.name) for one in event.files)
    whole = "\n".join(filter(None, (event.caption, *texts)))
    return msgspec.structs.replace(incoming, event=Said(whole)) if whole.strip() else incoming


def text_of(folder: EvidenceFolder, digest: str, name: str) -> str:
    """The text of a Word or text file; "" for any other, and for one that is damaged."""
    try:
        content = folder.path(digest).read_bytes()
    except OSError:
        return ""
    return as_text(content, name)


def as_text(content: bytes, name: str) -> str:
    """The text of a file by the ending of its name; "" where it has none that can be read."""
    if name.lower().endswith(_WORD):
        return _of_word(content)
    return _of_plain(content) if name.lower().endswith(_TEXT) else ""


def _of_word(content: bytes) -> str:
    import docx  # noqa: PLC0415 - few turns read a file
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        document = docx.Document(io.BytesIO(content))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError):
        return ""
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


def _of_plain(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""

"""A text that was sent as a file: read where the dialog waits for one, as a draft, or why it cannot be."""

from pathlib import PurePath

import msgspec

from bot.evidence import EvidenceFolder
from handlers.drafted import Drafted
from handlers.state import Checking, Dialog
from handlers.turn import Event, Incoming, Refused, Sent
from storage.model.activity import Evidence

_ENCODINGS = ("utf-8-sig", "gb18030")
WORD = ".docx"
_TEXT, _OLD, _MACROS = (".txt", ".md", ".csv"), (".doc", ".wps", ".rtf"), (".docm", ".dotm")

_IMAGE = "image/"


class NoText(Exception):
    """A file has no text that can be read; `reason` is one of handlers.texts.common.REFUSED."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


def pasted(incoming: Incoming, dialog: Dialog | None, folder: EvidenceFolder | None) -> Incoming:
    """What came, as a draft where one is awaited and files came; everything else as it is."""
    event = incoming.event
    awaited = isinstance(dialog and dialog.task, Checking)
    if folder is None or not awaited or not isinstance(event, Sent):
        return incoming
    if all(one.media_type.startswith(_IMAGE) for one in event.files):
        return incoming
    return msgspec.structs.replace(incoming, event=_drafted(event, folder))


def _drafted(event: Sent, folder: EvidenceFolder) -> Event:
    """All files as one text; the first that cannot be read is said."""
    texts = list[str]()
    for one in event.files:
        try:
            texts.append(text_of(folder, one))
        except NoText as fault:
            return Refused(one.name, fault.reason)
    before = f"{event.caption}\n" if event.caption else ""
    (first, *others) = event.files
    word = first.sha256 if not others and _ending(first.name) == WORD else ""
    return Drafted(before + "\n".join(texts), word, len(before))


def text_of(folder: EvidenceFolder, file: Evidence) -> str:
    """The text of a Word or text file that is kept. Raises NoText."""
    try:
        content = folder.path(file.sha256).read_bytes()
    except OSError as error:
        raise NoText("no_word") from error
    return as_text(content, file.name)


def as_text(content: bytes, name: str) -> str:
    """The text of a file by the ending of its name. Raises NoText where it has none that can be read."""
    ending = _ending(name)
    if not content:
        raise NoText("empty")
    if ending in _MACROS:
        raise NoText("macros")
    text = _of_word(content) if ending == WORD else _of_plain(content) if ending in _TEXT else None
    if text is None:
        raise NoText("old_word" if ending in _OLD else "no_word")
    if not text.strip():
        raise NoText("no_text")
    return text


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _of_word(content: bytes) -> str:
    from reports.draft import Unopened, text_of  # noqa: PLC0415 - few turns read a file

    try:
        return text_of(content)
    except Unopened as fault:
        raise NoText(fault.reason) from fault


def _of_plain(content: bytes) -> str | None:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None

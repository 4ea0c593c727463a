"""Photos and files on disk: checked, named by the SHA-256 of their bytes, and whole before anybody hears of them."""

import io
import os
import warnings
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from PIL import Image

from handlers.turn import Refused
from reports.old_office import is_locked, is_old
from storage.model.activity import Evidence

LIMIT = 20 * 1024 * 1024
MOST_PIXELS = 120_000_000
"""Above any phone's camera; beyond it a small file could unfold into gigabytes of memory."""

_PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
_PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")
_BYTES = "application/octet-stream"
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")
_OFFICE = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OLD_OFFICE = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
}
_WITH_MACROS = (".docm", ".xlsm", ".pptm", ".dotm")


@dataclass(frozen=True, slots=True)
class EvidenceFolder:
    """The files of the ledger under one folder, two letters of the hash as sub-folder."""

    folder: Path

    def keep(self, content: bytes, name: str) -> Evidence | Refused:
        """Store a file, or say why not ("empty", "too_large", "corrupt", "unsupported"). Raises OSError (disk full)."""
        if not content:
            return Refused(name, "empty")
        if len(content) > LIMIT:
            return Refused(name, "too_large", LIMIT)
        media_type = media_type_of(content, name)
        if media_type is None:
            return Refused(name, _why_not(content, name))
        evidence = Evidence(sha256(content).hexdigest(), name, media_type, len(content))
        _write(self.path(evidence.sha256), content)
        return evidence

    def path(self, digest: str) -> Path:
        """Where the file of this hash lies, whether it is there or not."""
        return self.folder / digest[:2] / digest


def _why_not(content: bytes, name: str) -> str:
    """A picture that is broken, and papers that office programs have locked, have reasons of their own."""
    suffix = Path(name).suffix.lower()
    if content.startswith(_PICTURE_STARTS):
        return "corrupt"
    if suffix in _OFFICE and is_locked(content):
        return "protected"
    return "macros" if content.startswith(b"PK\x03\x04") and suffix in _WITH_MACROS else "unsupported"


def _write(path: Path, content: bytes) -> None:
    """On disk under its name only when it is whole: a killed program leaves no half a photo."""
    if path.exists() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{uuid4().hex}")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def media_type_of(content: bytes, name: str) -> str | None:
    """What a file is, by its content; None for a broken picture and for what the ledger does not take."""
    suffix = Path(name).suffix.lower()
    if content.startswith(_PICTURE_STARTS):
        return _picture_type(content)
    if content[4:12] in _HEIC:
        return "image/heic"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in content:
        return _OFFICE.get(suffix)
    if is_old(content):
        return _OLD_OFFICE.get(suffix)
    return "text/plain" if suffix == ".txt" and _is_text(content) else None


def _is_text(content: bytes) -> bool:
    return b"\x00" not in content and any(_reads(content, one) for one in ("utf-8", "gb18030"))


def _reads(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def type_at(path: Path) -> str:
    """The media type of a stored picture; of everything else only that it is bytes."""
    try:
        with Image.open(path, formats=tuple(_PICTURES)) as picture:
            return _PICTURES.get(picture.format or "", _BYTES)
    except (OSError, SyntaxError, ValueError):
        return _BYTES


def _picture_type(content: bytes) -> str | None:
    """Decoded once to the last pixel: a cut-off photo shows itself only there."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=tuple(_PICTURES)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return None
                picture.draft("RGB", (256, 256))  # JPEG alone: still reads every byte, at a sixteenth of the work
                picture.load()
                return _PICTURES.get(picture.format or "")
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None

"""LibreOffice, where the machine has it: a Word file as PDF in its own layout, whole or not at all."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from xml.sax.saxutils import escape

from reports.glyphs import font_file
from reports.texts_paper import FAMILIES

PROGRAMS = ("soffice", "libreoffice")
LONGEST = 60.0
"""Seconds; a channel waits for two minutes."""
_DEFAULTS = "pdf:writer_pdf_Export"
_FIRST, _LAST = b"%PDF-", b"%%EOF"
_END = 1024
"""Bytes at the end of a file among which its last mark stands."""

_OURS = FAMILIES["text"][-1]

_working = Lock()


class NotConverted(Exception):
    """There is no PDF; the reason is for the log."""


@dataclass(frozen=True, slots=True)
class Office:
    """The program, and how long it may take."""

    program: str
    seconds: float = LONGEST

    def as_pdf(self, word: bytes) -> bytes:
        """A Word file as PDF; one at a time, from any thread. Raises NotConverted."""
        with _working, TemporaryDirectory(prefix="kepu", ignore_cleanup_errors=True) as folder:
            made = Path(folder) / "paper.pdf"
            made.with_suffix(".docx").write_bytes(word)
            self._run(Path(folder))
            content = made.read_bytes() if made.exists() else b""
        if not content.startswith(_FIRST) or _LAST not in content[-_END:]:
            raise NotConverted("no whole file")
        return content

    def _run(self, folder: Path) -> None:
        """With a profile of its own: one that somebody has open would take the work and say nothing."""
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        asked = (profile, "--headless", "--norestore", "--convert-to", _DEFAULTS, "--outdir", str(folder))
        environment = {**os.environ, "HOME": str(folder), "FONTCONFIG_FILE": str(_fonts(folder))}
        try:
            running = subprocess.Popen(  # noqa: S603 - the program is the machine's, the file our own
                [self.program, *asked, str(folder / "paper.docx")],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise NotConverted(type(error).__name__) from error
        try:
            running.wait(self.seconds)
        except subprocess.TimeoutExpired as error:
            raise NotConverted("took too long") from error
        finally:
            _ended(running)


def find_office() -> Office | None:
    """The one that can be started by its name; None where there is none."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return Office(found) if found else None


def _ended(running: "subprocess.Popen[bytes]") -> None:
    """All of it: what is started by name is a script that starts others."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)
    running.kill()
    running.wait()


def _fonts(folder: Path) -> Path:
    """Which fonts stand for those of official papers: what the machine has, and last ours, so that none is a box."""
    aliases = "".join(_alias(first, others) for first, *others in FAMILIES.values())
    last = f'<match target="pattern"><edit name="family" mode="append_last"><string>{_OURS}</string></edit></match>'
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{escape(str(font_file().parent))}</dir><cachedir>{escape(str(folder / 'cache'))}</cachedir>"
        f"{aliases}{last}</fontconfig>",
        encoding="utf-8",
    )
    return file


def _alias(name: str, others: list[str]) -> str:
    families = "".join(f"<family>{escape(one)}</family>" for one in others)
    return f'<alias binding="same"><family>{escape(name)}</family><accept>{families}</accept></alias>'

"""What papers are written on and illustrated with: the office's own Word templates, and photos fit to be printed."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageOps

from bot.evidence import EvidenceFolder
from bot.office import Office
from handlers.texts.report import KINDS
from handlers.turn import Paper, PaperKind
from reports.paper import Picture
from storage.model.shells import Shell

FOLDER = "templates"
USUAL = KINDS[PaperKind.REPORT].label
"""The template of the reports of a month, a quarter or a year."""
LARGEST = 1600
"""Pixels of the longer side: sharp on paper, and a dozen of them still go through a chat."""


class TemplateFault(Exception):
    """A template cannot be used: a sentence for each, with its file and the way out."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep all faults; they are shown at once."""
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Stationery:
    """Templates by the name of the paper they are for, where the photos lie, and what makes a PDF of a template."""

    templates: Mapping[str, bytes] = field(default_factory=dict)
    photos: EvidenceFolder | None = None
    office: Office | None = None

    def template(self, shell: str) -> bytes | None:
        """The office's own template of a paper, where it has one."""
        return self.templates.get(shell or USUAL)

    def plainly(self, paper: Paper) -> bool:
        """Whether a paper has a template and is printed without it: a PDF where nothing makes one of a Word file."""
        return paper.kind is PaperKind.PDF and self.template(paper.shell) is not None and self.office is None

    def picture(self, digest: str, caption: str) -> Picture | None:
        """A photo turned upright and made small enough; None where it is not there or cannot be read."""
        if self.photos is None:
            return None
        try:
            with Image.open(self.photos.path(digest)) as image:
                image.draft("RGB", (LARGEST, LARGEST))
                upright = ImageOps.exif_transpose(image).convert("RGB")
        except (OSError, Image.DecompressionBombError, SyntaxError, ValueError):
            return None
        upright.thumbnail((LARGEST, LARGEST))
        out = io.BytesIO()
        upright.save(out, "JPEG", quality=85)
        return Picture(out.getvalue(), *upright.size, caption)


PLAIN = Stationery()
"""No template and no photos."""


def load_templates(data_dir: Path, shells: tuple[Shell, ...]) -> dict[str, bytes]:
    """The templates of an office, each named after its paper. Raises TemplateFault."""
    from reports.template import Untemplated, check  # noqa: PLC0415 - most offices have none

    names = (USUAL, *(shell.name for shell in shells))
    found: dict[str, bytes] = {}
    faults: list[str] = []
    for path in sorted((data_dir / FOLDER).glob("*.docx")):
        if path.stem not in names:
            faults.append(f"{path}: there is no paper of this name: call the file after one of {', '.join(names)}.")
            continue
        try:
            found[path.stem] = path.read_bytes()
            check(found[path.stem])
        except OSError as error:
            faults.append(f"{path} cannot be read ({type(error).__name__}).")
        except Untemplated as wrong:
            faults.append(f"{path}: {wrong}")
    if faults:
        raise TemplateFault(tuple(faults))
    return found

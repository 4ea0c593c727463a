"""Files to take along: what a reply asks for becomes a message, finished cells or the question of a report."""

from datetime import datetime
from pathlib import Path, PurePath
from typing import assert_never

from bot.channel import Document
from handlers.sheets import Filled, Proof, Standings
from handlers.turn import Issued, Paper, ShowFile
from reports.form_excel import form_workbook
from reports.pending_excel import pending_workbook
from reports.workbook import Workbook
from storage.facts import StoredFacts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES = {".xlsx": XLSX, ".docx": DOCX, ".pdf": "application/pdf", ".png": "image/png"}
"""By the ending of a file's name."""

Asked = Standings | Paper | Issued | Filled | Proof


def gathered(asked: ShowFile, facts: StoredFacts, at: datetime) -> Document:
    """The message: what must be as the turn saw it is read now, a report when it is made."""
    return Document(asked.name, asked.text, _content(asked.what, facts, at), asked.key, asked.buttons, asked.replace)


def _content(what: Asked, facts: StoredFacts, at: datetime) -> Workbook | Paper | Issued | Proof:
    match what:
        case Standings():
            units, owed = facts.units_below(what.unit_id), facts.obligations(what.rule_id, what.period)
            return pending_workbook(what.title, units, owed, at)
        case Filled():
            return form_workbook(what.title, what.head, what.rows, at)
        case Paper() | Issued() | Proof():
            return what
        case _:
            assert_never(what)


def saved(folder: Path, name: str, content: bytes) -> Path:
    """Write a file into a folder, over an older one of the same name. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def media_type(document: Document) -> str:
    """What kind of file it is."""
    return MEDIA_TYPES[PurePath(document.name).suffix]

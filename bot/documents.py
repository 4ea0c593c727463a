"""Files to take along: what is in one is read within the turn, its bytes are made when it is shown."""

from datetime import datetime
from pathlib import Path

from bot.channel import Document
from handlers.turn import ShowFile
from reports.pending_excel import pending_workbook
from storage.facts import StoredFacts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def gathered(asked: ShowFile, facts: StoredFacts, at: datetime) -> Document:
    """The rows of a file that was asked for."""
    units, owed = facts.units_below(asked.unit_id), facts.obligations(asked.rule_id, asked.period)
    book = pending_workbook(asked.title, units, owed, at)
    return Document(asked.name, asked.text, book, asked.key, asked.buttons, asked.replace)


def as_bytes(document: Document) -> bytes:
    """The file itself; the same document makes the same bytes."""
    from reports.excel import as_xlsx  # noqa: PLC0415 - many a start never writes a file

    return as_xlsx(document.book)


def saved(folder: Path, document: Document) -> Path:
    """Write it into a folder, over an older one of the same name. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / document.name
    path.write_bytes(as_bytes(document))
    return path

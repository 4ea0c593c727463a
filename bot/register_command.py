"""`register`: entries of registers from an Excel file, all of them or none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TextIO
from zipfile import BadZipFile

from bot.app import Ledger
from bot.summary_command import DONE, FAILED, WRONG_USE
from handlers.read.entries import Read, read_day, read_entries, read_programme
from handlers.read.reading import Context
from handlers.texts import register as texts
from storage.apply import apply
from storage.database import Transaction
from storage.model.people import Person, Role, Unit
from storage.model.registers import RegisterEntry
from storage.model.writes import KeepEntry
from storage.people import people, units

_MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is read: its number in the sheet, and its cells under the heads that are known."""

    nth: int
    text: str
    unit: str
    day: str
    programme: str
    source: str


def register(ledger: Ledger, file: Path, out: TextIO, err: TextIO) -> int:
    """Enter the rows; every wrong one is named and then nothing is entered. 0, 1 where a row is wrong, 2 for no file.

    Entering the same file again changes nothing. Raises storage's Unavailable.
    """
    try:
        rows = tuple(_rows(file))
    except (OSError, BadZipFile, KeyError, ValueError) as error:
        err.write(f"{texts.FILE_UNREADABLE.format(file=file, why=type(error).__name__)}\n")
        return WRONG_USE
    with ledger.desk.database.writing() as tx:
        faults, entries = _entries(tx, ledger, rows)
        if not faults:
            for entry in entries:
                apply(tx, KeepEntry(entry))
    err.writelines(f"{fault}\n" for fault in faults)
    if faults or not entries:
        err.write(f"{texts.FILE_NOTHING}\n")
        return FAILED
    out.write(f"{texts.FILE_KEPT.format(count=len(entries))}\n")
    return DONE


def _rows(file: Path) -> Iterator[Row]:
    """The rows below the heads, which may stand in any order."""
    from openpyxl import load_workbook  # noqa: PLC0415 - few starts read a file

    # From memory: a workbook read lazily from a file keeps it open, on Windows even against being renamed.
    sheet = load_workbook(BytesIO(file.read_bytes()), read_only=True, data_only=True).worksheets[0]
    lines = sheet.iter_rows(values_only=True, max_row=_MOST_ROWS)
    heads = [str(cell or "").strip() for cell in next(lines, ())]
    if texts.HEADS[0] not in heads:
        raise ValueError(texts.HEADS[0])
    for nth, line in enumerate(lines, start=2):
        cells = {head: _said(cell) for head, cell in zip(heads, line, strict=False)}
        if any(cells.values()):
            yield Row(nth, *(cells.get(head, "") for head in texts.HEADS))


def _said(cell: object) -> str:
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell if cell is not None else "").strip()


def _entries(tx: Transaction, ledger: Ledger, rows: tuple[Row, ...]) -> tuple[list[str], list[RegisterEntry]]:
    known, everybody, now = units(tx), people(tx), ledger.now()
    context = Context(now, ledger.desk.taxonomy, tuple(unit.name for unit in known))
    faults: list[str] = []
    entries: list[RegisterEntry] = []
    for row in rows:
        found = tuple(one for one in read_entries(row.text, context) if not one.held)
        unit = next((one for one in known if row.unit in (one.name, *one.aliases)), None)
        by = _who(unit, everybody)
        day = _day(row, context)
        if not found or unit is None or by is None or day is None:
            faults.append(_fault(row, bool(found), unit, by))
            continue
        made = (_entry(row, nth, one, unit, by, day, now) for nth, one in enumerate(found))
        entries += [replace(one, programme=read_programme(row.programme, context)) for one in made]
    return faults, entries


def _who(unit: Unit | None, everybody: tuple[Person, ...]) -> Person | None:
    """In whose name: an officer or coordinator of the unit."""
    of_unit = (one for one in everybody if unit and one.unit_id == unit.id and one.role is not Role.VOLUNTEER)
    return next(of_unit, None)


def _day(row: Row, context: Context) -> date | None:
    return read_day(row.day, context) if row.day else context.at.date()


def _fault(row: Row, read: bool, unit: Unit | None, by: Person | None) -> str:  # noqa: FBT001 - one of four reasons
    if not read:
        return texts.ROW_UNREAD.format(nth=row.nth, text=row.text)
    if unit is None:
        return texts.ROW_NO_UNIT.format(nth=row.nth, unit=row.unit)
    return (texts.ROW_NO_DAY if by else texts.ROW_NOBODY).format(nth=row.nth, unit=unit.name, day=row.day)


def _entry(row: Row, nth: int, one: Read, unit: Unit, by: Person, day: date, now: datetime) -> RegisterEntry:  # noqa: PLR0913, PLR0917
    named = sha256(f"{unit.id}|{day}|{row.text}|{nth}".encode()).hexdigest()[:12]
    figure = (one.noun, one.amount, one.measure)
    return RegisterEntry(named, unit.id, one.register, one.text, *figure, day, by.id, now, source=row.source)

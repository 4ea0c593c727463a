"""`check-text`: a text's figures beside the ledger's, from the command line."""

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bot.app import Ledger
from bot.proof import on_text, on_word
from bot.report_command import whole
from bot.summary_command import DONE, FAILED, WRONG_USE, WrongUse, whole_or
from bot.units import UnitFault
from handlers.checked import Checked, Verdict, check
from handlers.checking import kept, noted, told
from handlers.read.paragraphs import read_paragraphs
from handlers.read.periods import find_period, this_year
from handlers.read.reading import Context
from handlers.read.writing import plainly
from handlers.sheets import Proof
from handlers.texts import checking as texts
from handlers.texts import summary as summary_texts
from storage.database import Transaction
from storage.facts import StoredFacts
from storage.model.figures import Period, Scope
from storage.people import units


@dataclass(frozen=True, slots=True)
class Wanted:
    """The text, the days in words ("": as the text says, else this year), a unit by name or id ("": everybody).

    `out` is where the draft with marks is written; `word` the Word file the text was read from, whole (b"": none).
    """

    text: str
    period: str = ""
    unit: str = ""
    as_json: bool = False
    out: Path | None = None
    word: bytes = b""


def check_text(ledger: Ledger, wanted: Wanted, out: TextIO, err: TextIO) -> int:
    """Say of every figure whether it agrees; 0 where none differs, 1 where one does, 2 for wrong use.

    Raises storage's Unavailable.
    """
    try:
        with ledger.desk.database.reading() as tx:
            title, found = _found(tx, ledger, wanted)
    except (UnitFault, WrongUse) as wrong:
        err.write(f"{wrong}\n")
        return WRONG_USE
    if wanted.as_json:
        out.writelines(f"{json.dumps(_plain(one), ensure_ascii=False)}\n" for one in found)
    else:
        out.write(f"{told(title, wanted.text, found, sys.maxsize)}\n")
    if wanted.out and not _written(wanted.out, _marked(wanted, title, found, ledger.now()), err):
        return WRONG_USE
    return FAILED if any(one.verdict is Verdict.DIFFERS for one in found) else DONE


def _marked(wanted: Wanted, title: str, found: tuple[Checked, ...], at: datetime) -> bytes:
    proof = Proof(title, wanted.text, noted(found))
    return on_word(wanted.word, proof, at) if wanted.word else on_text(proof, at)


def _written(file: Path, content: bytes, err: TextIO) -> bool:
    try:
        whole(file, lambda part: _put(part, content))
    except OSError as error:
        err.write(f"{texts.NOT_WRITTEN.format(file=file, why=error.strerror)}\n")
        return False
    err.write(f"{texts.WRITTEN.format(file=file)}\n")
    return True


def _put(part: Path, content: bytes) -> None:
    part.write_bytes(content)


def _found(tx: Transaction, ledger: Ledger, wanted: Wanted) -> tuple[str, tuple[Checked, ...]]:
    known = units(tx)
    context = Context(ledger.now(), ledger.desk.taxonomy, tuple(unit.name for unit in known))
    figures = read_paragraphs(wanted.text, context)
    if not figures:
        raise WrongUse(texts.NO_FIGURES)
    unit, period = whole_or(tx, wanted.unit, known), _period(wanted, ledger)
    scope = Scope(unit_id=unit.id if unit else None, period=period)
    facts = StoredFacts(tx, ledger.desk.taxonomy, ledger.desk.fresh_code)
    return f"{unit.name if unit else summary_texts.ALL_UNITS}{period.label}", check(figures, kept(facts, scope))


def _period(wanted: Wanted, ledger: Ledger) -> Period:
    today = ledger.now().date()
    found = find_period(plainly(wanted.period or wanted.text).plain, today)
    if found is None and wanted.period:
        raise WrongUse(texts.NO_PERIOD.format(words=wanted.period))
    return found.period if found else this_year(today)


def _plain(one: Checked) -> dict[str, object]:
    said = one.stated
    return {
        "words": said.amount.words,
        "noun": said.noun,
        "kind": said.kind,
        "measure": said.measure,
        "said": said.amount.value,
        "verdict": one.verdict.name.lower(),
        "of": one.what,
        "ledger": one.value,
    }

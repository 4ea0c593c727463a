"""`check-text`: a text's figures beside the ledger's, from the command line."""

import json
from dataclasses import dataclass
from typing import TextIO

from bot.app import Ledger
from bot.summary_command import DONE, FAILED, WRONG_USE, WrongUse, whole_or
from bot.units import UnitFault
from handlers.checked import Checked, Kept, Verdict, check
from handlers.checking import told
from handlers.read.paragraphs import read_paragraphs
from handlers.read.periods import find_period, this_year
from handlers.read.reading import Context
from handlers.read.writing import plainly
from handlers.texts import checking as texts
from handlers.texts import summary as summary_texts
from reports.texts import PLAIN_SESSION_WORD
from storage.database import Transaction
from storage.facts import StoredFacts
from storage.model.figures import Period, Scope
from storage.model.registers import statements
from storage.people import units


@dataclass(frozen=True, slots=True)
class Wanted:
    """The text, the days in words ("": as the text says, else this year), a unit by name or id ("": everybody)."""

    text: str
    period: str = ""
    unit: str = ""
    as_json: bool = False


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
        out.write(f"{told(title, wanted.text, found)}\n")
    return FAILED if any(one.verdict is Verdict.DIFFERS for one in found) else DONE


def _found(tx: Transaction, ledger: Ledger, wanted: Wanted) -> tuple[str, tuple[Checked, ...]]:
    known = units(tx)
    context = Context(ledger.now(), ledger.desk.taxonomy, tuple(unit.name for unit in known))
    figures = read_paragraphs(wanted.text, context)
    if not figures:
        raise WrongUse(texts.NO_FIGURES)
    unit, period = whole_or(tx, wanted.unit, known), _period(wanted, ledger)
    scope = Scope(unit_id=unit.id if unit else None, period=period)
    facts = StoredFacts(tx, ledger.desk.taxonomy, ledger.desk.fresh_code)
    said = statements(facts.entries_below(scope.unit_id), scope.unit_id, period)
    kept = Kept(facts.sources(scope, None, PLAIN_SESSION_WORD), said)
    return f"{unit.name if unit else summary_texts.ALL_UNITS}{period.label}", check(figures, kept)


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

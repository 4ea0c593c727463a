"""`summary`: the figures of a period on the command line, as text or JSON, and as a picture into a file."""

from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import msgspec

from bot.app import Ledger
from bot.figures import Figures, added_up
from bot.summary_csv import as_csv
from bot.units import UnitFault, the_unit
from handlers.read.periods import this_month, this_year
from handlers.read.reading import Context
from handlers.read.requests import Request, read_request
from handlers.texts import operator as operator_texts
from handlers.texts import summary as texts
from handlers.texts import wording
from reports.picture import as_png
from reports.text import as_text
from storage.database import Transaction
from storage.facts import StoredFacts
from storage.model.figures import Grouping, OutputTally, Scope, Tally
from storage.model.people import Unit
from storage.people import units

DONE, FAILED, WRONG_USE = 0, 1, 2
WIDTH = 78
"""Columns of a usual terminal."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: words as in the chat ("" is this month), a unit by name or id, by what, and in which form.

    `by` is "" or the name of a grouping; words may say the same.
    """

    words: str = ""
    unit: str = ""
    by: str = ""
    as_json: bool = False
    picture: Path | None = None
    as_csv: bool = False


class WrongUse(Exception):
    """What was asked for cannot be understood; the text says what to write instead."""


def summary(ledger: Ledger, wanted: Wanted, out: TextIO, err: TextIO) -> int:
    """Print the figures; the exit code: 0, 1 where the picture cannot be written, 2 for words that say nothing.

    The whole ledger, or a unit with all below it: whoever may use the command line may see everything. Raises
    storage's Unavailable.
    """
    try:
        with ledger.desk.database.reading() as tx:
            figures, scope = _asked(tx, ledger, wanted)
    except (UnitFault, WrongUse) as wrong:
        err.write(f"{wrong}\n")
        return WRONG_USE
    out.write(_said(figures, scope, wanted))
    return _draw(ledger, figures, wanted.picture, err) if wanted.picture else DONE


def _said(figures: Figures, scope: Scope, wanted: Wanted) -> str:
    if wanted.as_csv:
        return as_csv(figures)
    return f"{_as_json(figures, scope) if wanted.as_json else as_text(figures.summary, WIDTH)}\n"


def _asked(tx: Transaction, ledger: Ledger, wanted: Wanted) -> tuple[Figures, Scope]:
    if wanted.by and wanted.by not in list(Grouping):
        raise WrongUse(f"--by {wanted.by} is not known: write one of {', '.join(Grouping)}")
    now, known = ledger.now(), units(tx)
    names = tuple(name for unit in known for name in (unit.name, *unit.aliases))
    request = read_request(wanted.words, Context(now, ledger.desk.taxonomy, names))
    if request.unread:
        raise WrongUse(texts.UNKNOWN_WORDS.format(words=request.unread))
    unit = whole_or(tx, wanted.unit or request.unit or "", known)
    grouping = Grouping(wanted.by) if wanted.by else request.grouping or Grouping.KIND
    usual = this_year if grouping is Grouping.MONTH else this_month
    scope = Scope(
        unit_id=unit.id if unit else None,
        period=request.period or usual(now.date()),
        kind=request.kind,
        programme=request.programme,
        audience=request.audience,
    )
    facts = StoredFacts(tx, ledger.desk.taxonomy, ledger.desk.fresh_code)
    return added_up(_title(request, unit, scope), scope, grouping, facts, now.date()), scope


def whole_or(tx: Transaction, named: str, known: tuple[Unit, ...]) -> Unit | None:
    """The unit of that name; without one the only root, None where there are several. Raises UnitFault."""
    if named:
        return the_unit(tx, named)
    if not known:
        raise UnitFault(operator_texts.NO_UNITS)
    roots = [unit for unit in known if unit.parent_id is None]
    return roots[0] if len(roots) == 1 else None


def _title(request: Request, unit: Unit | None, scope: Scope) -> str:
    period = scope.period.label if scope.period else ""
    whose = unit.name if unit else texts.ALL_UNITS
    parts = (whose, request.audience, request.programme, request.kind, period)
    return texts.TITLE.format(what=texts.SEPARATOR.join(part for part in parts if part))


def _draw(ledger: Ledger, figures: Figures, file: Path, err: TextIO) -> int:
    now = ledger.now()
    try:
        file.write_bytes(as_png(figures.summary, wording.moment(now, now.date())))
    except OSError as error:
        err.write(f"{file} cannot be written ({error.strerror}): name a PNG file in a folder that is there\n")
        return FAILED
    return DONE


def _as_json(figures: Figures, scope: Scope) -> str:
    """One object: what was asked, every row with the same of the period and year before, outputs. Unknown is null."""
    asked, sums = figures.asked, figures.sums
    found = [{tally.key: tally for tally in part} for part in (sums.tallies, sums.previous, sums.year_before)]
    keys = dict.fromkeys(key for part in found for key in part)
    plain = {
        "title": asked.title,
        "unit": scope.unit_id,
        "period": scope.period,
        "before": asked.before,
        "year_before": asked.year_before,
        "unfinished": asked.unfinished,
        "by": asked.grouping,
        "kind": scope.kind,
        "programme": scope.programme,
        "audience": scope.audience,
        "total": _sums(sums.whole()),
        "rows": [_row(key, asked.names.get(key, key), [part.get(key, Tally(key)) for part in found]) for key in keys],
        "outputs": [_output(output) for output in sums.outputs],
    }
    return msgspec.json.format(msgspec.json.encode(plain), indent=2).decode()


def _row(key: str, name: str, of: list[Tally]) -> dict[str, object]:
    now, before, year_before = map(_sums, of)
    return {"key": key, "name": name, **now, "before": before, "year_before": year_before}


def _sums(tally: Tally) -> dict[str, object]:
    unknown = bool(tally.activities and not tally.attendance and (tally.online or tally.activities <= tally.uncounted))
    return {
        "activities": tally.activities,
        "sessions": dict(tally.sessions),
        "attendance": None if unknown else tally.attendance,
        "approximate": tally.approximate,
        "uncounted": tally.uncounted,
        "online": tally.online,
        "volunteers": tally.volunteers,
        "experts": tally.experts,
    }


def _output(output: OutputTally) -> dict[str, object]:
    plain: dict[str, object] = msgspec.to_builtins(output)
    return plain | {"quantity": None} if output.uncounted and not output.quantity else plain

"""`report`: a report of a period written into a file from the command line."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TextIO

import msgspec

from bot.app import Ledger, press
from bot.making import EVERY
from bot.papers import Press
from bot.summary_command import DONE, FAILED, WRONG_USE, WrongUse, whole_or
from bot.units import UnitFault
from handlers.read.papers import Sort
from handlers.read.reading import Context
from handlers.read.requests import Request, read_request
from handlers.report import title_of, too_long
from handlers.texts import report as texts
from handlers.texts import summary as summary_texts
from handlers.turn import Paper
from storage.database import Transaction
from storage.facts import StoredFacts
from storage.model.figures import Scope
from storage.model.taxonomy import Taxonomy
from storage.people import units


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: the kind by its Chinese name, the days in words, the file, a unit by name or id.

    The rest is for written reports alone: to whom, signed by whom, and free parts, a paragraph for each line.
    """

    kind: str
    period: str
    out: Path
    unit: str = ""
    addressee: str = ""
    signature: str = ""
    problems: str = ""
    plans: str = ""
    lead: str = ""

    @property
    def free_parts(self) -> bool:
        """Whether anything of a written report was given."""
        return any((self.addressee, self.signature, self.problems, self.plans, self.lead))


def report(ledger: Ledger, wanted: Wanted, err: TextIO) -> int:
    """Write the file, or none; the exit code: 0, 1 where there is nothing or it cannot be written, 2 for wrong use.

    Whoever may use the command line may see everything. Raises storage's Unavailable.
    """
    try:
        sort = _sort(wanted, ledger.desk.taxonomy)
        with ledger.desk.database.reading() as tx:
            paper, count = _asked(tx, ledger, wanted, sort)
    except (UnitFault, WrongUse) as wrong:
        err.write(f"{wrong}\n")
        return WRONG_USE
    if not count:
        err.write(f"{texts.NOTHING.format(title=paper.title)}\n")
        return FAILED
    if too_long(sort.kind, count):
        err.write(f"{texts.TOO_LONG.format(title=paper.title, count=count)}\n")
        return FAILED
    return _made(press(ledger), paper, count, wanted.out, err)


def _sort(wanted: Wanted, taxonomy: Taxonomy) -> Sort:
    word = wanted.kind.strip()
    shell = next((one.name for one in taxonomy.shells if word in (one.name, *one.words)), "")
    named = {name.ending: kind for kind, name in texts.KINDS.items() if shell or word in (name.label, *name.words)}
    if shell:
        named = {ending: kind for ending, kind in named.items() if kind in texts.PROSE}
    if not named:
        labels = (*(name.label for name in texts.KINDS.values()), *(one.name for one in taxonomy.shells))
        known = texts.KIND_SEPARATOR.join(labels)
        raise WrongUse(texts.NO_SUCH_KIND.format(kind=wanted.kind, kinds=known))
    kind = named.get(wanted.out.suffix.lower())
    if kind is None:
        endings = texts.ENDING_SEPARATOR.join(named)
        raise WrongUse(texts.ONLY.format(kind=word, endings=endings, ending=next(iter(named))))
    if wanted.free_parts and kind not in texts.PROSE:
        raise WrongUse(texts.ONLY_REPORTS.format(kind=word))
    return Sort(kind, shell)


def _asked(tx: Transaction, ledger: Ledger, wanted: Wanted, sort: Sort) -> tuple[Paper, int]:
    known = units(tx)
    names = tuple(name for unit in known for name in (unit.name, *unit.aliases))
    request = read_request(wanted.period, Context(ledger.now(), ledger.desk.taxonomy, names))
    if request.unread or request.period is None:
        raise WrongUse(texts.NO_PERIOD.format(words=request.unread or wanted.period))
    unit = whole_or(tx, wanted.unit or request.unit or "", known)
    scope = _scope(request, unit.id if unit else None)
    facts = StoredFacts(tx, ledger.desk.taxonomy, ledger.desk.fresh_code)
    owner, shell = unit.name if unit else summary_texts.ALL_UNITS, ledger.desk.taxonomy.shell(sort.shell)
    title = title_of(owner, sort.kind, scope, request.period, shell)
    return _with_parts(Paper(sort.kind, scope, title, shell=sort.shell), wanted), facts.activities(scope, 0, 1).total


def _with_parts(paper: Paper, wanted: Wanted) -> Paper:
    problems, plans, lead = (
        tuple(filter(None, map(str.strip, said.splitlines()))) for said in (wanted.problems, wanted.plans, wanted.lead)
    )
    return msgspec.structs.replace(
        paper,
        addressee=wanted.addressee.strip(),
        signature=wanted.signature.strip(),
        problems=problems,
        plans=plans,
        lead=lead,
    )


def _scope(request: Request, unit_id: str | None) -> Scope:
    return Scope(
        unit_id=unit_id,
        period=request.period,
        kind=request.kind,
        programme=request.programme,
        audience=request.audience,
    )


def _made(made: Press, paper: Paper, count: int, file: Path, err: TextIO) -> int:
    """All of the file takes the place of an older one at once, or nothing does."""
    try:
        whole(file, lambda part: _written(made, paper, count, part, err))
    except OSError as error:
        err.write(f"{texts.NOT_WRITTEN.format(file=file, why=error.strerror)}\n")
        return FAILED
    err.write(f"{texts.WRITTEN.format(title=paper.title, count=count, file=file)}\n")
    return DONE


def _written(made: Press, paper: Paper, count: int, part: Path, err: TextIO) -> None:
    def told(done: int) -> None:
        if count > EVERY:
            err.write(f"{texts.PROGRESS.format(done=done, total=count)}\n")
            err.flush()

    with part.open("wb") as out:
        made.write(paper, out, told, lambda said: _said(err, said))


def _said(err: TextIO, sentence: str) -> None:
    err.write(f"{sentence}\n")


def whole(file: Path, write: Callable[[Path], None]) -> None:
    """All of a file, or the older one stays: it is written beside it first. Raises OSError."""
    with NamedTemporaryFile(dir=file.parent, prefix=".", suffix=file.suffix, delete=False) as beside:
        part = Path(beside.name)
    try:
        write(part)
        part.chmod(0o666 & ~_umask())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

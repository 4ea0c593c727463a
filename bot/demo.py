"""`demo`: the sample year, with a progress bar where somebody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.app import Ledger
from bot.sample.year import NotFilled, fill_year
from handlers.texts import operator as texts

DONE, FAILED = 0, 1


def demo(ledger: Ledger, seed: int, activities: int, out: TextIO, err: TextIO) -> int:
    """Fill the ledger and say what is in it now; the exit code: 0, or 1 for a ledger that is no sample."""
    desk = ledger.desk
    try:
        with _progress(err) as progress:
            filled = fill_year(desk.database, desk.taxonomy, ledger.now(), seed, activities, progress)
    except NotFilled as refused:
        err.write(f"{refused}\n")
        return FAILED
    said = texts.SAMPLE_FILLED if filled.added else texts.SAMPLE_THERE
    figures = {"activities": filled.added, "people": filled.people, "units": filled.units}
    out.write(said.format(first=filled.first, last=filled.last, **figures) + "\n")
    return DONE


@contextmanager
def _progress(err: TextIO) -> Iterator[Callable[[int, int], None]]:
    """Where to tell how many of how many are done: a bar on a terminal, else nowhere."""
    if not err.isatty():
        yield lambda _done, _total: None
        return
    columns = (TextColumn("demo"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=err), redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("demo", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

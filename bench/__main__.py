"""`python -m bench`: measure everything in one run, print one table, keep it as JSON.

The JSON goes to the file KEPU_BENCH_OUT names, else to latest.json beside this file, which Git does not keep.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from bench import ledgers
from bench.baselines import on_postgresql, on_sqlite
from bench.machine import machine
from bench.measure import Row
from bench.memory import memory_rows
from bench.reader import reader_rows
from bench.reminders import LONG, reminder_rows
from bench.reports import report_rows
from bench.sizes import FULL, QUICK, Sizes
from bench.start import start_rows
from bench.summaries import drawing_rows, summary_rows
from bench.table import saved, shown
from bench.talk import Talk
from bench.telegram import telegram_rows
from bench.turns import form_bot, turn_rows
from bench.wecom import wecom_rows


def main() -> int:
    """Run, print, keep."""
    wanted = _arguments()
    sizes = QUICK if wanted.quick else FULL
    progress = Console(stderr=True)
    with TemporaryDirectory(prefix="kepu-bench-") as folder:
        rows = []
        whole = measured(Path(folder), sizes, wanted.postgres)
        parts = {
            "telegram": telegram_rows(Path(folder), sizes),
            "wecom": wecom_rows(Path(folder), sizes),
            "reports": report_rows(Path(folder), sizes),
            "reminders": reminder_rows(Path(folder), LONG if wanted.long else sizes.reminders),
        }
        for one in parts.get(wanted.only, whole):
            progress.print(f"{one.group}: {one.what}", style="dim", highlight=False)
            rows.append(one)
    about = machine()
    shown(Console(width=None if sys.stdout.isatty() else 140), about, rows)
    place = Path(os.environ.get("KEPU_BENCH_OUT") or Path(__file__).with_name("latest.json"))
    saved(place, about, rows)
    progress.print(f"kept in {place}", style="dim")
    return 0


def measured(folder: Path, sizes: Sizes, server: str) -> Iterator[Row]:
    """Every row, as soon as it is known."""
    plain = form_bot(on_sqlite(folder / "plain.sqlite"), sizes, careful=False)
    with ledgers.sqlite(folder, sizes.activities) as desk:
        talk, careful = Talk(desk), form_bot(on_sqlite(folder / "careful.sqlite"), sizes, careful=True)
        yield from turn_rows(talk, "SQLite", careful, plain, sizes)
        yield from summary_rows(talk, "SQLite", sizes)
        yield from drawing_rows(desk, sizes)
    with ledgers.postgresql(folder, sizes.activities, server) as (desk, empty):
        talk, careful = Talk(desk), form_bot(on_postgresql(empty), sizes, careful=True)
        yield from turn_rows(talk, "PostgreSQL", careful, plain, sizes)
        yield from summary_rows(talk, "PostgreSQL", sizes)
    yield from start_rows(folder, sizes)
    yield from memory_rows(folder, sizes)
    yield from reader_rows(sizes)
    yield from report_rows(folder, sizes)
    yield from telegram_rows(folder, sizes)
    yield from wecom_rows(folder, sizes)
    yield from reminder_rows(folder, sizes.reminders)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="tiny sizes: whether everything runs, no figures to keep")
    parser.add_argument(
        "--only", default="", choices=("", "telegram", "wecom", "reminders", "reports"), help="one part alone"
    )
    parser.add_argument("--long", action="store_true", help="with --only reminders: 10,000 of them, six minutes")
    parser.add_argument("--postgres", default="", help="address of a PostgreSQL that runs already; else one is started")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

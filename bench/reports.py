"""Figures and papers out of ledgers that grow: summaries beside plain SQL and DuckDB, a report, a picture, Excel."""

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from bench import ledgers
from bench.large import grown
from bench.ledgers import NOW
from bench.measure import MEBIBYTES, Row, percentile, row, samples
from bench.sizes import Sizes
from bot.figures import added_up
from bot.making import Making
from bot.papers import MAKERS
from bot.turn import Desk
from handlers.turn import Paper, PaperKind
from storage.database import Transaction
from storage.facts import StoredFacts
from storage.model.figures import Grouping, Period, Scope
from storage.people import units

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "2026")
MIDDLE = date(2026, 11, 15)
"""Today at its worst: half a month of the year before is added up from the records."""
YEARS = Period(date(2022, 1, 1), date(2026, 12, 31), "2022-2026")
PLAIN = (
    "SELECT kind, session_word, count(*), sum(sessions), sum(coalesce(attendance, 0)),"
    " sum(CASE WHEN attendance_approximate THEN coalesce(attendance, 0) ELSE 0 END), sum(coalesce(online, 0))"
    " FROM {table} WHERE withdrawn = '' AND start BETWEEN '2026-01-01' AND '2026-12-31' GROUP BY kind, session_word"
)
"""What the same table would be asked for without kept sums, figures of one period alone."""


def report_rows(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Every size in a ledger of its own; papers from the second, the export of everything from the third."""
    for count in sizes.ledgers:
        place = folder / f"ledger-{count}"
        place.mkdir()
        with ledgers.sqlite(place, 60) as desk:
            grown(desk.database, desk.taxonomy.campaigns, count)
            yield from _summary_rows(desk, place / "bench.sqlite", count, sizes)
            yield from _paper_rows(desk, count, sizes)


def _summary_rows(desk: Desk, file: Path, count: int, sizes: Sizes) -> Iterator[Row]:
    group = f"summary of a year out of {count:,} activities"
    with desk.database.reading() as tx:
        facts, top = StoredFacts(tx, desk.taxonomy, str), units(tx)[0]
        scope = Scope(unit_id=top.id, period=YEAR)
        plain = samples(lambda: tx.connection.exec_driver_sql(PLAIN.format(table="activity")).all(), sizes.plain, 1)
        asked = [(f"by {grouping}", grouping, NOW.date()) for grouping in Grouping]
        for what, grouping, today in (*asked, ("by campaign, in the middle of a month", Grouping.CAMPAIGN, MIDDLE)):

            def ask(by: Grouping = grouping, day: date = today) -> object:
                return added_up(top.name, scope, by, facts, day).summary

            took = samples(ask, sizes.summaries, 1)
            note = f"p95 {percentile(took, 0.95) * 1000:.1f} ms; beside plain SQL"
            yield row(group, what, took, beside=median(plain), note=note)
    if find_spec("duckdb"):
        yield row(
            group,
            "by kind, plain SQL in DuckDB",
            _in_duckdb(file, sizes),
            beside=median(plain),
            note="beside plain SQL",
        )


def _in_duckdb(file: Path, sizes: Sizes) -> list[float]:
    """The same table copied into DuckDB's own format, without the time of copying."""
    duckdb: Any = import_module("duckdb")
    with duckdb.connect() as connection:
        connection.execute("SET autoinstall_known_extensions = false")
        _copied(connection, file)
        return samples(lambda: connection.execute(PLAIN.format(table="activity")).fetchall(), sizes.plain, 1)


def _copied(connection: Any, file: Path) -> None:  # noqa: ANN401 - carries no types
    names = ("kind", "session_word", "withdrawn", "start", "sessions", "attendance", "attendance_approximate", "online")
    beside = file.with_suffix(".csv")
    with sqlite3.connect(file) as source, beside.open("w", newline="", encoding="utf-8") as out:
        lines = csv.writer(out)
        lines.writerow(names)
        lines.writerows(source.execute(f"SELECT {', '.join(names)} FROM activity"))  # noqa: S608 - our own names
    types = dict.fromkeys(("sessions", "attendance", "online"), "BIGINT") | {"start": "DATE"}
    connection.read_csv(str(beside), header=True, dtype=types).create("activity")
    connection.execute("UPDATE activity SET withdrawn = '' WHERE withdrawn IS NULL")
    beside.unlink()


def _paper_rows(desk: Desk, count: int, sizes: Sizes) -> Iterator[Row]:
    group = f"papers out of {count:,} activities"
    with desk.database.reading() as tx:
        made = _made(tx, desk)
        if count == sizes.ledgers[1]:
            yield row(
                group, "report of all of them with annex, Word", samples(made(PaperKind.REPORT, YEARS), sizes.papers, 1)
            )
            yield row(group, "summary as a picture, warm", samples(made(PaperKind.PICTURE), sizes.pictures, 1))
            yield row(group, "summary as Excel", samples(made(PaperKind.SUMMARY), sizes.papers, 1))
        if count == sizes.ledgers[2]:
            before = _fresh_peak()
            yield row(group, "ledger as Excel", samples(made(PaperKind.LEDGER, YEARS), 1, 0))
            grown_by = _peak() - before
            yield Row(group, "memory more at its highest", MEBIBYTES, grown_by, None, 1)


def _made(tx: Transaction, desk: Desk) -> Callable[..., Callable[[], object]]:
    top = units(tx)[0]

    def made(kind: PaperKind, period: Period = YEAR) -> Callable[[], object]:
        paper = Paper(kind, Scope(unit_id=top.id, period=period), top.name)
        facts = StoredFacts(tx, desk.taxonomy, str)
        return lambda: MAKERS[kind](Making(paper, facts, NOW, lambda _done: None), io.BytesIO())

    return made


def _fresh_peak() -> float:
    """What is in memory now, from where the highest is counted anew; Linux alone can."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _peak()


def _peak() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024

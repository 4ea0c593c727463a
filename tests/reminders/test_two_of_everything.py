"""Several processes tick and several send over one ledger: each reminder goes out once, and none is missing."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import func, select

from storage import tables
from storage.database import Database
from tests.crash.births import ROOT
from tests.reminders.crowd import WHEN, peopled
from tests.reminders.offices import office

TICKERS, SENDERS = 3, 2
PEOPLE = 10_000
PATIENCE = 240.0


@contextmanager
def process(what: str, url: str, notes: Path) -> Iterator["subprocess.Popen[str]"]:
    """One that is ready to begin; in the end it is ended, whatever happened."""
    command = (sys.executable, "-m", "tests.reminders.crowd", what, url, str(notes))
    begun = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert begun.stdout
    try:
        assert begun.stdout.readline() == "ready\n"
        yield begun
    finally:
        begun.kill()
        begun.communicate()


def begin(one: "subprocess.Popen[str]") -> None:
    assert one.stdin
    one.stdin.write("go\n")
    one.stdin.flush()


def stages(database: Database) -> dict[str, int]:
    """How many reminders are at which stage, and how many messages have come how far."""
    with database.reading() as tx:
        counted: dict[str, int] = {}
        for table, state in ((tables.reminder, tables.reminder.c.state), (tables.outbox, tables.outbox.c.state)):
            rows = tx.connection.execute(select(state, func.count()).select_from(table).group_by(state))
            counted |= {f"{table.name} {name}": number for name, number in rows}
    return counted


def test_three_that_tick_and_two_that_send_remind_everybody_once(database_url: str, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    with ExitStack() as ending, closing(Database(database_url)) as database:
        database.upgrade()
        peopled(next(office(database, WHEN)), PEOPLE)
        tickers, senders = (
            [ending.enter_context(process(what, database_url, notes)) for _ in range(count)]
            for what, count in (("tick", TICKERS), ("send", SENDERS))
        )
        for one in (*tickers, *senders):
            begin(one)

        assert [one.wait(PATIENCE) for one in tickers] == [0] * TICKERS
        while stages(database).keys() & {"outbox planned", "outbox sending"}:
            assert all(one.poll() is None for one in senders)
        for one in senders:
            one.communicate(timeout=PATIENCE)

        assert [one.returncode for one in senders] == [0] * SENDERS
        assert stages(database) == {"reminder handed": PEOPLE, "outbox sent": PEOPLE}
    sent = [line.split() for line in notes.read_text("utf-8").splitlines()]
    assert Counter(message for _, message in sent) == Counter(f"nudge:o{nth}:2026-11-20" for nth in range(PEOPLE))
    assert len({sender for sender, _ in sent}) == SENDERS

"""The rehearsal: a whole conversation that leaves nothing behind, in whatever state the ledger is."""

import gc
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.codes import fresh_code
from bot.rehearsal import rehearse
from bot.taxonomy import load_taxonomy
from bot.turn import Desk
from storage import tables
from storage.database import Database
from tests.ledgers import NOW, County
from tests.timetable import TIMETABLE


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def played(desk: Desk, at: datetime) -> int:
    """To the end; in how many steps."""
    return sum(1 for _ in rehearse(desk, at))


def rows(database: Database) -> int:
    with database.reading() as tx:
        return sum(len(tx.connection.execute(table.select()).all()) for table in tables.metadata.sorted_tables)


def test_it_leaves_nothing_behind(database: Database, written: io.StringIO) -> None:
    county = County(database).found()
    before = rows(database)

    steps = played(Desk(database, county.taxonomy, fresh_code, TIMETABLE), NOW)

    assert steps > 100, "others have their turn between"
    assert (rows(database), written.getvalue()) == (before, "")
    assert gc.get_freeze_count() > 0


def test_an_empty_ledger_has_nobody_to_rehearse_with(database: Database, written: io.StringIO) -> None:
    played(Desk(database, load_taxonomy(), fresh_code, TIMETABLE), NOW)

    assert written.getvalue() == ""


def test_a_ledger_that_is_away_is_told_and_does_no_harm(tmp_path: Path, written: io.StringIO) -> None:
    played(Desk(Database(f"sqlite:///{tmp_path / 'none' / 'x.sqlite'}"), load_taxonomy(), fresh_code, TIMETABLE), NOW)

    assert "rehearsal failed" in written.getvalue()

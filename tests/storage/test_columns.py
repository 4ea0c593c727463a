"""Columns: what goes in comes out, on both databases, or is refused at once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError
from sqlalchemy.types import TypeEngine

from storage.columns import Json, JsonBytes, UtcDateTime, Words
from storage.database import Database
from storage.model.activity import Amount, Output
from tests.storage.samples import AT, FULL

Kind = TypeEngine[Any]


@dataclass(frozen=True)
class Old:
    """A value as an earlier version of the program kept it."""

    name: str
    gone: int = 7


@dataclass(frozen=True)
class New:
    """The same value as a later version reads it."""

    name: str
    added: str = "empty"


def table(kind: Kind) -> Table:
    return Table(
        "kept", MetaData(), Column("id", Integer, primary_key=True), Column("value", kind), prefixes=["TEMPORARY"]
    )


def round_trip(database: Database, value: object, into: Kind, out_of: Kind | None = None) -> object:
    with database.writing() as tx:
        made = table(into)
        made.create(tx.connection)
        tx.connection.execute(insert(made), {"value": value})
        return tx.connection.scalar(select(table(out_of or into).c.value))


@pytest.mark.parametrize(
    "moment",
    [
        AT,
        datetime(2026, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=14))),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=timezone(-timedelta(hours=11))),
    ],
)
def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database, moment: datetime) -> None:
    kept = round_trip(database, moment, UtcDateTime())

    assert kept == moment
    assert isinstance(kept, datetime)
    assert kept.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        round_trip(database, AT.replace(tzinfo=None), UtcDateTime())


def test_moments_are_compared_as_moments(database: Database) -> None:
    made = table(UtcDateTime())
    with database.writing() as tx:
        made.create(tx.connection)
        tx.connection.execute(insert(made), [{"value": AT}, {"value": AT + timedelta(microseconds=1)}])
        later = select(made.c.id).where(made.c.value > AT.astimezone(timezone(-timedelta(hours=5))))

        assert tx.connection.scalars(later).all() == [2]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("两百来人", "两百来人"),
        ("a\x00b\x00", "ab"),
        ("\x00", ""),
        ("", ""),
        ("👩‍🏫 𠀀 \u200b\ufeff \x1b[0m\r\n\t'\";--", "👩‍🏫 𠀀 \u200b\ufeff \x1b[0m\r\n\t'\";--"),
        ("长" * 40_000, "长" * 40_000),
    ],
)
def test_words_come_back_without_nul_only(database: Database, written: str, kept: str) -> None:
    assert round_trip(database, written, Words()) == kept


@pytest.mark.parametrize(
    ("value", "kind"),
    [(FULL, type(FULL)), (FULL.outputs, tuple[Output, ...]), (Amount(0, words="没人来"), Amount)],
)
def test_a_value_comes_back_equal(database: Database, value: object, kind: object) -> None:
    assert round_trip(database, value, Json(kind)) == value


def test_a_value_of_an_older_version_is_read(database: Database) -> None:
    assert round_trip(database, Old("甲"), Json(Old), Json(New)) == New("甲")


def test_a_value_of_a_newer_version_is_read(database: Database) -> None:
    assert round_trip(database, New("甲", "x"), Json(New), Json(Old)) == Old("甲")


def test_json_of_others_comes_back_byte_for_byte(database: Database) -> None:
    written = '{"text":"第一句\\u0000\\n","b": 1 }'.encode()

    assert round_trip(database, written, JsonBytes()) == written


@pytest.mark.parametrize("kind", [UtcDateTime(), Words(), Json(Amount), JsonBytes()])
def test_nothing_stays_nothing(database: Database, kind: Kind) -> None:
    assert round_trip(database, None, kind) is None

"""Statements that go straight to the driver keep and give values as SQLAlchemy would."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, func, insert, select, text

from storage import tables
from storage.columns import UtcDateTime, Words
from storage.database import Database
from storage.faults import Unavailable
from storage.prepared import Prepared
from tests.storage.samples import AT

NEW = insert(tables.wrong_code).values(account=bindparam("who"), at=bindparam("moment"))
ALL = select(tables.wrong_code.c.account, tables.wrong_code.c.at).order_by(tables.wrong_code.c.position)
OF = ALL.where(tables.wrong_code.c.account == bindparam("who"))


def test_values_come_back_as_sqlalchemy_gives_them(database: Database) -> None:
    with database.writing() as tx:
        assert Prepared(NEW).execute(tx, {"who": "web:a\x00b 100%", "moment": AT}) == 1
        (row,) = Prepared(ALL).all(tx, {})

        assert (row.account, row.at) == ("web:ab 100%", AT.astimezone(UTC))
        assert tuple(row) == tuple(tx.connection.execute(ALL).one())


def test_one_is_a_row_or_none(database: Database) -> None:
    asked = Prepared(OF)
    with database.writing() as tx:
        tx.connection.execute(NEW, {"who": "web:a", "moment": AT})

        assert asked.one(tx, {"who": "web:a"}) == ("web:a", AT.astimezone(UTC))
        assert asked.one(tx, {"who": "web:b"}) is None


def test_words_of_a_statement_may_hold_a_percent_sign(database: Database) -> None:
    said = Prepared(select(func.count().label("count")).where(tables.wrong_code.c.account.like("web:%")))
    with database.reading() as tx:
        assert said.all(tx, {}) == [(0,)]


def test_what_is_written_is_undone_with_its_transaction(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as tx:
        assert Prepared(NEW).execute(tx, {"who": "web:a", "moment": AT}) == bool(1 / 0)
    with database.reading() as tx:
        assert Prepared(ALL).all(tx, {}) == []


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="zone"), database.writing() as tx:
        Prepared(NEW).execute(tx, {"who": "web:a", "moment": datetime(2026, 9, 18)})  # noqa: DTZ001 - the wrong input


def test_a_value_that_is_missing_is_a_fault_of_ours(database: Database) -> None:
    with pytest.raises(KeyError), database.writing() as tx:
        Prepared(NEW).execute(tx, {"moment": AT})


def test_a_reader_writes_nothing_on_postgresql(postgres_url: str) -> None:
    database = Database(postgres_url)
    database.upgrade()
    with pytest.raises(Unavailable, match="read-only"), database.reading() as tx:
        Prepared(NEW).execute(tx, {"who": "web:a", "moment": AT})
    database.close()


def test_plain_sql_is_bound_by_its_types(database: Database) -> None:
    plain = text("INSERT INTO wrong_code (account, at) VALUES (:who, :moment)").bindparams(
        bindparam("who", type_=Words()), bindparam("moment", type_=UtcDateTime())
    )
    with database.writing() as tx:
        Prepared(plain).execute(tx, {"who": "web:a", "moment": AT})
        assert Prepared(ALL).one(tx, {}) == ("web:a", AT.astimezone(UTC))

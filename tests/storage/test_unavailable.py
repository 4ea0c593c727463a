"""When the database cannot be used, the operator is told the way out, and nothing is half kept."""

import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from storage import inbox
from storage.database import Database, Transaction, UnusableUrl
from storage.faults import Unavailable
from storage.model.people import Level
from storage.people import add_unit, units
from tests import postgres
from tests.storage.samples import AT, STRANGER

QUICK = 0.05


@contextmanager
def opened(url: str) -> Iterator[Database]:
    database = Database(url, wait=QUICK)
    yield database
    database.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A SQLite ledger with one unit in it."""
    made = tmp_path / "kepu.sqlite"
    with opened(f"sqlite:///{made}") as database:
        database.upgrade()
        with database.writing() as tx:
            add_unit(tx, "云岭县", Level.COUNTY)
    return made


def write(database: Database) -> None:
    with database.writing() as tx:
        add_unit(tx, "石桥乡", Level.TOWNSHIP)


def names(path: Path) -> list[str]:
    with opened(f"sqlite:///{path}") as database, database.reading() as tx:
        return [unit.name for unit in units(tx)]


def told(act: Callable[[], object]) -> tuple[str, bool]:
    """The sentence for the operator, and whether waiting is no use."""
    with pytest.raises(Unavailable) as raised:
        act()
    assert str(raised.value) == raised.value.reason
    return raised.value.reason, raised.value.permanent


def test_a_locked_ledger_says_who_may_hold_it(path: Path) -> None:
    with opened(f"sqlite:///{path}") as database, closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")

        reason, permanent = told(lambda: write(database))

        assert "locked by another program: close backups" in reason
        assert not permanent
        with database.reading() as tx:
            assert [unit.name for unit in units(tx)] == ["云岭县"]
        holder.execute("ROLLBACK")
        write(database)
    assert names(path) == ["云岭县", "石桥乡"]


def test_a_writer_that_takes_too_long_is_not_waited_for_endlessly(path: Path) -> None:
    with opened(f"sqlite:///{path}") as database, database.writing() as tx:
        add_unit(tx, "石桥乡", Level.TOWNSHIP)
        reason, permanent = told(lambda: write(database))

        assert "busy with another turn" in reason
        assert not permanent
    assert names(path) == ["云岭县", "石桥乡"]


def test_a_read_only_ledger_can_be_read_and_says_what_to_change(path: Path) -> None:
    with opened(f"sqlite:///file:{path}?mode=ro&uri=true") as database:
        reason, permanent = told(lambda: write(database))

        assert reason == "the database is read-only: let the user who runs the bot write the file and its folder"
        assert permanent
    assert names(path) == ["云岭县"]


def test_a_full_disk_is_said_and_nothing_is_half_kept(path: Path) -> None:
    def fill(tx: Transaction) -> None:
        pages = tx.connection.exec_driver_sql("PRAGMA page_count").scalar()
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for nth in range(100):
            inbox.receive(tx, f"{nth}", STRANGER, b"x" * 10_000, AT)

    with opened(f"sqlite:///{path}") as database:

        def turn() -> None:
            with database.writing() as tx:
                fill(tx)

        assert told(turn) == ("the disk of the database is full: free some space on it", True)
        with database.writing() as tx:
            tx.connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
            assert inbox.receive(tx, "0", STRANGER, b"{}", AT)


def test_a_file_that_is_no_ledger_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"JFIF" * 1000)
    with opened(f"sqlite:///{path}") as database:
        reason, permanent = told(database.upgrade)

    assert "damaged or is no database: put it aside and restore the last backup" in reason
    assert permanent
    assert path.read_bytes() == b"JFIF" * 1000


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'gone' / 'kepu.sqlite'}") as database:
        reason, permanent = told(lambda: write(database))

    assert "cannot be opened: check that its folder exists" in reason
    assert permanent


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with opened(f"sqlite:///{tmp_path / 'file' / 'kepu.sqlite'}") as database:
        reason, permanent = told(database.upgrade)

    assert "folder of the database cannot be made" in reason
    assert "check KEPU_DATA_DIR" in reason
    assert permanent


@pytest.mark.parametrize(
    "url",
    [
        "",
        "kepu.sqlite",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://user:password@host/name",
        "oracle+nonsense://host/name",
        "://",
        "postgresql+nonsense:",
    ],
)
def test_an_address_that_is_none_is_refused_with_what_would_do(url: str) -> None:
    with pytest.raises(UnusableUrl, match="must be a file, sqlite:///path"):
        Database(url)


def test_a_refused_address_is_not_repeated_for_it_may_hold_a_password() -> None:
    with pytest.raises(UnusableUrl) as raised:
        Database("mysql://user:geheim123@host/name")

    assert "geheim123" not in str(raised.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg2", "postgresql+psycopg"])
def test_any_address_of_postgresql_goes_by_its_one_driver(scheme: str) -> None:
    with closing(Database(f"{scheme}://host/name")) as database:
        assert database.url.drivername == "postgresql+psycopg"


def test_a_server_that_is_away_is_said_and_may_come_back() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with opened(f"postgresql+psycopg://user:geheim123@127.0.0.1:{port}/kepu") as database:
        for act in (database.upgrade, lambda: write(database)):
            reason, permanent = told(act)
            assert "cannot be reached: check that it runs and that KEPU_DATABASE_URL" in reason
            assert "geheim123" not in reason
            assert not permanent


def test_a_server_without_the_database_is_said(postgres_url: str) -> None:
    url = make_url(postgres_url).set(drivername="postgresql+psycopg", database="kepu_nowhere")
    with opened(url.render_as_string(hide_password=False)) as database:
        assert told(database.upgrade) == ("the database does not exist on the server: create it with `createdb`", True)


@pytest.fixture
def on_server(postgres_url: str, postgres_template: str) -> Iterator[tuple[Database, str]]:
    """A ledger on PostgreSQL, and its address for psycopg."""
    with postgres.new_database(postgres_url, postgres_template) as url, opened(url) as database:
        yield database, url.replace("postgresql+psycopg://", "postgresql://")


def test_a_connection_that_breaks_within_a_turn_leaves_nothing(on_server: tuple[Database, str]) -> None:
    database, _ = on_server

    def turn() -> None:
        with database.writing() as tx:
            add_unit(tx, "云岭县", Level.COUNTY)
            tx.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    reason, permanent = told(turn)

    assert "cannot be reached" in reason
    assert not permanent
    with database.reading() as tx:
        assert units(tx) == ()
    write(database)


def test_connections_that_broke_while_idle_are_noticed_in_time(on_server: tuple[Database, str]) -> None:
    database, address = on_server
    write(database)
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    with database.reading() as tx:
        assert [unit.name for unit in units(tx)] == ["石桥乡"]


def test_a_row_somebody_holds_is_not_waited_for_endlessly(on_server: tuple[Database, str]) -> None:
    database, address = on_server
    write(database)
    with psycopg.connect(address) as holder:
        holder.execute("LOCK TABLE unit IN EXCLUSIVE MODE")

        reason, permanent = told(lambda: write_other(database))

        assert "locked by another program" in reason
        assert not permanent
    write_other(database)


def write_other(database: Database) -> None:
    with database.writing() as tx:
        add_unit(tx, "青川镇", Level.TOWNSHIP)


def test_a_standby_server_is_said(on_server: tuple[Database, str]) -> None:
    database, address = on_server
    with psycopg.connect(address, autocommit=True) as other:
        other.execute(f"ALTER DATABASE {database.url.database} SET default_transaction_read_only = on")

    assert told(lambda: write(database)) == ("the database server is read-only: connect to the primary server", True)


def test_a_user_without_rights_is_said(on_server: tuple[Database, str]) -> None:
    database, _ = on_server

    def turn() -> None:
        with database.writing() as tx:
            tx.connection.execute(text("SET LOCAL ROLE pg_read_all_data"))
            add_unit(tx, "云岭县", Level.COUNTY)

    assert told(turn) == ("the database user may not write: grant it the rights on the schema", True)


def test_a_reader_writes_nothing(on_server: tuple[Database, str]) -> None:
    database, _ = on_server

    def turn() -> None:
        with database.reading() as tx:
            add_unit(tx, "云岭县", Level.COUNTY)

    assert told(turn)[1]


def test_a_fault_of_ours_rises_as_it_is(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as tx:
        assert len(units(tx)) == 1 / 0

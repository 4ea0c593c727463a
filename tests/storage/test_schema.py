"""Tables: made at once or by the migrations, by one process or many, they are the same; newer ones are left alone."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import Inspector
from sqlalchemy.engine.interfaces import ReflectedIndex

from storage import schema, tables
from storage.database import Database
from storage.schema import SchemaState, TooNew

ROOT = Path(__file__).parent.parent.parent
STARTER = (
    "import sys; from storage.database import Database; database = Database(sys.argv[1], wait=60);"
    " print('ready', flush=True); sys.stdin.readline(); print(database.upgrade().value)"
)


def described(url: str) -> dict[str, Any]:
    """Everything a database says about its tables, in an order of its own."""
    engine = create_engine(url)
    try:
        looked = inspect(engine)
        return {name: _table(looked, name) for name in looked.get_table_names()}
    finally:
        engine.dispose()


def _table(looked: Inspector, name: str) -> dict[str, Any]:
    return {
        "columns": {
            column["name"]: (str(column["type"]), column["nullable"], column["default"], column.get("autoincrement"))
            for column in looked.get_columns(name)
        },
        "collations": {
            column["name"]: getattr(column["type"], "collation", None) for column in looked.get_columns(name)
        },
        "primary": looked.get_pk_constraint(name),
        "foreign": sorted(map(str, looked.get_foreign_keys(name))),
        "unique": sorted(map(str, looked.get_unique_constraints(name))),
        "indexes": sorted(map(_index, looked.get_indexes(name))),
        "checks": sorted(map(str, looked.get_check_constraints(name))),
    }


def _index(index: ReflectedIndex) -> str:
    """With the condition of a partial index as text, which is given as an object."""
    options = sorted(f"{name}={value}" for name, value in index.get("dialect_options", {}).items())
    return f"{index['name']} {index['column_names']} {index['unique']} {options}"


def migrated(url: str) -> None:
    """Tables made by the migrations, one after the other, from nothing."""
    engine = create_engine(url)
    with engine.begin() as connection:
        schema.migrate(connection)
    engine.dispose()


def versions(url: str) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    engine.dispose()
    return [str(version) for version in found]


def set_version(url: str, version: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    engine.dispose()


def test_the_migrations_lead_to_the_tables_a_fresh_ledger_gets(unmade: Database, database_url: str) -> None:
    migrated(database_url)
    by_migrations, marked = described(database_url), versions(database_url)
    engine = create_engine(database_url)
    with engine.begin() as connection:
        tables.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    engine.dispose()

    unmade.upgrade()

    assert described(database_url) == by_migrations
    assert versions(database_url) == marked == [schema.revisions()[-1]]


def test_every_table_is_described(unmade: Database, database_url: str) -> None:
    unmade.upgrade()

    found = described(database_url)

    assert set(found) == {*tables.metadata.tables, "alembic_version"}
    assert set(found["activity"]["columns"]) == {column.name for column in tables.activity.columns}


def test_an_upgrade_tells_what_it_found(unmade: Database) -> None:
    assert unmade.schema_state() is SchemaState.EMPTY
    assert unmade.upgrade() is SchemaState.EMPTY
    assert unmade.schema_state() is SchemaState.CURRENT


def test_a_second_upgrade_changes_nothing(unmade: Database, database_url: str) -> None:
    unmade.upgrade()
    before = described(database_url)

    assert unmade.upgrade() is SchemaState.CURRENT
    assert described(database_url) == before


def test_a_ledger_that_is_behind_is_migrated(
    unmade: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unmade.upgrade()
    known = schema.revisions()
    monkeypatch.setattr(schema, "revisions", lambda: (*known, "9999"))
    assert unmade.schema_state() is SchemaState.BEHIND

    assert unmade.upgrade() is SchemaState.BEHIND

    assert versions(database_url) == [known[-1]]


def test_a_ledger_of_a_newer_version_is_left_alone(unmade: Database, database_url: str) -> None:
    unmade.upgrade()
    set_version(database_url, "9999")
    before = described(database_url)

    with pytest.raises(TooNew, match="start that version, or restore a backup"):
        unmade.upgrade()

    assert unmade.schema_state() is SchemaState.AHEAD
    assert described(database_url) == before
    assert versions(database_url) == ["9999"]


def test_an_interrupted_upgrade_leaves_nothing(
    unmade: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> tuple[str, ...]:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(schema, "revisions", broken)
        with pytest.raises(RuntimeError):
            unmade.upgrade()
    assert described(database_url) == {}

    unmade.upgrade()

    assert unmade.schema_state() is SchemaState.CURRENT


def test_several_processes_may_start_on_an_empty_database_at_once(database_url: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", STARTER, database_url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n", process.communicate()
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=60) for process in started]

    assert [process.returncode for process in started] == [0, 0, 0], ended
    assert {said for said, _ in ended} <= {"empty\n", "current\n"}
    assert versions(database_url) == [schema.revisions()[-1]]


def test_the_folder_of_a_new_ledger_is_made(tmp_path: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path / 'not' / 'yet' / 'kepu.sqlite'}")) as database:
        database.upgrade()

        assert database.schema_state() is SchemaState.CURRENT


def test_a_new_sqlite_ledger_is_written_ahead_and_checks_its_references(tmp_path: Path) -> None:
    path = tmp_path / "kepu.sqlite"
    with closing(Database(f"sqlite:///{path}")) as database:
        database.upgrade()
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        with database.writing() as tx:
            assert tx.connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1

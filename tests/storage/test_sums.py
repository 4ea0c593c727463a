"""Sums that are kept: an older ledger gets them when it is upgraded, and nothing of what was recorded is lost."""

from random import Random

from sqlalchemy import create_engine, delete, select, text, update

from storage import schema, tables
from storage.database import Database
from storage.model.activity import Amount, Particulars
from storage.sums import differing
from tests.storage.samples import county, record, recorded
from tests.storage.test_tallies import filled


def test_a_ledger_without_kept_sums_gets_them_by_the_migration(unmade: Database, database_url: str) -> None:
    unmade.upgrade()
    place = county(unmade)
    with unmade.writing() as tx:
        said = Particulars(
            title="讲座", topic="防震", volunteers=Amount(6, words="6人"), experts=Amount(2, words="2人")
        )
        recorded(tx, record(1, place.volunteer, said))
    _back_to(database_url, "0003")

    unmade.upgrade()

    with unmade.reading() as tx:
        row = tx.connection.execute(select(tables.activity)).one()
        assert (row.topic, row.volunteers, row.experts) == ("防震", 6, 2)
        assert tx.connection.scalar(select(tables.figure_sum.c.volunteers).limit(1)) == 6
        assert differing(tx.connection) == 0


def test_every_sum_that_is_off_is_counted(database: Database) -> None:
    filled(database, Random(9), 20)  # noqa: S311 - a sample, no secret
    with database.writing() as tx:
        one = tx.connection.execute(select(tables.figure_sum).where(tables.figure_sum.c.activities > 0).limit(1)).one()
        place = (column == getattr(one, column.name) for column in tables.figure_sum.primary_key.columns)
        tx.connection.execute(update(tables.figure_sum).where(*place).values(online=tables.figure_sum.c.online + 1))

        assert differing(tx.connection) == 1


def test_a_record_that_vanished_from_the_table_is_noticed(database: Database) -> None:
    place = county(database)
    with database.writing() as tx:
        recorded(tx, record(1, place.volunteer, Particulars(kind="讲座")))
        tx.connection.execute(delete(tables.activity_version))
        tx.connection.execute(delete(tables.activity))

        assert differing(tx.connection) > 0


def _back_to(url: str, revision: str) -> None:
    """The tables as they were before."""
    engine = create_engine(url)
    with engine.begin() as connection:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == revision
    engine.dispose()

"""Sums that are kept: an older ledger gets them when it is upgraded, and nothing of what was recorded is lost."""

from random import Random

import pytest
from sqlalchemy import create_engine, delete, select, text, update

from storage import schema, tables
from storage.campaigns import misjudged, settle
from storage.database import Database
from storage.model.activity import Amount, Particulars
from storage.model.figures import Grouping
from storage.sums import differing
from storage.tallies import campaign_tallies, tallies
from tests.storage.samples import county, record, recorded
from tests.storage.test_campaigns import ALL, belongs
from tests.storage.test_tallies import filled, key_of, one_by_one, scopes, within


@pytest.mark.parametrize("before", ["0003", "0006"])
def test_a_ledger_without_kept_sums_gets_them_by_the_migration(
    unmade: Database, database_url: str, before: str
) -> None:
    unmade.upgrade()
    place = county(unmade)
    with unmade.writing() as tx:
        said = Particulars(
            title="讲座", topic="防震", volunteers=Amount(6, words="6人"), experts=Amount(2, words="2人")
        )
        recorded(tx, record(1, place.volunteer, said))
    _back_to(database_url, before)

    unmade.upgrade()

    with unmade.reading() as tx:
        row = tx.connection.execute(select(tables.activity)).one()
        assert (row.topic, row.volunteers, row.experts, row.campaigns) == ("防震", 6, 2, "")
        assert tx.connection.scalar(select(tables.figure_sum.c.volunteers).limit(1)) == 6
        assert differing(tx.connection) == 0


def test_an_older_ledger_has_every_figure_once_it_is_upgraded_and_opened(unmade: Database, database_url: str) -> None:
    unmade.upgrade()
    records, tree, people = filled(unmade, Random(11), 60)  # noqa: S311 - a sample, no secret
    _back_to(database_url, "0006")

    unmade.upgrade()
    settle(unmade, ALL)

    with unmade.reading() as tx:
        assert (differing(tx.connection), misjudged(tx)) == (0, 0)
        for scope in scopes(tree, people):
            meant = within(records, scope, tree)
            assert tallies(tx, scope, Grouping.TOPIC) == one_by_one(meant, key_of(Grouping.TOPIC, scope, tree))
            assert [one.key for one in campaign_tallies(tx, scope, ALL)] == [
                one.name for one in ALL if any(belongs(one, record.particulars) for record in meant)
            ]


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

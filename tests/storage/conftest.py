"""What tests of storage need besides a ledger with tables."""

from collections.abc import Iterator

import pytest

from storage.database import Database


@pytest.fixture
def unmade(database_url: str) -> Iterator[Database]:
    """A database in which nothing was made yet, of both kinds."""
    database = Database(database_url)
    yield database
    database.close()

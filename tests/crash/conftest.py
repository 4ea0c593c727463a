"""Fresh ledgers for conversations that are killed, of both kinds."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile

import pytest

from storage.database import Database
from tests import postgres
from tests.crash.kept import KINDS, Ledgers, founded


@pytest.fixture(scope="session")
def ledgers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledgers]:
    """Fresh ledgers of both kinds, in which one may join."""
    model = tmp_path_factory.mktemp("model") / "kepu.sqlite"
    with closing(Database(f"sqlite:///{model}")) as database:
        founded(database)
    server: str = request.getfixturevalue("postgres_url")
    with postgres.new_database(server, request.getfixturevalue("postgres_template")) as template:
        with closing(Database(template)) as database:
            founded(database)
            of_server = str(database.url.database)

        @contextmanager
        def fresh(kind: str, folder: Path) -> Iterator[str]:
            if kind == "sqlite":
                yield f"sqlite:///{copyfile(model, folder / 'kepu.sqlite')}"
                return
            with postgres.new_database(server, of_server) as url:
                yield url

        yield fresh


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)

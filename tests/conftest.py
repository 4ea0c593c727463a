"""What many tests need: fresh databases of both kinds, the browser, and --update for files kept beside the tests."""

import io
import logging
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Protocol

import hypothesis
import pytest
from sqlalchemy.engine import make_url

from bot import logs
from storage.database import Database
from tests import postgres

_FOLDER = pytest.StashKey[Path]()

# How long an example takes says nothing on a busy machine.
hypothesis.settings.register_profile("kepu", deadline=None)
hypothesis.settings.load_profile("kepu")


class _Node(Protocol):
    """What is used of xdist's worker controller."""

    config: pytest.Config
    workerinput: dict[str, str]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite golden files and transcripts, then read the diff")


def pytest_configure(config: pytest.Config) -> None:
    """One folder per run: made by the first process, told to its workers."""
    given: dict[str, str] | None = getattr(config, "workerinput", None)
    config.stash[_FOLDER] = Path(given["kepu_folder"] if given else mkdtemp(prefix="kepu-"))
    if given is None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends like Ctrl-C: with the server stopped


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: _Node) -> None:
    node.workerinput["kepu_folder"] = str(node.config.stash[_FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres.stop(config.stash[_FOLDER])
        shutil.rmtree(config.stash[_FOLDER])


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    """Whether files kept beside the tests are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def postgres_url(request: pytest.FixtureRequest) -> str:
    """The server of this run, for postgres.new_database; started by the first test that asks."""
    return postgres.start(request.config.stash[_FOLDER])


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh and empty database as SQLAlchemy's address: each test runs once per kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'kepu.sqlite'}"
        return
    with postgres.new_database(request.getfixturevalue("postgres_url")) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> Iterator[str]:
    """A database with the tables, for postgres.new_database to copy, which is quicker than making them."""
    with postgres.new_database(postgres_url) as url:
        made = Database(url)
        made.upgrade()
        made.close()
        yield str(make_url(url).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh ledger with the tables and nothing in it: each test runs once per kind."""
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'kepu.sqlite'}")
        opened.upgrade()
        yield opened
        opened.close()
        return
    server, template = request.getfixturevalue("postgres_url"), request.getfixturevalue("postgres_template")
    with postgres.new_database(server, template) as url:
        opened = Database(url)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser: the one named by KEPU_CHROMIUM, or the machine's own."""
    names = (os.environ.get("KEPU_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    assert found, "no Chromium found: run `bash tests/setup_browser.sh`, or set KEPU_CHROMIUM to its path"
    return found


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log shows."""
    root, stream = logging.getLogger(), io.StringIO()
    before, level = root.handlers[:], root.level
    logs.setup("DEBUG", stream=stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.fixture
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder and settings of its own; the log goes back to where it went before."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("KEPU_")]:
        monkeypatch.delenv(name)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(capture=False)

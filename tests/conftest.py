"""What any test can ask for, and which engine their databases are of."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from tests.databases import SERVER, forget, on_postgresql
from tests.postgres import EMPTY, Server, missing, serving

ABOUT_SQLITE = ("browse", "querying", "release", "test_cron_docs.py")
"""What opens the file itself, whole folders: the web page, other tools, copies on other machines."""
SERVING = pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="the engine under test")


def pytest_configure(config: pytest.Config) -> None:
    """One server for all workers, which know it by their environment."""
    if config.getoption("--database") == "postgresql" and not on_postgresql():
        if reason := missing():
            raise pytest.UsageError(reason)
        config.stash[SERVING] = ExitStack()
        os.environ[SERVER] = config.stash[SERVING].enter_context(serving()).place


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVING in config.stash:
        del os.environ[SERVER]
        config.stash[SERVING].close()


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        inside = item.path.relative_to(Path(__file__).parent).parts[0] in ABOUT_SQLITE
        if on_postgresql() and (inside or item.get_closest_marker("sqlite")):
            item.add_marker(pytest.mark.skip(reason="is about SQLite itself"))


@pytest.fixture(autouse=True)
def _forgotten(request: pytest.FixtureRequest) -> Iterator[None]:
    """Drop what a test has made in its own folder, as each database takes eight megabytes."""
    its_own = on_postgresql() and "tmp_path" in request.fixturenames
    folder = request.getfixturevalue("tmp_path") if its_own else None
    yield
    if folder:
        forget(folder)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A PostgreSQL server."""
    if on_postgresql():
        yield Server(os.environ[SERVER])
        return
    if reason := missing():
        pytest.skip(reason)
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def postgres(postgres_server: Server) -> str:
    """The address of an empty database, one for each module."""
    return postgres_server.create(f"test_{uuid4().hex}", EMPTY)


@pytest.fixture
def migrated_postgres(postgres_server: Server) -> Iterator[str]:
    """The address of a database of ours, one for each test."""
    name = f"test_{uuid4().hex}"
    yield postgres_server.create(name)
    postgres_server.drop(name)

"""A new database for each test."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.db.helpers import Database
from tests.postgres import EMPTY, Server


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it, of the engine that a test names."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'rent.db'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    name = f"test_{uuid4().hex}"
    yield server.create(name, EMPTY)
    server.drop(name)

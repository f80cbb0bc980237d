"""What searches are tested over: the engine under test, and PostgreSQL in any case where there is a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.helpers import Database

SQLITE = pytest.param("sqlite", marks=pytest.mark.sqlite)


@pytest.fixture(params=[SQLITE, "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A new database of either engine."""
    on_server = request.param == "postgresql"
    made = Database(tmp_path, request.getfixturevalue("migrated_postgres") if on_server else None)
    yield made
    made.engine.dispose()

"""A new database for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.db.helpers import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path)
    yield made
    made.engine.dispose()

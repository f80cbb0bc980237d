"""Databases that are asked."""

from pathlib import Path

import pytest

from tests.querying.demo import make_demo, make_later


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that `make demo` makes."""
    return make_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def later(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same when more has happened."""
    return make_later(demo, tmp_path_factory.mktemp("later"))

"""One library for all tests of the web page."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browse.library import make_library
from tests.browse.pages import Pages


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the library."""
    data = tmp_path_factory.mktemp("library")
    make_library(data)
    return data


@pytest.fixture(scope="session")
def pages(library: Path) -> Iterator[Pages]:
    pages = Pages(library / "rent.db")
    yield pages
    pages.close()

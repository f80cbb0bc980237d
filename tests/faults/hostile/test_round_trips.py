"""What is in a field comes out as it went in, or as documented, and is nowhere more than text."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.hostile import surfaces

pytestmark = pytest.mark.sqlite  # another program writes to the file


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return surfaces.make_data(tmp_path_factory.mktemp("round"))


@pytest.mark.parametrize("surface", surfaces.SURFACES)
def test_it_comes_out_as_it_went_in(data: Path, surface: Callable[[Path], Iterator[str]]) -> None:
    assert list(surface(data)) == []

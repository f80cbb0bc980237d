"""Replays of archives with faults; `-m faults` tries all, the suite some of each kind."""

from pathlib import Path

import pytest

from tests.faults.archives import damage
from tests.faults.archives.fault import Fault
from tests.faults.archives.matrix import FAULTS
from tests.faults.archives.runner import replay

pytestmark = pytest.mark.slow

SOME = (*damage.FLIPPED, *damage.CUT, damage.LENGTHS[0])


@pytest.mark.parametrize("fault", SOME, ids=str)
def test_some(fault: Fault, tmp_path: Path) -> None:
    assert replay(fault, tmp_path)[1] == []


@pytest.mark.faults
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_each(fault: Fault, tmp_path: Path) -> None:
    assert replay(fault, tmp_path)[1] == []

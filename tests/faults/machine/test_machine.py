"""Some tries of the machine's faults; `-m faults` makes all of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.machine.fault import Fault
from tests.faults.machine.kills import TIMES
from tests.faults.machine.matrix import FAULTS
from tests.faults.machine.runner import outcome, tries
from tests.faults.machine.world import World

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]  # folders are copied, cut and locked with the database in them
BY_NAME = {fault.name: fault for fault in FAULTS}
FEW = [
    *(fault for fault in FAULTS if fault.name.startswith("SIGKILL")),
    *(BY_NAME[name] for name in ("a full disk, at a crawl", "a full disk, where the archive is")),
    *(BY_NAME[name] for name in ("a database that is cut", "another writer from the middle on, at a replay")),
    *(BY_NAME[name] for name in ("the clock a year ahead, at crawls", "no file descriptors left, at a crawl")),
    BY_NAME["a data folder that is read-only, at a reclean"],
]
"""Each of these is tried once."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.mark.parametrize("fault", FEW, ids=str)
def test_a_try_of_a_fault(fault: Fault, world: World, tmp_path: Path) -> None:
    if reason := fault.missing():
        pytest.skip(reason)
    [tried] = tries(fault, world, tmp_path, 1)
    assert tried.troubles == []


def test_a_hundred_runs_are_killed() -> None:
    assert sum(TIMES.values()) == 100
    assert [fault.times for fault in FAULTS if fault.name.startswith("SIGKILL")] == list(TIMES.values())


@pytest.mark.faults
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_all_tries(fault: Fault, world: World, tmp_path: Path) -> None:
    found = outcome(fault, world, tmp_path)
    assert found.ok, found.happened

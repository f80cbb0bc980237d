"""Crawls that meet faults of the site. Those at posts are met many in one crawl; `-m faults` tries each alone."""

from pathlib import Path

import pytest

from tests.faults.site.fault import Fault
from tests.faults.site.matrix import FAULTS
from tests.faults.site.runner import crawl, crawl_all

pytestmark = pytest.mark.slow

OF_POSTS = [fault for fault in FAULTS if fault.is_of_one_post]
AT_ONCE = 12
BUNDLES = [OF_POSTS[at : at + AT_ONCE] for at in range(0, len(OF_POSTS), AT_ONCE)]
OTHERS = [fault for fault in FAULTS if not fault.is_of_one_post and not fault.slow]


@pytest.mark.parametrize("faults", BUNDLES, ids=lambda faults: f"from {faults[0]}")
def test_posts_with_faults(faults: list[Fault], tmp_path: Path) -> None:
    assert crawl_all(faults, tmp_path) == []


@pytest.mark.parametrize("fault", OTHERS, ids=str)
def test_a_fault_that_is_met_alone(fault: Fault, tmp_path: Path) -> None:
    assert crawl(fault, tmp_path)[1] == []


@pytest.mark.faults
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_each_alone(fault: Fault, tmp_path: Path) -> None:
    assert crawl(fault, tmp_path)[1] == []

"""Posts with something nasty in every field, in a real browser: no script runs, nothing is loaded, all is text."""

from pathlib import Path

import pytest

from tests.browse.chromium import CHROMIUM, MISSING
from tests.faults.hostile.browser import browsed
from tests.faults.hostile.surfaces import make_data


@pytest.mark.sqlite
@pytest.mark.skipif(CHROMIUM is None, reason=MISSING)
def test_no_script_runs(tmp_path: Path) -> None:
    assert list(browsed(make_data(tmp_path), every=9)) == []

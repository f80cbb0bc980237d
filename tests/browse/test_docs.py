"""docs/browsing.md: the pages that it names are there, and the limits are what it says."""

import re

import pytest

from rentspider.browse.metadata import SETTINGS
from rentspider.commands.browse import PORT
from tests.browse.pages import Pages, words
from tests.db.helpers import SITE
from tests.helpers import ROOT

DOC = (ROOT / "docs/browsing.md").read_text(encoding="utf-8")
PATHS = [path for row in re.findall(r"^\| (`/.*?) \|", DOC, re.MULTILINE) for path in re.findall(r"`(/[^`]*)`", row)]


@pytest.mark.parametrize("path", PATHS)
def test_each_page_is_there(pages: Pages, path: str) -> None:
    assert words(pages.page(path.replace("rent.sh.cn/10215", f"{SITE}/137")), "//h1")


def test_the_port_is_the_one_that_is_named() -> None:
    assert f"127.0.0.1:{PORT}" in DOC


def test_the_time_that_sql_has() -> None:
    assert SETTINGS["sql_time_limit_ms"] == 3000
    assert "SQL is stopped after three seconds" in DOC

"""docs/browsing.md: the pages that it names are there, the options too, and the limits are what it says."""

import re
from argparse import ArgumentParser

import pytest
from scrapy.utils.project import get_project_settings

from rentspider.browse.metadata import SETTINGS
from rentspider.commands.browse import PORT, Command
from tests.browse.pages import Pages, words
from tests.db.helpers import SITE
from tests.helpers import ROOT

DOC = (ROOT / "docs/browsing.md").read_text(encoding="utf-8")
PATHS = [path for row in re.findall(r"^\| (`/.*?) \|", DOC, re.MULTILINE) for path in re.findall(r"`(/[^`]*)`", row)]


@pytest.mark.parametrize("path", PATHS)
def test_each_page_is_there(pages: Pages, path: str) -> None:
    assert words(pages.page(path.replace("rent.sh.cn/10215", f"{SITE}/137")), "//h1")


def test_each_file_is_there() -> None:
    named = re.findall(r"`(rentspider/[\w/.]+)`", DOC)
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_each_option_is_there() -> None:
    command, parser = Command(), ArgumentParser()
    command.settings = get_project_settings()
    command.add_options(parser)
    assert {"--port", "--no-open"} <= set(re.findall(r"--[a-z-]+", DOC)) & parser._option_string_actions.keys()
    assert f"127.0.0.1:{PORT}" in DOC


def test_the_time_that_sql_has() -> None:
    assert SETTINGS["sql_time_limit_ms"] == 3000
    assert "SQL is stopped after three seconds" in DOC

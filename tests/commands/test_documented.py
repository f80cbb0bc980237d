"""The commands in the README, docs/searching.md and docs/exporting.md do what they say, over the sample."""

import shlex
from pathlib import Path

import pytest

from tests.docs.pages import BY_NAME, COMMANDS
from tests.helpers import run_here

PAGES = ("README.md", "docs/searching.md", "docs/exporting.md")
NEEDS_MORE = ("crawl", "browse", "replay", "reclean", "fleet")
"""They want a site, a screen, an archive or articles of their own, and have tests of their own."""


def commands() -> list[str]:
    lines = [line for page in PAGES for block in BY_NAME[page].blocks("sh") for line in block.splitlines()]
    found = [line.removeprefix(".venv/bin/scrapy ") for line in lines if line.startswith(".venv/bin/scrapy ")]
    return [line for line in found if not line.startswith(NEEDS_MORE)]


@pytest.mark.parametrize("line", commands())
def test_a_command_from_the_documentation(demo: Path, tmp_path: Path, line: str) -> None:
    words = shlex.split(line.partition("|")[0], comments=True)
    if "-o" in words:
        words[words.index("-o") + 1] = str(tmp_path / words[words.index("-o") + 1])
    elif words[0] == "export":
        words += ["-o", str(tmp_path / "standard-output")]
    result = run_here(*words, data=demo)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout
    assert words[0] != "export" or next(tmp_path.iterdir()).stat().st_size > 0


def test_each_command_is_tried() -> None:
    assert {line.split()[0] for line in commands()} == COMMANDS - {*NEEDS_MORE}

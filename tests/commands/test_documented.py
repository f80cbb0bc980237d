"""The commands in docs/searching.md and docs/exporting.md do what they say, over the sample."""

import re
import shlex
from pathlib import Path

import pytest

from tests.helpers import ROOT, run_here

BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
PAGES = ("searching", "exporting")


def commands() -> list[str]:
    found = []
    for page in PAGES:
        for block in BLOCK.findall((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")):
            found += [line.removeprefix(".venv/bin/scrapy ") for line in block.splitlines() if "/scrapy " in line]
    return found


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


def test_there_are_some() -> None:
    assert {line.split()[0] for line in commands()} == {"search", "export", "reindex"}

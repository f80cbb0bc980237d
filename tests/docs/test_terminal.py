"""What the README shows of a terminal is what a terminal shows, times aside."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import BY_NAME
from tests.helpers import ROOT

[SESSION] = BY_NAME["README.md"].blocks("console")
TIME = re.compile(r"\d+\.\d s\b")
MARK = "--- next ---"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout in which nothing was done yet but `make setup`."""
    for name in ("Makefile", "scrapy.cfg", "data/sample"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_the_session_in_the_readme(folder: Path) -> None:
    steps = [step.split("\n", 1) for step in re.split(r"^\$ ", SESSION, flags=re.MULTILINE)[1:]]
    script = f"\necho '{MARK}'\n".join(command for command, _ in steps).replace("make ", "make -o setup ")
    result = subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if not name.startswith("RENT_")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    printed = result.stdout.split(f"{MARK}\n")
    assert [TIME.sub("… s", said) for said in printed] == [TIME.sub("… s", shown) for _, shown in steps]

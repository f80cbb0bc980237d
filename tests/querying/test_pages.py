"""The commands in the pages about asking the database do what they say, beside those of the cookbook."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.helpers import ROOT, rows
from tests.querying.demo import DEMO

SHELL = re.compile(r"^( *)```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
with_shell = pytest.mark.skipif(shutil.which("sqlite3") is None, reason="there is no sqlite3 shell; make ci-deps")


def commands(page: str) -> list[str]:
    found = SHELL.findall((ROOT / page).read_text(encoding="utf-8"))
    return [code for _, code in found if code.lstrip().startswith("sqlite3")]


@pytest.fixture(scope="module")
def folder(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's database, and with the same as a user's own."""
    folder = tmp_path_factory.mktemp("pages")
    for place in (DEMO, "data/rent.db"):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(demo, folder / place)
    return folder


ALL = [
    pytest.param(code, id=f"{page}-{number}")
    for page in ("README.md", "docs/querying.md", "docs/opening.md")
    for number, code in enumerate(commands(page))
]


@with_shell
@pytest.mark.parametrize("code", ALL)
def test_it_runs(folder: Path, code: str) -> None:
    result = subprocess.run(["sh", "-ec", code], cwd=folder, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout or (folder / "copy.db").exists()


def test_the_place_in_the_archive_is_found(demo: Path) -> None:
    [question] = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/database.md").read_text(encoding="utf-8"), re.DOTALL)
    found = rows(demo, question)
    assert len(found) == len(rows(demo, "SELECT 1 FROM articles"))
    assert all(row["archive_offset"] is not None for row in found)


def test_there_are_some() -> None:
    assert len(ALL) >= 5

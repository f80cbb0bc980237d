"""The wheel is the whole program: installed by itself, it works from a folder that is no checkout."""

import csv
import re
import signal
import subprocess
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from tests.e2e.site import serve, small_site
from tests.fakesite import sample
from tests.helpers import ROOT, articles
from tests.release.environment import Installed

pytestmark = pytest.mark.slow

PACKAGES = ("rentspider", "pipelines")


@pytest.fixture(scope="module")
def filled(installed: Installed) -> Installed:
    """The same when the sample has been replayed."""
    result = installed.run("rentspider", "replay", "-L", "ERROR", sample.PATH)
    assert re.fullmatch(r"run 1: listed 60, new 59, .*, exit 0\n", result.stdout), result.stderr
    return installed


def test_it_holds_every_file_of_the_program_and_nothing_else(wheel: Path) -> None:
    files = {path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()}
    here = {str(path.relative_to(ROOT)) for path in files if path.suffix != ".pyc"}
    there = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert there == here


def test_the_command_line_has_our_commands(installed: Installed) -> None:
    told = installed.run("rentspider").stdout
    names = {path.stem for path in (ROOT / "rentspider/commands").glob("[a-z]*.py")}
    assert names <= set(re.findall(r"^  ([\w-]+) ", told, re.MULTILINE))
    assert installed.run("python", "-m", "rentspider").stdout == told


def test_what_it_writes_is_in_the_folder_that_one_is_in(filled: Installed) -> None:
    assert [path.name for path in filled.folder.iterdir()] == ["data"]
    assert len(articles(filled.folder / "data")) == 59


def test_it_finds_tells_and_exports(filled: Installed) -> None:
    assert "\n4 articles" in filled.run("rentspider", "search", "厂房", "招商", "--limit", "1").stdout
    assert "contact.number" in filled.run("rentspider", "audit").stdout
    assert filled.run("rentspider", "export", "-o", "data/all.csv").returncode == 0
    with (filled.folder / "data/all.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 59


def test_it_crawls(installed: Installed, tmp_path: Path) -> None:
    with serve(small_site(4)) as server:
        result = installed.run("rentspider", "crawl", "posts", RENT_SITE=server.base, RENT_DATA_DIR=str(tmp_path))
    assert ", new 4, changed 0, failed 0," in result.stdout
    assert len(articles(tmp_path)) == 4


def test_another_package_called_pipelines_is_told_of(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "pipelines").mkdir()
    (tmp_path / "pipelines/__init__.py").touch()
    result = installed.run("rentspider", "status", PYTHONPATH=str(tmp_path))
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert f"`import pipelines` finds {tmp_path / 'pipelines'} instead" in result.stderr


def test_what_wants_an_extra_says_so_and_works_with_it(filled: Installed) -> None:
    for words in (("browse",), ("export", "-o", "all.parquet")):
        result = filled.run("rentspider", *words)
        assert (result.returncode, result.stdout) == (1, "")
        assert re.search(r"pip install 'rentspider\[\w+\]'\n$", result.stderr)
    filled.link("rentspider[browse]")
    command = [str(filled.bin / "rentspider"), "browse", "--no-open", "--port", "0"]
    with subprocess.Popen(
        command, cwd=filled.folder, env=filled.environment(), stdout=subprocess.PIPE, encoding="utf-8"
    ) as browse:
        assert browse.stdout
        address = browse.stdout.readline().split(" is at ")[1].split()[0]
        with urlopen(f"{address}search?q=%E6%8B%9B%E5%95%86") as page:
            text = page.read().decode()
        [style] = re.findall(r'href="/([^"]*page\.css[^"]*)"', text)
        with urlopen(address + style) as sheet:
            assert "font" in sheet.read().decode()
        browse.send_signal(signal.SIGINT)
    assert browse.returncode == 0
    assert "<mark>招商</mark>" in text

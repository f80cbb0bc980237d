"""Every file, module, link and target of `make` in the documentation is there."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, Page
from tests.helpers import ROOT

TOP = ("ci", "benchmarks", "data/sample", "deploy", "docs", "locks", "pipelines", "rentspider", "tests")
PLACE = re.compile(rf"(?<![\w/.:-])\.?(?:{'|'.join(TOP)})/[\w/.*-]*")
FILE = re.compile(r"[\w-]+\.(?:py|toml|tsv|css|md|html|txt|sh)")
USERS = {"rules.toml", "sites.toml"}
"""Files that a user writes."""
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split()
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@each_page
def test_a_file_that_is_named_is_there(page: Page) -> None:
    code = [*page.spans(), *page.blocks("sh", "console", "crontab")]
    named = {place.rstrip(".") for part in code for place in PLACE.findall(part)}
    assert [place for place in named if not list(ROOT.glob(place))] == []
    files = {span for span in page.spans() if FILE.fullmatch(span)} - USERS
    assert [name for name in files if not any(list(ROOT.glob(f"{top}/**/{name}")) for top in TOP)] == []


@each_page
def test_a_module_that_is_run_is_there(page: Page) -> None:
    for name in re.findall(r"python -m ((?:benchmarks|tests|rentspider)[\w.]*)", page.text):
        path = ROOT.joinpath(*name.split("."))
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), name


@each_page
def test_a_target_of_make_is_there(page: Page) -> None:
    named = {name for line in page.shell() for name in re.findall(r"(?:^|&& )make ([\w-]+)", line)}
    assert named - {*TARGETS} == set()


def test_each_target_has_its_line_of_help() -> None:
    assert [target for target in TARGETS if not re.search(rf"^{target}:.*## ", MAKEFILE, re.MULTILINE)] == []


@each_page
def test_a_link_leads_somewhere(page: Page) -> None:
    here = ROOT / page.name
    for link in re.findall(r"\]\(([^)\s]+)\)", page.prose()):
        if re.match(r"https?://", link):
            continue
        target, _, anchor = link.partition("#")
        path = (here.parent / target).resolve() if target else here
        assert path.exists(), link
        assert not anchor or anchor in _anchors(path), link


def _anchors(path: Path) -> set[str]:
    """The headings of a page, as addresses have them."""
    titles = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_each_file_of_deploy_is_spoken_of() -> None:
    text = "".join(page.text for page in PAGES if page.name.startswith("docs/"))
    assert [path.name for path in (ROOT / "deploy").iterdir() if f"deploy/{path.name}" not in text] == []


def test_each_package_is_in_the_readme() -> None:
    readme = next(page for page in PAGES if page.name == "README.md")
    packages = {path.parent.relative_to(ROOT) for path in ROOT.glob("[rp]*/*/__init__.py")}
    assert [str(path) for path in sorted(packages) if f"| `{path}/` |" not in readme.text] == []

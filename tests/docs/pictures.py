"""The pictures in the documentation, of `make demo`, a crawl and the web page; `make pictures` takes them anew."""

import os
import re
import subprocess
import sys
import tempfile
from html import unescape
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tests.browse.chromium import launched
from tests.browse.serving import serving
from tests.e2e.site import serve
from tests.fakesite import sample
from tests.helpers import ROOT, run_here
from tests.progress.terminal import Terminal
from tests.progress.test_runs import Pausing

FOLDER = ROOT / "docs/pictures"
FACES = re.compile(r"\s*@font-face \{\{.*?\}\}", re.DOTALL)
"""Fonts from another host, which a reader of the documentation is not to ask."""
WIDE = re.compile(r'(<text [^>]*textLength=")([\d.]+)("[^>]*>)([^<]*[\u2e80-\uffef][^<]*)</text>')
COLUMNS, LINES = 118, 56
"""Of a terminal; what is longer is cut, and says so."""
WIDTH, HEIGHT = 1100, 900
"""Pixels of the browser's window."""


def draw(name: str, title: str, said: str) -> None:
    """A terminal with this text, as a picture."""
    console = Console(record=True, file=StringIO(), width=COLUMNS, force_terminal=True)
    console.print(Text.from_ansi(said.rstrip("\n")))
    shape = FACES.sub("", CONSOLE_SVG_FORMAT)
    drawn = console.export_svg(title=title, code_format=shape, unique_id="t")
    (FOLDER / name).write_text(WIDE.sub(_as_wide_as_it_is, drawn), encoding="utf-8")


def _as_wide_as_it_is(found: re.Match[str]) -> str:
    """Rich counts a Chinese character as one column here, though it has placed what follows behind two."""
    head, length, between, said = found.groups()
    text = unescape(said)
    return f"{head}{float(length) / len(text) * cell_len(text):g}{between}{said}</text>"


def demo() -> None:
    """What `make demo` prints, in a checkout in which nothing was done yet."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("Makefile", "scrapy.cfg", "data/sample", ".venv"):
            place = Path(folder, name)
            place.parent.mkdir(exist_ok=True)
            place.symlink_to(sys.prefix if name == ".venv" else ROOT / name)
        command = ["make", "--no-print-directory", "-o", "setup", "demo"]
        said = subprocess.run(
            command, cwd=folder, env={**os.environ, "COLUMNS": str(COLUMNS)}, capture_output=True, check=True
        )
    lines = said.stdout.decode().splitlines()
    draw("demo.svg", "make demo", "\n".join([*lines[:LINES], "…"]))


def crawl() -> None:
    """A crawl in the middle, and when it has ended."""
    site = Pausing()
    with tempfile.TemporaryDirectory() as data, serve(site) as server:
        command = ("crawl", "posts", "-a", f"site={server.base}")
        with Terminal(*command, data=Path(data), width=COLUMNS) as terminal:
            terminal.read_until(r"new [1-9].*  waiting [1-9]")
            on_the_way = terminal.screen()
            site.may_go_on.set()
            terminal.finish()
            ended = terminal.screen()
    shown = ["$ scrapy crawl posts", *on_the_way, "", "… and when it has ended, in the same place:", "", *ended]
    draw("crawl.svg", "scrapy crawl posts", "\n".join(shown))


def web() -> None:
    """The web page: in front, and a search."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        assert run_here("replay", sample.PATH, data=data).returncode == 0
        with serving(data) as running, launched() as browser:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, base_url=running.address)
            for name, address in (("front", "/"), ("search", "/search?q=厂房")):
                page.goto(address)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for take in (demo, crawl, web):
        take()

"""Crawls and replays on a terminal and in a pipe."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.e2e.site import OddSite, crawl, serve, small_site
from tests.fakesite import sample
from tests.fakesite.responses import Response
from tests.fakesite.server import SiteServer
from tests.progress.terminal import Terminal

pytestmark = pytest.mark.slow

SUMMARY = r"run 1: listed \d+, new \d+, .* exit %d.*"
CURSOR_OFF, CURSOR_ON = "\x1b[?25l", "\x1b[?25h"


class Pausing(OddSite):
    """Gives no answer behind the fourth post until it may go on."""

    def __init__(self) -> None:
        super().__init__(small_site().look, 12)
        self.may_go_on = Event()

    def respond(self, path: str, now: float | None = None) -> Response:
        if sum(self.fetches.values()) == 4:
            self.may_go_on.wait()
        return super().respond(path, now)


@pytest.fixture
def site() -> Pausing:
    return Pausing()


@pytest.fixture
def server(site: Pausing) -> Iterator[SiteServer]:
    with serve(site) as server:
        yield server


def start(server: SiteServer, data: Path, *args: str) -> Terminal:
    return Terminal("crawl", "posts", "-a", f"site={server.base}", *args, data=data)


def test_a_crawl_on_a_terminal(site: Pausing, server: SiteServer, tmp_path: Path) -> None:
    with start(server, tmp_path) as terminal:
        terminal.read_until(r"listed [1-9]\d*  fetched [1-9]\d*  new [1-9]  changed 0  errors 0.*  waiting [1-9]")
        site.may_go_on.set()
        assert terminal.finish() == 0
        assert " INFO " not in terminal.text
        assert terminal.text.count(CURSOR_OFF) == terminal.text.count(CURSOR_ON) == 1
        (last,) = terminal.screen()
        assert re.fullmatch(SUMMARY % 0, last)
    log = (tmp_path / "logs/rentspider.log").read_text(encoding="utf-8")
    assert "INFO scrapy.core.engine: Spider opened" in log
    assert "INFO scrapy.core.engine: Spider closed (finished)" in log


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_and_the_line_is_gone(site: Pausing, server: SiteServer, tmp_path: Path, number: int) -> None:
    with start(server, tmp_path) as terminal:
        terminal.read_until("new [1-9]")
        terminal.process.send_signal(number)
        terminal.read_until("  stopping")
        site.may_go_on.set()
        assert terminal.finish() == 3
        (last,) = terminal.screen()
        assert re.fullmatch(SUMMARY % 3, last)
        assert terminal.text.endswith(f"{last}\r\n")


def test_two_signals_and_the_line_is_gone(server: SiteServer, tmp_path: Path) -> None:
    with start(server, tmp_path) as terminal:
        terminal.read_until("new [1-9]")
        terminal.process.send_signal(signal.SIGINT)
        terminal.read_until("  stopping")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.finish() == 3
        assert [line for line in terminal.screen() if re.fullmatch(SUMMARY % 3, line)] == terminal.screen()[:1]
        assert terminal.text.count(CURSOR_OFF) == terminal.text.count(CURSOR_ON) == 1


def test_the_log_in_a_file_of_ones_own(site: Pausing, server: SiteServer, tmp_path: Path) -> None:
    with start(server, tmp_path, "--logfile", str(tmp_path / "own.log")) as terminal:
        terminal.read_until("new [1-9]")
        site.may_go_on.set()
        assert terminal.finish() == 0
        assert len(terminal.screen()) == 1
    assert "Spider closed (finished)" in (tmp_path / "own.log").read_text(encoding="utf-8")
    assert not (tmp_path / "logs").exists()


@pytest.mark.parametrize("options", [("-L", "ERROR"), ("--nolog",)], ids=" ".join)
def test_only_the_summary(tmp_path: Path, options: tuple[str, ...]) -> None:
    with Terminal("replay", sample.PATH, *options, data=tmp_path) as terminal:
        assert terminal.finish() == 0
        assert re.fullmatch(f"{SUMMARY % 0}\r\n", terminal.text)
    assert not (tmp_path / "logs").exists()


def test_plain_lines_on_a_terminal_that_asks_for_them(tmp_path: Path) -> None:
    with Terminal("replay", sample.PATH, "-L", "WARNING", data=tmp_path) as terminal:
        assert terminal.finish() == 0
        told, last = terminal.text.splitlines()
    assert re.fullmatch(r"[\d-]{10} [\d:]{8} WARNING pipelines\.dates: .* had not come yet", told)
    assert re.fullmatch(SUMMARY % 0, last)


def test_a_pipe_has_plain_lines(site: Pausing, server: SiteServer, tmp_path: Path) -> None:
    site.may_go_on.set()
    result = crawl(server, tmp_path)
    assert re.search(r"^[\d-]{10} [\d:]{8} INFO scrapy\.core\.engine: Spider opened$", result.stderr, re.MULTILINE)
    assert "\x1b" not in result.stderr + result.stdout
    assert re.fullmatch(SUMMARY % 0 + "\n", result.stdout)
    assert not (tmp_path / "logs").exists()


def test_a_replay_with_errors_on_a_narrow_terminal(tmp_path: Path) -> None:
    (tmp_path / "cut.warc.gz").write_bytes(sample.PATH.read_bytes()[:-100_000])
    with Terminal("replay", tmp_path / "cut.warc.gz", data=tmp_path, width=40) as terminal:
        assert terminal.finish() == 4
        summary, told = terminal.screen()
        drawn = re.findall(r"listed \d+  [^\x1b\r]*", terminal.text)
    assert re.fullmatch(SUMMARY % 4, summary)
    assert re.fullmatch(rf"rentspider: 1 error.* in the log: {tmp_path}/logs/rentspider\.log", told)
    assert drawn
    assert max(map(len, drawn)) <= 40
    assert "cut.warc.gz is damaged" in (tmp_path / "logs/rentspider.log").read_text(encoding="utf-8")

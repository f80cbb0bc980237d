"""The log's own file, which stands in for the lines that a terminal does not show."""

import logging
import os
import re
from contextlib import ExitStack, redirect_stderr
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from scrapy.utils.project import get_project_settings

from rentspider import logs
from rentspider.config import Config
from rentspider.errors import SetupError
from rentspider.logs import set_up_logging
from tests.helpers import as_before
from tests.progress.terminal import open_terminal, read

logger = logging.getLogger("rentspider.test")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("TERM", "xterm")
    settings = get_project_settings()
    settings.set("RENT_DATA_DIR", str(tmp_path))
    return settings


def run(settings: Settings, *told: object) -> str:
    """Warn on a terminal, with all that Scrapy does to the log meanwhile; gives what the terminal shows."""
    reads, writes = open_terminal()
    with ExitStack() as stack:
        stack.callback(os.close, reads)
        stream = stack.enter_context(os.fdopen(writes, "w"))
        stack.enter_context(redirect_stderr(stream))
        stack.enter_context(as_before())
        with set_up_logging(settings, Config.of(settings)):
            configure_logging(settings)
            logger.debug("too fine")
            for each in told:
                logger.warning("%s", each)
            Crawler(Spider, settings)  # it sets the log up anew, unless it was told that there is none of Scrapy's
            logger.error("done")
        stream.close()
        return read(reads)


def test_it_has_the_lines_that_scrapy_would_show(settings: Settings, tmp_path: Path) -> None:
    run(settings, "厂房")
    lines = (tmp_path / "logs/rentspider.log").read_text(encoding="utf-8").splitlines()
    assert [re.sub(r"^[\d-]{10} [\d:]{8} ", "", line) for line in lines] == [
        "WARNING rentspider.test: 厂房",
        "ERROR rentspider.test: done",
    ]


def test_the_next_run_goes_on_in_it(settings: Settings, tmp_path: Path) -> None:
    run(settings, "one")
    run(settings, "two")
    log = (tmp_path / "logs/rentspider.log").read_text(encoding="utf-8")
    assert re.findall(r"test: (\w+)", log) == ["one", "done", "two", "done"]


def test_it_begins_anew_when_it_is_large(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "SIZE", 1000)
    run(settings, *range(1000))
    files = {path.name: path.stat().st_size for path in (tmp_path / "logs").iterdir()}
    assert sorted(files) == ["rentspider.log", *(f"rentspider.log.{number}" for number in range(1, 6))]
    assert max(files.values()) <= 1000
    assert " 999\n" in (tmp_path / "logs/rentspider.log").read_text(encoding="utf-8")


def test_the_terminal_is_told_of_warnings_and_errors(settings: Settings, tmp_path: Path) -> None:
    told = run(settings, "one", "two")
    assert told == f"rentspider: 1 error and 2 warnings in the log: {tmp_path}/logs/rentspider.log\r\n"


def test_a_log_of_ones_own_and_its_level_count(settings: Settings, tmp_path: Path) -> None:
    settings.setdict({"LOG_FILE": str(tmp_path / "own.log"), "LOG_LEVEL": "ERROR"}, priority="cmdline")
    assert run(settings, "too fine") == f"rentspider: 1 error in the log: {tmp_path}/own.log\r\n"
    assert not (tmp_path / "logs").exists()


def test_a_terminal_that_cannot_draw_has_the_log(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "WARNING rentspider.test: one" in run(settings, "one")
    assert not (tmp_path / "logs").exists()


@pytest.mark.parametrize("name", ["logs", "logs/rentspider.log"])
def test_a_log_that_cannot_be_written(settings: Settings, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.touch() if name == "logs" else path.mkdir()
    with pytest.raises(SetupError, match=f"cannot write the log {tmp_path}/logs/rentspider.log: "):
        run(settings)


def test_a_log_file_of_no_use(settings: Settings) -> None:
    settings.set("LOG_FILE", "/proc/own.log", priority="cmdline")
    told = pytest.raises(SetupError, match="cannot write the log /proc/own")
    with told, set_up_logging(settings, Config.of(settings)):
        pass

"""What is shown where, by the options that Scrapy's users know."""

from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

from rentspider.logs import Choice, choose
from tests.helpers import settings_of

DATA = Path("/data")
PLAIN = SILENT = Choice(live=False)
LINE, LINE_ONLY = Choice(live=True, file=DATA / "logs/rentspider.log"), Choice(live=True)


@pytest.mark.parametrize(
    ("args", "on_terminal"),
    [
        ("", LINE),
        ("-s RENT_DELAY=2", LINE),
        ("-L INFO", PLAIN),
        ("-s LOG_LEVEL=ERROR", PLAIN),
        ("-s LOG_ENABLED=1", PLAIN),
        ("-s LOG_FILE=", PLAIN),
        ("--nolog", SILENT),
        ("-s LOG_ENABLED=0", SILENT),
        ("--logfile own.log --nolog", SILENT),
        ("--logfile own.log", LINE_ONLY),
        ("--logfile own.log -L DEBUG", LINE_ONLY),
        ("-s LOG_FILE=own.log", LINE_ONLY),
    ],
)
def test_a_terminal_shows_the_line_unless_told_otherwise(args: str, on_terminal: Choice) -> None:
    settings = settings_of(*args.split())
    assert choose(True, settings, DATA) == on_terminal
    assert choose(False, settings, DATA) == Choice(live=False), "without a terminal all is as Scrapy does it"


def test_a_log_file_in_the_settings_file_is_respected() -> None:
    settings = get_project_settings()
    settings.set("LOG_FILE", "own.log", priority="project")
    assert choose(True, settings, DATA) == LINE_ONLY

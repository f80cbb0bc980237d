"""Where the log of a crawl or a replay goes, and whether the terminal shows a live line in its place."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.utils.log import TopLevelFormatter

from rentspider.config import Config
from rentspider.errors import SetupError

OPTIONS = ("LOG_ENABLED", "LOG_FILE", "LOG_LEVEL")
"""What -L, --logfile and --nolog set."""
SIZE, KEPT = 5_000_000, 5
"""How large the log's own file grows before the next one begins, and how many older ones stay."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a run shows of itself."""

    live: bool
    """Whether the terminal shows the live line."""
    file: Path | None = None
    """The rotating file for the log; None where the log goes where Scrapy's settings say."""


def choose(is_terminal: bool, settings: BaseSettings, data: Path) -> Choice:
    """A terminal has the live line unless it was asked for the log's lines, or for nothing at all."""
    if not is_terminal or not settings.getbool("LOG_ENABLED"):
        return Choice(live=False)
    if settings.get("LOG_FILE"):
        return Choice(live=True)
    if any((settings.getpriority(name) or 0) >= SETTINGS_PRIORITIES["cmdline"] for name in OPTIONS):
        return Choice(live=False)
    return Choice(live=True, file=data / "logs" / "rentspider.log")


@contextmanager
def set_up_logging(settings: BaseSettings, config: Config) -> Iterator[bool]:
    """Until its end, log to where `choose` says; gives whether there is a live line, as does RENT_PROGRESS from then.

    To be entered before Scrapy's own `configure_logging`. With a live line, the end tells how many warnings and errors
    the log has, and where it is.

    Raises:
        SetupError: the file cannot be written.
    """
    choice = choose(_is_terminal(), settings, config.data)
    settings.set("RENT_PROGRESS", choice.live, priority="cmdline")
    _check(settings)
    tally = _Tally(settings["LOG_LEVEL"])
    handlers: list[logging.Handler] = [tally] if choice.live else []
    if choice.file:
        handlers.append(_rotating(choice.file, settings))
        settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
        logging.root.setLevel(logging.NOTSET)
    for handler in handlers:
        logging.root.addHandler(handler)
    try:
        yield choice.live
    finally:
        for handler in handlers:
            logging.root.removeHandler(handler)
            handler.close()
        if tally.total:
            place = choice.file or Path(settings["LOG_FILE"]).absolute()
            print(f"rentspider: {tally} in the log: {place}", file=sys.stderr)


class _Tally(logging.Handler):
    """Counts the warnings and errors that the log has."""

    def __init__(self, level: int | str) -> None:
        super().__init__(level)
        self.warnings = self.errors = 0

    @property
    def total(self) -> int:
        """Of both."""
        return self.warnings + self.errors

    def emit(self, record: logging.LogRecord) -> None:
        self.errors += record.levelno >= logging.ERROR
        self.warnings += logging.WARNING <= record.levelno < logging.ERROR

    def __str__(self) -> str:
        counts = {"error": self.errors, "warning": self.warnings}
        return " and ".join(f"{count} {name}{'s' * (count > 1)}" for name, count in counts.items() if count)


def _is_terminal() -> bool:
    """Whether standard error is a terminal on which a line can be drawn anew."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _rotating(path: Path, settings: BaseSettings) -> logging.Handler:
    """The handler of the log's own file, which writes lines as Scrapy would.

    Scrapy's `configure_logging` closes all handlers that there are; this one opens its file again at its next line.
    """
    try:
        path.parent.mkdir(exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8")
    except OSError as error:
        raise SetupError(f"cannot write the log {path}: {error.strerror}") from error
    handler.setFormatter(logging.Formatter(settings["LOG_FORMAT"], settings["LOG_DATEFORMAT"]))
    handler.setLevel(settings["LOG_LEVEL"])
    if settings.getbool("LOG_SHORT_NAMES"):
        handler.addFilter(TopLevelFormatter(["scrapy"]))
    return handler


def _check(settings: BaseSettings) -> None:
    """Tell of a file that Scrapy would answer with a traceback."""
    if file := settings["LOG_FILE"]:
        try:
            Path(file).open("a").close()
        except OSError as error:
            raise SetupError(f"cannot write the log {file}: {error.strerror}") from error

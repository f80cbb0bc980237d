"""The live line of a run: what it has found and fetched so far, how fast, and how much is left."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Sized
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import create_looping_call

INTERVAL = 0.25
"""Seconds between two drawings of the line, at least."""
WINDOW = 60.0
"""The seconds of which the rate is the mean."""
SHOWN = {"listed": "listed", "fetched": "answers", "new": "new", "changed": "changed", "errors": "failed"}
"""The words of the line, and the counts that they stand for."""


class Rate:
    """Pages a minute, over the last while."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def at(self, now: float, pages: int) -> str:
        """The rate, told how many pages there are now; nothing in the first second."""
        self._seen.append((now, pages))
        while now - self._seen[0][0] > WINDOW:
            self._seen.popleft()
        since, before = self._seen[0]
        return f"{(pages - before) * 60 / (now - since):.0f}/min" if now - since >= 1 else ""


class LiveLine:
    """One line of numbers on a terminal's standard error, drawn anew in its place, and gone at the end.

    Args:
        stats: where the numbers are.
        is_shown: without it, nothing happens at all.
        clock: gives seconds.
    """

    def __init__(
        self, stats: StatsCollector, is_shown: bool = True, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stats, self._is_shown, self._clock = stats, is_shown, clock
        self._console = Console(file=sys.stderr, force_terminal=True)
        self._live = Live(console=self._console, auto_refresh=False, transient=True, redirect_stdout=False)
        self._rate, self._next = Rate(), 0.0

    def __enter__(self) -> Self:
        if self._is_shown:
            self._live.start()
            self.update()
        return self

    def update(self, left: str = "") -> None:
        """Show the numbers of this moment, and what is left to do; does nothing soon after the last time."""
        now = self._clock()
        if self._live.is_started and now >= self._next:
            self._next = now + INTERVAL
            rate = self._rate.at(now, self._stats.get_value("rent/answers", 0))
            line = fit([*numbers(self._stats), rate, left], self._console.width)
            self._live.update(Text(line, no_wrap=True, overflow="crop"), refresh=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()


def numbers(stats: StatsCollector) -> list[str]:
    """The counts as the line shows them; of warnings only where there are any."""
    warnings = stats.get_value("log_count/WARNING", 0)
    counts = [f"{word} {stats.get_value(f'rent/{name}', 0)}" for word, name in SHOWN.items()]
    return [*counts, f"warnings {warnings}" if warnings else ""]


def fit(parts: Iterable[str], width: int) -> str:
    """As many of the parts as stand on one line of a terminal, the first ones first."""
    line = ""
    for part in filter(None, parts):
        longer = f"{line}  {part}" if line else part
        if line and len(longer) > width:
            break
        line = longer
    return line


def share_read(archives: Iterable[Path]) -> Callable[[Path, int], str]:
    """For a replay: tells at a record which share of the archives' bytes stands before it."""
    before: dict[Path, int] = {}
    total = 0
    for path in archives:
        before[path], total = total, total + path.stat().st_size
    return lambda path, offset: f"{(before[path] + offset) / total:.0%} read"


class Progress:
    """Shows the line while Scrapy's engine runs, where RENT_PROGRESS is set; `set_up_logging` sets it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._line = LiveLine(crawler.stats)
        self._call = create_looping_call(self._update)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("RENT_PROGRESS"):
            raise NotConfigured
        progress = cls(crawler)
        crawler.signals.connect(progress.start, signals.engine_started)
        crawler.signals.connect(progress.stop, signals.spider_closed)
        return progress

    def start(self) -> None:
        from twisted.internet import reactor  # importing it sooner would install the wrong one

        # After a second Ctrl-C the spider is not closed. Twisted's types take the phase for the method's `self`.
        reactor.addSystemEventTrigger("before", "shutdown", self.stop)  # type: ignore[arg-type]
        self._line.__enter__()
        self._call.start(INTERVAL)

    def stop(self) -> None:
        if self._call.running:
            self._call.stop()
            self._line.__exit__(None, None, None)

    def _update(self) -> None:
        engine = self._crawler.engine
        queued = len(engine.scheduler) if isinstance(engine.scheduler, Sized) else 0
        waiting = f"waiting {queued + len(engine.downloader.active)}"
        self._line.update(waiting if self._crawler.crawling else "stopping")

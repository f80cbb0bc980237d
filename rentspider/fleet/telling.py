"""What a fleet shows of itself: a line of numbers on a terminal, elsewhere a line for each job; and its one summary."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from rentspider.fleet.jobs import Outcome
from rentspider.outcome import Exit, most_serious
from rentspider.summary import COUNTS
from rentspider.terminal import harmless

EVERY = 2.0
"""Seconds between two looks at what the jobs under way have noted."""


class Board:
    """Shows how far a fleet has come, on standard error.

    Args:
        what: what is counted: sites, archives.
        total: how many there are.
        running: asks the database what the runs that are under way have counted.
        workers: asks how many workers there are.
    """

    def __init__(
        self, what: str, total: int, running: Callable[[], list[dict[str, int]]], workers: Callable[[], int]
    ) -> None:
        self._what, self._total, self._running, self._workers = what, total, running, workers
        self._done, self._failing = 0, 0
        self._counts: Counter[str] = Counter()
        console = Console(file=sys.stderr)
        self._live = Live(console=console, auto_refresh=False, transient=True) if console.is_terminal else None
        self._next = 0.0

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def done(self, outcome: Outcome) -> None:
        """A job is done."""
        self._done += 1
        self._failing += outcome.code != Exit.DONE
        self._counts.update(outcome.counts)
        self._next = 0.0
        if self._live is None:
            print(f"{self._done}/{self._total} {line_of(outcome)}", file=sys.stderr, flush=True)

    def warn(self, told: str) -> None:
        """Say something that stays."""
        print(f"rentspider: {told}", file=sys.stderr, flush=True)

    def tick(self) -> None:
        """Draw the line anew, now and then."""
        if self._live is None or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        running = self._running()
        counts = self._counts + sum((Counter(counts) for counts in running), Counter[str]())
        told = "  ".join(f"{name} {counts[name]:,}" for name in COUNTS)
        line = f"{self._what} {self._done}/{self._total}  failing {self._failing}  running {len(running)}  {told}"
        self._live.update(Text(f"{line}  workers {self._workers()}", no_wrap=True, overflow="crop"), refresh=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()


def line_of(outcome: Outcome) -> str:
    """How a job went, in a line."""
    counts = ", ".join(f"{name} {count}" for name, count in outcome.counts.items())
    reason = f" ({outcome.reason})" if outcome.code else ""
    return harmless(f"{outcome.name}: {counts and counts + ', '}{outcome.seconds:.1f} s, exit {outcome.code}{reason}")


def summary(
    what: str, number: int, outcomes: Iterable[Outcome], counts: Mapping[str, int], seconds: float
) -> tuple[list[str], Exit]:
    """The lines at the end, and the exit code: each job that did not end well, and all together.

    Args:
        what: what was counted, and how many: sites, archives.
        counts: of all runs, of those of workers that died as well.
    """
    all_of = list(outcomes)
    code = most_serious(outcome.code for outcome in all_of)
    totals = ", ".join(f"{counts.get(name, 0):,} {name}" for name in COUNTS[1:])
    failing = sorted((outcome for outcome in all_of if outcome.code), key=lambda outcome: outcome.name)
    ended = f", {len(failing):,} did not end with 0" if failing else ""
    last = f"fleet: {number:,} {what}, {totals}{ended}, {seconds:.1f} s, exit {int(code)}"
    return [*map(line_of, failing), last], code

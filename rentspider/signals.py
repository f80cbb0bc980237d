"""Signals that end a run: Ctrl-C and SIGTERM finish what is under way, wherever the run is."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

NUMBERS = (signal.SIGTERM, signal.SIGINT)


class StoppedError(BaseException):
    """A signal came while there was nothing under way that had to be finished; its text names the signal."""


@contextmanager
def ending_at_signals() -> Iterator[None]:
    """Raise `StoppedError` where a signal comes; the handlers are as before afterwards."""
    before = {number: signal.signal(number, _end) for number in NUMBERS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def call_at_signals(action: Callable[[str], None]) -> None:
    """Call an action with the name of the signal that comes, and go on."""
    for number in NUMBERS:
        signal.signal(number, lambda caught, _: action(signal.Signals(caught).name))


def ignore_signals() -> None:
    """What is under way now is short, and is not to be left in the middle."""
    for number in NUMBERS:
        signal.signal(number, signal.SIG_IGN)


def _end(caught: int, frame: FrameType | None) -> NoReturn:
    raise StoppedError(f"signal {signal.Signals(caught).name}")

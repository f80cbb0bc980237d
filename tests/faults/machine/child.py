"""Runs a command as a child, and does something to it on the way."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import IO

from tests.faults.site.child import Ended
from tests.helpers import ROOT, command_line, environment

LONGEST = 90
"""Seconds after which a child is given up."""


class Child:
    """A command under way."""

    def __init__(self, command: list[str], data: Path, **settings: str) -> None:
        self._said, self._told = (tempfile.TemporaryFile() for _ in range(2))  # noqa: SIM115 - closed by `end`
        self.started = monotonic()
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment(data, **settings), stdout=self._said, stderr=self._told
        )
        self.pid = self._process.pid

    @property
    def is_over(self) -> bool:
        """Whether it has ended; its usage is still to be asked for."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def wait_for(self, condition: Callable[[], bool], seconds: float = LONGEST) -> bool:
        """Wait until something is so, the child is over, or so many seconds have gone; gives whether it is so."""
        end = monotonic() + seconds
        while not condition():
            if self.is_over or monotonic() > end:
                return False
            sleep(0.001)
        return True

    def end(self) -> Ended:
        """Wait for its end, and say how it was."""
        if not self.wait_for(lambda: self.is_over):
            os.kill(self.pid, signal.SIGKILL)
        _, status, usage = os.wait4(self.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        seconds = monotonic() - self.started
        said, told = (_content(file) for file in (self._said, self._told))
        return Ended(
            self._process.returncode, said, told, seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime
        )


def run(*args: str | Path, data: Path, strike: Callable[[Child], object] | None = None, **settings: str) -> Ended:
    """Run a `scrapy` command to its end; `strike` is called when it has been started."""
    child = Child(command_line(*args), data, **settings)
    try:
        if strike:
            strike(child)
    finally:
        ended = child.end()
    return ended


def _content(file: IO[bytes]) -> str:
    with file:
        file.seek(0)
        return file.read().decode("utf-8", "replace")

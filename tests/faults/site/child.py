"""Runs a command of the program as a child, and measures it."""

import os
import resource
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import IO

from tests.helpers import ROOT, command_line, environment

MOST = 4 << 30
"""Bytes of address space that a child may have."""


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code (or minus the signal), what it wrote, and what it took."""

    code: int
    out: str
    log: str
    seconds: float
    peak_mib: float

    @property
    def summary(self) -> str:
        """The last line of standard output."""
        return (self.out.splitlines() or [""])[-1]


def run(*args: str | Path, data: Path, seconds: float, **settings: str) -> Ended:
    """Run a command over a data folder; after so many seconds it is killed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as log:
        started = monotonic()
        child = subprocess.Popen(
            command_line(*args), cwd=ROOT, env=environment(data, **settings), stdout=out, stderr=log
        )
        if hasattr(resource, "prlimit"):  # not on every system; a test must not take the machine's memory
            resource.prlimit(child.pid, resource.RLIMIT_AS, (MOST, MOST))
        timer = Timer(seconds, os.kill, (child.pid, signal.SIGKILL))
        timer.start()
        _, ended, usage = os.wait4(child.pid, 0)  # the usage of this child, and of no other
        timer.cancel()
        child.returncode = os.waitstatus_to_exitcode(ended)
        said, told = _content(out), _content(log)
    return Ended(child.returncode, said, told, monotonic() - started, usage.ru_maxrss / 1024)


def _content(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")

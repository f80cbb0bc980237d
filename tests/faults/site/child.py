"""Runs a command of the program as a child, and measures it."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from time import monotonic
from typing import IO

from tests.faults.site import watch
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
    busy: float
    """Seconds of CPU; other than `seconds`, the same on a machine that has much else to do."""

    @property
    def summary(self) -> str:
        """The last line of standard output."""
        return (self.out.splitlines() or [""])[-1]


def run(*args: str | Path, data: Path, seconds: float, **settings: str) -> Ended:
    """Run a command over a data folder; after so many seconds it is killed."""
    read, write = os.pipe()
    watched = [sys.executable, "-I", "-S", watch.__file__, str(write), str(ceil(seconds)), str(MOST)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as log, os.fdopen(read, "rb") as report:
        started = monotonic()
        child = subprocess.Popen(
            [*watched, *command_line(*args)],
            cwd=ROOT,
            env=environment(data, **settings),
            stdout=out,
            stderr=log,
            pass_fds=[write],
        )
        os.close(write)
        child.wait()
        taken = monotonic() - started
        code, peak, busy = map(int, report.read().split())
        return Ended(code, _content(out), _content(log), taken, peak / 1024, busy / 1000)


def _content(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")

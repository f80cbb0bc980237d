"""Time, CPU and memory of processes."""

import resource
import subprocess
import sys
import time
from pathlib import Path

from tests.helpers import environment

_PEAK = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
sys.exit(code)
"""


def measure(command: list[str], data: Path) -> dict[str, float]:
    """Seconds, CPU seconds and peak memory (MiB, of the largest) of a process and its children, its start included.

    Raises:
        CalledProcessError: it ended with another code than 0.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    wrapped = [sys.executable, "-c", _PEAK, *command]
    told = subprocess.run(wrapped, env=environment(data), check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": time.monotonic() - started, "cpu": cpu, "peak": float(told.splitlines()[-1])}

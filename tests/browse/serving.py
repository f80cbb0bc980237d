"""`scrapy browse` as its user starts it: a process that says where it is, until a signal comes."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers import ROOT, command_line, environment


class Serving:
    """The running command."""

    def __init__(self, data: Path, *options: str) -> None:
        self.process = subprocess.Popen(
            command_line("browse", "--no-open", *(options or ("--port", "0"))),
            cwd=ROOT,
            env=environment(data),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stdout
        self.told = self.process.stdout.readline()
        assert " is at http://127.0.0.1:" in self.told, self.process.communicate(timeout=30)
        self.address = self.told.split(" is at ")[1].split()[0]

    def end(self, number: signal.Signals) -> tuple[int, str, str]:
        """Send a signal; gives the exit code and what is still said."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@contextmanager
def serving(data: Path) -> Iterator[Serving]:
    """The command over a data folder; it ends at Ctrl-C as it should."""
    running = Serving(data)
    try:
        yield running
        assert running.end(signal.SIGINT) == (0, "", "")
    finally:
        running.process.kill()
        running.process.communicate()

"""A command in a pseudo-terminal, and what its user sees there."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.helpers import ROOT, command_line, environment

TOKEN = re.compile(r"\x1b\[[\d;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+")


def open_terminal(width: int = 80) -> tuple[int, int]:
    """Both ends of a pseudo-terminal: the one to read from, and the one that a command writes to."""
    reads, writes = pty.openpty()
    fcntl.ioctl(writes, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    return reads, writes


def read(end: int) -> str:
    """What is there to read, once something is; nothing where the other end is closed."""
    assert select.select([end], [], [], 30)[0], "nothing came for 30 seconds"
    try:
        return os.read(end, 65536).decode()
    except OSError:  # how Linux says that the other end is closed
        return ""


class Terminal:
    """A command whose standard output and standard error are a terminal; as a context manager it is over at the end."""

    def __init__(self, *args: str | Path, data: Path, width: int = 80, **settings: str) -> None:
        self._end, writes = open_terminal(width)
        given = environment(data, TERM="xterm", **settings)
        del given["COLUMNS"]  # it would hide the terminal's own width
        self.process = subprocess.Popen(command_line(*args), cwd=ROOT, env=given, stdout=writes, stderr=writes)
        os.close(writes)
        self.text = ""
        """All that the command has written."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._end)

    def read_until(self, pattern: str) -> None:
        """Read until the command has written this."""
        while not re.search(pattern, self.text):
            assert self._read(), f"{pattern} did not come: {self.text!r}"

    def finish(self) -> int:
        """Read all to the end; gives the exit code."""
        while self._read():
            pass
        return self.process.wait(30)

    def _read(self) -> bool:
        got = read(self._end)
        self.text += got
        return bool(got)

    def screen(self) -> list[str]:
        """What stands on the terminal in the end."""
        rows, row, column = [""], 0, 0
        for token in TOKEN.findall(self.text):
            if token == "\r":
                column = 0
            elif token == "\n":
                row += 1
                rows += [""] * (row == len(rows))
            elif token == "\x1b[2K":
                rows[row] = ""
            elif up := re.fullmatch(r"\x1b\[(\d+)A", token):
                row -= int(up[1])
            elif not token.startswith("\x1b"):
                rows[row] = rows[row][:column].ljust(column) + token + rows[row][column + len(token) :]
                column += len(token)
        return [line for line in rows if line]

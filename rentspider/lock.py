"""One writer at a time."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from rentspider.config import Config
from rentspider.errors import LockedError, SetupError
from rentspider.zone import ZONE


@contextmanager
def writing(config: Config, command: str) -> Iterator[None]:
    """Hold the locks of a data folder and of a database that lies elsewhere.

    The system frees them when the process ends, however it ends: what a killed process leaves is no obstacle.

    Args:
        command: what holds them, as another process that wants them will say.

    Raises:
        SetupError: a folder cannot be written.
        LockedError: another process holds one of them; the message says which.
    """
    with ExitStack() as stack:
        for path in config.locks:
            stack.enter_context(_holding(path, command))
        yield


def is_writing(config: Config) -> bool:
    """Whether a process holds one of the locks; asked for only where a run seems to be on, as asking takes them."""
    for path in config.locks:
        try:
            with FileLock(path, timeout=0):
                pass
        except Timeout:
            return True
    return False


@contextmanager
def _holding(path: Path, command: str) -> Iterator[None]:
    holder = path.with_name(f"{path.name}.holder")
    lock = FileLock(path)
    try:
        path.touch()
        lock.acquire(timeout=0)
    except Timeout:
        who = holder.read_text(encoding="utf-8").strip() if holder.exists() else "another process"
        raise LockedError(f"{who} is writing to {path.parent} already") from None
    except OSError as error:
        raise SetupError(f"cannot write to the folder {path.parent} (RENT_DATA_DIR): {error.strerror}") from error
    try:
        since = f"{datetime.now(ZONE):%F %T}"
        holder.write_text(f"process {os.getpid()} ({command}, since {since})\n", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()

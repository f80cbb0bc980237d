"""One writer at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from rentspider.errors import LockedError


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder. The system frees it when the process ends, however it ends.

    Raises:
        LockedError: another process holds it; the message says which.
    """
    holder = folder / "rent.lock.holder"
    lock = FileLock(folder / "rent.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        who = holder.read_text(encoding="utf-8").strip() if holder.exists() else "another process"
        raise LockedError(f"{who} is writing to {folder} already") from None
    try:
        holder.write_text(f"process {os.getpid()}\n", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()

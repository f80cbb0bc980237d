"""One writer at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from rentspider.errors import LockedError, SetupError


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder. The system frees it when the process ends, however it ends.

    Raises:
        SetupError: the folder cannot be written.
        LockedError: another process holds it; the message says which.
    """
    holder = folder / "rent.lock.holder"
    lock = FileLock(folder / "rent.lock")
    try:
        (folder / "rent.lock").touch()
        lock.acquire(timeout=0)
    except Timeout:
        who = holder.read_text(encoding="utf-8").strip() if holder.exists() else "another process"
        raise LockedError(f"{who} is writing to {folder} already") from None
    except OSError as error:
        raise SetupError(f"cannot write to the data folder {folder} (RENT_DATA_DIR): {error.strerror}") from error
    try:
        holder.write_text(f"process {os.getpid()}\n", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()

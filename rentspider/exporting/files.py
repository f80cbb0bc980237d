"""Where an export goes: standard output, or a file that is there whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rentspider.errors import SetupError


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """A file to write to; None: standard output.

    What a file was before stays until the new one is whole, and for good where it does not come to that.

    Raises:
        SetupError: it cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        if path.exists() and not path.is_file():  # a device, or a pipe
            with path.open("wb") as file:
                yield file
            return
        with _in_place_of(path.resolve()) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SetupError(f"cannot write {path}: {error.strerror or error}") from error


@contextmanager
def _in_place_of(path: Path) -> Iterator[IO[bytes]]:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

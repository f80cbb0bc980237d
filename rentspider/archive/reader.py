"""Reads the answers in a WARC file, the project's own or another crawler's, and says what cannot be read."""

import mmap
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from rentspider.archive.answers import ArchivedPage, OnDamage, read_answers
from rentspider.archive.encoding import GZIP
from rentspider.archive.members import read_member, read_members
from rentspider.errors import ArchiveError, SetupError

__all__ = ["ArchivedPage", "check_archive", "read_archive", "read_page"]

_BREAK = b"\r\n\r\n"
_START = _BREAK + b"WARC/"
MOST_DAMAGES = 100
"""Each may cost reading the rest of the file; one with more of them is made to hurt."""


def check_archive(path: Path) -> None:
    """Tell a WARC file from anything else before a run begins.

    Raises:
        SetupError: the file is missing, cannot be opened, or is no WARC file.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise SetupError(f"cannot read the archive {path}: {error.strerror}") from error
    if start.startswith(GZIP):
        start = zlib.decompressobj(wbits=31).decompress(start, 5)
    if start and not start.startswith(b"WARC/"):
        raise SetupError(f"{path} is no WARC archive: it does not start with a WARC header")


def read_archive(path: Path, on_damage: OnDamage) -> Iterator[ArchivedPage]:
    """All answers that can be read, in the file's order; each stretch that cannot be is told to `on_damage`."""
    if path.stat().st_size == 0:
        on_damage(ArchiveError(f"{path} is empty"))
        return
    with path.open("rb") as file:
        if file.read(2) != GZIP:
            yield from _plain(path, on_damage)
            return
    for member in read_members(path):
        if member.damage is None:
            yield from read_answers(BytesIO(member.content), path, member.offset, on_damage)
        else:
            if member.is_cut:  # what stands before the cut is whole, its last record can only be hoped to be
                yield from list(read_answers(BytesIO(member.content), path, member.offset, lambda _: None))[:-1]
            on_damage(member.damage)


def read_page(path: Path, offset: int, url: str) -> ArchivedPage:
    """The answer of an address that stands at an offset, as `read_archive` has told it.

    Raises:
        OSError: the file cannot be opened.
        ArchiveError: no such answer stands there.
    """
    with path.open("rb") as file:
        file.seek(offset)
        start = file.read(2)
        file.seek(offset)
        if start == GZIP:
            pages = read_answers(BytesIO(read_member(path, offset).content), path, offset, _pass_over)
        else:
            pages = read_answers(file, path, None, _pass_over)
        page = next((page for page in pages if page.url == url), None)
    if page is None:
        raise ArchiveError(f"{path} has no answer of {url} at offset {offset}")
    return page


def _pass_over(error: ArchiveError) -> None:
    """What is damaged behind the answer that is looked for is of no interest."""


def _plain(path: Path, on_damage: OnDamage) -> Iterator[ArchivedPage]:
    """The answers of a file that is not packed; behind a damaged record, reading goes on at the next one."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = 0
        for _ in range(MOST_DAMAGES):
            file.seek(start)
            damaged = yield from read_answers(file, path, None, on_damage)
            start = data.find(_START, (start if damaged is None else damaged) + 1)
            if damaged is None or start < 0:
                return
            start += len(_BREAK)
        on_damage(ArchiveError(f"{path} is damaged in too many places; what follows offset {start} is not read"))

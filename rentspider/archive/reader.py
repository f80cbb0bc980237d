"""Reads the answers in an archive, the project's own or another crawler's, and says what cannot be read."""

import mmap
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from rentspider.archive.answers import ArchivedPage, OnDamage, read_answers
from rentspider.archive.encoding import GZIP
from rentspider.archive.members import Member, read_member, read_members
from rentspider.archive.opening import stored_parts
from rentspider.archive.sieve import Later, Sieve
from rentspider.archive.skim import is_passed_over
from rentspider.errors import ArchiveError

__all__ = ["ArchivedPage", "read_archive", "read_page", "read_place"]

_BREAK = b"\r\n\r\n"
_START = _BREAK + b"WARC/"
MOST_DAMAGES = 100
"""Each may cost reading the rest of the file; one with more of them is made to hurt."""


def read_archive(path: Path, on_damage: OnDamage, sieve: Sieve | None = None) -> Iterator[ArchivedPage]:
    """All answers that can be read, in the file's order; each stretch that cannot be is told to `on_damage`.

    Args:
        sieve: what is passed over; nothing without it.
    """
    if path.stat().st_size == 0:
        on_damage(ArchiveError(f"{path} is empty"))
        return
    if parts := stored_parts(path):
        for start, stop in parts:
            yield from _packed(read_members(path, start, stop), path, on_damage, sieve)
        return
    with path.open("rb") as file:
        is_packed = file.read(2) == GZIP
    yield from _packed(read_members(path), path, on_damage, sieve) if is_packed else _plain(path, on_damage, sieve)


def read_page(path: Path, offset: int, url: str) -> ArchivedPage:
    """The answer of an address that stands at an offset, as `read_archive` has told it.

    Raises:
        OSError: the file cannot be opened.
        ArchiveError: no such answer stands there.
    """
    page = read_place(Later(path, offset, url), _pass_over)
    if page is None:
        raise ArchiveError(f"{path} has no answer of {url} at offset {offset}")
    return page


def read_place(place: Later, on_damage: OnDamage) -> ArchivedPage | None:
    """The answer at a place, or None; what is damaged there is told.

    Raises:
        OSError: the file cannot be opened.
    """
    path, offset = place.path, place.offset
    with path.open("rb") as file:
        file.seek(offset)
        start = file.read(2)
        file.seek(offset)
        if start == GZIP:
            pages = read_answers(BytesIO(read_member(path, offset).content), path, offset, on_damage)
        else:
            pages = read_answers(file, path, None, on_damage)
        return next((page for page in pages if page.url == place.url), None)


def _pass_over(error: ArchiveError) -> None:
    """What is damaged behind the answer that is looked for is of no interest."""


def _packed(members: Iterator[Member], path: Path, on_damage: OnDamage, sieve: Sieve | None) -> Iterator[ArchivedPage]:
    """The answers of a file's members."""
    for member in members:
        if sieve and not sieve.goes_on(path, member.offset):
            return
        if member.damage is None:
            if sieve is None or not is_passed_over(member.content, Later(path, member.offset, ""), sieve):
                yield from read_answers(BytesIO(member.content), path, member.offset, on_damage, sieve)
        else:
            if member.is_cut:  # what stands before the cut is whole, its last record can only be hoped to be
                pages = list(read_answers(BytesIO(member.content), path, member.offset, _pass_over))[:-1]
                yield from (page for page in pages if sieve is None or not _stops(sieve, page))
            on_damage(member.damage)


def _stops(sieve: Sieve, page: ArchivedPage) -> bool:
    """Whether an answer that was read already is passed over."""
    kind = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    place = Later(page.path, page.offset, page.url)
    return sieve.stops_address(page.url) or sieve.stops_page(place, kind, page.body)


def _plain(path: Path, on_damage: OnDamage, sieve: Sieve | None) -> Iterator[ArchivedPage]:
    """The answers of a file that is not packed; behind a damaged record, reading goes on at the next one."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = 0
        for _ in range(MOST_DAMAGES):
            file.seek(start)
            damaged = yield from read_answers(file, path, None, on_damage, sieve)
            start = data.find(_START, (start if damaged is None else damaged) + 1)
            if damaged is None or start < 0:
                return
            start += len(_BREAK)
        on_damage(ArchiveError(f"{path} is damaged in too many places; what follows offset {start} is not read"))

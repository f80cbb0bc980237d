"""Reads the answers in a WARC file, the project's own or another crawler's, and says what cannot be read."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from rentspider.archive.encoding import unpack
from rentspider.archive.members import read_member, read_members
from rentspider.archive.moments import moment_of, server_time
from rentspider.errors import ArchiveError, SetupError

_GZIP = b"\x1f\x8b"
OnDamage = Callable[[ArchiveError], None]


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One answer: what the spider's callbacks need of it, and where it stands."""

    url: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    """Unpacked."""
    fetched_at: datetime
    """The Date header, UTC; WARC-Date where there is none."""
    path: Path
    offset: int


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
    if start.startswith(_GZIP):
        start = zlib.decompressobj(wbits=31).decompress(start, 5)
    if start and not start.startswith(b"WARC/"):
        raise SetupError(f"{path} is no WARC archive: it does not start with a WARC header")


def read_archive(path: Path, on_damage: OnDamage) -> Iterator[ArchivedPage]:
    """All answers that can be read, in the file's order; each stretch that cannot be is told to `on_damage`."""
    if path.stat().st_size == 0:
        on_damage(ArchiveError(f"{path} is empty"))
        return
    with path.open("rb") as file:
        if file.read(2) != _GZIP:
            file.seek(0)
            yield from _pages(file, path, None, on_damage)
            return
    for member in read_members(path):
        if member.damage is None:
            yield from _pages(BytesIO(member.content), path, member.offset, on_damage)
        else:
            if member.is_cut:  # what stands before the cut is whole, its last record can only be hoped to be
                yield from list(_pages(BytesIO(member.content), path, member.offset, lambda _: None))[:-1]
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
        if start == _GZIP:
            pages = _pages(BytesIO(read_member(path, offset).content), path, offset, _pass_over)
        else:
            pages = _pages(file, path, None, _pass_over)
        page = next((page for page in pages if page.url == url), None)
    if page is None:
        raise ArchiveError(f"{path} has no answer of {url} at offset {offset}")
    return page


def _pass_over(error: ArchiveError) -> None:
    """What is damaged behind the answer that is looked for is of no interest."""


def _pages(file: BinaryIO, path: Path, member: int | None, on_damage: OnDamage) -> Iterator[ArchivedPage]:
    """The answers among the records of an unpacked stream; `member` is where it starts in the file."""
    records = ArchiveIterator(file)
    place = member or 0
    try:
        for record in records:
            place = records.offset if member is None else member
            page = _page(record, path, place) if record.rec_type == "response" else None
            records.read_to_end()
            unmeasured = record.rec_type == "response" and not record.length  # its length is what the cut has taken
            if record.raw_stream.limit > 0 or unmeasured:
                on_damage(ArchiveError(f"{path} is cut off in the record at offset {place}"))
            elif page:
                yield page
            place = records.offset if member is None else member
    except (AttributeError, TypeError):  # what warcio raises where a record's headers end too early
        on_damage(ArchiveError(f"{path} is cut off in the headers of the record at offset {place}"))
        return
    except (ArchiveLoadFailed, ValueError) as error:
        reason = str(error).strip().partition("\n")[0][:80]
        on_damage(ArchiveError(f"{path} is damaged at offset {place} ({reason!r}); what follows it is not read"))
        return
    if member is None and place < path.stat().st_size:
        on_damage(ArchiveError(f"{path} is cut off at offset {place}"))


def _page(record: Any, path: Path, offset: int) -> ArchivedPage | None:
    if record.http_headers is None:
        return None
    headers = list(record.http_headers.headers)
    shown = server_time(record.http_headers.get_header("Date"))
    fetched_at = shown or moment_of(record.rec_headers.get_header("WARC-Date"))
    url = record.rec_headers.get_header("WARC-Target-URI")
    if not url or fetched_at is None:
        return None
    return ArchivedPage(
        url=url.strip("<>"),
        status=int(record.http_headers.get_statuscode()),
        headers=headers,
        body=_body(record),
        fetched_at=fetched_at,
        path=path,
        offset=offset,
    )


def _body(record: Any) -> bytes:
    """The body, its chunks put together and unpacked."""
    stream = record.raw_stream
    if "chunked" in (record.http_headers.get_header("Transfer-Encoding") or "").lower():
        stream = ChunkedDataReader(stream)
    return unpack(stream.read(), record.http_headers.get_header("Content-Encoding") or "")

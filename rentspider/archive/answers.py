"""The answers among the records of a stream that is not packed, or not any more."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from rentspider.archive.encoding import unpack
from rentspider.archive.moments import moment_of, server_time
from rentspider.errors import ArchiveError

_BLOCK = 1 << 20
"""Bytes that are read at once. A line is put together from blocks, each time anew: of many small ones it takes long."""
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


def read_answers(
    file: BinaryIO, path: Path, member: int | None, on_damage: OnDamage
) -> Generator[ArchivedPage, None, int | None]:
    """The answers, in order, up to the first record behind which nobody knows where the next one starts.

    Args:
        member: where the stream starts in the file; None where it is the file itself, and nothing but the digests of
            its records tells whether they are what was written.

    Returns:
        The offset of that record, where there is one.
    """
    records = ArchiveIterator(file, check_digests=member is None, block_size=_BLOCK)
    place = file.tell() if member is None else member
    try:
        for record in records:
            place = records.offset if member is None else member
            page, damage = _page_of(record, path, place)
            records.read_to_end()
            unmeasured = record.rec_type == "response" and not record.length  # its length is what the cut has taken
            if record.raw_stream.limit > 0 or unmeasured:
                on_damage(ArchiveError(f"{path} is cut off in the record at offset {place}"))
            elif _is_changed(record):
                on_damage(ArchiveError(f"{path} is damaged at offset {place} (not what its digest says)"))
                return place
            elif damage:
                on_damage(damage)
            elif page:
                yield page
            place = records.offset if member is None else member
    except (AttributeError, TypeError):  # what warcio raises where a record's headers end too early
        on_damage(ArchiveError(f"{path} is cut off in the headers of the record at offset {place}"))
        return None
    except (ArchiveLoadFailed, ValueError) as error:
        on_damage(_damage(path, place, error))
        return place
    if member is None and place < path.stat().st_size:
        on_damage(ArchiveError(f"{path} is cut off at offset {place}"))
    return None


def _damage(path: Path, place: int, error: Exception) -> ArchiveError:
    reason = str(error).strip().partition("\n")[0][:80]
    return ArchiveError(f"{path} is damaged at offset {place} ({reason!r})")


def _is_changed(record: Any) -> bool:
    """Whether a record is not what its digest says; that of its payload is made in more ways than one, and no word."""
    problems = record.digest_checker.problems if record.digest_checker else ()
    return any(problem.startswith("block digest failed") for problem in problems)


def _page_of(record: Any, path: Path, offset: int) -> tuple[ArchivedPage | None, ArchiveError | None]:
    """The answer in a record, if there is one, or why it cannot be read."""
    try:
        return _page(record, path, offset) if record.rec_type == "response" else None, None
    except ValueError as error:
        return None, _damage(path, offset, error)


def _page(record: Any, path: Path, offset: int) -> ArchivedPage | None:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if record.http_headers is None or not url:
        return None
    if "@" in urlsplit(url).netloc:  # which raises ValueError where nobody could go there
        raise ValueError("an answer of an address with a password")
    shown = server_time(record.http_headers.get_header("Date"))
    fetched_at = shown or moment_of(record.rec_headers.get_header("WARC-Date"))
    if fetched_at is None:
        raise ValueError("an answer without a date")
    status, headers = int(record.http_headers.get_statuscode()), list(record.http_headers.headers)
    return ArchivedPage(url, status, headers, _body(record), fetched_at, path, offset)


def _body(record: Any) -> bytes:
    """The body, its chunks put together and unpacked."""
    stream = record.raw_stream
    if "chunked" in (record.http_headers.get_header("Transfer-Encoding") or "").lower():
        stream = ChunkedDataReader(stream)
    return unpack(stream.read(), record.http_headers.get_header("Content-Encoding") or "")

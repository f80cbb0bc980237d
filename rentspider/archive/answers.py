"""The answers among the records of a stream that is not packed, or not any more."""

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from rentspider.archive.records import body_of, digest_of, is_changed, is_cut, moment_in
from rentspider.archive.sieve import Later, Sieve
from rentspider.errors import ArchiveError

_BLOCK = 1 << 20
"""Bytes that are read at once. A line is put together from blocks, each time anew: of many small ones it takes long."""
_ARC = re.compile(rb"(?:filedesc|https?|dns):\S+ \S+ \d* \S+ \d+\r?\n")
_LONGEST_LINE = 1 << 14
_KINDS = ("response", "revisit")
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
    digest: str = ""
    """Of the body as it was sent, by which records that only repeat it name it; empty where there is none."""


def read_answers(
    file: BinaryIO, path: Path, member: int | None, on_damage: OnDamage, sieve: Sieve | None = None
) -> Generator[ArchivedPage, None, int | None]:
    """The answers, in order, up to the first record behind which nobody knows where the next one starts.

    Args:
        member: where the stream starts in the file; None where it is the file itself, and nothing but the digests of
            its records tells whether they are what was written.
        sieve: what is passed over; nothing without it.

    Returns:
        The offset of that record, where there is one.
    """
    start = file.tell()
    is_arc = bool(_ARC.match(file.read(_LONGEST_LINE)))  # told to warcio, it takes any five words for an ARC record
    file.seek(start)
    records = ArchiveIterator(file, check_digests=member is None, block_size=_BLOCK, arc2warc=is_arc)
    place = start if member is None else member
    try:
        for record in records:
            place = records.offset if member is None else member
            if sieve and not sieve.goes_on(path, place):
                return None
            kept = len(sieve.unsigned) if sieve else 0
            page, damage = _page_of(record, path, place, sieve)
            records.read_to_end()
            flaw = _flaw(record, path, place)
            if sieve and flaw:
                del sieve.unsigned[kept:]  # it would be told once more
            if wrong := flaw or damage:
                on_damage(wrong)
            elif page:
                yield page
            if flaw and not is_cut(record):
                return place
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


def _flaw(record: Any, path: Path, place: int) -> ArchiveError | None:
    """What is wrong with a record that was read to its end, whatever it says."""
    if is_cut(record):
        return ArchiveError(f"{path} is cut off in the record at offset {place}")
    if is_changed(record):
        return ArchiveError(f"{path} is damaged at offset {place} (not what its digest says)")
    return None


def _damage(path: Path, place: int, error: Exception) -> ArchiveError:
    reason = str(error).strip().partition("\n")[0][:80]
    return ArchiveError(f"{path} is damaged at offset {place} ({reason!r})")


def _page_of(
    record: Any, path: Path, offset: int, sieve: Sieve | None
) -> tuple[ArchivedPage | None, ArchiveError | None]:
    """The answer in a record, if there is one that is wanted, or why it cannot be read."""
    try:
        place = Later(path, offset, (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"))
        if record.rec_type not in _KINDS or not place.url or (sieve and sieve.stops_address(place.url)):
            return None, None
        if record.rec_type == "revisit" and sieve:
            sieve.keep_repeat(place, digest_of(record), moment_in(record))
        is_answer = record.rec_type == "response" and record.http_headers is not None
        return _page(record, place, sieve) if is_answer else None, None
    except ValueError as error:
        return None, _damage(path, offset, error)


def _page(record: Any, place: Later, sieve: Sieve | None) -> ArchivedPage | None:
    body, damage = body_of(record)
    if sieve and sieve.stops_page(place, record.http_headers.get_header("Content-Type") or "", body):
        return None
    if "@" in urlsplit(place.url).netloc:  # which raises ValueError where nobody could go there
        raise ValueError("an answer of an address with a password")
    if body is None:
        raise ValueError(damage)
    fetched_at = moment_in(record)
    if fetched_at is None:
        raise ValueError("an answer without a date")
    status, headers = int(record.http_headers.get_statuscode()), list(record.http_headers.headers)
    return ArchivedPage(place.url, status, headers, body, fetched_at, place.path, place.offset, digest_of(record))

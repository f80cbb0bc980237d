"""What a record says, as the parser of WARC files gives it."""

from datetime import datetime
from typing import Any

from warcio.bufferedreaders import ChunkedDataReader

from rentspider.archive.encoding import unpack
from rentspider.archive.moments import moment_of, server_time


def is_cut(record: Any) -> bool:
    """Whether a record that was read to its end is shorter than it says, or its length is what the cut has taken."""
    return record.raw_stream.limit > 0 or (record.rec_type == "response" and not record.length)


def is_changed(record: Any) -> bool:
    """Whether a record is not what its digest says; that of its payload is made in more ways than one, and no word."""
    problems = record.digest_checker.problems if record.digest_checker else ()
    return any(problem.startswith("block digest failed") for problem in problems)


def moment_in(record: Any) -> datetime | None:
    """When the server rendered an answer, as far as it is told."""
    shown = server_time(record.http_headers.get_header("Date")) if record.http_headers else None
    return shown or moment_of(record.rec_headers.get_header("WARC-Date"))


def digest_of(record: Any) -> str:
    """Of the body as it was sent; empty where there is none."""
    return (record.rec_headers.get_header("WARC-Payload-Digest") or "").lower()


def body_of(record: Any) -> tuple[bytes | None, str]:
    """The body, its chunks put together and unpacked; or None, and why it cannot be."""
    stream = record.raw_stream
    if "chunked" in (record.http_headers.get_header("Transfer-Encoding") or "").lower():
        stream = ChunkedDataReader(stream)
    try:
        return unpack(stream.read(), record.http_headers.get_header("Content-Encoding") or ""), ""
    except ValueError as error:
        return None, str(error)

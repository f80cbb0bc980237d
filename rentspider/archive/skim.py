"""Passes over records by their first lines: most of a large archive of others is of no interest, and parsing it is
what takes long."""

import re

from rentspider.archive.sieve import Later, Sieve

_BREAK = b"\r\n\r\n"
_LONGEST_HEAD = 1 << 14
_LINE = rb"\r\n%b:[ \t]*([^\r\n]*?)[ \t]*(?=\r\n)"
_TYPE, _LENGTH, _ADDRESS, _KIND = (
    re.compile(_LINE % name, re.IGNORECASE)
    for name in (b"WARC-Type", b"Content-Length", b"WARC-Target-URI", b"Content-Type")
)
_PACKED = re.compile(rb"\r\n(?:Content|Transfer)-Encoding:", re.IGNORECASE)
_ANSWERS = (b"response", b"revisit")


def is_passed_over(content: bytes, place: Later, sieve: Sieve) -> bool:
    """Whether a member of an archive is one record that is of no interest; False also where that takes a parser.

    Args:
        place: where it stands; its address is not known yet.
    """
    head = _head(content)
    if head is None:
        return False
    kind = _value(_TYPE, head)
    if kind not in _ANSWERS:
        return kind != b""
    url = _value(_ADDRESS, head).decode("latin-1").strip("<>")
    if kind != b"response" or not url.isascii() or not url:
        return False
    if sieve.stops_address(url):
        return True
    start = len(head) + 2
    end = content.find(_BREAK, start, start + _LONGEST_HEAD)
    http = content[start : end + 2]
    if not sieve.signed or end < 0 or _PACKED.search(http):
        return False
    found = Later(place.path, place.offset, url)
    return sieve.stops_page(found, _value(_KIND, http).decode("latin-1"), content)


def _head(content: bytes) -> bytes | None:
    """The WARC headers of a member that is one whole record, up to its last line's end; None of any other."""
    end = content.find(_BREAK, 0, _LONGEST_HEAD)
    if end < 0 or not content.startswith(b"WARC/1."):
        return None
    head = content[: end + 2]
    length = _value(_LENGTH, head)
    whole = length.isdigit() and len(length) < 16 and end + int(length) + 2 * len(_BREAK) == len(content)
    return head if whole else None


def _value(pattern: re.Pattern[bytes], head: bytes) -> bytes:
    match = pattern.search(head)
    return match[1] if match else b""

"""The gzip members of an archive, one a record, past whatever is damaged between them."""

import mmap
import zlib
from collections.abc import Iterator
from pathlib import Path

from rentspider.errors import ArchiveError

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
LARGEST = 256 << 20
"""A member that unpacks to more than this is given up: no page is that large."""


def read_members(path: Path) -> Iterator[tuple[int, bytes | ArchiveError]]:
    """Each member's offset and content, or an error where a stretch of the file cannot be read."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = 0
        while start < len(data):
            try:
                content, end = _unpack(data, start)
            except zlib.error as error:
                end = _next_start(data, start + 1)
                yield start, ArchiveError(f"{path} is damaged at offset {start} ({error}); went on at {end}")
            else:
                yield start, content
            start = end


def _unpack(data: mmap.mmap, start: int) -> tuple[bytes, int]:
    """The content of the member at an offset, checked against its CRC, and where it ends."""
    unpacker, parts, size, place = zlib.decompressobj(wbits=31), [], 0, start
    while not unpacker.eof:
        chunk = data[place : place + _CHUNK]
        if not chunk:
            raise zlib.error("cut off")
        parts.append(unpacker.decompress(chunk, LARGEST))
        place += len(chunk)
        size += len(parts[-1])
        if size > LARGEST or unpacker.unconsumed_tail:
            raise zlib.error("larger than any page")
    return b"".join(parts), place - len(unpacker.unused_data)


def _next_start(data: mmap.mmap, place: int) -> int:
    """The next offset at which a whole member starts, or the end of the file."""
    while (found := data.find(_MAGIC, place)) >= 0:
        try:
            _unpack(data, found)
        except zlib.error:
            place = found + 1
        else:
            return found
    return len(data)

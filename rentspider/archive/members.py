"""The gzip members of an archive, one a record, past whatever is damaged between them."""

import mmap
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rentspider.archive.encoding import GZIP
from rentspider.errors import ArchiveError

_MAGIC = GZIP + b"\x08"
_CHUNK = 1 << 16
_HELD = 8 << 20
CUT = "cut off"
LARGEST = 256 << 20
"""A member that unpacks to more than this is given up: no page is that large."""


@dataclass(frozen=True, slots=True)
class Member:
    """One gzip member: where it starts, what could be unpacked of it, and why it is not all."""

    offset: int
    content: bytes
    damage: ArchiveError | None = None
    is_cut: bool = False
    """Whether the damage is that the file ends here."""


def read_members(path: Path, start: int = 0, stop: int | None = None) -> Iterator[Member]:
    """All members of a file, or of a part of it, in order; a damaged one is followed by the next that is whole."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        let_go = 0
        while start < (len(data) if stop is None else min(stop, len(data))):
            if start - let_go > _HELD:  # what was read would count as this process's memory up to the end
                let_go = start - start % mmap.PAGESIZE
                data.madvise(mmap.MADV_DONTNEED, 0, let_go)
            content, end, reason = _unpack(data, start)
            damage = None
            if reason:
                end = _next_start(data, start + 1)
                damage = ArchiveError(f"{path} is damaged at offset {start} ({reason}); went on at {end}")
            yield Member(start, content, damage, reason == CUT)
            start = end


def read_member(path: Path, offset: int) -> Member:
    """The member at an offset."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        content, _, reason = _unpack(data, offset)
    return Member(offset, content, ArchiveError(f"{path} is damaged at offset {offset} ({reason})") if reason else None)


def _unpack(data: mmap.mmap, start: int) -> tuple[bytes, int, str | None]:
    """What can be unpacked of the member at an offset, where it ends, and what is wrong with it."""
    unpacker, parts, size, place = zlib.decompressobj(wbits=31), list[bytes](), 0, start
    while not unpacker.eof:
        chunk = data[place : place + _CHUNK]
        place += len(chunk)
        try:
            parts.append(unpacker.decompress(chunk, LARGEST))
        except zlib.error as error:
            return b"".join(parts), place, str(error)
        size += len(parts[-1])
        if not chunk or size > LARGEST or unpacker.unconsumed_tail:
            return b"".join(parts), place, "larger than any page" if chunk else CUT
    return b"".join(parts), place - len(unpacker.unused_data), None


def _next_start(data: mmap.mmap, place: int) -> int:
    """The next offset at which a whole member starts, or the end of the file."""
    while (found := data.find(_MAGIC, place)) >= 0:
        if _unpack(data, found)[2] is None:
            return found
        place = found + 1
    return len(data)

"""What a file is, told before anything of it is read: a WARC or ARC file, a WACZ with WARC files in it, or neither."""

import re
import zlib
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from rentspider.archive.encoding import GZIP
from rentspider.archive.members import read_members
from rentspider.archive.writer import SOFTWARE
from rentspider.config import Config
from rentspider.errors import SetupError

_STARTS = (b"WARC/", b"filedesc://")
_ZIP = b"PK\x03\x04"
_LOCAL_HEAD = 30
"""Bytes of a zip file's local header before the names, the lengths of which are its last four bytes."""
_FIRST = 1 << 16
"""Bytes in which the second record is looked for."""
_WITHOUT_ANSWERS = (
    (re.compile(rb"\r\nWARC-Type: *conversion\r\n", re.IGNORECASE), "texts taken from pages (WET)"),
    (re.compile(rb"\r\nWARC-Type: *metadata\r\n(?:[^\r\n]+\r\n)*\r\n\{", re.IGNORECASE), "facts about pages (WAT)"),
)


def archives_of(config: Config, names: Sequence[str]) -> list[Path]:
    """The archives of some names, or, without any, all of the data folder's own.

    Raises:
        SetupError: there is none, or one cannot be read.
    """
    archives = [Path(name) for name in names] or sorted(config.archive.rglob("*.warc.gz"))
    if not archives:
        raise SetupError(f"there is nothing to replay in {config.archive}; name an archive, or crawl first")
    for path in archives:
        check_archive(path)
    return archives


def check_archive(path: Path) -> None:
    """Tell an archive from anything else before a run begins.

    Raises:
        SetupError: the file is missing, cannot be opened, is no archive, or is one without answers.
    """
    try:
        start = _start(path)
        if start.startswith(_ZIP):
            stored_parts(path)
        elif start.startswith(_STARTS):
            _check_kind(path)
        elif start:
            raise SetupError(f"{path} is no WARC archive: it does not start with a WARC header")
    except OSError as error:
        raise SetupError(f"cannot read the archive {path}: {error.strerror}") from error


def is_own(path: Path) -> bool:
    """Whether this project has written an archive: it says so in its first record."""
    return f"\r\nsoftware: {SOFTWARE}".encode() in _start(path)


def stored_parts(path: Path) -> list[tuple[int, int]]:
    """From where to where the archives stand in a WACZ, which is a zip file; none in any other file.

    Raises:
        SetupError: it is a zip file and holds no archive, or one that is packed once more.
    """
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return []
        try:
            with ZipFile(file) as packed:
                found = [info for info in packed.infolist() if info.filename.endswith(".warc.gz")]
        except BadZipFile:
            found = []
        if not found:
            raise SetupError(f"{path} is no WARC archive: it is a zip file, and holds no .warc.gz")
        if any(info.compress_type != ZIP_STORED for info in found):
            raise SetupError(f"{path} has its archives packed once more: unpack it, and name the .warc.gz files in it")
        parts = []
        for info in found:
            file.seek(info.header_offset + _LOCAL_HEAD - 4)
            lengths = file.read(4)
            start = file.tell() + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            parts.append((start, start + info.compress_size))
    return parts


def _start(path: Path) -> bytes:
    """The first bytes of a file, unpacked."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.startswith(GZIP):
        return start
    try:
        return zlib.decompressobj(wbits=31).decompress(start, 4096)
    except zlib.error:
        return b""  # damaged, which is told when it is read


def _check_kind(path: Path) -> None:
    """Raise SetupError for files of Common Crawl's that hold what was made of answers: their second record shows it."""
    with path.open("rb") as file:
        start = file.read(_FIRST)
    if start.startswith(GZIP):
        start = next((member.content[:_FIRST] for member in islice(read_members(path), 1, 2)), b"")
    for pattern, what in _WITHOUT_ANSWERS:
        if pattern.search(start):
            raise SetupError(f"{path} holds {what}, not the pages: take the WARC file that it was made of")

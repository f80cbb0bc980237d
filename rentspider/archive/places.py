"""Whether the archive holds the answers where the database says that they stand."""

import zlib
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from sqlalchemy import Connection

from rentspider.archive.encoding import GZIP
from rentspider.config import Config
from rentspider.db.fetches import archived_places
from rentspider.db.invariants import Finding, naming

NAME = "place-has-answer"
_HEAD = 4096
"""So many bytes of a record are enough to see which address it is of."""


def places_hold(connection: Connection, config: Config) -> Iterator[Finding]:
    """Each place that is named in `fetches` has a record of its address; files that are missing are left out."""
    wrong = []
    for name, places in groupby(archived_places(connection), key=itemgetter(0)):
        path = config.data / name  # an absolute one stays as it is
        if path.exists():
            wrong += [f"{name} at {offset}" for _, offset, url in places if not _holds(path, offset, url)]
    if wrong:
        yield Finding(
            NAME,
            f"places in the archive that do not hold the answer that they should: {len(wrong)} {naming(wrong)}",
            "A backup of the file has them; articles that are stored stay as they are",
        )


def missing_files(connection: Connection, config: Config) -> list[str]:
    """Archives that are named in `fetches` and are not in their folder: moved away, or lost."""
    names = {name for name, _, _ in archived_places(connection)}
    return sorted(name for name in names if not (config.data / name).exists())


def _holds(path: Path, offset: int, url: str) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(offset)
            head = file.read(_HEAD)
        if head.startswith(GZIP):
            head = zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    except (OSError, OverflowError, ValueError, zlib.error):
        return False
    return head.startswith((b"WARC/", url.encode() + b" ")) and url.encode() in head  # an ARC record begins with it

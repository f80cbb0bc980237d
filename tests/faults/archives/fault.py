"""What a fault of an archive is, and what has to come of it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.archives.records import Record, packed, records
from tests.faults.site.fault import POSTS

Change = Callable[[Record], Record]
Archive = Callable[[list[Record]], bytes]
"""Makes a file of records."""


@dataclass(frozen=True)
class Fault:
    """A replay of an archive with the pages of eight posts."""

    name: str
    promise: str
    archive: Archive
    code: int = 0
    stored: frozenset[int] = POSTS
    told: str = ""
    """What the log says, as a regular expression."""
    untold: str = "Traceback"
    ending: str = ".warc.gz"
    seconds: float = 10
    """How much of a CPU's time it may take."""
    mib: float = 200

    def __str__(self) -> str:
        return self.name

    def content(self) -> bytes:
        """The archive."""
        return self.archive(records())


def each(change: Change, pack: Archive = packed) -> Archive:
    """An archive all of whose records are changed."""
    return lambda some: pack([change(record) for record in some])


def of_bad(change: Change, pack: Archive = packed) -> Archive:
    """An archive with one changed record in its middle."""
    return each(lambda record: change(record) if record.is_bad else record, pack)

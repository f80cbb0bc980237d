"""Names of the project's own archives: one a run, merged into one a day and then one a month.

`SITE-20260310T080000.warc.gz` is a run's, `SITE-20260310.warc.gz` a day's, `SITE-202603.warc.gz` a month's; days and
months are UTC.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

_UNSAFE = re.compile(r"[^\w.\[\]-]")  # a site's name comes from an address, and must not lead out of the folder
_RUN = re.compile(r"(?P<stem>.+-(?P<day>(?P<month>\d{6})\d{2}))T\d{6}(?:-\d+)?\.warc\.gz")
_DAY = re.compile(r"(?P<stem>.+-(?P<month>\d{6}))\d{2}\.warc\.gz")


def new_archive(folder: Path, site: str, started: datetime) -> Path:
    """The name of a run's archive: the site and when the run started, never that of a file that is there."""
    stem = f"{folder_of(site)}-{started.astimezone(UTC):%Y%m%dT%H%M%S}"
    path = folder / f"{stem}.warc.gz"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.warc.gz"
    return path


def folder_of(name: str) -> str:
    """A site's name as that of a folder or a file."""
    return _UNSAFE.sub("_", name)


def merged_name(path: Path, today: datetime) -> Path | None:
    """The archive that a file is due to be merged into, or None: its day, or its month, is not over yet."""
    now = today.astimezone(UTC)
    if (match := _RUN.fullmatch(path.name)) and match["day"] < f"{now:%Y%m%d}":
        return path.with_name(match["stem"] + ".warc.gz")
    if (match := _DAY.fullmatch(path.name)) and match["month"] < f"{now:%Y%m}":
        return path.with_name(match["stem"] + ".warc.gz")
    return None

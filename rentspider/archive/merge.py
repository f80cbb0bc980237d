"""Merges archives, so that an hourly run does not leave thousands of small files.

Records are compressed one by one, so that merging is putting files behind each other; the database is told where
each fetch stands now. At each step all records exist: the merged file is complete on the disk before the database
points to it, and the parts go last. A merge that was cut short is done again by the next one.
"""

import os
import shutil
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from rentspider.archive.names import merged_name
from rentspider.config import Config
from rentspider.db.fetches import move_fetches


def merge_archives(config: Config, engine: Engine, now: datetime | None = None) -> list[Path]:
    """Merge the runs of past days into days, and the days of past months into months; gives the merged files."""
    today = now or datetime.now(UTC)
    merged: list[Path] = []
    while due := _due(config.archive, today):
        for target, parts in due.items():
            _merge(config, engine, parts, target)
            merged.append(target)
    return merged


def _due(folder: Path, today: datetime) -> dict[Path, list[Path]]:
    due: dict[Path, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*.warc.gz")):
        if target := merged_name(path, today):
            due[target].append(path)
    return due


def _merge(config: Config, engine: Engine, parts: Sequence[Path], target: Path) -> None:
    unfinished = target.with_suffix(".part")
    sources = [target, *parts] if target.exists() else list(parts)
    starts: dict[Path, int] = {}
    with unfinished.open("wb") as out:
        for source in sources:
            starts[source] = out.tell()
            with source.open("rb") as records:
                shutil.copyfileobj(records, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(target)
    with engine.begin() as connection:
        for part in parts:
            move_fetches(connection, config.name_of(part), config.name_of(target), starts[part])
    for part in parts:
        part.unlink()

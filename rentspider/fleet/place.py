"""Whether a worker works with the database and the data folder of its fleet, and not with others of the same name."""

import platform
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from rentspider.config import Config
from rentspider.db import connect_alone, locks
from rentspider.errors import SetupError


@contextmanager
def marking(config: Config, fleet: str) -> Iterator[None]:
    """Until its end, mark database and data folder as those of a fleet.

    Raises:
        SetupError: the database is no PostgreSQL one or cannot be opened, or the folder cannot be written.
    """
    if not config.is_on_postgresql:
        raise SetupError(
            "a fleet needs PostgreSQL: several machines cannot write one SQLite file;"
            " name a database in RENT_DATABASE_URL (docs/scale.md)"
        )
    mark = _mark(config, fleet)
    with closing(connect_alone(config.database_url, "scrapy fleet")) as connection:
        locks.take(connection, _lock(fleet))
        try:
            mark.touch()
        except OSError as error:
            raise SetupError(f"cannot write to the data folder {config.data}: {error.strerror}") from error
        try:
            yield
        finally:
            mark.unlink(missing_ok=True)


@lru_cache(maxsize=64)
def check_place(config: Config, fleet: str) -> None:
    """Look for the marks.

    Raises:
        SetupError: one is missing: what this machine stores would go elsewhere.
    """
    here = platform.node()
    if not config.is_on_postgresql:
        raise SetupError(f"RENT_DATABASE_URL names no PostgreSQL database on {here}")
    with closing(connect_alone(config.database_url, "a worker of scrapy fleet")) as connection:
        if not locks.held_among(connection, [_lock(fleet)]):
            raise SetupError(f"RENT_DATABASE_URL on {here} names another database than where the fleet began")
    if not _mark(config, fleet).exists():
        raise SetupError(f"{config.data} on {here} is not the fleet's data folder (RENT_DATA_DIR)")


def _lock(fleet: str) -> str:
    return f"fleet {fleet}"


def _mark(config: Config, fleet: str) -> Path:
    return config.data / f".fleet-{fleet}"

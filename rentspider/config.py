"""The project's settings, read from Scrapy's, as the places and addresses that they mean."""

from dataclasses import dataclass
from pathlib import Path

from scrapy.settings import BaseSettings
from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from rentspider.errors import SetupError

ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Config:
    """Where things are kept."""

    data: Path
    database_url: str | URL
    archive_name: str = ARCHIVE
    lock_wait: float = 0.0
    """Seconds to wait for a run that is in the way."""

    @classmethod
    def of(cls, settings: BaseSettings) -> "Config":
        """Read the settings; the data folder is made where it is missing.

        Raises:
            SetupError: the data folder cannot be made, or the archive is not to be in it, or can be none there.
        """
        archive = str(settings["RENT_ARCHIVE_DIR"] or ARCHIVE)
        if Path(archive).is_absolute() or ".." in Path(archive).parts:
            raise SetupError(
                f"RENT_ARCHIVE_DIR={archive} is no folder inside the data folder (write it as archive/one)"
            )
        data = Path(settings["RENT_DATA_DIR"]).absolute()
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SetupError(f"cannot write to the data folder {data} (RENT_DATA_DIR): {error.strerror}") from error
        if (data / archive).exists() and not (data / archive).is_dir():
            raise SetupError(f"RENT_ARCHIVE_DIR={archive}: {data / archive} is there, and no folder")
        database = settings["RENT_DATABASE_URL"] or URL.create("sqlite", database=str(data / "rent.db"))
        return cls(data, database, archive, settings.getfloat("RENT_LOCK_WAIT"))

    @property
    def archive(self) -> Path:
        """The folder of the project's own archives."""
        return self.data / self.archive_name

    @property
    def is_on_postgresql(self) -> bool:
        """Whether the database is a server that keeps locks itself."""
        return self._address is not None and self._address.get_backend_name() == "postgresql"

    @property
    def _address(self) -> URL | None:
        """That of the database; None where it is none, which is told when it is opened."""
        try:
            return make_url(self.database_url)
        except ArgumentError:
            return None

    @property
    def locks(self) -> list[Path]:
        """The lock files of the data folder and of an SQLite database: two folders can share one.

        An archive of one site's own, beside a database that keeps its locks itself, needs none.
        """
        own, url = self.data / "rent.lock", self._address
        if self.is_on_postgresql and self.archive_name != ARCHIVE:
            return []
        if url is None or url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
            return [own]
        database = Path(url.database).absolute()
        return [own, database.with_name(f"{database.name}.lock")]

    def name_of(self, archive: Path) -> str:
        """An archive file as the database names it: relative to the data folder where it lies in it."""
        path = archive.absolute()
        return str(path.relative_to(self.data)) if path.is_relative_to(self.data) else str(path)

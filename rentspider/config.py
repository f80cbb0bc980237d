"""The project's settings, read from Scrapy's, as the places and addresses that they mean."""

from dataclasses import dataclass
from pathlib import Path

from scrapy.settings import BaseSettings
from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from rentspider.errors import SetupError


@dataclass(frozen=True, slots=True)
class Config:
    """Where things are kept."""

    data: Path
    database_url: str | URL

    @classmethod
    def of(cls, settings: BaseSettings) -> "Config":
        """Read the settings; the data folder is made where it is missing.

        Raises:
            SetupError: the data folder cannot be made.
        """
        data = Path(settings["RENT_DATA_DIR"]).absolute()
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SetupError(f"cannot write to the data folder {data} (RENT_DATA_DIR): {error.strerror}") from error
        return cls(data, settings["RENT_DATABASE_URL"] or URL.create("sqlite", database=str(data / "rent.db")))

    @property
    def archive(self) -> Path:
        """The folder of the project's own archives."""
        return self.data / "archive"

    @property
    def locks(self) -> list[Path]:
        """The lock files of the data folder and of an SQLite database: two folders can share one."""
        own = self.data / "rent.lock"
        try:
            url = make_url(self.database_url)
        except ArgumentError:  # told when it is opened
            return [own]
        if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
            return [own]
        database = Path(url.database).absolute()
        return [own, database.with_name(f"{database.name}.lock")]

    def name_of(self, archive: Path) -> str:
        """An archive file as the database names it: relative to the data folder where it lies in it."""
        path = archive.absolute()
        return str(path.relative_to(self.data)) if path.is_relative_to(self.data) else str(path)

"""An empty database for each try; making one takes longer than many a crawl."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from rentspider.db import open_database

_MAKING = Lock()  # Alembic keeps what it is at in globals


def blank_database(data: Path) -> None:
    """Put one into a data folder."""
    with _MAKING:
        content = _made()
    (data / "rent.db").write_bytes(content)


@cache
def _made() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rent.db"
        open_database(f"sqlite:///{path}").dispose()
        return path.read_bytes()

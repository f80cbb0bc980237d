"""The databases of tests: SQLite files in their data folders, or, with `--database postgresql`, what stands for them.

Then each file `…/rent.db` that a test means is a database of one PostgreSQL server, made when it is first asked for.
Tests say which they mean, and never notice.
"""

import json
import os
import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine, text

from tests.postgres import Server

SERVER = "RENT_TESTS_SERVER"
"""The environment variable by which all processes of the tests know the server; not set, they use SQLite."""
_made: set[Path] = set()


def on_postgresql() -> bool:
    """Whether databases stand for files."""
    return SERVER in os.environ


def address(file: Path) -> str:
    """The address of the database that is or stands for a file."""
    if not on_postgresql():
        return f"sqlite:///{file}"
    if file not in _made:
        _server().create(_name(file))
        _made.add(file)
    return _server().address(_name(file))


def setting(data: Path) -> str:
    """What RENT_DATABASE_URL is for a data folder: with SQLite nothing, so that its own file is used."""
    return address(data.absolute() / "rent.db") if on_postgresql() else ""


def copy_folder(source: Path, target: Path) -> None:
    """Copy a data folder with its database."""
    shutil.copytree(source, target)
    if on_postgresql():
        copy = target.absolute() / "rent.db"
        _server().create(_name(copy), _name(source.absolute() / "rent.db"))
        _made.add(copy)


def forget(folder: Path) -> None:
    """Drop the databases that stand for files in a folder."""
    for file in {file for file in _made if file.is_relative_to(folder)}:
        _server().drop(_name(file))
        _made.remove(file)


def ask(url: str, sql: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """What a question to a database gives, as a user's tool would show it of an SQLite file."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        result = connection.execute(text(sql), values or {})
        found = result.mappings().all() if result.returns_rows else []
        return [{name: _plain(value) for name, value in row.items()} for row in found]


def _plain(value: Any) -> Any:
    """A value as SQLite has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value)
    return int(value) if isinstance(value, bool | Decimal) else value


def _server() -> Server:
    return Server(os.environ[SERVER])


def _name(file: Path) -> str:
    return f"t{sha256(str(file).encode()).hexdigest()[:24]}"

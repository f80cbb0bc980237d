"""A PostgreSQL server of the tests' own, where this machine has the programs: no network, gone when they are over."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import NullPool, create_engine, text

from rentspider.db import open_database

OWNER = "nobody"
"""Whom it runs as where the tests run as root, which PostgreSQL refuses to."""
EMPTY, OURS = "template0", "template_rent"
"""What a new database is a copy of: nothing, or one that is migrated, which saves the time for that."""
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
"""Nothing has to outlast the machine, and nothing is to disturb the copying of databases."""
IN_SQLITES_WORDS = (
    "CREATE FUNCTION text_and_comma(text, text) RETURNS text LANGUAGE sql AS $$ SELECT concat_ws(',', $1, $2) $$",
    "CREATE AGGREGATE group_concat(text) (SFUNC = text_and_comma, STYPE = text)",
)
"""What questions of tests make use of."""


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    place: str
    """The address of a database of it, with {} for its name."""

    def address(self, name: str) -> str:
        """The address of a database."""
        return self.place.format(name)

    def create(self, name: str, template: str = OURS) -> str:
        """Make a database, where it is not there; gives its address."""
        if not self._do(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            self._do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    def drop(self, name: str) -> None:
        """Drop a database, whoever uses it."""
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, statement: str) -> bool:
        """Whether a statement gives a row."""
        engine = create_engine(self.address("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            result = connection.execute(text(statement))
            return result.returns_rows and result.first() is not None


def missing() -> str | None:
    """What a test with PostgreSQL lacks here."""
    if _programs() is None:
        return "there is no PostgreSQL server here; make ci-deps"
    return None if importlib.util.find_spec("psycopg") else "psycopg is not installed"


@contextmanager
def serving() -> Iterator[Server]:
    """A server with a database of ours that others can be copied from."""
    with server() as place:
        made = Server(place)
        engine = open_database(made.create(OURS, EMPTY))
        with engine.begin() as connection:
            for statement in IN_SQLITES_WORDS:
                connection.execute(text(statement))
        engine.dispose()
        yield made


@contextmanager
def server() -> Iterator[str]:
    """A server over a socket in a folder of its own; gives the address of a database, with {} for its name."""
    programs, folder = _programs(), Path(mkdtemp(prefix="rent-postgres-"))
    assert programs
    user = OWNER if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def run(program: str, *options: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *options]
        subprocess.run(command, cwd=folder, user=user, check=True, capture_output=True)

    try:
        run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-o", f"-c listen_addresses='' {QUICK} -k {folder}", "-l", str(folder / "log"), "-w", "start")
        try:
            yield f"postgresql+psycopg://postgres@/{{}}?host={folder}"
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """Where they are: Debian keeps them out of the way."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)

"""A PostgreSQL server of the tests' own, where this machine has the programs: no network, gone when they are over."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

OWNER = "nobody"
"""Whom it runs as where the tests run as root, which PostgreSQL refuses to."""


def missing() -> str | None:
    """What a test with PostgreSQL lacks here."""
    if _programs() is None:
        return "there is no PostgreSQL server here; make ci-deps"
    return None if importlib.util.find_spec("psycopg") else "psycopg is not installed"


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
        settings = f"-c listen_addresses='' -c fsync=off -k {folder}"
        run("pg_ctl", "-o", settings, "-l", str(folder / "log"), "-w", "start")
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

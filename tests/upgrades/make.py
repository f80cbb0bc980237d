"""Makes a database of an earlier version: its migrations, and some made-up articles in the columns that it has."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from rentspider.db.engine import HEAD
from rentspider.db.migrations import configuration
from rentspider.db.models import Base
from rentspider.db.search.index import keep_in_step
from rentspider.db.views import create_views
from tests.fakesite.archive import Capture, write_warc
from tests.fakesite.dates import DAY
from tests.fakesite.look import Look
from tests.fakesite.posts import make_post
from tests.fakesite.sample import NOW
from tests.fakesite.site import FakeSite
from tests.helpers import run_here

FOLDER = Path(__file__).parent / "databases"
POSTS = 4


def revisions() -> list[str]:
    """All versions that there are migrations to, the oldest first."""
    with create_engine("sqlite://").begin() as connection:
        scripts = ScriptDirectory.from_config(configuration(connection)).walk_revisions()
    return sorted(script.revision for script in scripts)


def fixture(revision: str) -> Path:
    """The packed database of a version."""
    return FOLDER / f"{revision}.db.gz"


def unpack(revision: str, path: Path) -> None:
    """Write the database of a version to a file."""
    path.write_bytes(gzip.decompress(fixture(revision).read_bytes()))


def make(revision: str) -> None:
    """Make the database of a version, from what the code of today stores."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _store(folder)
        old = folder / "old.db"
        engine = create_engine(f"sqlite:///{old}")
        with engine.begin() as connection:
            command.upgrade(configuration(connection), revision)
        _copy_rows(folder / "rent.db", old)
        with engine.begin() as connection:
            if revision >= "0004":
                keep_in_step(connection)
            if revision == HEAD:
                create_views(connection)
        engine.dispose()
        with closing(sqlite3.connect(old)) as file:
            file.execute("VACUUM")
            file.execute("PRAGMA journal_mode=WAL")  # as the program has it
        fixture(revision).write_bytes(gzip.compress(old.read_bytes(), mtime=0))


def _store(folder: Path) -> None:
    """A database of today, with a post that was changed, and a run."""
    archive = folder / "archive" / "demo.example-202603.warc.gz"
    write_warc(archive, _captures())
    assert run_here("replay", data=folder).returncode == 0


def _captures() -> Iterator[Capture]:
    rng = Random(5)
    site = FakeSite([make_post(rng, number, NOW - DAY * (9 - number)) for number in range(1, POSTS + 1)], Look(), NOW)
    paths = ["/", "/feed.php", *(f"/index.php/post/{number}.html" for number in site.posts)]
    yield from ((f"http://demo.example{path}", NOW, site.respond(path, NOW)) for path in paths)
    edited = replace(site.posts[2], html="<p>本文后来补充了一段。</p>" + site.posts[2].html)
    site.posts[2] = edited
    yield f"http://demo.example{paths[3]}", NOW + DAY, site.respond(paths[3], NOW + DAY)


def _copy_rows(new: Path, old: Path) -> None:
    """Copy what both versions have columns for."""
    with closing(sqlite3.connect(old, isolation_level=None)) as file:
        file.execute("ATTACH ? AS new", [str(new)])
        file.execute("BEGIN")
        for table in (table.name for table in Base.metadata.sorted_tables if table.name != "search_changes"):
            has = [{row[1] for row in file.execute(f"PRAGMA {base}.table_info({table})")} for base in ("main", "new")]
            if columns := ", ".join(f'"{name}"' for name in sorted(has[0] & has[1])):
                file.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
        file.execute("COMMIT")

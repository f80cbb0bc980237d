"""Where stored texts come out again: each place gives what is wrong there, and nothing where all is well."""

import csv
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rentspider.db.search import Query, find
from tests.db.helpers import SITE, Database, post
from tests.faults.hostile.fields import BEFORE, STRINGS, Trip, squeezed, stored, trips
from tests.faults.hostile.nasty import HALVES
from tests.helpers import rows, run_here

FOREIGN = 1_000
"""Posts from this number on were changed by a program that is not ours."""
FOREIGN_STRINGS = [string for string in STRINGS if string not in HALVES]
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What no terminal may get."""
_FORMULA = "=+-@\t\r\n＝＋－＠"
"""What no cell may begin with."""
_COLUMNS = "title, author, category, source, body_text"
_OUT = "title, author, category, source, text"
"""The same as an export calls them."""


def make_data(folder: Path) -> Path:
    """A data folder with a post for each string that came by its page, and one for each that did not."""
    database = Database(folder)
    database.save(*(trip.item() for trip in trips()))
    count = len(FOREIGN_STRINGS)
    database.save(*(post(FOREIGN + at, f"{BEFORE}{at}", removed=["加微信"], tags=[f"签{at}"]) for at in range(count)))
    database.engine.dispose()
    with sqlite3.connect(database.path) as other:
        other.create_function("lower", 1, lambda text: text and str(text).casefold(), deterministic=True)
        for at, string in enumerate(FOREIGN_STRINGS):
            values = {"string": string, "text": f"{BEFORE}\n{string}", "id": FOREIGN + at, "tag": f"签{at}"}
            for statement in _SPOILING:
                other.execute(statement, values)
    other.close()
    return folder


_SPOILING = (
    "UPDATE removed_blocks SET text = :string WHERE article_key = (SELECT key FROM articles WHERE id = :id)",
    "UPDATE tags SET name = :string || '签' WHERE name = :tag",
    "UPDATE articles SET title = :string, author = :string, category = :string, source = :string, url = :string,"
    " body_text = :text, flags = :string WHERE id = :id",
)


def database(data: Path) -> Iterator[str]:
    """What came by a page is stored as documented."""
    found = {row["id"]: row for row in rows(data / "rent.db", "SELECT * FROM articles")}
    for trip in trips():
        row = found[trip.number]
        removed = rows(
            data / "rent.db", "SELECT text FROM removed_blocks WHERE article_key = :key ORDER BY position", row
        )
        lines = sorted([*filter(None, row["body_text"].split("\n")), *(stored(each["text"]) for each in removed)])
        yield from _differing(trip, "title", row["title"], stored(f"题{trip.string}目"))
        yield from _differing(trip, "author", row["author"] or "", trip.name)
        yield from _differing(trip, "category", row["category"] or "", trip.name)
        yield from _differing(trip, "lines", lines, sorted(filter(None, trip.texts)))
        yield from _differing(trip, "tags", _tags(data, row["key"]), [trip.name] if trip.name else [])
        images = rows(data / "rent.db", "SELECT url, alt FROM images WHERE article_key = :key", row)
        yield from _differing(trip, "picture", [image["alt"] or "" for image in images], [squeezed(trip.string)])
        if any(_OBEYED.search(image["url"]) for image in images):
            yield f"{trip.string!r}: its picture's address is {images}"


def _differing(trip: Trip, field: str, found: Any, wanted: Any) -> Iterator[str]:
    if found != wanted:
        yield f"{trip.string!r}: {field} is {found!r} and not {wanted!r}"


def _tags(data: Path, key: int) -> list[str]:
    sql = "SELECT name FROM tags t JOIN article_tags a ON a.tag_key = t.key WHERE a.article_key = :key"
    return [row["name"] for row in rows(data / "rent.db", sql, {"key": key})]


def searched(data: Path) -> Iterator[str]:
    """A post is found by what is in it, whatever that means to the database's own language."""
    with Database(data).connection() as connection:
        for trip in trips():
            text = stored(trip.string)
            if text and '"' not in text:  # which ends a phrase
                hits = find(connection, Query(f'"{text}"', limit=999)).hits
                if trip.number not in {hit.id for hit in hits}:
                    yield f"{trip.string!r} is not found"


def terminal(data: Path) -> Iterator[str]:
    """No command prints what a terminal obeys, whoever wrote it into the database."""
    ids = [str(row["id"]) for row in rows(data / "rent.db", "SELECT id FROM articles")]
    for command in (["search", BEFORE, "--limit", "999"], ["audit", *ids], ["audit"], ["status", "--articles", "999"]):
        for options in ([], ["--json"]):
            result = run_here(*command, *options, data=data)
            if result.returncode or not result.stdout:
                yield f"{command[0]} {options} failed: {result.stderr}"
            if signs := set(_OBEYED.findall(result.stdout + result.stderr)):
                yield f"{command[0]} {options} prints {signs}"


def exports(data: Path) -> Iterator[str]:
    """CSV, JSON lines and Parquet say what the database says; no cell of a spreadsheet is a formula."""
    wanted = {row["id"]: [row[name] for name in _COLUMNS.split(", ")] for row in _articles(data)}
    for name in ("csv", "jsonl", "parquet"):
        path = data / f"out.{name}"
        result = run_here("export", "-o", path, "--fields", f"id, {_OUT}", data=data)
        found = _read(path) if result.returncode == 0 else {}
        if {*found} != {*wanted}:
            yield f"{name} has {len(found)} articles of {len(wanted)}: {result.stderr}"
        for number, cells in found.items():
            if cells != (told := [_cell(value) if name == "csv" else value for value in wanted[number]]):
                yield f"{name} of {number} is {cells!r} and not {told!r}"


def _cell(value: str | None) -> str:
    """A value as a spreadsheet may get it."""
    return f"'{value}" if value and value[0] in _FORMULA else value or ""


def _articles(data: Path) -> list[dict[str, Any]]:
    return rows(data / "rent.db", f"SELECT id, {_COLUMNS} FROM articles")


def _read(path: Path) -> dict[int, list[Any]]:
    """The articles of an export, by their numbers."""
    if path.suffix == ".parquet":
        from pyarrow import parquet  # only here: it takes a while

        found = parquet.read_table(path).to_pylist()
    elif path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))
    else:
        found = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return {int(row["id"]): [row[name] for name in _OUT.split(", ")] for row in found}


def addresses() -> list[tuple[str, str]]:
    """The pages of all posts on the web page, each with the title that its heading has to be."""
    own = [(f"/post/{SITE}/{trip.number}", stored(f"题{trip.string}目")) for trip in trips()]
    return own + [(f"/post/{SITE}/{FOREIGN + at}", string) for at, string in enumerate(FOREIGN_STRINGS)]


SURFACES: tuple[Callable[[Path], Iterator[str]], ...] = (database, searched, terminal, exports)

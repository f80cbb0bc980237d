"""`scrapy export`: every article, in three formats, whole or not at all."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from rentspider.commands.export import FORMATS
from rentspider.exporting.fields import FIELDS, fields_named
from rentspider.zone import ZONE
from tests.commands.helpers import dated
from tests.db.helpers import SITE, Database, post
from tests.helpers import Result, run_here

USUAL = [field.name for field in FIELDS if field.is_usual]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Three articles, one of them a copy, one without a date and a source, with what a spreadsheet stumbles over."""
    database = Database(tmp_path_factory.mktemp("export"))
    database.save(
        post(2, '=1+1\n他说"好"，a,b', title="＋加", source="解放日报", tags=["招商", "嘉定"]),
        post(1, '=1+1\n他说"好"，a,b', title="@甲", source="-报"),
        post(3, "第三篇", views=None),
    )
    dated(database, 2, 0)
    dated(database, 1, 20.5)
    yield database.path.parent
    database.engine.dispose()


def export(data: Path, path: Path, *options: str) -> Result:
    result = run_here("export", "-o", path, *options, data=data)
    assert (result.returncode, result.stderr) == (0, "")
    return result


def lines(data: Path, path: Path, *options: str) -> list[dict[str, Any]]:
    export(data, path, "-f", "jsonl", *options)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_json_lines(data: Path, tmp_path: Path) -> None:
    first, second, third = lines(data, tmp_path / "a.jsonl")
    assert list(first) == USUAL
    assert second == {
        "site": SITE,
        "id": 2,
        "url": "http://demo.example/index.php/post/2.html",
        "title": "＋加",
        "text": '=1+1\n他说"好"，a,b',
        "category": "园区动态",
        "author": "站长",
        "source": "解放日报",
        "published_at": "2026-03-10T12:00:00+08:00",
        "published_day": "2026-03-10",
        "published_precision": None,
        "tags": ["嘉定", "招商"],
        "view_count": 5,
        "status": "live",
        "flags": "",
        "copy_of": "http://demo.example/index.php/post/1.html",
        "first_seen_at": "2026-03-10T12:00:00+08:00",
        "last_seen_at": "2026-03-10T12:00:00+08:00",
    }
    assert first["published_at"] == "2026-03-11T08:30:00+08:00"
    assert (third["published_at"], third["source"], third["tags"], third["view_count"]) == (None, None, [], None)


def test_csv_opens_right_in_a_spreadsheet(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    export(data, path)
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbfsite,id,")
    found = list(csv.DictReader(StringIO(written.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in found] == ["1", "2", "3"]
    # What would be taken for a formula stands behind an apostrophe, full-width signs too.
    assert (found[0]["title"], found[1]["title"], found[0]["source"]) == ("'@甲", "'＋加", "'-报")
    assert found[0]["text"] == '\'=1+1\n他说"好"，a,b'
    assert (found[1]["tags"], found[1]["published_at"]) == ("嘉定, 招商", "2026-03-10T12:00:00+08:00")
    assert (found[2]["published_day"], found[2]["view_count"], found[2]["tags"]) == ("", "", "")


def test_parquet_has_types(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    export(data, path)
    table = parquet.read_table(path)
    assert table.column_names == USUAL
    _, second, third = table.to_pylist()
    assert second["published_at"] == datetime(2026, 3, 10, 12, tzinfo=ZONE)
    assert (second["published_day"], second["tags"], second["id"]) == (date(2026, 3, 10), ["嘉定", "招商"], 2)
    assert second["text"] == '=1+1\n他说"好"，a,b'
    assert (third["published_at"], third["tags"], third["view_count"]) == (None, [], None)


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet"])
def test_nothing_to_export_is_a_file_without_articles(data: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"a.{name}"
    assert export(data, path, "--category", "别的").stdout == f"0 articles are in {path}\n"
    if name == "parquet":
        assert (parquet.read_table(path).num_rows, parquet.read_table(path).column_names) == (0, USUAL)
    else:
        assert path.read_text(encoding="utf-8-sig").count("\n") == (name == "csv")


def test_fields_are_chosen_and_put_in_order(data: Path, tmp_path: Path) -> None:
    [first, *_] = lines(data, tmp_path / "a.jsonl", "--fields", "tags, title_raw,id")
    assert list(first) == ["tags", "title_raw", "id"]
    every = ",".join(field.name for field in FIELDS)
    [first, *_] = lines(data, tmp_path / "a.jsonl", "--fields", every)
    assert "<p>=1+1</p>" in first["body_html"]
    assert fields_named(every) == list(FIELDS)


def test_the_filters_of_search(data: Path, tmp_path: Path) -> None:
    def found(*options: str) -> list[int]:
        return [row["id"] for row in lines(data, tmp_path / "a.jsonl", *options)]

    assert found("--since", "2026-03-11") == [1]
    assert found("--until", "2026-03-10") == [2]
    assert found("--tag", "嘉定") == [2]
    assert found("--source=-报") == [1]
    assert found("--category", "园区动态") == [1, 2, 3]


def test_a_text_that_no_cell_holds_is_told(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.save(post(1, "长" * 40_000))
    database.engine.dispose()
    result = run_here("export", "-o", tmp_path / "a.csv", data=tmp_path)
    assert (result.returncode, result.stderr.count("longer than a spreadsheet's cell")) == (0, 1)


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--fields", "id,words"], 2, "there is no field 'words'; there are site, id"),
        (["--fields", "id,id"], 2, "the field id is named twice"),
        (["--fields", ""], 2, "there is no field ''"),
        (["-o", "articles.doc"], 2, f"say with -f what articles.doc is to be: {', '.join(FORMATS)}"),
        (["-f", "xlsx"], 2, "xlsx"),
        (["厂房"], 2, "scrapy export takes options only, not 厂房"),
        (["-o", "/nowhere/articles.csv"], 1, "cannot write /nowhere/articles.csv: No such file"),
        (["-o", "/"], 1, "cannot write /: Is a directory"),
    ],
)
def test_wrong_use(data: Path, options: list[str], code: int, told: str) -> None:
    if options == ["-o", "/"]:
        options += ["-f", "csv"]
    result = run_here("export", *options, data=data)
    assert (result.returncode, "Traceback" in result.stderr) == (code, False)
    assert told in result.stderr + result.stdout

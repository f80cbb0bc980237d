"""Golden pages read as they did when they were stored; guards keep the stored readings worth something."""

import json
from typing import Any

import pytest

from tests.golden.__main__ import differences, main
from tests.golden.cases import CASES
from tests.golden.store import FOLDER, as_json, load_meta, reading_path, stored_names


def stored(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reading_path(name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", stored_names())
def test_page_reads_as_stored(name: str) -> None:
    assert differences(name) == [], "python -m tests.golden --diff shows all differences"


def test_every_case_has_its_page_and_every_page_its_reading() -> None:
    readings = sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != "meta")
    assert stored_names() == readings == sorted(CASES) == sorted(load_meta())


@pytest.mark.parametrize("name", stored_names())
def test_nothing_that_must_be_there_is_empty(name: str) -> None:
    reading = stored(name)
    assert reading["title"]
    assert reading["blocks"]
    assert all(block["text"] or block["images"] for block in reading["blocks"])
    assert {"title", "body", "canonical"} <= set(reading["matched"])
    assert load_meta()[name]["url"].startswith(reading["url"])
    assert load_meta()[name]["made"]


@pytest.mark.parametrize("name", [*stored_names(), "meta"])
def test_keys_are_sorted(name: str) -> None:
    text = reading_path(name).read_text(encoding="utf-8")
    assert text == as_json(json.loads(text))


def test_the_pages_show_every_field_present_and_absent() -> None:
    readings = [stored(name) for name in stored_names()]
    for field in ("author", "category", "views", "date_text", "tags", "related", "neighbours"):
        assert {bool(reading[field]) for reading in readings} >= {True} | ({False} if field != "category" else set())
    shown = [block for reading in readings for block in reading["blocks"]]
    assert {"p", "div", "section", "li", "tr", "img"} <= {block["tag"] for block in shown}
    assert any(block["links"] for block in shown)
    assert any(block["images"] for block in shown)


def test_a_changed_reading_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--diff"]) == 0
    assert capsys.readouterr().out == "no differences\n"
    assert main(["--wrong"]) == 2

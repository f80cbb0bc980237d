"""`scrapy reindex`: the search index is made anew, and checked."""

from pathlib import Path

import pytest

from tests.commands.helpers import found
from tests.commands.test_reclean import data as learned
from tests.commands.test_reclean import site
from tests.databases import on_postgresql
from tests.db.helpers import Database, post
from tests.fakesite import sample
from tests.helpers import rows, run_here

__all__ = ["learned", "site"]

FITS = "the search index fits the articles\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    database = Database(tmp_path)
    database.save(post(1, "嘉定"), post(2, "招商"))
    database.engine.dispose()
    return tmp_path


def test_after_a_replay_the_index_fits(demo: Path) -> None:
    result = run_here("reindex", "--check", data=demo)
    assert (result.returncode, result.stdout, result.stderr) == (0, FITS, "")


def test_what_is_learned_and_cleaned_anew_is_indexed_as_it_is_then(learned: Path) -> None:
    assert rows(learned / "rent.db", "SELECT * FROM learned_blocks") != []
    assert run_here("reindex", "--check", data=learned).stdout == FITS
    rows(learned / "rent.db", "UPDATE articles SET body_text = body_text || '旧的一行' WHERE id IN (7, 8)")
    run_here("reclean", data=learned)
    assert run_here("reindex", "--check", data=learned).stdout == FITS
    assert found(learned, "旧的一行") == []


def test_an_index_that_does_not_fit_is_told_and_mended(data: Path) -> None:
    rows(data / "rent.db", "UPDATE articles SET body_text = '厂房' WHERE id = 2")
    index = "search_texts WHERE article_key" if on_postgresql() else "search_bigrams_docsize WHERE id"
    rows(data / "rent.db", f"DELETE FROM {index} = 1")
    result = run_here("reindex", "--check", data=data)
    assert (result.returncode, result.stderr) == (4, "")
    assert "1 article changed by another program" in result.stdout
    assert "1 article is not in the index as it is (key 1)" in result.stdout
    result = run_here("reindex", data=data)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("2 articles are indexed\nrun ")
    assert run_here("reindex", "--check", data=data).stdout == FITS
    assert (found(data, "厂房"), found(data, "招商"), found(data, "嘉定")) == ([2], [], [1])


def test_a_run_is_on_record(data: Path) -> None:
    run_here("reindex", data=data)
    assert rows(data / "rent.db", "SELECT command, exit_code FROM crawl_runs") == [
        {"command": "reindex", "exit_code": 0}
    ]


@pytest.mark.sqlite
@pytest.mark.parametrize("options", [[], ["--check"]])
def test_without_a_database_none_is_made(tmp_path: Path, options: list[str]) -> None:
    result = run_here("reindex", *options, data=tmp_path)
    assert result.returncode == 1
    assert "crawl or replay first" in result.stderr
    assert not (tmp_path / "rent.db").exists()


def test_it_takes_options_only(data: Path) -> None:
    assert run_here("reindex", "now", data=data).returncode == 2


def test_every_page_of_the_sample_is_found_by_each_of_its_paragraphs(demo: Path) -> None:
    for truth in sample.sample_truth()[::10]:
        for paragraph in truth["paragraphs"]:
            assert truth["id"] in found(demo, "--limit", "99", f'"{paragraph}"' if '"' not in paragraph else paragraph)

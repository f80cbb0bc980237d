"""Reading in several processes gives what reading in one gives, in the same order, with the same log."""

import logging
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from rentspider.archive import ArchivedPage, read_archive
from rentspider.items import PageItem, PostItem
from rentspider.reader import Reader
from rentspider.workers import BATCH, read_all
from tests.fakesite import sample

MANY = 10**6
"""So many pages that processes are worth their start."""


@pytest.fixture(scope="module")
def pages() -> list[ArchivedPage]:
    found = list(read_archive(sample.PATH, lambda damage: pytest.fail(str(damage))))
    assert len(found) > 3 * BATCH
    return found


def settings(folder: Path, processes: int) -> Settings:
    found = get_project_settings()
    found.setdict({"RENT_DATA_DIR": str(folder), "RENT_DATABASE_URL": "", "RENT_PROCESSES": processes})
    return found


def said(item: PageItem | None) -> object:
    """An item without what only the process that has read it needs."""
    return replace(item, page=replace(item.page, blocks=[])) if isinstance(item, PostItem) else item


def test_several_processes_read_what_one_does_in_the_same_order(pages: list[ArchivedPage], tmp_path: Path) -> None:
    alone, together = (list(read_all(settings(tmp_path, processes), Reader.read, pages, MANY)) for processes in (1, 3))
    assert [page for page, _ in together] == pages
    assert [said(item) for _, item in together] == [said(item) for _, item in alone]


def test_what_another_process_logs_is_in_this_ones_log(
    pages: list[ArchivedPage], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(next(page for page in pages if "/post/" in page.url), body=b"<p>no post</p>")
    with caplog.at_level(logging.ERROR):
        [(_, item)] = read_all(settings(tmp_path, 2), Reader.read, [broken], MANY)
    assert item is not None
    assert item.fetch.error
    assert broken.url in caplog.text


def test_who_stops_asking_waits_for_nothing_more(pages: list[ArchivedPage], tmp_path: Path) -> None:
    asked: list[str] = []

    def endless() -> Iterator[ArchivedPage]:
        for page in pages * 1000:
            asked.append(page.url)
            yield page

    found = read_all(settings(tmp_path, 2), Reader.read, endless(), MANY)
    assert isinstance(found, Generator)
    assert next(found)[0] == pages[0]
    found.close()
    assert len(asked) < len(pages) * 2

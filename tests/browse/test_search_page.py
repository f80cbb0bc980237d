"""The search page finds what the search finds, marks it, narrows it, and pages through it."""

from pathlib import Path
from urllib.parse import quote

import pytest

from rentspider.browse.pages.search import SIZE, read_form
from rentspider.db.filters import NAMES
from rentspider.db.readonly import reading_engine
from rentspider.db.search import Query, find
from tests.browse.library import CALL, PHONE
from tests.browse.pages import Pages, words

HITS = "//ol[contains(@class, 'hits')]/li"


def test_it_finds_what_the_search_finds_in_its_order(pages: Pages, library: Path) -> None:
    with reading_engine(library / "rent.db").connect() as connection:
        found = find(connection, Query("厂房", limit=SIZE))
    page = pages.page("/search?q=厂房")
    assert words(page, f"{HITS}/a") == [hit.title for hit in found.hits]
    assert words(page, "//p[@class='count']") == [f"找到 {found.total} 篇 found"]


def test_matches_are_marked(pages: Pages) -> None:
    marks = words(pages.page("/search?q=厂房"), f"{HITS}//mark")
    assert marks
    assert set(marks) == {"厂房"}


def test_paging_reaches_every_hit_once(pages: Pages) -> None:
    path, links = "/search?q=的", []
    while path:
        page = pages.page(path)
        links += page.xpath(f"{HITS}/a/@href")
        path = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    assert len(links) == len(set(links)) > SIZE
    assert words(page, "//nav[@class='pager']/span")[0].split(" / ")[0] == str(-(-len(links) // SIZE))


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        ("category=厂房租赁", "厂房租赁"),
        ("source=上观新闻", "上观新闻"),
        ("since=2026-03-01&until=2026-03-31", "2026-03-"),
    ],
)
def test_filters_narrow(pages: Pages, filters: str, holds: str) -> None:
    abouts = words(pages.page(f"/search?{filters}"), f"{HITS}/p[@class='about']")
    assert abouts
    assert [about for about in abouts if holds not in about] == []


def test_a_tag_narrows(pages: Pages) -> None:
    page = pages.page("/search?tag=青浦")
    [first, *_] = page.xpath(f"{HITS}/a/@href")
    assert "青浦" in words(pages.page(first), "//a[@class='tag']")


def test_the_form_keeps_what_was_filled_in(pages: Pages) -> None:
    page = pages.page("/search?q=厂房&since=2026-01-01&category=厂房租赁&order=newest")
    fields = {field.name: field.value for field in page.xpath("//input[@name] | //select[@name]")}
    assert fields.keys() == {"q", "order", *NAMES}, "whatever narrows a search can be filled in"
    assert (fields["q"], fields["since"]) == ("厂房", "2026-01-01")
    assert (fields["category"], fields["order"]) == ("厂房租赁", "newest")
    assert "open" in page.xpath("//details[@class='narrow']")[0].attrib


def test_what_cannot_be_understood_is_told_and_the_rest_is_done(pages: Pages) -> None:
    page = pages.page("/search?q=厂房&since=soon&page=-3")
    assert "soon 不是日期" in words(page, "//p[@class='wrong']")[0]
    assert words(page, f"{HITS}/a")


@pytest.mark.parametrize("page", ["0", "x", "9" * 30, "１", ""])
def test_a_page_that_is_none_is_the_first_or_the_last(page: str) -> None:
    assert read_form({"page": page}).page == 1


@pytest.mark.parametrize("text", ['"', "*", "(", "' OR 1=1 --", "NEAR(", "%", "<b>", "\\", "-"])
def test_signs_are_text(pages: Pages, text: str) -> None:
    assert words(pages.page(f"/search?q={quote(text)}"), "//p[@class='count']")


@pytest.mark.parametrize("text", [PHONE, PHONE[:5], PHONE[2:], "taojingli_88"])
def test_contact_data_is_in_no_result(pages: Pages, text: str) -> None:
    assert text in CALL
    assert pages.page(f"/search?q={text}").xpath(HITS) == []


def test_datasettes_own_search_which_knows_no_chinese_is_refused(pages: Pages) -> None:
    assert "/search?q=" in pages.text("/rent/v_articles?_search=厂房", 400)

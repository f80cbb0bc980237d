"""Layouts side by side: a page is read by the one that fits it, so that old archives go on being read."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rentspider.errors import PageError
from rentspider.pages import parse_list, parse_post
from rentspider.pages.selectors import TPURE_5, Layout
from tests.pages.helpers import URL, post_page

NEXT = replace(
    TPURE_5,
    name="tpure-6",
    post={**TPURE_5.post, "title": ("@entry > h1",), "body": ("@entry > div.words",)},
    listing={**TPURE_5.listing, "entries": ("div.card > h2 > a",)},
)
OLD = post_page()
NEW = OLD.replace('class="post"', 'class="entry"').replace('class="single', 'class="words')
LIST = '<body class="index"><div class="{}"><h2><a href="/index.php/post/7.html">样板</a></h2></div></body>'


@pytest.mark.parametrize("layouts", [(NEXT, TPURE_5), (TPURE_5, NEXT)])
@pytest.mark.parametrize(("html", "name"), [(OLD, "tpure-5"), (NEW, "tpure-6")])
def test_a_post_is_read_by_the_layout_that_fits(html: str, name: str, layouts: Sequence[Layout]) -> None:
    page = parse_post(html, URL, layouts)
    assert (page.layout, page.title) == (name, "样板园区开门")
    assert [block.text for block in page.blocks] == ["样板园区迎来首批住户。"]


@pytest.mark.parametrize("name", ["post item", "card"])
def test_a_list_is_read_by_the_layout_that_fits(name: str) -> None:
    [entry] = parse_list(LIST.format(name), URL, (NEXT, TPURE_5)).entries
    assert (entry.id, entry.title) == (7, "样板")


def test_a_page_that_fits_none_says_so() -> None:
    with pytest.raises(PageError, match="a new layout"):
        parse_post("<html><body><h1>样板</h1></body></html>", URL, (NEXT, TPURE_5))

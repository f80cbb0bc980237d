"""Layouts side by side: a page is read by the one that fits it, so that old archives go on being read."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rentspider.errors import PageError
from rentspider.pages import parse_list, parse_post
from rentspider.pages.listing import KINDS
from rentspider.pages.selectors import LAYOUTS, TPURE_5, Layout
from tests.pages.helpers import URL, post_page

NEXT = replace(
    TPURE_5,
    name="tpure-6",
    post={**TPURE_5.post, "title": ("@entry > h1",), "body": ("@entry > div.words",)},
    listing={**TPURE_5.listing, "entries": ("div.card > h2 > a",)},
    entry={"date": (".when",), "sticky": (".pinned",)},
    item="card",
    kinds={"archive-category": "category"},
    related_date="when",
    placeholder="wait.svg",
)
OLD = post_page()
LIST = '<body class="{}"><div class="{}"><h2><a href="/index.php/post/7.html">样板</a></h2>{}</div></body>'


def new(html: str) -> str:
    """A page as the next layout has it."""
    return html.replace('class="post"', 'class="entry"').replace('class="single', 'class="words')


NEW = new(OLD)


@pytest.mark.parametrize("layouts", [(NEXT, TPURE_5), (TPURE_5, NEXT)])
@pytest.mark.parametrize(("html", "name"), [(OLD, "tpure-5"), (NEW, "tpure-6")])
def test_a_post_is_read_by_the_layout_that_fits(html: str, name: str, layouts: Sequence[Layout]) -> None:
    page = parse_post(html, URL, layouts)
    assert (page.layout, page.title) == (name, "样板园区开门")
    assert [block.text for block in page.blocks] == ["样板园区迎来首批住户。"]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (LIST.format("category", "post item", '<em class="istop"></em><i class="date">3天前</i>'), "category"),
        (LIST.format("archive-category", "card", '<em class="pinned"></em><i class="when">3天前</i>'), "category"),
        (LIST.format("category", "card", '<em class="pinned"></em><i class="when">3天前</i>'), "list"),
        (LIST.format("index", "post item istop", '<i class="date">3天前</i>'), "index"),
    ],
)
def test_a_list_is_read_by_the_layout_that_fits(page: str, kind: str) -> None:
    found = parse_list(page, URL, (NEXT, TPURE_5))
    [entry] = found.entries
    assert (found.kind, entry.id, entry.title, entry.date_text, entry.sticky) == (kind, 7, "样板", "3天前", True)


@pytest.mark.parametrize("pasted", ["info", "tags", "relatecon"])
def test_names_that_were_pasted_into_a_body_hide_nothing_in_any_layout(pasted: str) -> None:
    shown = '<a href="/post/3.html">另一篇</a><i class="{}">3天前</i>'
    own = f'<div class="relatecon"><div class="relatelist">{shown}</div></div>'
    theirs = f'<p>甲</p><div class="{pasted}"><span class="user">别人</span><a href="/a">别处</a></div><p>乙</p>'
    html = post_page(theirs, after=own)
    for page in (
        parse_post(html.format("posttime"), URL, (NEXT, TPURE_5)),
        parse_post(new(html).format("when"), URL, (NEXT, TPURE_5)),
    ):
        assert (page.author, page.tags, [block.text for block in page.blocks]) == (
            "站长甲",
            ["嘉定"],
            ["甲", "别人别处", "乙"],
        )
        assert [(related.id, related.date_text) for related in page.related] == [(3, "3天前")]


def test_each_layout_has_its_placeholder_of_pictures() -> None:
    html = new(post_page('<p>甲<img src="/wait.svg"><img src="/a.jpg"></p>'))
    [block] = parse_post(html, URL, (NEXT, TPURE_5)).blocks
    assert [image.url for image in block.images] == ["http://demo.example/a.jpg"]


def test_a_page_that_fits_none_says_so() -> None:
    with pytest.raises(PageError, match="a new layout"):
        parse_post("<html><body><h1>样板</h1></body></html>", URL, (NEXT, TPURE_5))


def test_lists_are_of_kinds_that_there_are() -> None:
    assert KINDS.issuperset(kind for layout in LAYOUTS for kind in layout.kinds.values())

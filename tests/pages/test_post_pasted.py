"""A body that was pasted whole from another site, with that site's class names and with tags that do not match."""

import pytest

from rentspider.pages import PostPage, parse_post
from tests.pages.helpers import URL, bug, post_page

AFTER = """<div class="pages"><p>上一篇：<a href="/index.php/post/6.html" class="single-prev">前一篇</a></p></div>
<div class="relatecon"><div class="relate"><div class="relateinfo"><h3><a href="/index.php/post/3.html">另一篇</a></h3>
<p>另一篇的摘要</p></div></div></div><div class="cmtsitem">评论一条</div>"""


def parsed(body: str) -> PostPage:
    return parse_post(post_page(body, after=AFTER), URL)


def lines(body: str) -> list[str]:
    return [block.text for block in parsed(body).blocks]


AREAS = bug("the page's first div of a class is taken for the theme's, also where it stands in the pasted body")


@pytest.mark.parametrize(
    "pasted",
    [
        "<h1>原站的标题</h1>",
        '<div class="post"><h1>原站的标题</h1></div>',
        '<div class="info"><span class="user">别人</span><span class="date">2001-01-01</span></div>',
        '<div class="sitemap"><a href="/a">甲</a><a href="/b">乙</a></div>',
        '<div class="single">原站的正文框</div>',
        pytest.param('<div class="tags"><a href="http://other.example/t">原站标签</a></div>', marks=AREAS),
        pytest.param('<div class="pages">1 2 3 下一页</div>', marks=AREAS),
        pytest.param('<div class="relatecon">原站的推荐</div>', marks=AREAS),
    ],
)
def test_class_names_of_the_pasted_page_do_not_hide_the_themes_own(pasted: str) -> None:
    page = parsed(f"<p>甲</p>{pasted}<p>乙</p>")
    texts = [block.text for block in page.blocks]
    assert (page.title, page.author, page.category) == ("样板园区开门", "站长甲", "园区走访")
    assert (texts[0], texts[-1]) == ("甲", "乙")
    assert page.tags == ["嘉定"]
    assert page.neighbours == ["http://demo.example/index.php/post/6.html"]
    assert [related.id for related in page.related] == [3]


@pytest.mark.parametrize(
    "body",
    [
        "<p>甲</p></p></span></section><p>乙</p>",
        "<p>甲<p>乙",
        "<ul><li>甲<li>乙",
        "<b><i>甲<br>乙",
        "<a href='/x'>甲<br>乙",
        "<form><p>甲</p><p>乙</p>",
        "<h2>甲<h3>乙",
        pytest.param(
            "<p>甲</p></div><p>乙</p>",
            marks=bug("one </div> too many ends the body: what follows is lost without a word"),
        ),
        pytest.param("<p>甲</p></body></html><p>乙</p>", marks=bug("a pasted </body> ends the body: the rest is lost")),
    ],
)
def test_no_line_is_lost_or_gained_by_tags_that_do_not_match(body: str) -> None:
    assert lines(body) == ["甲", "乙"]


NOTICES = {"copynotice", "tags", "sharebox", "pages"}
"""What the wide template puts into the body as well, so that cleaning knows it by its marks."""

SWALLOWED = bug("related posts, comments and the footer are read as lines of the body, and cleaning keeps them")


@pytest.mark.parametrize("depth", [1, 2, pytest.param(3, marks=SWALLOWED), pytest.param(5, marks=SWALLOWED)])
def test_divs_that_are_never_closed_do_not_take_in_the_rest_of_the_page(depth: int) -> None:
    blocks = parsed("<div>" * depth + "<p>甲</p>").blocks
    assert [block.text for block in blocks if not block.marks & NOTICES] == ["甲"]


@bug("an unclosed table takes in the rest of the page, down to the footer")
def test_table_that_is_never_closed() -> None:
    assert lines("<table><tr><td>甲</td><td>乙</td></tr>") == ["甲\t乙"]

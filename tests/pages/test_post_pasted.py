"""A body that was pasted whole from another site, with that site's class names and with tags that do not match."""

import pytest

from rentspider.pages import PostPage, parse_post
from tests.pages.helpers import URL, post_page

AFTER = """<div class="pages"><p>上一篇：<a href="/index.php/post/6.html" class="single-prev">前一篇</a></p></div>
<div class="relatecon"><div class="relate"><div class="relateinfo"><h3><a href="/index.php/post/3.html">另一篇</a></h3>
<p>另一篇的摘要</p></div></div></div><div class="cmtsitem">评论一条</div>"""


def parsed(body: str) -> PostPage:
    return parse_post(post_page(body, after=AFTER), URL)


def lines(body: str) -> list[str]:
    return [block.text for block in parsed(body).blocks]


@pytest.mark.parametrize(
    "pasted",
    [
        "<h1>原站的标题</h1>",
        '<div class="post"><h1>原站的标题</h1></div>',
        '<div class="info"><span class="user">别人</span><span class="date">2001-01-01</span></div>',
        '<div class="sitemap"><a href="/a">甲</a><a href="/b">乙</a></div>',
        '<div class="single">原站的正文框</div>',
        '<div class="tags"><a href="http://other.example/t">原站标签</a></div>',
        '<div class="pages">1 2 3 下一页</div>',
        '<div class="relatecon">原站的推荐</div>',
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
        "<p>甲</p></div><p>乙</p>",
        "<p>甲</p></div><!-- 注 --><p>乙</p>",
        "<p>甲</p></body></html><p>乙</p>",
        pytest.param("<p>甲</p></html><p>乙</p>"),
        pytest.param("<p>甲</p></div></div><p>乙</p>"),
        pytest.param("<p>甲</p></div><p class='MsoNormal'>乙</p>"),
    ],
)
def test_no_line_is_lost_or_gained_by_tags_that_do_not_match(body: str) -> None:
    assert lines(body) == ["甲", "乙"]


def own_lines(page: PostPage) -> list[str]:
    """The lines that are not marked as the theme's."""
    return [block.text for block in page.blocks if "theme-furniture" not in block.marks]


UNCLOSED = [
    *("<div>" * depth + "<p>甲</p>" for depth in (1, 2, 3, 5)),
    "<section><p>甲</p>",
    "<table><tr><td>甲</td></tr>",
]


@pytest.mark.parametrize("body", UNCLOSED)
def test_elements_that_are_never_closed_do_not_take_in_the_rest_of_the_page(body: str) -> None:
    assert own_lines(parsed(body)) == ["甲"]


@pytest.mark.parametrize("body", [UNCLOSED[0], *(pytest.param(body) for body in UNCLOSED[1:4]), UNCLOSED[4]])
def test_elements_that_are_never_closed_do_not_hide_the_themes_fields(body: str) -> None:
    page = parsed(body)
    assert (page.tags, len(page.neighbours), [related.id for related in page.related]) == (["嘉定"], 1, [3])


@pytest.mark.parametrize(
    "pasted",
    [
        "<div class='text'>乙</div>",
        pytest.param("<p class='comment'>乙</p>"),
        pytest.param("<section class='pages'>乙</section>"),
        pytest.param("<div class='footer'><p>乙</p></div>"),
    ],
)
def test_pasted_class_names_do_not_make_a_paragraph_the_themes(pasted: str) -> None:
    assert own_lines(parsed(f"<p>甲</p>{pasted}")) == ["甲", "乙"]

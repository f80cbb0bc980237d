"""The kept body as HTML: safe to show, with its tables and lists put together again."""

from html.parser import HTMLParser

import pytest

from pipelines.markup import body_html
from pipelines.text import TextPipeline
from rentspider.items import Fetch, PostItem
from rentspider.pages import Block, parse_post
from tests.pages.helpers import URL, blocks_of, post_page
from tests.pipelines.test_evidence import NOON


def shown(html: str) -> str:
    """A pasted body as it comes out, on one line."""
    return body_html(blocks_of(html)).replace("\n", "")


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p style='x' class='y'>甲<b>乙</b></p>丙", "<p>甲<b>乙</b></p><p>丙</p>"),
        ("<h1>甲</h1><h3>乙</h3>", "<h2>甲</h2><h3>乙</h3>"),
        ("<blockquote>甲</blockquote>", "<blockquote>甲</blockquote>"),
        ("<ul><li>甲</li><li>乙</li></ul>丙", "<ul><li>甲</li><li>乙</li></ul><p>丙</p>"),
        ("<dl><dt>甲</dt><dd>乙</dd></dl>", "<dl><dt>甲</dt><dd>乙</dd></dl>"),
        ("<table><tr><td>甲</td><td>乙</td></tr>", "<table><tr><td>甲</td><td>乙</td></tr></table>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        (
            "<p><img src='/a.png' alt='图'></p>",
            '<figure><img src="http://demo.example/a.png" alt="图"></figure>',
        ),
        (
            "<a href='/x?a&amp;b'>甲</a>",
            '<p><a href="http://demo.example/x?a&amp;b" rel="nofollow noopener">甲</a></p>',
        ),
        ("蕞<b>尔</b>蕞<i>好</i>", "<p>蕞<b>尔</b>最<i>好</i></p>"),
        ("", ""),
    ],
)
def test_body(pasted: str, kept: str) -> None:
    assert shown(pasted) == kept


def test_items_with_paragraphs_stay_a_list() -> None:
    assert shown("<ul><li><p>甲</p></li><li><p>乙</p></li></ul>").count("<li>") == 2


def test_numbered_list_keeps_its_numbers() -> None:
    assert "<ol>" in shown("<ol><li>甲</li><li>乙</li></ol>")


def test_picture_in_a_table() -> None:
    assert "a.png" in shown("<table><tr><td><img src='/a.png'></td><td>户型图</td></tr></table>")


@pytest.mark.parametrize("link", ["ftp://a.example/", "javascript:x()", "//a.example/", "/x"])
def test_sanitising_does_not_rely_on_how_the_page_was_read(link: str) -> None:
    block = Block(0, "甲", html=f'<a href="{link}" onclick="x()">甲</a><script>x()</script>')
    assert body_html([block]) in {
        '<p><a rel="nofollow noopener">甲</a></p>',
        f'<p><a href="{link}" rel="nofollow noopener">甲</a></p>' if link.startswith("/") else "",
    }


class Reader(HTMLParser):
    """Notes every tag and attribute that a browser could act on."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += [tag, *(f"{name}={value}" if name in {"href", "src"} else name for name, value in attrs)]


ALLOWED = {"p", "a", "b", "i", "ul", "li", "table", "tr", "td", "figure", "img", "rel", "alt"}
ATTACKS = (
    "<script>alert(1)</script>",
    "<p onclick='alert(1)' onmouseover=alert(1)>甲</p>",
    "<a href='javascript:alert(1)'>甲</a>",
    "<a href=' java\nscript:alert(1)'>甲</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>甲</a>",
    "<a href='http://a.example/\" onclick=\"alert(1)'>甲</a>",
    "<img src='x' onerror='alert(1)'>",
    "<img src='javascript:alert(1)' alt='\"><script>alert(1)</script>'>",
    "<img data-original='http://a.example/x.png\" onerror=\"alert(1)'>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    "<b onclick=alert(1)><i style='background:url(javascript:x)'>甲</i></b>",
    "<svg onload=alert(1)><a href='javascript:x'>甲</a></svg><math><mi xlink:href='javascript:x'>乙</mi></math>",
    "<iframe src='javascript:alert(1)'></iframe><object data='x'></object><form action='javascript:x'>甲</form>",
    "<table><tr><td onclick=x>甲\t&lt;b onclick=x&gt;</td><td>乙</td></tr></table>",
    "<ul><li>甲</li></ul><noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
)


def stored(pasted: str) -> str:
    """The HTML that the database gets."""
    page = parse_post(post_page(pasted), URL)
    item = PostItem(Fetch(URL, NOON, 200), "demo.example", [], page=page, kept=page.blocks)
    TextPipeline().process_item(item)
    return item.body_html


@pytest.mark.parametrize(
    "pasted",
    [
        *ATTACKS,
        pytest.param("<p>&#x338; onclick=alert(1) x</p>"),
    ],
)
def test_nothing_that_runs_survives(pasted: str) -> None:
    reader = Reader()
    reader.feed(stored(pasted))
    acting = [each for each in reader.seen if each not in ALLOWED]
    assert [each for each in acting if not each.startswith(("href=http://", "src=http://"))] == []


def test_addresses_are_not_respelt() -> None:
    assert "/蕞.png" in stored("<p>甲<img src='/蕞.png'></p>")

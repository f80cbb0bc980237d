"""What a browser hides or obeys is never taken for text or for an address."""

import pytest

from rentspider.pages import parse_list, parse_post
from rentspider.urls import absolute
from tests.pages.helpers import URL, post_page

SILENT = "<script>暗()</script><style>暗</style><noscript>暗</noscript><!--暗--><textarea>暗</textarea>"


def test_a_script_in_a_field_is_no_part_of_it() -> None:
    info = f'<span class="user">站长{SILENT}甲</span><span class="cate"><a href="/c.html">{SILENT}园区</a></span>'
    page = parse_post(post_page(title=f"<h1>{SILENT}样板{SILENT}园区</h1>", info=info), URL)
    assert (page.title, page.author, page.category) == ("样板园区", "站长甲", "园区")
    [entry] = parse_list(f"<h2><a href='/post/1.html'>{SILENT}甲<b>乙{SILENT}</b></a></h2>", URL).entries
    assert entry.title == "甲乙"


def test_a_title_in_an_attribute_is_one_line() -> None:
    [entry] = parse_list("<h2><a href='/post/1.html' title='甲&#27;[31m\n\u202e乙'></a></h2>", URL).entries
    assert entry.title == "甲[31m 乙"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("http://a.example/\x1b[31m", "http://a.example/%1B[31m"),
        ("/a\x9bb\u202ec", "http://demo.example/a%C2%9Bb%E2%80%AEc"),
        ("http://a.example/a\r\n b", "http://a.example/a b"),
        ("java\nscript:x", None),
        ("http://\x1b.example/", "http://%1B.example/"),
    ],
)
def test_controls_in_an_address_are_escaped(href: str, address: str | None) -> None:
    assert absolute(URL, href) == address

"""Addresses: one form for each page, and what belongs to the site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rentspider.urls import absolute, canonical, is_front, on_site, post_id, post_link, site_of
from tests.pages.helpers import URL


@pytest.mark.parametrize(
    ("url", "one_form"),
    [
        ("http://Demo.Example/index.php/post/7.html?x=1#top", "http://demo.example/index.php/post/7.html"),
        ("HTTP://demo.example:80/a", "http://demo.example/a"),
        ("https://demo.example:443", "https://demo.example/"),
        ("http://demo.example:8080/a", "http://demo.example:8080/a"),
        ("https://demo.example:80/a", "https://demo.example:80/a"),
        ("  http://demo.example./a  ", "http://demo.example/a"),
        ("http://user:secret@demo.example/a", "http://demo.example/a"),
        ("http://demo.example/Case/Kept.html", "http://demo.example/Case/Kept.html"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ],
)
def test_canonical(url: str, one_form: str) -> None:
    assert canonical(url) == one_form
    assert canonical(one_form) == one_form


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("http://demo.example/", "demo.example"),
        ("https://DEMO.example/", "demo.example"),
        ("http://127.0.0.1:8042/x", "127.0.0.1:8042"),
        ("http://demo.example:bad/", "demo.example"),
    ],
)
def test_site(url: str, site: str) -> None:
    assert site_of(url) == site


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/index.php/post/10215.html", 10215),
        ("/post/3.html?x=1", 3),
        ("/post/3.htm#c", 3),
        ("/index.php/3.html", None),
        ("/index.php/category-3.html", None),
        ("/repost/3.html", None),
        ("/post/3.html/amp", None),
        ("/post/3x.html", None),
        ("/post/.html", None),
        ("/?next=/post/3.html", None),
        ("/post/１２.html", None),
    ],
)
def test_post_id(path: str, number: int | None) -> None:
    assert post_id(f"http://demo.example{path}") == number


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("8.html", "http://demo.example/index.php/post/8.html"),
        ("/post/8.html", "http://demo.example/post/8.html"),
        ("//demo.example/post/8.html", "http://demo.example/post/8.html"),
        ("https://demo.example/post/8.html", "https://demo.example/post/8.html"),
        (" http://DEMO.example:80/post/8.html?a=1 ", "http://demo.example/post/8.html"),
        ("http://demo.example:8080/post/8.html", None),
        ("http://demo.example.other.example/post/8.html", None),
        ("http://demo.example@other.example/post/8.html", None),
        ("http://www.demo.example/post/8.html", None),
        ("/index.php/category-1.html", None),
        ("javascript:open('/post/8.html')", None),
    ],
)
def test_post_link(href: str, link: str | None) -> None:
    assert post_link(URL, href) == link


@pytest.mark.parametrize(
    "href", ["javascript:;", "JavaScript:;", "tel:4000000000", "mailto:a@b.example", "data:text/html,x", "ftp://a/b"]
)
def test_what_no_crawler_can_fetch(href: str) -> None:
    assert absolute(URL, href) is None


@pytest.mark.parametrize("href", ["http://[", "https://", "http://[::bad/x"])
def test_broken_address_is_no_link(href: str) -> None:
    assert (absolute(URL, href), on_site(URL, href), post_link(URL, href)) == (None, None, None)


@given(st.text(st.characters(exclude_categories=["Z", "C"]), max_size=30))
def test_any_href_is_read_or_refused(href: str) -> None:
    link = on_site(URL, href)
    assert link is None or (site_of(link) == "demo.example" and canonical(link) == link)


@pytest.mark.parametrize(("url", "front"), [("", True), ("/", True), ("/?page=2", False), ("/index.php", False)])
def test_a_front_page_has_no_query(url: str, front: bool) -> None:
    assert is_front(f"http://demo.example{url}") is front

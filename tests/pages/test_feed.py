"""The feed: exact times or none, and nothing that an XML file should make a reader do."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import pytest

from rentspider.errors import PageError
from rentspider.pages import FeedEntry, parse_feed
from tests.fakesite.look import CONTACT_BELOW, Look
from tests.fakesite.posts import make_post
from tests.fakesite.site import FakeSite

URL = "http://demo.example/feed.php"
NOW = 1_780_000_000


def feed(item: str, prolog: str = "") -> bytes:
    return f'{prolog}<rss version="2.0"><channel><title>站</title>{item}</channel></rss>'.encode()


def entry(fields: str) -> FeedEntry:
    link = "<link>http://demo.example/index.php/post/5.html</link>"
    return parse_feed(feed(f"<item>{link}{fields}</item>"), URL)[0]


def test_every_post_of_the_feed_with_its_exact_time() -> None:
    posts = [make_post(Random(number), number, NOW - 5000 * number) for number in range(1, 4)]
    site = FakeSite(posts, Look(owner_bottom=CONTACT_BELOW), now=NOW)
    entries = parse_feed(site.respond("/feed.php").body, URL)
    assert [(each.id, each.title, each.html) for each in entries] == [
        (post.id, post.title_raw, post.html) for post in posts
    ]
    assert [each.published_at for each in entries] == [datetime.fromtimestamp(post.time, UTC) for post in posts]
    assert [each.url for each in entries] == [site.look.post_url(post.id) for post in posts]


@pytest.mark.parametrize(
    ("shown", "moment"),
    [
        ("Tue, 10 Mar 2026 07:08:09 +0800", datetime(2026, 3, 9, 23, 8, 9, tzinfo=UTC)),
        ("Tue, 10 Mar 2026 07:08:09 GMT", datetime(2026, 3, 10, 7, 8, 9, tzinfo=UTC)),
        ("10 Mar 2026 07:08:09 -0130", datetime(2026, 3, 10, 8, 38, 9, tzinfo=UTC)),
        ("Tue, 10 Mar 2026 07:08:09", None),
        ("Tue, 10 Mar 2026 07:08:09 -0000", None),
        ("Tue, 10 Mar 2026 25:08:09 +0800", None),
        ("Mon, 30 Feb 2026 07:08:09 +0800", None),
        ("昨天", None),
        ("", None),
        ("Fri, 31 Dec 9999 23:00:00 -0800", None),
    ],
)
def test_time(shown: str, moment: datetime | None) -> None:
    found = entry(f"<pubDate> {shown} </pubDate>")
    assert (found.date_text, found.published_at) == (shown or None, moment)


def test_item_without_a_date_or_body() -> None:
    found = entry("<title> 只有\n标题 </title>")
    assert (found.title, found.date_text, found.published_at, found.html) == ("只有 标题", None, None, "")


def test_body_in_cdata() -> None:
    body = "<p>甲 & 乙</p>"
    assert entry(f"<description><![CDATA[{body}]]></description>").html == body
    assert entry(f"<description>{escape(body)}</description>").html == body


@pytest.mark.parametrize("link", ["", "http://other.example/post/5.html", "/index.php/2.html", "javascript:;"])
def test_items_that_are_no_posts_of_the_site(link: str) -> None:
    assert parse_feed(feed(f"<item><link>{link}</link><title>甲</title></item>"), URL) == []


def test_feed_without_items() -> None:
    assert parse_feed(feed(""), URL) == []


@pytest.mark.parametrize(
    "answer",
    [b"", b"\xff\xfe", b"<rss><channel><item></channel></rss>", b"<html><body>x</body></html>", b"<!doctype html><br>"],
)
def test_what_is_no_feed_is_named(answer: bytes) -> None:
    with pytest.raises(PageError, match=r"http://demo\.example/feed\.php"):
        parse_feed(answer, URL)


def test_entities_are_never_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("password")
    prolog = f'<!DOCTYPE rss [<!ENTITY out SYSTEM "{secret.as_uri()}"><!ENTITY in "inside">]>'
    item = "<item><link>/post/5.html</link><title>a&out;b&in;</title><description>&out;</description></item>"
    found = parse_feed(feed(item, prolog), URL)
    assert [each.id for each in found] == [5]
    assert "password" not in repr(found)
    assert "inside" not in repr(found)


def test_entities_that_grow_are_never_resolved() -> None:
    names = "abcdefghij"
    grown = "".join(f'<!ENTITY {here} "{f"&{below};" * 10}">' for below, here in pairwise(names))
    prolog = f'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">{grown}]>'
    try:
        found = repr(parse_feed(feed("<item><link>/post/5.html</link><title>&j;</title></item>", prolog), URL))
    except PageError as refused:
        found = str(refused)
    assert len(found) < 1000

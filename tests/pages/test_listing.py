"""Pages that list posts: which posts, with what date, and where they lead."""

from dataclasses import replace
from random import Random

import pytest

from rentspider.errors import PageError, SiteClosedError
from rentspider.pages import ListPage, parse_list
from tests.fakesite.dates import DAY
from tests.fakesite.look import Look
from tests.fakesite.posts import make_post
from tests.fakesite.site import FakeSite

NOW = 1_773_100_800
FRONT = "http://demo.example/"


def site(look: Look | None = None) -> FakeSite:
    posts = [make_post(Random(at), 50 - at, NOW - 5 * DAY * at - 60) for at in range(25)]
    return FakeSite([replace(post, sticky=post.id == 31) for post in posts], look, now=NOW)


def fetched(path: str, look: Look | None = None) -> ListPage:
    return parse_list(site(look).respond(path).body.decode(), FRONT.rstrip("/") + path)


def test_entries_of_the_front_page() -> None:
    page = fetched("/")
    assert [entry.id for entry in page.entries] == [31, *range(50, 40, -1)]
    assert [entry.id for entry in page.entries if entry.sticky] == [31]
    assert [entry.title for entry in page.entries] == [site().posts[entry.id].title_raw for entry in page.entries]
    assert {entry.url for entry in page.entries} == {site().look.post_url(entry.id) for entry in page.entries}
    assert [entry.date_text for entry in page.entries[:4]] == ["3个月前 (12-05)", "1分钟前", "5天前", "1周前 (02-28)"]


def test_further_pages_and_other_lists() -> None:
    assert [entry.id for entry in fetched("/index.php/page_2.html").entries] == [40, *range(39, 31, -1), 30]
    for kind in ("category", "author"):
        assert fetched(f"/index.php/{kind}-1.html").entries


def test_album_style() -> None:
    page, usual = (fetched("/", Look(list_style=style)) for style in ("album", "usual"))
    assert [(each.id, each.title, each.date_text) for each in page.entries] == [
        (each.id, each.title, each.date_text) for each in usual.entries
    ]


def test_byline_without_a_date() -> None:
    assert {entry.date_text for entry in fetched("/", Look(list_byline=("user", "view"))).entries} == {None}


def test_pager_leads_to_every_page() -> None:
    assert set(fetched("/").pager) == {f"{FRONT}index.php/{page}" for page in ("", "page_2.html", "page_3.html")}
    assert fetched("/", Look(per_page=100)).pager == []


def test_lists_that_a_list_names() -> None:
    assert "http://demo.example/index.php/category-1.html" in fetched("/index.php/category-1.html").lists


def test_hidden_category_is_named_by_the_menu() -> None:
    post = make_post(Random(3), 3, NOW - DAY, category="内部通知")
    hidden = FakeSite([post], Look(hidden=frozenset({"内部通知"})), now=NOW)
    assert "http://demo.example/index.php/category-1.html" in parse_list(hidden.respond("/").body.decode(), FRONT).lists


@pytest.mark.parametrize("path", ["/", "/index.php/post/44.html", "/index.php/category-1.html"])
def test_closed_site(path: str) -> None:
    with pytest.raises(SiteClosedError, match="closed"):
        fetched(path, Look(closed=True))


@pytest.mark.parametrize("path", ["/index.php/2.html", "/index.php/post/9999.html", "/search.php?q=没有这样的词"])
def test_page_without_entries(path: str) -> None:
    assert fetched(path).entries == []


def test_a_list_that_is_cut_off_is_no_list() -> None:
    whole = site().respond("/").body.decode()
    with pytest.raises(PageError, match="is cut off: the page has no end"):
        parse_list(whole[: len(whole) // 2], FRONT)


def listed(items: str, below: str = "") -> ListPage:
    return parse_list(f"<html><body><div class='block'>{items}{below}</div></body></html>", FRONT)


@pytest.mark.parametrize(
    "href",
    ["http://other.example/post/9.html", "/index.php/9.html", "javascript:;", "", "/index.php/tags-9.html", "http://["],
)
def test_links_that_are_no_posts_of_the_site_are_left_alone(href: str) -> None:
    page = listed(f'<div class="post item"><h2><a href="{href}">甲</a></h2></div>', f'<a href="{href}">乙</a>')
    assert (page.entries, page.pager, page.lists) == ([], [], [])


def test_pager_leaves_other_sites_alone_and_names_each_page_once() -> None:
    links = ["/page_2.html", "/page_2.html?x=1", "http://other.example/page_3.html", "javascript:;", "/page_3.html#a"]
    page = listed("", '<div class="pagebar">' + "".join(f'<a href="{link}">页</a>' for link in links) + "</div>")
    assert page.pager == [f"{FRONT}page_2.html", f"{FRONT}page_3.html"]


@pytest.mark.parametrize(
    ("heading", "title", "sticky"),
    [
        ('<h2><a href="/post/9.html">厂房<b>出租</b></a></h2>', "厂房出租", False),
        ('<h2><a href="/post/9.html">厂房</a><em class="istop">置顶</em></h2>', "厂房", True),
        ('<h2><a href="/post/9.html">厂房<em class="istop">置顶</em></a></h2>', "厂房", True),
        ('<h2><a href="/post/9.html" title="厂房"><img src="/a.png"></a></h2>', "厂房", False),
        ('<h2><a href="/post/9.html"><em class="istop">置顶</em>厂房</a></h2>', "厂房", True),
    ],
)
def test_title_and_badge(heading: str, title: str, sticky: bool) -> None:
    [entry] = listed(f'<div class="post item">{heading}</div>').entries
    assert (entry.id, entry.title, entry.sticky) == (9, title, sticky)


def test_item_that_is_marked_as_a_whole_is_sticky() -> None:
    items = '<div class="post item istop"><h2><a href="/post/9.html">甲</a></h2></div>'
    assert [entry.sticky for entry in listed(items + items.replace(" istop", "").replace("9", "8")).entries] == [
        True,
        False,
    ]


def test_post_listed_twice_is_one_entry() -> None:
    item = '<div class="post item"><h2><a href="/post/9.html">厂房</a></h2></div>'
    assert [entry.id for entry in listed(item * 2).entries] == [9]


def test_pager_anchor_without_an_address() -> None:
    assert listed("", '<div class="pagebar"><a class="now">1</a></div>').pager == []

"""A post's page that is not quite the theme's: fallbacks and their record, odd addresses, odd markup around."""

import pytest

from rentspider.pages import parse_post
from rentspider.pages.post import view_count
from tests.pages.helpers import URL, post_page


@pytest.mark.parametrize(
    ("html", "field", "selector"),
    [
        (post_page(), "title", "@post > h1"),
        (post_page(title="<header><h1>样板园区开门</h1></header>"), "title", "@post h1"),
        (post_page(title=""), "title", "@html > head > title"),
        (post_page(), "body", "@post > div.single"),
        (post_page(info='<time class="x">2026-03-10</time>'), "date", "@info time"),
        (post_page(info='<p><b class="date">2026-03-10</b></p>'), "date", "@info .date"),
        (post_page(info=""), "category", "@sitemap > a:nth-of-type(n+2):last-of-type"),
    ],
)
def test_the_selector_that_found_a_field_is_on_record(html: str, field: str, selector: str) -> None:
    page = parse_post(html, URL)
    assert page.matched[field] == selector
    assert (page.title, [block.text for block in page.blocks]) == ("样板园区开门", ["样板园区迎来首批住户。"])
    assert field not in {"date"} or page.date_text == "2026-03-10"
    assert field != "category" or page.category == "园区走访"


def test_fields_that_are_absent_are_not_on_record() -> None:
    matched = parse_post(post_page(info="", tags=""), URL).matched
    assert not {"author", "date", "views", "tags", "related", "neighbours"} & set(matched)


def test_breadcrumb_without_a_category_names_none() -> None:
    assert parse_post(post_page(info="", crumbs='<a href="/">首页</a> &gt; 正文内容'), URL).category is None


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("http://demo.example/index.php/post/7.html", URL),
        ("/index.php/post/7.html?y=2#c", URL),
        ("http://demo.example/post/7.html", "http://demo.example/post/7.html"),
        ("http://other.example/index.php/post/7.html", URL),
        ("http://demo.example/index.php/post/8.html", URL),
        ("http://demo.example/", URL),
        ("http://[", URL),
        ("", URL),
    ],
)
def test_canonical_link_counts_where_it_names_the_same_post_of_the_same_site(canonical: str, url: str) -> None:
    page = parse_post(post_page(canonical=canonical), f"{URL}?x=1")
    assert (page.id, page.url) == (7, url)


def test_page_without_a_canonical_link() -> None:
    html = post_page().replace('rel="canonical"', 'rel="next"')
    assert parse_post(html, f"{URL}?x=1#top").url == URL


@pytest.mark.parametrize(
    ("text", "views"),
    [
        ("48", 48),
        ("0", 0),
        ("1.2万", 12_000),
        ("浏览 3.05 万 次", 30_500),
        ("12万+", 120_000),
        ("1.1亿", 110_000_000),
        ("万", None),
        ("", None),
        (None, None),
        ("1,207", 1207),
    ],
)
def test_view_count(text: str | None, views: int | None) -> None:
    assert view_count(text) == views


RELATED = """<div class="block"><div class="relatecon">
<div class="relate"><div class="relateinfo"><h3><a href="/index.php/post/3.html">另一篇</a></h3><p>摘要</p></div></div>
<div class="relate"><div class="relateinfo"><h3><a href="http://other.example/post/4.html">别站</a></h3></div></div>
<div class="relate"><div class="relateinfo"><h3><a title="只有图" href="5.html"><img src="/a.png"></a></h3></div></div>
</div></div>"""


def test_related_posts_are_those_of_the_site() -> None:
    found = parse_post(post_page(after=RELATED), URL).related
    assert [(each.id, each.title, each.date_text) for each in found] == [(3, "另一篇", None), (5, "只有图", None)]


def test_catalogue_in_the_sidebar_names_lists() -> None:
    links = '<a href="/index.php/category-5.html">隐藏的分类</a><a href="http://other.example/">外站</a>'
    page = parse_post(post_page(after=f'<dl id="divCatalog"><dd><ul><li>{links}</li></ul></dd></dl>'), URL)
    assert page.lists[-1] == "http://demo.example/index.php/category-5.html"


def test_catalogue_with_the_class_that_the_theme_gives_it() -> None:
    links = '<a href="/index.php/category-5.html">隐藏的分类</a>'
    page = parse_post(post_page(after=f'<dl id="divCatalog" class="sidebox"><dd>{links}</dd></dl>'), URL)
    assert "http://demo.example/index.php/category-5.html" in page.lists

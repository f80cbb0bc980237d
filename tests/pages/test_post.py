"""A post's page: every field, in every look that the theme can have."""

from random import Random

import pytest

from rentspider.errors import PageError, SiteClosedError
from rentspider.pages import PostPage, parse_post
from tests.fakesite.dates import DAY
from tests.fakesite.look import ADVERT_ON_TOP, BYLINE, CONTACT_BELOW, Look
from tests.fakesite.posts import Post, make_post
from tests.fakesite.site import FakeSite
from tests.pages.helpers import INFO, URL, post_page

NOW = 1_773_100_800
BLOG = Look(byline=("date",), related="list", date_format="%Y年%m月%d日 %H:%M:%S", prev_next=True, comments=True)
WIDE = Look(wide=True, owner_top=ADVERT_ON_TOP, owner_bottom=CONTACT_BELOW)
LOOKS = {"stock": Look(), "blog": BLOG, "wide": WIDE, "children": Look(parents={"园区动态": "资讯"}, indent=True)}


def posts() -> list[Post]:
    return [make_post(Random(at), 20 + at, NOW - at * 9 * DAY - 77, category="园区动态") for at in range(9)]


def fetched(look: Look, number: int = 24) -> tuple[Post, PostPage]:
    """A post, and its page as parsed."""
    site = FakeSite(posts(), look, now=NOW)
    site.comments[number] = ["请问电梯几吨？"]
    html = site.respond(f"/index.php/post/{number}.html?x=1").body.decode()
    return site.posts[number], parse_post(html, f"{look.post_url(number)}?x=1")


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("number", range(20, 29))
def test_what_every_look_shows(look: Look, number: int) -> None:
    post, page = fetched(look, number)
    assert (page.id, page.url, page.title) == (number, look.post_url(number), post.title_raw)
    assert (page.category, page.tags) == ("园区动态", list(post.tags))
    assert {related.id for related in page.related} <= set(range(20, 29)) - {number}
    assert len(page.related) == look.related_count
    assert look.list_url("category", 1) in page.lists


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_line_of_the_article_is_in_the_body(look: Look) -> None:
    post, page = fetched(look)
    shown = [block.text.replace("蕞", "最") for block in page.blocks]
    assert set(post.paragraphs) <= set(shown)
    assert set(look.owner_lines()) <= set(shown)
    assert "请问电梯几吨？" not in shown
    assert "相关文章" not in shown


def test_byline() -> None:
    post, page = fetched(Look())
    assert (page.author, page.views, page.date_text) == (post.author, post.views + 1, "1个月前 (02-02)")


@pytest.mark.parametrize("off", BYLINE)
def test_a_part_of_the_byline_that_is_switched_off(off: str) -> None:
    _, whole = fetched(Look())
    _, page = fetched(Look(byline=tuple(part for part in BYLINE if part != off)))
    field = {"user": "author", "date": "date_text", "cate": "category", "view": "views"}[off]
    assert getattr(page, field) == (None if off != "cate" else "园区动态")  # the breadcrumb names it too
    others = {"author", "date_text", "category", "views"} - {field}
    assert [getattr(page, each) for each in others] == [getattr(whole, each) for each in others]


def test_all_that_can_be_switched_off() -> None:
    look = Look(byline=(), tags=False, copynotice=False, share=False, related="", prev_next=False)
    _, page = fetched(look)
    assert (page.author, page.date_text, page.views) == (None, None, None)
    assert (page.tags, page.related, page.neighbours) == ([], [], [])


def test_related_list_with_dates_and_neighbours() -> None:
    _, page = fetched(BLOG)
    listed = {post.id: post for post in posts()}
    assert [related.title for related in page.related] == [listed[each.id].title_raw for each in page.related]
    assert all(related.date_text and related.date_text.endswith(":43") for related in page.related)
    assert page.neighbours == [BLOG.post_url(23), BLOG.post_url(25)]
    assert fetched(BLOG, 20)[1].neighbours == [BLOG.post_url(21)]
    assert all(related.date_text is None for related in fetched(Look())[1].related)


def test_wide_template_shows_its_notices_among_the_marks() -> None:
    post, page = fetched(WIDE, next(each.id for each in posts() if each.tags))
    notices = {block.text for block in page.blocks if block.marks & {"copynotice", "tags"}}
    assert any(text.startswith("版权声明") for text in notices)
    assert not notices & set(post.paragraphs)


@pytest.mark.parametrize(
    ("html", "lacking"),
    [
        (post_page().replace('class="single viewall"', 'class="text"'), "body"),
        (post_page(title="").replace("<title>样板园区开门 - 测试站</title>", ""), "title"),
        ("", "title"),
        ("<html><body><p>502 Bad Gateway</p></body></html>", "title"),
    ],
)
def test_page_that_lacks_its_heart_is_an_error_that_names_it(html: str, lacking: str) -> None:
    with pytest.raises(PageError, match=rf"no {lacking} on the page {URL}".replace(".", r"\.")):
        parse_post(html, URL)


def test_body_that_is_there_but_empty_is_no_error() -> None:
    assert parse_post(post_page(body=""), URL).blocks == []


def test_a_page_that_is_cut_off_inside_its_body_is_no_article() -> None:
    whole = post_page("<p>样板园区迎来首批住户。</p><p>末段</p>")
    for end in ("首批", "<p>末段"):
        with pytest.raises(PageError, match="is cut off inside its body"):
            parse_post(whole.partition(end)[0], URL)
    behind = parse_post(whole.partition('<div class="sharebox">')[0], URL)
    assert [block.text for block in behind.blocks] == ["样板园区迎来首批住户。", "末段"]


def test_a_page_whose_text_is_lost_is_no_article() -> None:
    with pytest.raises(PageError, match="in no charset that comes into question"):
        parse_post(post_page("<p>" + "\ufffd" * 9 + "</p>"), URL)


def test_closed_site_is_not_a_broken_page() -> None:
    site = FakeSite(posts(), Look(closed=True), now=NOW)
    with pytest.raises(SiteClosedError):
        parse_post(site.respond("/index.php/post/24.html").body.decode(), URL)


@pytest.mark.parametrize("url", ["http://demo.example/index.php/2.html", "http://demo.example/", "about:blank"])
def test_address_that_names_no_post(url: str) -> None:
    with pytest.raises(PageError, match="names no post"):
        parse_post(post_page(), url)


def test_parts_of_the_byline_are_squeezed_and_emptiness_is_absence() -> None:
    info = INFO.replace("站长甲", "&nbsp;").replace("86", "").replace("3周前", "\n 3周前 ")
    page = parse_post(post_page(info=info), URL)
    assert (page.author, page.views, page.date_text) == (None, None, "3周前 (02-18)")

"""The made-up site: its truth is on its pages, its pages are built like the real ones, its sample is up to date."""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import lxml.etree
import lxml.html
import pytest
from lxml.html import HtmlElement
from warcio.archiveiterator import ArchiveIterator

from tests.fakesite import dates, sample
from tests.fakesite.archive import crawl_all, warc_bytes
from tests.fakesite.dates import DAY, HOUR, MINUTE
from tests.fakesite.leftovers import Kind
from tests.fakesite.look import ADVERT_ON_TOP, CONTACT_BELOW, Look
from tests.fakesite.posts import Post, make_post
from tests.fakesite.server import SiteServer
from tests.fakesite.site import FakeSite
from tests.fakesite.special import make_boilerplate, make_excerpt, make_listing, make_pictures, make_repost
from tests.fakesite.styles import STYLES

SHARED = Path(__file__).parents[2] / "shared"
NOW = sample.NOW


def flat(text: str) -> str:
    """The text without white space, with the site's spelling undone."""
    return re.sub(r"[\s\u200b]+", "", text).replace("蕞", "最")


def many(count: int = 200, seed: int = 1, apart: int = DAY) -> list[Post]:
    """Ordinary posts, a day or so apart, and one of each special kind."""
    rng = Random(seed)
    posts: list[Post] = []
    for at in range(count):
        posts.append(make_post(rng, at + 1, NOW - apart * at, links=[post.link for post in posts[-5:]]))
    special = [
        make_boilerplate(rng, count + 1, NOW - 1),
        make_excerpt(rng, count + 2, NOW - 2),
        make_listing(rng, count + 3, NOW - 3),
        make_pictures(rng, count + 4, NOW - 4),
        make_repost(rng, count + 5, NOW, posts[0]),
    ]
    return [*posts, *special]


def get(site: FakeSite, path: str) -> str:
    return site.respond(path).body.decode()


def body(site: FakeSite, post: Post) -> HtmlElement:
    """The body element of a post's page."""
    page = lxml.html.document_fromstring(get(site, f"/index.php/post/{post.id}.html"))
    return next(each for each in page.iter("div") if "single" in each.get("class", "").split())


# truth


@pytest.mark.parametrize("look", [Look(), Look(owner_top=ADVERT_ON_TOP, owner_bottom=CONTACT_BELOW, wide=True)])
def test_truth_is_on_the_page(look: Look) -> None:
    site = FakeSite(many(), look, now=NOW)
    for truth in site.truth():
        shown = flat(body(site, site.posts[truth["id"]]).text_content())
        at = 0
        for line in truth["paragraphs"]:
            at = shown.find(flat(line), at)
            assert at >= 0, f"post {truth['id']} lacks, in its place, {line}"
        assert [line for line in truth["removed"] if flat(line) not in shown] == []
        assert [trap for trap in truth["traps"] if flat(trap) not in flat("".join(truth["paragraphs"]))] == []


def test_truth_and_leftovers_are_all_of_the_page() -> None:
    site = FakeSite(many(), now=NOW)
    for post in site.posts.values():
        shown = body(site, post)
        for unseen in list(shown.iter("script", "style")):
            unseen.drop_tree()
        rest = flat(shown.text_content())
        for line in sorted([*post.paragraphs, *post.removed], key=len, reverse=True):
            rest = rest.replace(flat(line), "", 1)
        assert rest.strip("·/、") == "", f"post {post.id} shows more: {rest}"


def test_numbers_and_paragraphs_are_varied() -> None:
    lines = [line for post in many(400) if "（转）" not in post.title for line in post.paragraphs if len(line) > 20]
    assert len(set(lines)) > 0.98 * len(lines)


def test_phones_are_made_up() -> None:
    numbers = {number for post in many() for number in re.findall(r"1[3-9]\d{9}", post.html)}
    assert numbers
    assert all("0000" in number for number in numbers)


def test_same_seed_same_site() -> None:
    assert many(30) == many(30)
    assert warc_bytes(crawl_all(FakeSite(many(12), now=NOW), NOW)) == warc_bytes(
        crawl_all(FakeSite(many(12), now=NOW), NOW)
    )


# the site


def listed(html: str) -> list[int]:
    """The posts of a list, in order."""
    return [int(number) for number in re.findall(r'<h2><a href="[^"]*/post/(\d+)\.html"', html)]


@pytest.mark.parametrize(
    ("age", "shown"),
    [
        (-5, "刚刚"),
        (0, "刚刚"),
        (1, "1秒前"),
        (59, "59秒前"),
        (89, "1分钟前"),
        (90, "2分钟前"),
        (HOUR - 1, "60分钟前"),
        (DAY - 1, "24小时前"),
        (6 * DAY + 12 * HOUR, "7天前"),
        (7 * DAY, '1周前<span class="datetime"> (03-03)</span>'),
        (29 * DAY, '4周前<span class="datetime"> (02-09)</span>'),
        (30 * DAY, '1个月前<span class="datetime"> (02-08)</span>'),
        (359 * DAY, '12个月前<span class="datetime"> (03-16)</span>'),
        (360 * DAY, '1年前<span class="datetime"> (2025-03-15)</span>'),
        (900 * DAY, '3年前<span class="datetime"> (2023-09-22)</span>'),
    ],
)
def test_relative_dates(age: int, shown: str) -> None:
    assert dates.relative(NOW - age, NOW) == shown


def test_fetches_count_and_draw_related_posts() -> None:
    site = FakeSite(many(), now=NOW)
    first, second = (get(site, "/index.php/post/7.html?x=1") for _ in range(2))
    views = [int(re.findall(r'class="view">(\d+)<', page)[0]) for page in (first, second)]
    assert views[1] == views[0] + 1
    assert re.findall(r"<h3><a href=\S+", first) != re.findall(r"<h3><a href=\S+", second)
    assert '<link rel="canonical" href="http://demo.example/index.php/post/7.html" />' in first


def test_lists_sticky_and_hidden() -> None:
    posts = many(40)
    posts[20] = replace(posts[20], sticky=True)
    posts[21] = replace(posts[21], category="内部通知")
    site = FakeSite(posts, Look(hidden=frozenset({"内部通知"}), parents={"厂房租赁": "房源"}), now=NOW)
    pages = [listed(get(site, f"/index.php/page_{number}.html")) for number in range(1, 6)]
    assert pages[0][0] == posts[20].id
    assert len(pages[0]) == 11
    every = [number for page in pages for number in page]
    assert sorted(every) == sorted(set(site.posts) - {posts[21].id})
    hidden = re.findall(r'id="navbar-category-(\d+)"><a href="[^"]*">内部通知', get(site, "/"))[0]
    assert listed(get(site, f"/index.php/category-{hidden}.html")) == [posts[21].id]
    leased = next(post for post in posts if post.category == "厂房租赁")
    assert re.search(r'href="[^"]*">房源</a> &gt; <a', get(site, f"/index.php/post/{leased.id}.html"))


def test_feed_by_day_and_list() -> None:
    site = FakeSite(many(40), Look(owner_bottom=CONTACT_BELOW), now=NOW)
    day = dates.local(site.posts[9].time)
    items = lxml.etree.fromstring(site.respond(f"/feed.php?date={day:%Y-%m-%d}").body).findall(".//item")
    assert [item.findtext("link") for item in items] == ["http://demo.example/index.php/post/9.html"]
    assert items[0].findtext("description") == site.posts[9].html
    assert items[0].findtext("pubDate") == dates.feed_date(site.posts[9].time)
    assert get(site, "/feed.php").count("<item>") == get(site, f"/feed.php?date={day:%Y-%m}").count("<item>") == 10
    assert get(site, "/feed.php?date=2019-01").count("<item>") == 0


def test_owner_deletes_and_closes() -> None:
    site = FakeSite(many(10), now=NOW)
    site.delete(3)
    assert [site.respond(path).status for path in ("/index.php/post/3.html", "/robots.txt")] == [404, 404]
    site.close()
    assert 'class="closepage"' in get(site, "/index.php/post/4.html")


def test_other_looks() -> None:
    posts = [replace(post, sticky=post.id == 6) for post in many(20)]
    look = Look(list_style="album", sticky="missing", prev_next=True, comments=True, byline=("date",), wide=True)
    site = FakeSite(posts, replace(look, date_format=dates.ABSOLUTE[4]), now=NOW)
    site.comments[7] = ["请问还有空房吗？"]
    page, front = get(site, "/index.php/post/7.html"), get(site, "/")
    assert [mark in page for mark in ('class="single-prev"', 'class="cmtsitem"', 'class="content wide"')] == [True] * 3
    assert f'<span class="date">{dates.local(site.posts[7].time):%Y年%m月%d日 %H:%M}</span>' in page
    assert 'class="user"' not in page
    assert ("<h2>" in front, "span.date" in front, "/post/6.html" in front) == (False, False, False)


def test_server_answers_and_logs() -> None:
    with SiteServer(FakeSite(many(10)), clock=NOW) as server:
        request = Request(f"{server.base}index.php/post/4.html", headers={"User-Agent": "tester"})
        with urlopen(request) as answer:
            assert answer.headers["Date"] == dates.http_date(NOW)
            assert f'href="{server.base}index.php/post/4.html"' in answer.read().decode()
    assert [(access.path, access.user_agent) for access in server.log] == [("/index.php/post/4.html", "tester")]


# the sample


def test_sample_is_up_to_date() -> None:
    assert sample.main(["--check"]) == 0


def test_sample_has_everything() -> None:
    site = sample.sample_site()
    posts = list(site.posts.values())
    assert {kind for post in posts for _, kind in post.leftovers} == set(Kind.__args__)  # type: ignore[attr-defined]
    assert {post.style for post in posts} >= set(STYLES)
    assert sum(len(post.traps) for post in posts) > 30
    shown = {re.sub(r"\d+|<.*", "", dates.relative(post.time, NOW)) for post in posts}
    assert shown == {"刚刚", "秒前", "分钟前", "小时前", "天前", "周前", "个月前", "年前"}
    assert any(not post.paragraphs for post in posts)
    assert any(post.sticky for post in posts)


def test_sample_archive_reads_back() -> None:
    answers: dict[str, list[tuple[str, str]]] = {}
    with gzip.open(sample.PATH) as file:
        for record in ArchiveIterator(BytesIO(file.read())):
            if record.rec_type == "response":
                url = record.rec_headers.get_header("WARC-Target-URI")
                head = record.http_headers
                answers.setdefault(url, []).append((head.get_statuscode(), head.get_header("Date")))
    site = sample.sample_site()
    edited, deleted = sample.nth(site, sample.EDITED), sample.nth(site, sample.DELETED)
    assert [len(answers[site.look.post_url(post.id)]) for post in (edited, deleted)] == [2, 2]
    assert {status for status, _ in answers[site.look.post_url(deleted.id)]} == {"404"}
    wanted = {truth["url"] for truth in sample.sample_truth()}
    assert wanted == {url for url, seen in answers.items() if "/post/" in url and seen[0][0] == "200"}


# the skeleton

OPTIONAL = {"em#.istop", "div#.pagebar", "span#.datetime"}  # depend on how many posts a list has, and on which


def label(element: HtmlElement) -> str:
    """Tag, id and class."""
    return f"{element.tag}#{element.get('id', '')}.{' '.join(element.get('class', '').split())}"


def skeleton(element: HtmlElement, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    """Each element's place and, for order, each pair of siblings in it; what is in the body is left out."""
    here = (*above, label(element))
    children = [child for child in element if isinstance(child.tag, str)]
    yield here, ("", "")
    if element.get("class", "").startswith("single "):
        return
    names = list(dict.fromkeys(label(child) for child in children))
    yield from ((here, (first, second)) for at, first in enumerate(names) for second in names[at + 1 :])
    for child in children:
        yield from skeleton(child, here)


def parse(data: bytes) -> Any:
    """The page, or the feed, as a tree."""
    if data.startswith(b"<?xml"):
        return lxml.etree.fromstring(data)
    return lxml.html.document_fromstring(data.decode())


def compare(ours: Iterable[bytes], theirs: Iterable[bytes]) -> None:
    """The same elements in the same places, and in the same order wherever both have them."""
    mine, real = ({pair for data in pages for pair in skeleton(parse(data))} for pages in (ours, theirs))
    places = [{place for place, _ in each} for each in (mine, real)]
    too_much = {place for place in places[0] - places[1] if not OPTIONAL & set(place)}
    missing = places[1] - places[0]
    assert (too_much, missing) == (set(), set())
    turned = {(place, pair) for place, pair in mine - real if (place, pair[::-1]) in real}
    assert {(place, pair) for place, pair in turned if not OPTIONAL & set(place)} == set()


SITES = {
    "site/rent.sh.cn-2025-06-20.warc.gz": Look(),
    "variants/park.example-fresh-posts.warc.gz": Look(owner_top=ADVERT_ON_TOP, owner_bottom=CONTACT_BELOW),
    "variants/blog.example-absolute-dates.warc.gz": Look(
        byline=("date",), related="list", related_count=5, prev_next=True, date_format="%Y年%m月%d日 %H:%M:%S"
    ),
}
KINDS = {
    "post": r"/index\.php/post/\d+\.html",
    "front": r"/",
    "front, further": r"/index\.php/page_\d+\.html",
    "category": r"/index\.php/category-.*",
    "tag": r"/index\.php/tags-.*",
    "author": r"/index\.php/author-.*",
    "feed": r"/feed\.php",
}


def archived(name: str) -> dict[str, tuple[int, bytes]]:
    """Path to status and body, of an archive in ../shared."""
    if not (SHARED / name).is_file():
        pytest.skip(f"../shared/{name} is not here; the skeleton cannot be compared")
    found = {}
    with (SHARED / name).open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                path = "/" + record.rec_headers.get_header("WARC-Target-URI").split("/", 3)[3]
                found[path] = int(record.http_headers.get_statuscode()), record.content_stream().read()
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SITES)
def test_skeleton(name: str, kind: str) -> None:
    real = archived(name)
    posts = many(120, apart=3 * DAY)
    posts[3] = replace(posts[3], sticky=True)
    site = FakeSite(posts, SITES[name], now=NOW)
    fetched = {urlsplit(url).path: answer for url, _, answer in crawl_all(site, NOW)}
    ours = [answer.body for path, answer in fetched.items() if re.fullmatch(KINDS[kind], path)]
    theirs = [data for path, (status, data) in real.items() if re.fullmatch(KINDS[kind], path) and status == 200]
    compare(ours, theirs)


@pytest.mark.parametrize("name", SITES)
def test_skeleton_of_missing_page(name: str) -> None:
    real = archived(name)
    site = FakeSite([], now=NOW)
    for path in ("/index.php/post/1.html", "/robots.txt"):
        compare([site.respond(path).body], [real[path][1]])


def test_minutes_and_hours_are_the_servers() -> None:
    assert dates.relative(NOW - 29 * MINUTE - 30, NOW) == "30分钟前"

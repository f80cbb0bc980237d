"""What is measured of pages as the theme makes them."""

from dataclasses import replace
from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

from rentspider.health import Measures, breaks, measures_of, shares
from rentspider.health.measures import median, step_of, steps_of, under
from rentspider.replayer import Replayer
from tests.fakesite.archive import write_warc
from tests.fakesite.look import BYLINE
from tests.fakesite.site import FakeSite
from tests.health.helpers import FIRST, NOW, SECOND, Change, measured, posts_of, small_site


def unframed(html: str) -> str:
    """The title in a frame of its own, as another version of a theme may have it."""
    return html.replace("<h1>", "<header><h1>").replace("</h1>", "</h1></header>")


def test_posts_and_what_was_found_on_them() -> None:
    site = small_site()
    counts = measured(site, posts_of(site))
    assert (counts["post/pages"], counts["post/read"], counts["post/layout/tpure-5"]) == (14, 14, 14)
    assert under(counts, "post/selector/title/") == {FIRST: 14}
    always = {"title", "body", "date", "category", "author", "views", "canonical"}
    fields = under(counts, "post/field/")
    assert {field for field, count in fields.items() if count == 14} >= always
    assert fields["tags"] == sum(1 for post in site.posts.values() if post.tags)
    assert fields["source"] == sum(1 for post in site.posts.values() if post.source)
    assert counts["post/date read"] == 14


def test_the_selectors_of_a_post_are_those_of_its_fields() -> None:
    site = small_site(1)
    selectors = {name.split("/")[0] for name in under(measured(site, posts_of(site)), "post/selector/")}
    assert selectors <= {"title", "body", "date", "category", "author", "views", "tags", "related", "canonical"}


def test_a_byline_that_is_switched_off() -> None:
    site = small_site(byline=("date",))
    fields = under(measured(site, posts_of(site)), "post/field/")
    assert {"author", "views"}.isdisjoint(fields)
    assert fields["date"] == 14


def test_a_date_that_nobody_understands() -> None:
    site = small_site(date_format="am Tag des Hundes")
    counts = measured(site, posts_of(site))
    assert (counts["post/field/date"], counts["post/date read"]) == (14, 0)


def test_the_length_of_a_body_and_what_was_removed_of_it() -> None:
    site = small_site()
    counts = measured(site, posts_of(site))
    kept = sum(len("\n".join(post.paragraphs)) for post in site.posts.values())
    assert counts["post/characters kept"] == pytest.approx(kept, rel=0.02)
    assert sum(steps_of(counts, "post/length/").values()) == 14
    assert kept / 14 / 2 < median(steps_of(counts, "post/length/")) < kept / 14 * 2
    assert counts["post/characters removed"] > 0


def test_posts_that_cannot_be_read_and_posts_that_are_not_there(tmp_path: Path) -> None:
    site = small_site(3)
    site.delete(21)
    paths = ["/index.php/post/20.html", "/index.php/post/21.html"]
    assert replayed(site, tmp_path, paths, lambda html: "<p>news</p>") == {"post/pages": 1}


def test_a_closed_site_counts_nowhere() -> None:
    site = small_site(3)
    site.close()
    assert measured(site, [*posts_of(site), "/", "/feed.php"]) == {}


def test_lists_and_the_feed() -> None:
    counts = measured(small_site(), ["/", "/index.php/page_2.html", "/feed.php", "/feed.php?date=2001-01-01"])
    lists, feeds = under(counts, "list/"), under(counts, "feed/")
    assert (lists["pages"], lists["with posts"], lists["posts shown"], lists["dates shown"]) == (2, 2, 14, 14)
    assert (lists["with dates"], under(lists, "selector/entries/")) == (2, {"div.post.item > h2 > a": 2})
    assert feeds == {"asked": 2, "read": 2, "posts shown": 10, "with posts": 1, "with times": 1}


def test_lists_without_dates_and_single_pages() -> None:
    site = small_site(list_byline=("user", "view"))
    lists = under(measured(site, ["/", "/index.php/2.html"]), "list/")
    assert (lists["pages"], lists["dates shown"], lists["with dates"]) == (1, 0, 0)


def test_a_list_that_shows_nothing_and_a_feed_that_is_none() -> None:
    counts = measured(small_site(), ["/", "/feed.php"], lambda text: '<body class="index">-</body>')
    assert counts == {"list/pages": 1, "list/posts shown": 0, "list/dates shown": 0, "feed/asked": 1}


def test_runs_add_up() -> None:
    site = small_site(6, related_count=0)
    first, second = (measured(site, paths) for paths in (posts_of(site)[:2], posts_of(site)[2:]))
    whole = measured(site, posts_of(site))
    assert {name: first.get(name, 0) + second.get(name, 0) for name in whole} == whole


@pytest.mark.parametrize(
    ("value", "step"), [(0, 0), (1, 1), (4, 3), (5, 5), (99, 70), (100, 100), (1999, 1000), (10**9, 700_000)]
)
def test_steps_of_a_length(value: int, step: int) -> None:
    assert step_of(value) == step


@pytest.mark.parametrize(
    ("steps", "typical"),
    [({}, 0), ({0: 3}, 0), ({100: 4}, 150), ({0: 1, 100: 2, 700_000: 1}, 150), ({100: 1, 300: 1, 700: 8}, 812.5)],
)
def test_the_median_of_steps(steps: dict[int, float], typical: float) -> None:
    assert median(steps) == typical


def test_shares_by_name() -> None:
    site = small_site()
    found = shares(measured(site, [*posts_of(site), "/", "/feed.php"]))
    assert str(found["posts read"]) == "14 of 14"
    assert found["with author"].rate == 1
    assert 0 < found["text removed"].rate < 0.7
    assert shares({}) == {}


def replayed(site: FakeSite, folder: Path, paths: list[str], change: Change = str) -> Measures:
    """What is measured on the way of pages from an archive to the database, their HTML changed before."""
    settings = get_project_settings()
    settings.setdict({"RENT_DATA_DIR": str(folder), "RENT_DATABASE_URL": ""})
    archive, answers = folder / "a.warc.gz", [(site.look.url(path.lstrip("/")), site.respond(path)) for path in paths]
    write_warc(archive, [(url, NOW, replace(a, body=change(a.body.decode()).encode())) for url, a in answers])
    replayer = Replayer(settings)
    replayer.replay([archive])
    replayer.close()
    return measures_of(replayer.stats.get_stats())


def test_a_replay_is_measured_too(tmp_path: Path) -> None:
    site = small_site(related_count=0)
    paths = [*posts_of(site), "/", "/feed.php"]
    found = replayed(site, tmp_path, paths)
    assert under(found, "post/") == under(measured(site, paths), "post/")
    assert (found["list/with posts"], found["feed/with times"]) == (1, 1)


def test_a_title_in_other_markup() -> None:
    site = small_site()
    before, now = measured(site, posts_of(site)), measured(site, posts_of(site), unframed)
    assert under(now, "post/selector/title/") == {SECOND: 14}
    assert breaks(now, [before]) == [
        "the title was found by its second selector on 14 of 14 pages; it was the first on 14 of 14 before"
    ]
    assert breaks(before, [before]) == []


def test_a_byline_that_is_gone() -> None:
    site, bare = small_site(byline=BYLINE), small_site(byline=())
    assert breaks(measured(bare, posts_of(bare)), [measured(site, posts_of(site))]) == [
        "the date, the author and the view counter were missing on 14 of 14 pages; it was so on 0 of 14 before",
        "the category was found by its second selector on 14 of 14 pages; it was the first on 14 of 14 before",
    ]


def test_an_article_in_other_markup(tmp_path: Path) -> None:
    site = small_site()
    now = replayed(site, tmp_path, posts_of(site), lambda html: html.replace('class="single', 'class="entry'))
    assert breaks(now, [measured(site, posts_of(site))]) == [
        "14 of 14 pages of posts could not be read; it was 0 of 14 before"
    ]

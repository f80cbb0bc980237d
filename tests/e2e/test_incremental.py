"""The hourly run: it fetches what is new, misses nothing of it, and asks for little else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rentspider.zone import local_day
from tests.e2e.known import CATEGORIES, HIDDEN, Known, allowed, large_site
from tests.e2e.site import failing, serve, summary
from tests.fakesite.dates import DAY, HOUR
from tests.fakesite.responses import Response

pytestmark = pytest.mark.slow

POSTS = 75


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """A site of 75 posts, two of them sticky on every page, that was crawled for the first time."""
    site = large_site(POSTS, sticky="on every page")
    for number in (13, 16):
        site.publish(replace(site.posts[number], sticky=True))
    with serve(site) as server:
        known = Known(site, server, tmp_path_factory.mktemp("known"))
        known.run()
        yield known


def test_the_first_run_is_a_full_crawl(first: Known) -> None:
    assert first.stored() == set(first.site.posts)


def test_nothing_new_takes_two_requests(known: Known) -> None:
    for _ in range(3):
        run = known.run()
        assert run.posts == []
        assert run.others[0] == "/feed.php"
        assert len(run.paths) <= 2
        known.pass_time(HOUR)


@pytest.mark.parametrize("count", [1, 9, 10, 11, 15, 31])
def test_new_posts_are_fetched_once_and_with_few_requests(known: Known, count: int) -> None:
    new = known.publish(count)
    run = known.run()
    assert run.posts == new
    assert len(run.paths) <= allowed(count)
    assert known.stored() == set(known.site.posts)
    assert known.run().posts == []


def test_a_new_post_that_is_sticky_is_found_and_no_end_of_the_walk(known: Known) -> None:
    sticky, others = known.publish(1, sticky=True), known.publish(24)
    assert known.run().posts == sticky + others
    known.pass_time(HOUR)
    newer = known.publish(12)
    assert known.run().posts == newer


def test_posts_that_come_while_the_run_walks_are_found_by_this_run_or_the_next(known: Known) -> None:
    """The pager shifts under the walk: each post that is fetched brings a new one."""
    early = known.publish(25)
    late: list[int] = []

    class Growing:
        def __init__(self) -> None:
            self.serve = known.site.respond

        def respond(self, path: str, now: float | None = None) -> Response:
            answer = self.serve(path, now)
            if "/post/" in path and len(late) < 8:
                late.extend(known.publish(1, age=0))
            return answer

    known.site.respond = Growing().respond  # type: ignore[method-assign]
    try:
        assert set(early) <= set(known.run().posts)
    finally:
        del known.site.respond
    known.pass_time(HOUR)
    known.run()
    assert known.stored() == set(known.site.posts)
    assert len(late) == 8


def test_a_run_that_was_cut_short_leaves_a_gap_that_the_next_one_closes(known: Known) -> None:
    new = known.publish(35)
    cut = known.run(code=3, RENT_MAX_REQUESTS="9")
    assert 0 < len(cut.posts) < 9
    assert "request_limit" in summary(cut.result)
    known.pass_time(HOUR)
    newest = known.publish(2)
    again = known.run()
    assert sorted(cut.posts + again.posts) == new + newest
    assert known.stored() == set(known.site.posts)


def test_a_list_page_that_cannot_be_had_leaves_a_gap_that_the_next_run_closes(known: Known) -> None:
    known.site.look = replace(known.site.look, related="")
    known.publish(25)
    known.site.instead["/index.php/page_2.html"] = failing()
    cut = known.run("-s", "RETRY_TIMES=0", code=4)
    assert len(cut.posts) < 25
    known.site.instead.clear()
    known.pass_time(HOUR)
    known.run()
    assert known.stored() == set(known.site.posts)


@pytest.mark.parametrize("status", [404, 200], ids=["no feed", "a feed that is no XML"])
def test_without_the_feed_the_front_list_does_as_well(known: Known, status: int) -> None:
    known.site.instead["/feed.php"] = failing(status)
    idle = known.run(code=0 if status == 404 else 4)
    assert (idle.posts, len(idle.paths) <= 2) == ([], True)
    new = known.publish(13)
    assert known.run(code=0 if status == 404 else 4).posts == new


def test_a_short_feed_does_as_well(known: Known) -> None:
    known.site.look = replace(known.site.look, feed_items=2)
    new = known.publish(5)
    run = known.run()
    assert run.posts == new
    assert len(run.paths) <= allowed(5)


def test_new_posts_of_a_category_that_the_front_list_hides_are_found_within_a_day(known: Known) -> None:
    new = known.publish(3, category=HIDDEN)
    for _ in range(24):
        run = known.run()
        assert len(run.paths) <= allowed(len(run.posts))
        if set(new) <= known.stored():
            break
        known.pass_time(HOUR)
    assert set(new) <= known.stored()


def test_a_post_that_was_given_an_early_date_is_found_in_the_end(known: Known) -> None:
    """It stands in the middle of the lists, where no run has to look; a patrol comes by there."""
    [number] = known.publish(1, age=100 * DAY)
    for _ in range(40):
        known.run()
        if number in known.stored():
            break
        known.pass_time(6 * HOUR)
    assert number in known.stored()


def test_deleted_posts_do_not_make_a_run_walk_far(known: Known) -> None:
    for number in sorted(number for number, post in known.site.posts.items() if post.category != HIDDEN)[-10:]:
        known.site.delete(number)
    run = known.run()
    assert len(run.others) <= 4, "the frontier has more posts than the feed"


def test_related_links_to_unknown_posts_are_followed(known: Known) -> None:
    [hidden] = known.publish(1, category=HIDDEN)
    post = known.edit(max(number for number in known.stored()), "补充一段话，说明情况。")
    assert post.category in CATEGORIES
    known.site.replaced = [('<div class="relatecon">', _related(known, hidden))]
    new = known.publish(1)
    assert set(known.run().posts) >= {hidden, *new}


def _related(known: Known, number: int) -> str:
    url = known.site.look.post_url(number)
    title = f'<div class="relateinfo"><h3><a href="{url}">又</a></h3></div>'
    return f'<div class="relatecon"><div class="relate">{title}</div>'


@pytest.mark.parametrize("bound", [20, 45])
def test_since_bounds_a_first_crawl_and_later_ones_go_on_from_there(known: Known, tmp_path: Path, bound: int) -> None:
    known.data = tmp_path / "bounded"
    day = sorted(post.time for post in known.site.posts.values())[-bound] // DAY * DAY
    since = local_day(datetime.fromtimestamp(day, UTC))
    wanted = {
        number
        for number, post in known.site.posts.items()
        if local_day(datetime.fromtimestamp(post.time, UTC)) >= since and not post.sticky
    }
    first = known.run("-a", f"since={since}")
    assert known.stored() == wanted
    assert "/index.php/page_5.html" not in first.others
    idle = known.run("-a", f"since={since}")
    assert (idle.posts, len(idle.paths) <= 2) == ([], True)
    new = known.publish(3)
    assert known.run("-a", f"since={since}").posts == new

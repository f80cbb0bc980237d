"""A full crawl reaches every post that any list shows, whatever happens on the site meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.e2e.known import HIDDEN, Known, large_site
from tests.e2e.site import failing, serve
from tests.fakesite.responses import Response
from tests.scoring import score

pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Known]:
    """A site with gaps, sticky posts, deleted ones, a hidden category, lists of several pages; not yet crawled."""
    made = large_site(64, sticky="on every page", related="", prev_next=False)
    for number in (19, 22):
        made.publish(replace(made.posts[number], sticky=True))
    for number in (31, 34, 97):
        made.delete(number)
    with serve(made) as server:
        yield Known(made, server, tmp_path / "data")


def test_every_post_is_stored_as_it_truly_reads(site: Known) -> None:
    site.run()
    wrong = score(site.site.truth(), site.rows("SELECT * FROM articles"))
    assert (wrong.missing, wrong.body, wrong.title) == ([], [], [])
    assert {row["category"] for row in site.rows("SELECT category FROM articles")} >= {HIDDEN}


def test_posts_that_come_while_it_runs_are_reached_too(site: Known) -> None:
    serve_page, came = site.site.respond, list[int]()

    def respond(path: str, now: float | None = None) -> Response:
        answer = serve_page(path, now)
        if "/post/" in path and len(came) < 6:
            came.extend(site.publish(1, age=0, category=HIDDEN if len(came) % 2 else "政策解读"))
        return answer

    site.site.respond = respond  # type: ignore[method-assign]
    site.run("-a", "mode=full")
    assert len(came) == 6
    assert site.stored() == set(site.site.posts)


def test_a_list_page_that_fails_once_is_asked_for_again(site: Known) -> None:
    serve_page, failed = site.site.respond, list[str]()

    def respond(path: str, now: float | None = None) -> Response:
        if path in {"/index.php/page_3.html", "/index.php/category-3.html"} and path not in failed:
            failed.append(path)
            return failing()
        return serve_page(path, now)

    site.site.respond = respond  # type: ignore[method-assign]
    site.run("-a", "mode=full")
    assert len(failed) == 2
    assert site.stored() == set(site.site.posts)


def test_a_list_page_that_keeps_failing_hides_no_other_page(site: Known) -> None:
    """The pages behind it are reached by the numbers in the pager, its posts by other lists."""
    site.site.instead["/index.php/page_2.html"] = failing()
    site.run("-a", "mode=full", "-s", "RETRY_TIMES=0", code=4)
    assert site.stored() == set(site.site.posts)
    assert site.rows("SELECT frontier FROM crawl_runs") == [{"frontier": None}]


def test_a_full_crawl_fetches_known_posts_and_those_that_no_list_shows_any_more(site: Known) -> None:
    site.run()
    for number in (40, 43):
        site.site.delete(number)
    site.pass_time(3600)
    again = site.run("-a", "mode=full")
    assert set(again.posts) == {*site.site.posts, 40, 43}
    assert len(again.posts) == len(set(again.posts))
    assert site.stored() == {*site.site.posts, 40, 43}

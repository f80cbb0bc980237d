"""Posts that are known already: looked at again when they are due, compared through the feed, changed, gone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.e2e.known import Known, large_site
from tests.e2e.site import serve, summary
from tests.fakesite.dates import DAY, HOUR

pytestmark = pytest.mark.slow

YEAR = 365 * DAY


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    with serve(large_site(32, hidden=False)) as server:
        known = Known(server.site, server, tmp_path_factory.mktemp("known"))  # type: ignore[arg-type]
        known.run()
        yield known


def test_a_post_is_looked_at_again_at_the_ages_of_1_3_7_and_30_days_and_a_year_after_that(known: Known) -> None:
    [post] = known.publish(1)
    known.run()
    known.pass_time(HOUR)
    newer = known.publish(11)  # it leaves the feed, which would tell of any change
    known.run()
    looked_at = []
    for days in (1, 2, 3, 4, 7, 8, 30, 31, 200, 396):
        known.server.clock = known.site.posts[post].time + days * DAY + HOUR
        if post in known.run("-a", "recheck_budget=100").posts:
            looked_at.append(days)
    assert looked_at == [1, 3, 7, 30, 396]
    assert newer[-1] in known.stored()


def test_no_run_looks_at_more_known_posts_than_its_budget(known: Known) -> None:
    known.pass_time(YEAR)
    # Two of the ten in the feed are among the newest, but the feed says that they are as they were.
    feed = sorted(known.site.posts)[-10:]
    first = known.run()
    assert len(first.posts) == 10
    assert not set(first.posts) & set(feed)
    second = known.run("-a", "recheck_budget=5")
    assert len(second.posts) == 5
    assert not set(second.posts) & set(first.posts)
    assert known.run("-a", "recheck_budget=0").posts == []


def test_refresh_days_widens_it(known: Known) -> None:
    recent = [number for number, post in known.site.posts.items() if post.time > (known.server.clock or 0) - 60 * DAY]
    assert 5 < len(recent) < 30
    assert known.run("-a", "refresh_days=60").posts == recent


def test_a_change_of_one_of_the_newest_is_seen_in_the_feed(known: Known) -> None:
    number = max(known.site.posts) - 9
    before = known.article(number)
    known.edit(number, "更正：本项目一期厂房面积为两万平方米，原文所写有误。")
    run = known.run()
    assert run.posts == [number]
    assert " new 0, changed 1," in summary(run.result)
    after = known.article(number)
    assert after["body_text"] == "更正：本项目一期厂房面积为两万平方米，原文所写有误。\n" + before["body_text"]
    [revision] = known.rows("SELECT * FROM revisions")
    assert (revision["article_key"], revision["body_text"]) == (before["key"], before["body_text"])
    known.pass_time(HOUR)
    assert known.run().posts == []


def test_a_change_that_a_killed_or_limited_run_saw_in_the_feed_is_not_forgotten(known: Known) -> None:
    number = max(known.site.posts)
    known.edit(number, "更正：开园日期改为下月初，具体以园区通知为准。")
    assert known.run(code=3, RENT_MAX_REQUESTS="2").posts == []  # robots.txt and the feed
    known.pass_time(HOUR)
    assert known.run().posts == [number]


def test_a_feed_of_excerpts_does_not_stand_for_the_whole(known: Known) -> None:
    known.site.look = replace(known.site.look, feed_whole=False)
    known.run()  # all ten copies are other ones now
    known.pass_time(YEAR)
    assert set(known.run().posts) & set(sorted(known.site.posts)[-10:])


def test_view_counts_are_kept_up_without_a_revision(known: Known) -> None:
    number = max(known.site.posts)
    before = known.article(number)["view_count"]
    known.run("-a", f"url={known.site.look.post_url(number)}")
    assert known.article(number)["view_count"] > before
    assert known.rows("SELECT count(*) AS n FROM revisions") == [{"n": 0}]


def test_a_post_that_is_missing_on_two_runs_is_gone_and_keeps_its_text(known: Known) -> None:
    number = 40
    before = known.article(number)
    known.site.delete(number)
    known.run("-a", "mode=full")
    assert known.article(number)["status"] == "live", "once can be a mishap"
    known.pass_time(HOUR)
    again = known.run()
    assert again.posts == [number]
    assert " failed 0," in summary(again.result)
    after = known.article(number)
    assert (after["status"], after["body_text"]) == ("gone", before["body_text"])
    known.pass_time(HOUR)
    assert known.run().posts == [], "it is left alone from now on"


def test_a_post_that_is_back_is_live_again(known: Known) -> None:
    post = known.site.posts[max(known.site.posts)]
    known.site.delete(post.id)
    for _ in range(2):
        known.run("-a", f"url={known.site.look.post_url(post.id)}")
        known.pass_time(HOUR)
    assert known.article(post.id)["status"] == "gone"
    known.site.publish(post)
    known.pass_time(DAY)
    assert post.id in known.run().posts
    assert known.article(post.id)["status"] == "live"


def test_a_closed_site_is_asked_once_changes_nothing_and_is_no_answer(known: Known) -> None:
    before, fetched = known.articles(), known.rows("SELECT id, fetched_at, status FROM articles")
    known.pass_time(YEAR)
    known.site.close()
    run = known.run(code=5)
    assert run.paths == ["/feed.php"]
    assert "closed" in summary(run.result)
    assert known.articles() == before
    assert known.rows("SELECT id, fetched_at, status FROM articles") == fetched
    known.site.close(False)
    known.publish(2)
    assert len(set(known.run().posts) - {row["id"] for row in before}) == 2

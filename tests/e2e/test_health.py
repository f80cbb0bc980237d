"""A change of the site's layout is told in a sentence, by the exit code, and to whom the alarm is to go."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.known import Known, large_site
from tests.e2e.site import serve, summary
from tests.fakesite.dates import HOUR
from tests.helpers import run_here

pytestmark = pytest.mark.slow

POSTS = 24
SECOND_TITLE = [("<h1>", '<div class="heading"><h1>'), ("</h1>", "</h1></div>")]
NO_BODY = [('class="single', 'class="words')]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    with serve(large_site(POSTS)) as server:
        known = Known(server.site, server, tmp_path_factory.mktemp("known"))  # type: ignore[arg-type]
        known.run()
        yield known


def test_a_selector_that_no_longer_finds_the_title(known: Known, tmp_path: Path) -> None:
    before, message = known.articles(), tmp_path / "alarm.json"
    known.site.replaced = SECOND_TITLE
    run = known.run("-a", "mode=full", code=7, RENT_ALARM_COMMAND=f"cat > {message}")
    sentence = (
        f"the title was found by its second selector on {POSTS} of {POSTS} pages;"
        f" it was the first on {POSTS} of {POSTS} before"
    )
    assert sentence in summary(run.result)
    assert sentence in run.result.stderr
    assert [row["title"] for row in known.articles()] == [row["title"] for row in before], "the second is right, too"
    told = json.loads(message.read_text(encoding="utf-8"))
    assert (told["exit"], told["reason"], told["alarms"]) == (7, sentence, [sentence])
    assert sentence in run_here("status", data=known.data).stdout


def test_posts_without_a_body_are_failures_and_no_articles(known: Known) -> None:
    before = known.articles()
    known.site.replaced = NO_BODY
    new = known.publish(3)
    run = known.run(code=6)
    assert run.posts == new
    assert " new 0, changed 0, failed 3," in summary(run.result)
    assert known.articles() == before
    errors = known.rows("SELECT post_id, error FROM fetches WHERE error IS NOT NULL ORDER BY post_id")
    assert [(row["post_id"], row["error"].startswith("no body on the page")) for row in errors] == [
        (number, True) for number in new
    ]


def test_known_posts_keep_their_text_when_the_layout_changes(known: Known) -> None:
    before = known.articles()
    known.site.replaced = NO_BODY
    known.run("-a", "mode=full", code=6)
    assert known.articles() == before


def test_a_post_that_fails_is_told_once_and_tried_at_growing_intervals(known: Known) -> None:
    known.site.replaced = NO_BODY
    [post] = known.publish(1)
    known.run(code=6)
    codes = []
    for _ in range(8):
        known.pass_time(HOUR)
        codes.append(len(known.run().posts))
    assert codes == [1, 1, 0, 0, 1, 0, 0, 0]
    known.site.replaced = []
    known.pass_time(24 * HOUR)
    assert known.run().posts == [post]
    assert post in known.stored()
    health = [json.loads(row["health"])["measures"] for row in known.rows("SELECT health FROM crawl_runs ORDER BY id")]
    assert [measures.get("post/pages", 0) for measures in health] == [POSTS, 1, *[0] * 8, 1], "what is news counts"


def test_nothing_is_told_where_all_is_well(known: Known, tmp_path: Path) -> None:
    known.run("-a", "mode=full", RENT_ALARM_COMMAND=f"touch {tmp_path / 'told'}")
    assert not (tmp_path / "told").exists()


def test_an_alarm_that_cannot_be_told_is_wrong_use(known: Known) -> None:
    run = known.run(code=1, RENT_ALARM_WEBHOOK="not-an-address")
    assert "RENT_ALARM_WEBHOOK" in run.result.stderr
    assert run.paths == []

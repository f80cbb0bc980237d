"""The first crawl of a small site, over loopback: what is asked for, what is stored, what is told."""

import re
from collections import Counter
from datetime import datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from tests.archive.helpers import exchange, pack, read, write
from tests.e2e.crawled import MISSING, Crawled
from tests.e2e.site import CLOCK, HIDDEN, summary
from tests.fakesite.dates import DAY
from tests.scoring import score


def test_it_ends_well(crawled: Crawled) -> None:
    assert crawled.result.returncode == 0, crawled.result.stderr
    assert "Traceback" not in crawled.result.stderr
    assert "ERROR" not in crawled.result.stderr


def test_the_only_line_of_output_is_the_summary(crawled: Crawled) -> None:
    removed = crawled.rows("SELECT count(*) AS blocks FROM removed_blocks")[0]["blocks"]
    line = rf"run 1: listed 25, new 24, changed 0, failed 0, removed blocks {removed}, \d+\.\d s, exit 0\n"
    assert re.fullmatch(line, crawled.result.stdout)


def test_robots_txt_is_asked_for_first(crawled: Crawled) -> None:
    assert crawled.asked()[0] == "/robots.txt"


def test_the_user_agent_is_honest(crawled: Crawled) -> None:
    agents = {access.user_agent for access in crawled.log}
    assert len(agents) == 1
    assert re.fullmatch(r"rentspider/\S+ \(.*tests@example\.org\)", agents.pop())


def test_nothing_is_asked_for_twice_but_where_lists_begin(crawled: Crawled) -> None:
    """A long walk looks at the beginnings again when it is over: it took its time."""
    again = {path: count for path, count in Counter(crawled.asked()).items() if count > 1}
    assert again == dict.fromkeys(["/feed.php", *(f"/index.php/category-{number}.html" for number in (1, 2, 3))], 2)


def test_every_post_is_asked_for_once(crawled: Crawled) -> None:
    posts = [f"/index.php/post/{number}.html" for number in range(10, 60, 2)]
    assert sorted(crawled.asked("/post/")) == posts


def test_lists_and_their_pagers_are_followed(crawled: Crawled) -> None:
    lists = set(crawled.asked("page_") + crawled.asked("category-"))
    pages = [f"/index.php/category-{number}{page}.html" for number in (1, 2, 3) for page in ("", "_2")]
    assert lists == {"/index.php/page_2.html", "/index.php/page_3.html", *pages}


def test_nothing_else_is_asked_for(crawled: Crawled) -> None:
    assert crawled.asked_elsewhere == []
    lists = r"page_|category-|tags-|author-"
    known = rf"/(robots\.txt|feed\.php(\?date=[\d-]+)?|index\.php/|index\.php/(post/|{lists})\w+\.html)?"
    assert [path for path in crawled.asked() if not re.fullmatch(known, path)] == []


def test_all_posts_are_stored_as_they_truly_read(crawled: Crawled) -> None:
    wrong = score(crawled.truth, crawled.rows("SELECT * FROM articles"))
    assert [wrong.missing, wrong.body, wrong.title, wrong.source] == [[], [], [], []]
    stored = [row["id"] for row in crawled.rows("SELECT id FROM articles ORDER BY id")]
    assert stored == [post["id"] for post in crawled.truth]


def test_the_site_is_its_host_and_port(crawled: Crawled) -> None:
    [site] = crawled.rows("SELECT DISTINCT site FROM articles")
    assert f"http://{site['site']}/" == crawled.server.base


def test_a_missing_post_is_on_record_and_no_error(crawled: Crawled) -> None:
    [fetch] = crawled.rows(f"SELECT status, error FROM fetches WHERE url LIKE '%/post/{MISSING}.html'")
    assert fetch == {"status": 404, "error": None}


def test_each_answer_is_in_the_archive(crawled: Crawled) -> None:
    fetches = crawled.rows("SELECT url, archive_file, archive_offset FROM fetches")
    # robots.txt is Scrapy's own affair; the server's clock stands still, so that two looks at a page are one
    assert len(fetches) == len(set(crawled.asked())) - 1
    assert {fetch["archive_file"] for fetch in fetches} == {
        str(path.relative_to(crawled.data)) for path in (crawled.data / "archive").iterdir()
    }
    assert len({fetch["archive_offset"] for fetch in fetches}) == len(fetches)


def test_open_days_are_told_by_the_feeds_of_those_days(crawled: Crawled) -> None:
    recent = {
        post["id"]: post["published_at"]
        for post in crawled.truth
        if CLOCK - post["published_at"] < 6 * DAY and post["category"] != HIDDEN
    }
    found = {
        row["id"]: (
            datetime.fromisoformat(row["published_at"]).timestamp(),
            row["published_by"],
            row["published_precision"],
        )
        for row in crawled.rows("SELECT * FROM articles")
        if row["id"] in recent
    }
    assert found == {number: (time, "feed", "second") for number, time in recent.items()}


def test_the_front_feed_alone_would_not_have_told_them(crawled: Crawled) -> None:
    open_days = crawled.asked("date=")
    assert "/feed.php?date=2026-03-08" in open_days
    assert len(open_days) == len(set(open_days)) <= 7


def test_the_run_is_on_record(crawled: Crawled) -> None:
    [run] = crawled.rows("SELECT command, exit_code, finished_at IS NOT NULL AS over FROM crawl_runs")
    assert run == {"command": "crawl", "exit_code": 0, "over": 1}
    assert summary(crawled.result).startswith("run 1: ")


def test_each_encoding_that_is_asked_for_can_be_replayed(crawled: Crawled, tmp_path: Path) -> None:
    [archive] = (crawled.data / "archive").iterdir()
    with archive.open("rb") as file:
        request = next(record for record in ArchiveIterator(file) if record.rec_type == "request")
    for encoding in request.http_headers.get_header("Accept-Encoding").split(", "):
        path = tmp_path / f"{encoding}.warc.gz"
        write(path, [exchange(1, pack(encoding, b"<p>packed</p>"), [("Content-Encoding", encoding)])])
        assert [page.body for page in read(path)[0]] == [b"<p>packed</p>"], encoding

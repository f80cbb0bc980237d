"""Crawls of a site that forbids, fails, is not there, or is left in the middle."""

import re
import signal
import socket
import subprocess
from pathlib import Path
from threading import Event

import pytest

from rentspider.db import open_database
from tests.databases import address
from tests.e2e.site import CLOCK, OddSite, asked, crawl, failing, serve, small_site, summary
from tests.fakesite.archive import crawl_all, write_warc
from tests.fakesite.responses import Response, answer
from tests.fakesite.site import FakeSite
from tests.helpers import ROOT, command_line, environment, replay, rows, run_here, run_scrapy

pytestmark = pytest.mark.slow

POST = 32  # the newest of twelve


@pytest.fixture
def site() -> OddSite:
    return small_site(12)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with an empty database, which saves each crawl the making of one."""
    open_database(address(tmp_path / "rent.db")).dispose()
    return tmp_path


def count(data: Path) -> int:
    return len(rows(data / "rent.db", "SELECT key FROM articles"))


def test_robots_txt_that_forbids_everything(site: OddSite, data: Path) -> None:
    site.robots("Disallow: /")
    with serve(site) as server:
        result = crawl(server, data)
        assert asked(server) == ["/robots.txt"]
    assert result.returncode != 0, "nothing could be crawled: cron has to hear of it"
    assert "robots.txt" in result.stderr + result.stdout
    assert re.fullmatch(r"run 1: .* exit \d.*\n", result.stdout)


def test_robots_txt_that_forbids_the_feed_is_obeyed_and_no_error(site: OddSite, data: Path) -> None:
    site.robots("Disallow: /feed.php")
    with serve(site) as server:
        result = crawl(server, data)
        assert asked(server, "feed") == []
    assert count(data) == 12
    assert result.returncode == 0, summary(result)


def test_a_site_that_does_not_answer(data: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    result = run_scrapy("crawl", "posts", "-a", f"site={address}", "-s", "RETRY_TIMES=0", data=data)
    assert result.returncode == 5
    assert re.fullmatch(r"run 1: listed 0, new 0, .* exit 5 \(the site did not answer, or is closed\)\n", result.stdout)


def test_one_post_only(site: OddSite, data: Path) -> None:
    with serve(site) as server:
        result = run_scrapy("crawl", "posts", "-a", f"url={server.base}index.php/post/{POST}.html?x=1", data=data)
        assert asked(server, "/post/") == [f"/index.php/post/{POST}.html"]
    assert result.returncode == 0, summary(result)
    assert [row["id"] for row in rows(data / "rent.db", "SELECT id FROM articles")] == [POST]


def test_one_post_that_is_missing(site: OddSite, data: Path) -> None:
    site.missing.add(POST)
    with serve(site) as server:
        result = run_scrapy("crawl", "posts", "-a", f"url={server.base}index.php/post/{POST}.html", data=data)
    assert [row["status"] for row in rows(data / "rent.db", "SELECT status FROM fetches")] == [404]
    assert result.returncode == 0, summary(result)


def test_a_post_that_fails_and_one_without_a_body(site: OddSite, data: Path) -> None:
    site.instead[f"/index.php/post/{POST}.html"] = failing()
    site.instead[f"/index.php/post/{POST - 2}.html"] = answer(200, "<h1>厂房</h1><p>没有正文</p>", CLOCK)
    with serve(site) as server:
        result = crawl(server, data, "-s", "RETRY_TIMES=1")
        assert asked(server, f"/post/{POST}.html") == [f"/index.php/post/{POST}.html"] * 2
    assert result.returncode == 4
    assert " new 10, changed 0, failed 2," in summary(result)
    found = rows(data / "rent.db", f"SELECT error FROM fetches WHERE url LIKE '%/{POST - 2}.html'")
    assert "no body on the page" in found[0]["error"]


@pytest.mark.sqlite
@pytest.mark.parametrize("refused", [("articles",), ("articles", "fetches")], ids=["the article", "and that it failed"])
def test_a_post_that_cannot_be_stored_is_tried_again(site: OddSite, data: Path, refused: tuple[str, ...]) -> None:
    last = min(site.posts)  # on the last page, to which no later walk would come
    whose = {"articles": f"new.id = {last}", "fetches": f"new.url LIKE '%/{last}.html'"}
    for table in refused:
        refuse = f"CREATE TRIGGER no_{table} BEFORE INSERT ON {table} WHEN {whose[table]}"
        rows(data / "rent.db", f"{refuse} BEGIN SELECT RAISE(ABORT, 'not this one'); END")
    with serve(site) as server:
        result = crawl(server, data)
        assert (result.returncode, count(data)) == (4, 11)
        assert " new 11, changed 0, failed 1," in summary(result)
        told = rows(data / "rent.db", f"SELECT error FROM fetches WHERE {whose['fetches'].replace('new.', '')}")
        assert told == ([] if "fetches" in refused else [{"error": "could not be read or stored: IntegrityError"}])
        for table in refused:
            rows(data / "rent.db", f"DROP TRIGGER no_{table}")
        result = crawl(server, data)
    assert (result.returncode, count(data)) == (0, 12), summary(result)


def test_a_list_that_fails_when_nothing_is_new(site: OddSite, data: Path) -> None:
    with serve(site) as server:
        write_warc(data / "a.warc.gz", crawl_all(site, CLOCK))
        replay(data / "a.warc.gz", data)
        site.instead["/index.php/page_2.html"] = failing()
        result = crawl(server, data, "-s", "RETRY_TIMES=0")
        assert len(asked(server, "/post/")) <= 3, "one of each category, for the lists that it names"
    assert " new 0, changed 0, failed 1," in summary(result)
    assert result.returncode == 4


def test_what_a_crawl_could_not_take_for_a_list_a_replay_does_not_take_for_one_either(
    site: OddSite, data: Path
) -> None:
    captcha = answer(200, "<html><body><p>请拖动滑块</p></body></html>", CLOCK)
    site.instead = {"/index.php/page_2.html": captcha, f"/index.php/post/{POST}.html": failing()}
    listed = "SELECT url, status, error, list, page, shown FROM fetches WHERE url NOT LIKE '%/robots.txt' ORDER BY 1"
    with serve(site) as server:
        assert crawl(server, data, "-s", "RETRY_TIMES=0").returncode == 4
    live = rows(data / "rent.db", listed)
    assert [row["error"][:15] for row in live if row["error"]] == ["no posts on the", "HTTP status 500"]
    assert run_here("replay", data=data).returncode == 0
    assert rows(data / "rent.db", listed) == live


def test_a_front_page_without_posts_is_none_live_and_in_a_replay(
    site: OddSite, data: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site.instead["/"] = answer(200, "<html><body><p>请拖动滑块</p></body></html>", CLOCK)
    front = "SELECT url, status, error, list, page, shown FROM fetches WHERE url LIKE '%/'"
    with serve(site) as server:
        crawl(server, data)
    other = tmp_path_factory.mktemp("replayed")
    assert run_here("replay", *(data / "archive").glob("*.gz"), data=other).returncode == 4
    assert rows(other / "rent.db", front) == rows(data / "rent.db", front)
    assert "no posts on the list" in rows(other / "rent.db", front)[0]["error"]


def test_another_layout(site: OddSite, data: Path) -> None:
    site.replaced = [('class="post"', 'class="entry"'), ('class="single', 'class="words')]
    write_warc(data / "a.warc.gz", crawl_all(site, CLOCK))
    result = run_here("replay", data / "a.warc.gz", data=data)
    assert count(data) == 0
    assert result.returncode == 6, summary(result)


def test_a_pager_with_a_query(data: Path) -> None:
    class Dynamic(OddSite):
        def respond(self, path: str, now: float | None = None) -> Response:
            return super().respond(re.sub(r"^/\?page=(\d+)$", r"/index.php/page_\1.html", path), now)

    site = Dynamic(small_site().look)
    site.replaced = [(f"index.php/page_{number}.html", f"?page={number}") for number in range(1, 9)]
    with serve(site) as server:
        crawl(server, data)
        assert sorted(asked(server, "page=")) == ["/?page=2", "/?page=3"]


class Pausing(OddSite):
    """Stops answering posts after the fourth, until it may go on."""

    def __init__(self, like: FakeSite) -> None:
        super().__init__(like.look, 12)
        self.paused, self.may_go_on = Event(), Event()

    def respond(self, path: str, now: float | None = None) -> Response:
        if sum(self.fetches.values()) == 4:
            self.paused.set()
            self.may_go_on.wait(30)
        return super().respond(path, now)


def test_a_signal_stops_it_and_the_next_run_goes_on(site: OddSite, data: Path) -> None:
    pausing = Pausing(site)
    with (
        serve(pausing) as server,
        subprocess.Popen(
            command_line("crawl", "posts", "-a", f"site={server.base}"),
            cwd=ROOT,
            env=environment(data),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        assert process.stderr
        assert pausing.paused.wait(30)
        process.send_signal(signal.SIGTERM)
        next(line for line in process.stderr if "SIGTERM" in line)
        pausing.may_go_on.set()
        out, _ = process.communicate(timeout=30)
        stored = count(data)
        again = crawl(server, data)
    assert process.returncode == 3
    assert re.fullmatch(r"run 1: .* exit 3 \(stopped: shutdown\)\n", out)
    assert 4 <= stored < 12
    assert again.returncode == 0
    assert summary(again).startswith(f"run 2: listed 12, new {12 - stored}, changed 0, failed 0,")

"""A guest at the site: one request at a time, at the pace that it asks for, and gone when it wants to be left alone."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from scrapy.http import Response as ScrapyResponse

from rentspider.db import open_database
from rentspider.extensions.politeness import seconds_asked
from tests.databases import address
from tests.e2e.site import CLOCK, HIDDEN, OddSite, asked, crawl, failing, serve, small_site, summary
from tests.fakesite.archive import write_warc
from tests.fakesite.dates import HOUR, http_date
from tests.fakesite.look import Look
from tests.fakesite.responses import Response, answer
from tests.fakesite.server import Access, SiteServer
from tests.helpers import ROOT, Result, articles, command_line, environment, replay

pytestmark = pytest.mark.slow

POST = "/index.php/post/{}.html"
SLACK = 0.05
"""Seconds by which the server may have seen a request late."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with an empty database, which saves each crawl the making of one."""
    return prepared(tmp_path)


def prepared(folder: Path) -> Path:
    open_database(address(folder / "rent.db")).dispose()
    return folder


class Odd(OddSite):
    """A site of so many posts, of which `instead_of` can change what it answers to each request."""

    def __init__(self, count: int, **look: Any) -> None:
        super().__init__(Look(**{"feed_items": 3, "per_page": 6, **look}), count)
        self.instead_of: Callable[[str], Response | None] = lambda path: None

    def respond(self, path: str, now: float | None = None) -> Response:
        return self.instead_of(path) or super().respond(path, now)


def busy(status: int, retry_after: str) -> Response:
    """An answer that asks for some rest."""
    found = failing(status)
    return Response(found.status, [*found.headers, ("Retry-After", retry_after)], found.body)


def gaps(log: Sequence[Access]) -> list[float]:
    """The seconds between each request and the next."""
    return [later.at - access.at for access, later in pairwise(log)]


class Holding(SiteServer):
    """Holds each answer until another request has come, or a moment is over."""

    def handler(self) -> type[BaseHTTPRequestHandler]:
        self.meanwhile: list[str] = []
        server, plain = self, super().handler()
        held: list[str] = []
        another = Event()

        class Handler(plain):  # type: ignore[misc, valid-type]
            def do_GET(self) -> None:  # noqa: N802 - the name is http.server's
                if held:
                    server.meanwhile.append(self.path)
                    another.set()
                held.append(self.path)
                another.wait(0.02)
                held.remove(self.path)
                super().do_GET()

        return Handler


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Holding:
    """The server after a full crawl."""
    with Holding(small_site(14), CLOCK) as server:
        result = crawl(server, tmp_path_factory.mktemp("full"), "-a", "mode=full", RENT_CONTACT="tests@example.org")
        assert result.returncode == 0, summary(result)
        return server


def test_one_request_at_a_time(full: Holding) -> None:
    assert len(full.log) > 20
    assert full.meanwhile == []


def test_every_request_says_who_asks_robots_txt_included(full: Holding) -> None:
    [agent] = {access.user_agent for access in full.log}
    assert agent.startswith("rentspider/")
    assert "tests@example.org" in agent


def test_a_full_crawl_asks_for_a_post_once_and_for_the_beginnings_of_lists_only_once_more(full: Holding) -> None:
    times = Counter(asked(full))
    assert max(times.values()) <= 2
    assert [path for path, count in times.items() if count > 1 and ("/post/" in path or "_2" in path)] == []


def test_the_delay_that_robots_txt_asks_for(data: Path) -> None:
    site = small_site(6)
    site.robots("Crawl-delay: 0.3")
    with serve(site) as server:
        run = [sys.executable, "-m", "scrapy", "crawl", "posts", "-a", f"site={server.base}"]  # throttled, as for users
        settings = environment(data, RENT_MAX_REQUESTS="5")
        subprocess.run(run, cwd=ROOT, env=settings, timeout=60, check=False, capture_output=True)
        assert len(server.log) == 5
        assert min(gaps(server.log)) >= 0.3 - SLACK


def test_the_delay_in_the_settings_is_the_least(data: Path) -> None:
    site = small_site(6)
    site.robots("Crawl-delay: 0.1")
    with serve(site) as server:
        crawl(server, data, RENT_DELAY="0.3", RENT_MAX_REQUESTS="5")
        assert len(server.log) == 5
        assert min(gaps(server.log)) >= 0.3 - SLACK


IN_A_SECOND = {
    POST.format(14): busy(503, "1"),
    POST.format(16): busy(429, http_date(CLOCK + 1)),  # by the server's clock, which is not ours
}


def test_a_busy_site_has_its_rest_and_is_asked_again(data: Path) -> None:
    site, left = Odd(8), dict(IN_A_SECOND)
    site.instead_of = lambda path: left.pop(path, None)
    with serve(site) as server:
        result = crawl(server, data, "-s", "RETRY_TIMES=1")
        rests = {
            access.path: gap for access, gap in reversed(list(zip(server.log[:-1], gaps(server.log), strict=True)))
        }
    assert [1 - SLACK <= rests[path] < 9 for path in IN_A_SECOND] == [True, True]
    assert [path for path in IN_A_SECOND if asked(server).count(path) != 2] == []
    assert len(articles(data)) == 8
    assert result.returncode == 0, summary(result)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        *[("120", 120), ("0", 0), (" 7 ", 7), ("9" * 400, 999_999_999)],
        *[(http_date(CLOCK + HOUR), HOUR), (http_date(CLOCK - HOUR), 0)],
        *[("soon", 33), ("", 33), ("-5", 33)],
    ],
)
def test_how_long_a_site_asks_to_be_left_alone(header: str, seconds: float) -> None:
    headers = {"Date": http_date(CLOCK), **({"Retry-After": header} if header else {})}
    assert seconds_asked(ScrapyResponse("http://demo.example/", 503, headers), otherwise=33) == seconds


def test_a_site_that_asks_for_a_long_rest_is_left_alone_and_the_next_run_goes_on(data: Path) -> None:
    site, at = Odd(6), POST.format(18)
    site.instead[at] = busy(429, "86400")
    with serve(site) as server:
        result = crawl(server, data)
        paths = asked(server)
        site.instead.clear()
        again = crawl(server, data)
    assert (paths.count(at), paths[-1]) == (1, at), "nothing is asked after that"
    assert result.returncode == 5
    assert "the site asks for 86400 s of rest" in result.stderr
    assert "exit 5 (the site is busy, and asks to be left alone)" in summary(result)
    assert len(articles(data)) == 6
    assert again.returncode == 0, summary(again)


def test_a_site_that_asks_for_it_in_the_place_of_robots_txt_is_asked_for_nothing_else(data: Path) -> None:
    site = Odd(6)
    site.instead["/robots.txt"] = busy(503, "86400")
    with serve(site) as server:
        assert crawl(server, data).returncode == 5
        assert asked(server) == ["/robots.txt"]


@dataclass
class Limited:
    """Runs that may send so many requests, until one comes to its end."""

    runs: list[Result]
    asked: list[list[str]]
    articles: list[dict[str, Any]]
    undisturbed: list[dict[str, Any]]


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Limited:
    whole, data = (prepared(tmp_path_factory.mktemp(name)) for name in ("whole", "limited"))
    runs, paths = list[Result](), list[list[str]]()
    with serve(small_site(8)) as server:
        crawl(server, whole)
        while len(runs) < 5 and not (runs and runs[-1].returncode == 0):
            server.log.clear()
            runs.append(crawl(server, data, RENT_MAX_REQUESTS="16"))
            paths.append(asked(server))
    return Limited(runs, paths, articles(data), articles(whole))


def test_a_run_sends_no_more_requests_than_it_may(limited: Limited) -> None:
    assert max(map(len, limited.asked)) <= 16
    assert limited.runs[0].returncode == 3
    assert summary(limited.runs[0]).endswith("exit 3 (stopped: request_limit)")


def test_the_runs_after_it_come_to_the_same_articles_as_one_without_a_limit(limited: Limited) -> None:
    assert limited.runs[-1].returncode == 0, summary(limited.runs[-1])
    assert limited.articles == limited.undisturbed


def test_a_run_that_is_cut_short_has_what_is_newest(data: Path) -> None:
    with serve(Odd(12, feed_items=6)) as server:
        crawl(server, data, RENT_MAX_REQUESTS="5")
    assert [article["id"] for article in articles(data)] == [28, 30, 32]


def had_before(site: OddSite, data: Path, *posts: int) -> None:
    """Store some posts, as a run that was cut short has."""
    paths = map(POST.format, posts)
    write_warc(data / "a.warc.gz", [(site.look.url(path[1:]), CLOCK, site.respond(path)) for path in paths])
    replay(data / "a.warc.gz", data)


def test_a_run_that_is_cut_short_does_not_stop_where_the_one_before_did(data: Path) -> None:
    """Else a site with more list pages than a run may ask for would never be known whole."""
    site = Odd(5, related="", feed_items=1, per_page=1)
    with serve(site) as server:
        had_before(site, data, 10, 12, 16, 18)
        for number in range(3):
            server.clock = CLOCK + number * HOUR
            crawl(server, data, RENT_MAX_REQUESTS="7")
    assert 14 in {article["id"] for article in articles(data)}


def test_what_a_run_had_no_time_to_follow_is_found_all_the_same(data: Path) -> None:
    """Nothing but the page of post 12, and the list of its hidden category, leads to post 10."""
    site = Odd(12, related="", prev_next=True, hidden=frozenset({HIDDEN}))
    site.menu = list  # type: ignore[method-assign] # nothing in it
    with serve(site) as server:
        had_before(site, data, *range(12, 34, 2))
        crawl(server, data)
    assert 10 in {article["id"] for article in articles(data)}


@dataclass
class Silence:
    """A crawl of a site that gave no answer any more from its fourth post on."""

    result: Result
    in_vain: list[str]
    articles: int


@pytest.fixture(scope="module")
def silence(tmp_path_factory: pytest.TempPathFactory) -> Silence:
    site, data = Odd(25, feed_items=20, per_page=20, related=""), prepared(tmp_path_factory.mktemp("silent"))
    in_vain: list[str] = []

    def hang_up(path: str) -> None:
        if sum(site.fetches.values()) >= 3:
            in_vain.append(path)
            raise ConnectionAbortedError

    site.instead_of = hang_up
    with serve(site) as server:
        result = crawl(server, data, "-s", "RETRY_TIMES=1")
        return Silence(result, in_vain, len(articles(data)))


def test_a_site_that_falls_silent_ends_the_run(silence: Silence) -> None:
    assert silence.result.returncode == 5
    assert "exit 5 (the site stopped answering)" in summary(silence.result)
    assert silence.articles == 3


def test_a_site_that_falls_silent_is_asked_for_five_addresses_and_not_for_everything(silence: Silence) -> None:
    assert len(set(silence.in_vain)) <= 6, "one more may be under way"
    assert len(silence.in_vain) <= 12


def test_posts_that_answer_with_an_error_one_after_the_other_are_no_silence(data: Path) -> None:
    site = Odd(12)
    broken = {POST.format(number) for number in range(10, 24, 2)}
    with serve(site) as server:
        site.instead_of = lambda path: answer(500, "", server.clock or CLOCK) if path in broken else None
        first = crawl(server, data, "-s", "RETRY_TIMES=0")
        server.clock = CLOCK + HOUR
        again = crawl(server, data, "-s", "RETRY_TIMES=0")
    assert (first.returncode, len(articles(data))) == (4, 5), summary(first)
    assert again.returncode == 0, summary(again)


@pytest.mark.skipif(not Path("/proc/self/net/tcp").exists(), reason="this system does not show a process's sockets")
def test_a_run_opens_no_door(data: Path) -> None:
    """Neither Scrapy's telnet console nor its remote control listens."""
    site, came, may_go_on = Odd(4), Event(), Event()

    def hold(path: str) -> None:
        came.set()
        may_go_on.wait(30)

    site.instead_of = hold
    with serve(site) as server:
        run = command_line("crawl", "posts", "-a", f"site={server.base}")
        with subprocess.Popen(run, cwd=ROOT, env=environment(data), stderr=subprocess.DEVNULL) as process:
            assert came.wait(30)
            doors = listening(process.pid)
            process.kill()
            may_go_on.set()
    assert doors == []


def listening(process: int) -> list[str]:
    """The local addresses on which a process listens."""
    own = {str(link.readlink()) for link in Path(f"/proc/{process}/fd").iterdir()}
    tables = [Path(f"/proc/{process}/net/{name}") for name in ("tcp", "tcp6")]
    sockets = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
    return [socket[1] for socket in sockets if socket[3] == "0A" and f"socket:[{socket[9]}]" in own]

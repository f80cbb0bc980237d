"""Archives that this project did not write: other crawlers', other sites', parts of a crawl."""

import re
import signal
import subprocess
from pathlib import Path
from subprocess import PIPE

import pytest

from tests.archive.helpers import Headers, by_hand, foreign
from tests.fakesite import sample
from tests.fakesite.archive import write_warc
from tests.fakesite.sample import NOW, sample_site
from tests.fakesite.site import FakeSite
from tests.helpers import ROOT, Result, articles, command_line, contents, environment, rows, run_here

SITE = "http://demo.example/"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))
OTHERS: list[tuple[str, str, bytes, Headers | None]] = [
    ("response", f"{SITE}zb_users/upload/a.png", PNG, [("Content-Type", "image/png")]),
    ("response", f"{SITE}favicon.ico", b"\0\0\1\0", [("Content-Type", "image/x-icon")]),
    ("response", f"{SITE}style.css", b"body { color: red }", [("Content-Type", "text/css")]),
    ("response", f"{SITE}script.js", b"var a = '<h2><a href=\"/post/1.html\">'", [("Content-Type", "text/javascript")]),
    ("response", f"{SITE}a.pdf", b"%PDF-1.4\n\xff\xfe\0", [("Content-Type", "application/pdf")]),
    ("response", f"{SITE}empty", b"", [("Content-Type", "text/html")]),
    ("response", f"{SITE}nothing-said", b"<p>a</p>", []),
]


@pytest.fixture(scope="module")
def site() -> FakeSite:
    return sample_site()


def archive(site: FakeSite, path: Path, *pages: str, now: float = NOW) -> Path:
    """An archive of these pages of the made-up site."""
    write_warc(path, ((SITE + page, now, site.respond("/" + page, now)) for page in pages))
    return path


def post(site: FakeSite, place: int = -1) -> str:
    return f"index.php/post/{sorted(site.posts)[place]}.html"


def summary(result: Result) -> str:
    assert "Traceback" not in result.stderr
    return result.stdout.splitlines()[-1]


def test_pictures_and_styles_are_passed_over(site: FakeSite, tmp_path: Path) -> None:
    page = archive(site, tmp_path / "b.warc.gz", post(site))
    result = run_here("replay", foreign(tmp_path / "a.warc.gz", OTHERS), page, data=tmp_path)
    assert " new 1, changed 0, failed 0," in summary(result), result.stderr
    assert result.returncode == 0
    assert len(articles(tmp_path)) == 1
    assert rows(tmp_path / "rent.db", "SELECT * FROM date_evidence WHERE post_id = 1") == []


@pytest.mark.parametrize("status", ["301 Moved Permanently", "304 Not Modified", "404 Not Found", "503 Busy"])
def test_answers_without_a_page_are_on_record(site: FakeSite, tmp_path: Path, status: str) -> None:
    records = [("response", SITE + post(site), b"", [("Content-Type", "text/html"), ("Location", "/")])]
    path = foreign(tmp_path / "a.warc.gz", records, status=status)
    result = run_here("replay", path, "--site", SITE, data=tmp_path)
    assert result.returncode == 0, summary(result)
    assert rows(tmp_path / "rent.db", "SELECT status FROM fetches") == [{"status": int(status[:3])}]


FEED = pytest.param("feed.php")


@pytest.mark.parametrize("page", [FEED, "", "index.php/page_2.html", "index.php/category-1.html"])
def test_a_list_or_a_feed_alone(site: FakeSite, tmp_path: Path, page: str) -> None:
    result = run_here("replay", archive(site, tmp_path / "a.warc.gz", page), "--site", SITE, data=tmp_path)
    assert result.returncode == 0, summary(result)
    [evidence] = rows(tmp_path / "rent.db", "SELECT count(DISTINCT post_id) AS posts FROM date_evidence")
    assert evidence["posts"] >= 10


def test_a_page_without_any_date_is_replayed_once(site: FakeSite, tmp_path: Path) -> None:
    body = site.respond("/" + post(site, 5)).body
    records = [("response", SITE + post(site, 5), body, [("Content-Type", "text/html; charset=utf-8")])]
    path = foreign(tmp_path / "a.warc.gz", records, date="2026-03-10T04:00:00.123456Z")
    run_here("replay", path, data=tmp_path)
    before = contents(tmp_path, "date_evidence", "articles", "fetches", "links")
    result = run_here("replay", path, data=tmp_path)
    assert " new 0, changed 0, failed 0," in summary(result)
    assert contents(tmp_path, "date_evidence", "articles", "fetches", "links") == before


def test_a_page_whose_date_header_is_no_moment(site: FakeSite, tmp_path: Path) -> None:
    body = site.respond("/" + post(site)).body
    headers = (
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nDate: Fri, 31 Dec 9999 23:59:59 -0800\r\n\r\n"
    )
    (tmp_path / "a.warc.gz").write_bytes(by_hand(104, headers.encode() + body))
    result = run_here("replay", tmp_path / "a.warc.gz", data=tmp_path)
    assert rows(tmp_path / "rent.db", "SELECT fetched_at FROM fetches") == [{"fetched_at": "2026-03-10T04:00:00Z"}]
    assert result.returncode == 0, summary(result)


@pytest.mark.parametrize("date", ["-0001-11-30 00:00:00", "0001-01-01", "9999-12-31 23:59:59", "1970-01-01"])
def test_a_date_that_none_can_be_is_stored_and_read_again(tmp_path: Path, date: str) -> None:
    site = sample_site()
    page = site.respond("/" + post(site, 10))
    shown = page.body.decode().split('<span class="date">')[1].split("<")[0]
    body = page.body.replace(f'<span class="date">{shown}'.encode(), f'<span class="date">{date}'.encode())
    records = [("response", SITE + post(site, 10), body, [("Content-Type", "text/html; charset=utf-8")])]
    for round_ in range(2):
        name = f"{round_}.warc.gz"
        result = run_here("replay", foreign(tmp_path / name, records, f"2026-03-1{round_}T04:00:00Z"), data=tmp_path)
        assert result.returncode == 0, summary(result)
    assert run_here("search", "的", "--json", data=tmp_path).returncode == 0
    assert run_here("status", data=tmp_path).returncode == 0


def test_pages_of_two_sites_stay_apart(site: FakeSite, tmp_path: Path) -> None:
    page = site.respond("/" + post(site))
    bodies = {name: page.body.replace(b"demo.example", name.encode()) for name in ("a.example", "b.example:8080")}
    records = [
        ("response", f"http://{name}/{post(site)}", body, [("Content-Type", "text/html; charset=utf-8")])
        for name, body in bodies.items()
    ]
    run_here("replay", foreign(tmp_path / "a.warc.gz", records), data=tmp_path)
    assert [row["site"] for row in articles(tmp_path)] == ["a.example", "b.example:8080"]
    assert [row["duplicate_of"] for row in articles(tmp_path)] == [None, None]


def test_a_signal_stops_it_and_says_so(tmp_path: Path) -> None:
    command = command_line("replay", *[sample.PATH] * 9)
    with subprocess.Popen(command, cwd=ROOT, env=environment(tmp_path), stdout=PIPE, stderr=PIPE, text=True) as process:
        assert process.stderr
        next(line for line in process.stderr if "had not come yet" in line)  # in the feed, the second page
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=30)
    assert rows(tmp_path / "rent.db", "SELECT count(*) AS pages FROM fetches") != [{"pages": 0}]
    assert process.returncode == 3
    assert re.fullmatch(r"run 1: .* exit 3 \(stopped: .*\)\n", out)

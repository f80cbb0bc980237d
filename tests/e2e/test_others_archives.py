"""Archives of others: which of their answers are read, what of them is on record, and what is said of the rest."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scrapy.utils.project import get_project_settings

from rentspider.archive import ArchiveWriter
from rentspider.archive.choice import Choice
from rentspider.archive.writer import Exchange
from rentspider.replayer import Replayer
from tests.archive.crawlers import WARC_DATE, Answer, arc, common_crawl, wacz, warc
from tests.archive.helpers import AT, HTML
from tests.databases import setting
from tests.e2e.others import BROKEN, OTHER_THEME, SITE, fetched, page, path_of, post, replayed, reread, theirs, write
from tests.helpers import articles, rows

Crawler = Callable[[Iterable[Answer]], bytes]
OURS = [post(0), post(1), page("feed.php"), page("index.php/page_2.html")]
OTHERS = [
    *(theirs(f"http://shop{number}.example/") for number in range(20)),
    theirs("http://news.example/index.php/post/3.html"),
    theirs("http://news.example/feed.php"),
    theirs("http://blog.example/index.php/post/4.html", OTHER_THEME),
    Answer("http://pictures.example/a.png", b"\x89PNG zb_users/theme/tpure", kind="image/png"),
    Answer("http://broken.example/", b"\x1f\x8bno", http={"Content-Encoding": "gzip"}),
    Answer("http://odd.example/", b"<p>a", status="999 What", at=None, warc_date="soon"),
]
COUNTS = {"passed_over": 26, "passed_over_unsigned": 24, "passed_over_theme": 1, "passed_over_kind": 1}


def counts(data: Path) -> dict[str, int]:
    [row] = rows(data / "rent.db", "SELECT counts FROM crawl_runs ORDER BY id DESC LIMIT 1")
    counted = row["counts"] if isinstance(row["counts"], dict) else json.loads(row["counts"])
    return {name: count for name, count in counted.items() if name.startswith("passed_over")}


def plain(crawler: Any) -> Crawler:
    return lambda answers: crawler(answers, packed=False)


@pytest.mark.parametrize("crawler", [common_crawl, plain(common_crawl), warc, arc, plain(arc)])
def test_only_pages_of_the_cms_are_read(tmp_path: Path, crawler: Crawler) -> None:
    mixed = [*OTHERS[:9], *OURS, *OTHERS[9:]]
    result = replayed(tmp_path, write(tmp_path, crawler(mixed)))
    assert fetched(tmp_path) == sorted(answer.url for answer in OURS)
    assert len(articles(tmp_path)) == 2
    assert counts(tmp_path) == COUNTS
    assert " new 2, changed 0, failed 0, " in result.stdout
    assert ", passed over 26, " in result.stdout
    assert rows(tmp_path / "rent.db", "SELECT * FROM date_evidence WHERE site <> 'demo.example'") == []


def test_what_is_passed_over_is_told_by_reason(tmp_path: Path) -> None:
    result = replayed(tmp_path, write(tmp_path, common_crawl([*OTHERS, *OURS])))
    assert "passed over: 24 not of the CMS, 1 of the CMS with another theme, 1 no pages" in result.stderr


def test_where_nothing_was_read_a_way_is_told(tmp_path: Path) -> None:
    result = replayed(tmp_path, write(tmp_path, common_crawl(OTHERS)))
    assert "--site URL reads" in result.stderr
    assert articles(tmp_path) == []


def test_a_named_site_is_read_whatever_its_pages_look_like(tmp_path: Path) -> None:
    missing = Answer(SITE + path_of(2), b"gone", status="404 Not Found", at=post().at)
    path = write(tmp_path, common_crawl([*OTHERS, post(0), missing, theirs(SITE + path_of(3), BROKEN)]))
    result = replayed(tmp_path, path, "--site", "https://DEMO.example:443", code=4)
    assert fetched(tmp_path) == sorted(SITE + path_of(place) for place in (0, 2, 3))
    assert " new 1, changed 0, failed 1, " in result.stdout
    assert counts(tmp_path) == {"passed_over": 26, "passed_over_address": 26}


@pytest.mark.parametrize("glob", ["demo.example/*/post/*", "http://demo.example/*/post/*", "*://DEMO.*/post/*"])
def test_addresses_are_chosen_by_a_pattern(tmp_path: Path, glob: str) -> None:
    replayed(tmp_path, write(tmp_path, common_crawl([*OTHERS, *OURS])), "--only", glob)
    assert fetched(tmp_path) == [SITE + path_of(0), SITE + path_of(1)]
    assert counts(tmp_path)["passed_over_address"] == 28


def test_patterns_hold_for_own_archives_too(tmp_path: Path) -> None:
    own(tmp_path, post(0), post(1))
    replayed(tmp_path, "--only", "*" + path_of(1), "--only", "*/nothing")
    assert fetched(tmp_path) == [SITE + path_of(1)]


def test_pages_without_the_signature_are_read_where_that_is_asked_for(tmp_path: Path) -> None:
    replayed(tmp_path, write(tmp_path, warc([OTHERS[0], post(0)])), "--unsigned")
    assert fetched(tmp_path) == [SITE + path_of(0), OTHERS[0].url]


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--only", "demo.example", "fits no address"),
        ("--only", "ftp://demo.example/*", "fits no address"),
        ("--only", "", "fits no address"),
        ("--site", "demo.example", "is no address of a site"),
        ("--site", "http://me:secret@demo.example/", "is no address of a site"),
    ],
)
def test_a_choice_that_means_nothing_is_told(tmp_path: Path, option: str, value: str, told: str) -> None:
    result = replayed(tmp_path, write(tmp_path, warc([post(0)])), option, value, code=1)
    assert told in result.stderr
    assert "secret" not in result.stderr


def own(data: Path, *answers: Answer) -> Path:
    """The project's own archive."""
    path = data / "archive" / "demo.example-20260310T080000.warc.gz"
    with ArchiveWriter(path) as writer:
        for each in answers:
            headers = [("Content-Type", HTML[1]), *each.headers()[1:]]
            writer.write(Exchange(each.url, "GET", [], 200, "OK", headers, each.body, AT))
    return path


@pytest.mark.parametrize("moved", [False, True])
def test_own_archives_are_held_to_the_layout(tmp_path: Path, moved: bool) -> None:
    path = own(tmp_path, theirs(SITE + path_of(0), BROKEN), theirs(SITE + path_of(1), BROKEN))
    place = path.rename(tmp_path / "elsewhere.warc.gz") if moved else path
    result = replayed(tmp_path, place, code=6)
    assert " failed 2, " in result.stdout
    assert "no post could be read" in result.stdout
    assert "passed over" not in result.stdout


@pytest.mark.parametrize("first", [True, False])
def test_a_broken_post_of_a_site_of_the_cms_is_a_failure(tmp_path: Path, first: bool) -> None:
    broken = theirs(SITE + path_of(5), BROKEN)
    answers = [broken, post(0)] if first else [post(0), broken]
    result = replayed(tmp_path, write(tmp_path, common_crawl([*OTHERS, *answers])), code=4)
    assert " new 1, changed 0, failed 1, " in result.stdout
    assert SITE + path_of(5) in fetched(tmp_path)


def test_a_page_that_the_crawler_has_cut_is_a_failure(tmp_path: Path) -> None:
    whole = post(0)
    cut = whole.body[: whole.body.index(b"<p", whole.body.index(b'<div class="single')) + 60]
    half = replace(whole, body=cut, warc={"WARC-Truncated": "length"})
    result = replayed(tmp_path, write(tmp_path, common_crawl([half, post(1)])), code=4)
    assert "cut off inside its body" in result.stderr
    assert " new 1, changed 0, failed 1, " in result.stdout


def test_the_time_is_that_of_the_server_or_of_the_record(tmp_path: Path) -> None:
    dated, undated = post(0, day=-3), replace(post(1), at=None, warc_date="2024-05-06T07:08:09Z")
    replayed(tmp_path, write(tmp_path, common_crawl([dated, undated])))
    times = rows(tmp_path / "rent.db", "SELECT url, fetched_at FROM fetches")
    assert {row["url"]: row["fetched_at"] for row in times} == {
        dated.url: "2026-03-07T04:00:00Z",
        undated.url: "2024-05-06T07:08:09Z",
    }
    assert WARC_DATE not in str(times)


@pytest.mark.parametrize("protocol", ["HTTP/2", "HTTP/2.0", "HTTP/1.0", "HTTP/3"])
def test_every_version_of_http_is_read(tmp_path: Path, protocol: str) -> None:
    replayed(tmp_path, write(tmp_path, warc([replace(post(0), protocol=protocol)])))
    assert len(articles(tmp_path)) == 1


def test_records_of_other_protocols_are_no_answers(tmp_path: Path) -> None:
    dns = Answer("dns:demo.example", b"20260310040000\ndemo.example. 300 IN A 192.0.2.1\n", kind="text/dns")
    text = replace(dns, record="resource", url="urn:pageinfo:http://demo.example/")
    replayed(tmp_path, write(tmp_path, warc([dns, text, post(0)])))
    assert fetched(tmp_path) == [post(0).url]


@pytest.mark.parametrize("crawler", [arc, plain(arc)])
def test_articles_of_old_archives_are_cleaned_anew(tmp_path: Path, crawler: Crawler) -> None:
    replayed(tmp_path, write(tmp_path, crawler(OURS), "old.arc.gz"))
    assert reread(tmp_path)


def test_a_wacz_is_read_where_it_is(tmp_path: Path) -> None:
    parts = {"a.warc.gz": warc([post(0), *OTHERS]), "b.warc.gz": common_crawl([post(1)])}
    replayed(tmp_path, wacz(tmp_path / "a.wacz", parts))
    assert len(articles(tmp_path)) == 2
    assert counts(tmp_path)["passed_over"] == len(OTHERS)
    assert reread(tmp_path)


def test_progress_goes_on_while_pages_are_passed_over(tmp_path: Path) -> None:
    path, places = write(tmp_path, common_crawl(OTHERS)), list[int]()
    settings = get_project_settings()
    settings.setdict({"RENT_DATA_DIR": str(tmp_path), "RENT_DATABASE_URL": setting(tmp_path)})
    replayer = Replayer(settings)
    replayer.replay([path], lambda _, offset: places.append(offset), Choice())
    replayer.close()
    assert places == sorted(places)
    assert len(set(places)) == 1 + 3 * len(OTHERS)

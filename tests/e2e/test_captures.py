"""The same post captured several times, by whoever: its forms are revisions in the order of capture."""

from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.archive.crawlers import Answer, arc, common_crawl, warc
from tests.e2e.others import found, page, path_of, post, posts, replayed, reread, theirs, write
from tests.fakesite import sample
from tests.fakesite.dates import DAY
from tests.fakesite.sample import NOW
from tests.helpers import articles, rows

pytestmark = pytest.mark.slow

FORMS = [post(day=0), post(day=9, form="！"), post(day=30, form="！"), post(day=70), post(day=90, form="？")]
FILES = {
    "a.warc.gz": common_crawl([FORMS[3], theirs("http://shop.example/"), post(4)]),
    "b.arc.gz": arc([FORMS[0], FORMS[1]]),
    "c.warc.gz": warc([FORMS[4], page("feed.php"), FORMS[2]]),
}
BASES = ("http://demo.example/", "https://demo.example/", "http://DEMO.Example:80/", "https://demo.example:443/")


def revisions(data: Path) -> list[tuple[str, str]]:
    """When each earlier form was last seen, and how its sentences end."""
    found = rows(data / "rent.db", "SELECT fetched_at, body_text FROM revisions ORDER BY fetched_at")
    return [(row["fetched_at"][:10], ending(row["body_text"])) for row in found]


def ending(text: str) -> str:
    return next(sign for sign in reversed(text) if sign in "。！？")


def seen(data: Path, place: int = 0) -> dict[str, Any]:
    query = "SELECT first_seen_at, last_seen_at, body_text FROM articles WHERE id = :post"
    [row] = rows(data / "rent.db", query, {"post": posts()[place]})
    return {"first": row["first_seen_at"][:10], "last": row["last_seen_at"][:10], "form": ending(row["body_text"])}


def test_forms_become_revisions_in_the_order_of_capture(tmp_path: Path) -> None:
    replayed(tmp_path, *(write(tmp_path, content, name) for name, content in FILES.items()))
    assert revisions(tmp_path) == [("2026-03-10", "。"), ("2026-04-09", "！"), ("2026-05-19", "。")]
    assert seen(tmp_path) == {"first": "2026-03-10", "last": "2026-06-08", "form": "？"}


def test_neither_the_order_of_files_nor_of_runs_matters(tmp_path: Path) -> None:
    results = []
    for number, order in enumerate(permutations(FILES)):
        for at_once in (True, False):
            data = tmp_path / f"{number}-{at_once}"
            paths = [write(data, FILES[name], name) for name in order]
            for some in [paths] if at_once else [[path] for path in paths]:
                replayed(data, *some, "--site", "http://demo.example/")
            results.append(found(data))
    assert all(result == results[0] for result in results)
    assert len(results[0]["revisions"]) == 3


def test_nor_does_the_order_of_files_where_pages_are_told_by_their_signature(tmp_path: Path) -> None:
    results = []
    for number, order in enumerate(permutations(FILES)):
        data = tmp_path / str(number)
        replayed(data, *(write(data, FILES[name], name) for name in order))
        results.append(found(data))
    assert all(result == results[0] for result in results)
    assert any(row["witness"] == "feed" for row in results[0]["date_evidence"])


def test_a_site_among_others_gives_the_same_articles_as_its_own_archive(tmp_path: Path) -> None:
    crawled = [
        Answer(url, answer.body, dict(answer.headers)["Content-Type"], now, status=f"{answer.status} OK")
        for url, now, answer in sample.captures()
    ]
    mixed = [each for answer in crawled for each in (theirs(f"http://shop{len(answer.body)}.example/"), answer)]
    replayed(tmp_path / "mixed", write(tmp_path, common_crawl(mixed)))
    replayed(tmp_path / "own", sample.PATH, "--site", "http://demo.example/")
    assert articles(tmp_path / "mixed") == articles(tmp_path / "own")
    tables = [found(tmp_path / name) for name in ("mixed", "own")]
    assert tables[0] == tables[1]


def test_addresses_of_one_site_are_one(tmp_path: Path) -> None:
    answers = [post(day=day, form="。！"[day % 2], base=base) for day, base in enumerate(BASES)]
    replayed(tmp_path, write(tmp_path, warc(answers)))
    assert [sign for _, sign in revisions(tmp_path)] == ["。", "！", "。"]
    [article] = rows(tmp_path / "rent.db", "SELECT site, url FROM articles")
    assert article == {"site": "demo.example", "url": "http://demo.example/" + path_of(0)}
    assert reread(tmp_path)


def test_a_host_with_www_is_a_site_of_its_own(tmp_path: Path) -> None:
    path = write(tmp_path, warc([post(), post(base="http://www.demo.example/"), post(base="http://demo.example:81/")]))
    replayed(tmp_path / "all", path)
    sites = rows(tmp_path / "all" / "rent.db", "SELECT site FROM articles ORDER BY site")
    assert [row["site"] for row in sites] == ["demo.example", "demo.example:81", "www.demo.example"]
    replayed(tmp_path / "one", path, "--site", "https://www.demo.example/")
    assert rows(tmp_path / "one" / "rent.db", "SELECT site FROM articles") == [{"site": "www.demo.example"}]


@pytest.mark.parametrize("first", [True, False])
def test_a_capture_that_was_the_same_is_one_of_its_own_time(tmp_path: Path, first: bool) -> None:
    original = digested(post())
    same = [original.again(NOW + 20 * DAY), original.again(NOW + 50 * DAY)]
    answers = [*same, original] if first else [original, *same]
    replayed(tmp_path, write(tmp_path, warc([*answers, digested(post(day=40, form="！"))])))
    assert revisions(tmp_path) == [("2026-03-30", "。"), ("2026-04-19", "！")]
    assert seen(tmp_path) == {"first": "2026-03-10", "last": "2026-04-29", "form": "。"}
    assert len(rows(tmp_path / "rent.db", "SELECT * FROM captures")) == 4
    assert reread(tmp_path)


def test_a_capture_that_was_the_same_as_one_of_an_earlier_replay(tmp_path: Path) -> None:
    original = digested(post())
    replayed(tmp_path, write(tmp_path, warc([original]), "first.warc.gz"))
    replayed(tmp_path, write(tmp_path, warc([original.again(NOW + 20 * DAY)]), "second.warc.gz"))
    assert seen(tmp_path)["last"] == "2026-03-30"
    assert revisions(tmp_path) == []


def test_a_capture_that_was_the_same_as_what_is_not_here(tmp_path: Path) -> None:
    other = digested(post(form="！"))
    again = [other.again(NOW + DAY), other.again(NOW + 2 * DAY), theirs("http://shop.example/").again(NOW)]
    result = replayed(tmp_path, write(tmp_path, warc([digested(post()), *again])))
    assert "passed over: 3 the same as one that is not here" in result.stderr
    assert seen(tmp_path)["last"] == "2026-03-10"


@pytest.mark.parametrize("url", ["http://[/index.php/post/1.html", "post/1.html", "http://demo.example/\x00", "dns:a"])
def test_a_repeat_of_an_address_that_is_none_is_passed_over(tmp_path: Path, url: str) -> None:
    again = replace(digested(post()).again(NOW + DAY), url=url)
    result = replayed(tmp_path, write(tmp_path, warc([digested(post()), again])))
    assert " new 1, " in result.stdout
    assert seen(tmp_path)["last"] == "2026-03-10"


def test_a_capture_by_another_address_that_was_the_same(tmp_path: Path) -> None:
    original = digested(post())
    again = digested(post(base="https://demo.example/")).again(NOW + 20 * DAY)
    replayed(tmp_path, write(tmp_path, warc([original, again])))
    assert seen(tmp_path)["last"] == "2026-03-30"
    assert reread(tmp_path)


def test_two_files_with_the_same_capture_hold_it_once(tmp_path: Path) -> None:
    one, two = write(tmp_path, warc([post()]), "one.warc.gz"), write(tmp_path, common_crawl([post()]), "two.warc.gz")
    replayed(tmp_path, one, two)
    assert len(rows(tmp_path / "rent.db", "SELECT * FROM fetches")) == 1
    assert len(rows(tmp_path / "rent.db", "SELECT * FROM captures")) == 1


def digested(answer: Answer) -> Answer:
    """With the digest of its body, as crawlers that keep no second copies write it."""
    return replace(answer, warc={"WARC-Payload-Digest": answer.digest})

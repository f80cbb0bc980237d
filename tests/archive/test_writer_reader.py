"""What is written to an archive is read back from it, by us and by others."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from rentspider.archive.moments import server_time
from tests.archive.helpers import AT, DATE, HTML, Headers, exchange, foreign, pack, read, url_of, write

SHOWN = datetime(2026, 3, 10, 3, 59, 58, tzinfo=UTC)
BODY = "<p>嘉定招商</p>".encode() * 50


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    headers = [HTML, ("Date", DATE), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    offsets = write(path, [exchange(7, BODY, headers), exchange(8, b"")])
    [first, second], damage = read(path)
    assert damage == []
    assert (first.url, first.status, first.body, first.fetched_at) == (url_of(7), 200, BODY, SHOWN)
    assert first.headers == [*headers, ("Content-Length", str(len(BODY)))]
    assert (second.url, second.body) == (url_of(8), b"")
    assert [first.offset, second.offset] == offsets


@pytest.mark.parametrize("status", [301, 404, 503])
def test_every_status_is_kept(tmp_path: Path, status: int) -> None:
    write(tmp_path / "a.warc.gz", [replace(exchange(1), status=status)])
    [page], _ = read(tmp_path / "a.warc.gz")
    assert page.status == status


@pytest.mark.parametrize("headers", [[HTML], [HTML, ("Date", "soon")], [HTML, ("Date", "")]])
def test_without_a_date_header_the_archive_says_when(tmp_path: Path, headers: Headers) -> None:
    write(tmp_path / "a.warc.gz", [exchange(0, headers=headers)])
    [page], _ = read(tmp_path / "a.warc.gz")
    assert page.fetched_at == AT


def test_a_date_header_in_another_zone(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", [exchange(0, headers=[("Date", "Tue, 10 Mar 2026 11:59:58 +0800")])])
    [page], _ = read(tmp_path / "a.warc.gz")
    assert page.fetched_at == SHOWN


def test_a_date_header_beyond_the_calendar_is_none() -> None:
    assert server_time("Fri, 31 Dec 9999 23:59:59 -0800") is None


def test_moments_are_whole_seconds(tmp_path: Path) -> None:
    # WARC 1.1 allows fractions; a moment that the database would cut would never be found in it again
    path = foreign(tmp_path / "a.warc.gz", [("response", url_of(1), BODY, [HTML])], date="2026-03-10T04:00:00.25Z")
    [page], _ = read(path)
    assert page.fetched_at == AT


@pytest.mark.parametrize(
    "encoding",
    [
        *["gzip", "deflate", "raw deflate"],
        pytest.param("br"),
        pytest.param("zstd"),
    ],
)
def test_packed_bodies_are_unpacked(tmp_path: Path, encoding: str) -> None:
    headers = [HTML, ("Content-Encoding", encoding.removeprefix("raw "))]
    write(tmp_path / "a.warc.gz", [exchange(1, pack(encoding, BODY), headers)])
    [page], _ = read(tmp_path / "a.warc.gz")
    assert page.body == BODY


def test_a_body_packed_in_parts_is_one_body(tmp_path: Path) -> None:
    parts = gzip.compress(BODY[:100]) + gzip.compress(BODY[100:])
    write(tmp_path / "a.warc.gz", [exchange(1, parts, [HTML, ("Content-Encoding", "gzip")])])
    [page], _ = read(tmp_path / "a.warc.gz")
    assert page.body == BODY


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_body_that_only_its_header_calls_packed_is_taken_as_it_is(tmp_path: Path, encoding: str) -> None:
    write(tmp_path / "a.warc.gz", [exchange(1, BODY, [HTML, ("Content-Encoding", encoding)])])
    [page], damage = read(tmp_path / "a.warc.gz")
    assert (page.body, damage) == (BODY, [])


def test_chunks_of_other_crawlers_are_put_together(tmp_path: Path) -> None:
    chunked = b"6\r\n<p>ab\n\r\n4\r\n</p>\r\n0\r\n\r\n"
    headers = [HTML, ("Transfer-Encoding", "chunked")]
    [page], _ = read(foreign(tmp_path / "a.warc.gz", [("response", url_of(1), chunked, headers)]))
    assert page.body == b"<p>ab\n</p>"


def test_reading_starts_at_any_offset(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    for number, offset in enumerate(write(path, map(exchange, range(5)))):
        record = next(iter(ArchiveIterator(BytesIO(path.read_bytes()[offset:]))))
        assert record.rec_headers.get_header("WARC-Target-URI") == url_of(number)
        assert record.content_stream().read() == exchange(number).body


def test_other_tools_can_read_it(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", [exchange(1), exchange(2, gzip.compress(BODY), [HTML, ("Content-Encoding", "gzip")])])
    kinds = []
    with (tmp_path / "a.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            kinds.append(record.rec_type)
            record.content_stream().read()
    assert kinds == ["warcinfo", "response", "request", "response", "request"]


def test_an_archive_is_never_written_over(tmp_path: Path) -> None:
    write(tmp_path / "a.warc.gz", [exchange(1)])
    with pytest.raises(FileExistsError):
        write(tmp_path / "a.warc.gz", [exchange(2)])

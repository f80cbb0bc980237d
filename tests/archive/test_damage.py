"""Archives that are cut, damaged or no archives: what is whole is read, what is not is told by file and offset."""

import gzip
from pathlib import Path

import pytest

from rentspider.archive.encoding import LARGEST
from rentspider.archive.opening import check_archive
from rentspider.archive.reader import read_page
from rentspider.errors import ArchiveError, SetupError
from tests.archive.helpers import HTML, by_hand, exchange, foreign, members, read, unpacked, url_of, write

COUNT = 6
NO_ARCHIVES = [
    *[b"<html></html>", b"PK\x03\x04", b"\0"],
    pytest.param(gzip.compress(b"a letter\n" * 9), id="packed"),
]
PAGE = b"<p>a</p>" * 9
BODIES = {
    "cut off": ("gzip", gzip.compress(PAGE)[:-9], "its body is not gzip: it is cut off"),
    "broken": ("br", PAGE, "its body is not br: "),
    "unknown": ("lzma", PAGE, "packed as 'lzma', which is unknown"),
    "a bomb": ("gzip", gzip.compress(bytes(LARGEST + 1)), "its body unpacks to more than 32 MiB"),
    "a bomb in parts": ("gzip", gzip.compress(bytes(LARGEST // 2 + 1)) * 3, "its body unpacks to more than 32 MiB"),
}
"""Bodies that nobody can unpack: what their header says, what they are, what is told."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write(tmp_path / "whole.warc.gz", map(exchange, range(COUNT)))
    return tmp_path / "whole.warc.gz"


def part(archive: Path, end: int) -> Path:
    """The archive up to a byte."""
    path = archive.with_name("cut.warc.gz")
    path.write_bytes(archive.read_bytes()[:end])
    return path


def whole_pages(starts: list[int], end: int) -> list[str]:
    """The addresses of the answers that end before a byte; they are every second member behind the first."""
    return [url_of(number) for number in range(COUNT) if starts[1 + 2 * number + 1] <= end]


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.55, 0.8, 0.97])
def test_cut_inside_a_member(archive: Path, kept: float) -> None:
    starts = members(archive)
    end = next(end for end in range(int(starts[-1] * kept), starts[-1]) if end not in starts)
    pages, [damage] = read(part(archive, end))
    assert [page.url for page in pages] == whole_pages(starts, end)
    assert f"cut.warc.gz is damaged at offset {max(start for start in starts if start < end)} " in str(damage)


def test_cut_at_the_end_of_any_member_is_no_damage(archive: Path) -> None:
    starts = members(archive)
    for end in starts[1:]:
        pages, damage = read(part(archive, end))
        assert ([page.url for page in pages], damage) == (whole_pages(starts, end), [])


def test_cut_three_bytes_before_the_end_of_an_answer(archive: Path) -> None:
    starts = members(archive)
    pages, [damage] = read(part(archive, starts[2] - 3))
    assert pages == []
    assert f"offset {starts[1]} " in str(damage)


def test_a_flipped_byte_loses_its_member_only(archive: Path) -> None:
    starts = members(archive)
    start, end = starts[3], starts[4]  # the second answer
    whole = archive.read_bytes()
    for place in range(start, end):
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        pages, damage = read(archive)
        lost = {url_of(number) for number in range(COUNT)} - {page.url for page in pages}
        assert lost <= {url_of(1)}, f"byte {place - start} of the member"
        assert len(damage) == len(lost), f"byte {place - start} of the member"
        assert all(f"offset {start} " in str(each) for each in damage)


def test_what_only_begins_as_a_member_does_is_no_place_to_go_on(archive: Path) -> None:
    starts = members(archive)
    whole = archive.read_bytes()
    archive.write_bytes(whole[: starts[3]] + b"\x1f\x8b\x08 damaged" * 3 + whole[starts[4] :])  # the second answer
    pages, [damage] = read(archive)
    assert [page.url for page in pages] == [url_of(number) for number in range(COUNT) if number != 1]
    assert f"offset {starts[3]} " in str(damage)


def test_a_first_member_that_is_damaged_costs_itself_only(archive: Path) -> None:
    start = members(archive)[1]
    archive.write_bytes(b"\x1f\x8b\x08" + b"\xff" * (start - 3) + archive.read_bytes()[start:])
    check_archive(archive)
    pages, [damage] = read(archive)
    assert [page.url for page in pages] == [url_of(number) for number in range(COUNT)]
    assert "offset 0 " in str(damage)


def test_a_plain_archive_is_read_with_its_own_offsets(archive: Path, tmp_path: Path) -> None:
    path = unpacked(archive, tmp_path / "plain.warc")
    pages, damage = read(path)
    assert ([page.url for page in pages], damage) == ([url_of(number) for number in range(COUNT)], [])
    for page in pages:
        assert path.read_bytes()[page.offset :].startswith(b"WARC/1.1\r\n")


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(0, id="WARC headers"),
        pytest.param(1, id="HTTP headers"),
        pytest.param(2, id="body"),
    ],
)
def test_a_plain_archive_cut_in_its_last_answer(archive: Path, tmp_path: Path, part: int) -> None:
    path = unpacked(archive, tmp_path / "plain.warc")
    whole, last = path.read_bytes(), read(path)[0][-1].offset
    http = whole.index(b"\r\n\r\n", last) + 4
    body = whole.index(b"\r\n\r\n", http) + 4
    ends = [range(last + 1, http, 7), range(http, body, 7), range(body, body + len(exchange(COUNT - 1).body), 37)]
    for end in ends[part]:
        path.write_bytes(whole[:end])
        pages, damage = read(path)
        assert [page.url for page in pages] == [url_of(number) for number in range(COUNT - 1)], end
        assert [f"offset {last}" in str(each) for each in damage] == [True], end


def test_an_archive_packed_as_one(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.warc.gz"
    path.write_bytes(gzip.compress(gzip.decompress(archive.read_bytes())))
    pages, damage = read(path)
    assert ([page.url for page in pages], damage) == ([url_of(number) for number in range(COUNT)], [])


def test_an_archive_packed_as_one_and_cut_gives_what_is_whole(archive: Path, tmp_path: Path) -> None:
    packed = gzip.compress(gzip.decompress(archive.read_bytes()))
    path = tmp_path / "one.warc.gz"
    path.write_bytes(packed[:-3])
    pages, damage = read(path)
    assert len(pages) >= COUNT - 1
    assert len(damage) == 1


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").touch()
    pages, [damage] = read(tmp_path / "a.warc.gz")
    assert pages == []
    assert str(damage) == f"{tmp_path / 'a.warc.gz'} is empty"


@pytest.mark.parametrize("content", NO_ARCHIVES)
def test_what_is_no_archive_is_wrong_use(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(content)
    with pytest.raises(SetupError, match=r"a\.warc\.gz is no WARC archive"):
        check_archive(tmp_path / "a.warc.gz")


@pytest.mark.parametrize("name", ["missing.warc.gz", "."])
def test_what_cannot_be_opened_is_wrong_use(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetupError, match="cannot read the archive"):
        check_archive(tmp_path / name)


def test_records_of_other_kinds_are_passed_over(tmp_path: Path) -> None:
    url, page = url_of(1), b"<p>page</p>"
    records = [
        ("revisit", url, b"", [HTML]),
        ("metadata", url, b"via: seed", None),
        ("resource", url, page, None),
        ("response", "dns:demo.example", b"demo.example. 60 IN A 127.0.0.1", None),
        ("request", url, b"", None),
        ("response", url, page, [HTML]),
    ]
    pages, damage = read(foreign(tmp_path / "a.warc.gz", records))
    assert ([page.body for page in pages], damage) == ([page], [])


@pytest.mark.parametrize("payload", [b"", b"\r\n", b"<p>no status line</p>", b"HTTP/1.1 soon\r\n\r\n<p>a</p>"])
def test_an_answer_that_is_no_http_stops_nothing(tmp_path: Path, payload: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(by_hand(1, payload) + by_hand(2, b"HTTP/1.1 200 OK\r\n\r\n<p>page</p>"))
    pages, _ = read(path)
    assert [page.url for page in pages][-1:] == [url_of(2)]


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_that_cannot_be_unpacked_is_told(tmp_path: Path, kind: str) -> None:
    encoding, body, told = BODIES[kind]
    starts = write(tmp_path / "a.warc.gz", [exchange(1, body, [HTML, ("Content-Encoding", encoding)]), exchange(2)])
    pages, [damage] = read(tmp_path / "a.warc.gz")
    assert [page.url for page in pages] == [url_of(2)]
    assert f"a.warc.gz is damaged at offset {starts[0]} " in str(damage)
    assert told in str(damage)


@pytest.mark.parametrize(
    ("url", "date", "told"),
    [
        (url_of(1), "soon", "an answer without a date"),
        (url_of(1), "0001-01-01T00:00:00+14:00", "an answer without a date"),
        (url_of(1).replace("//", "//me:secret@"), "2026-03-10T04:00:00Z", "an answer of an address with a password"),
    ],
)
def test_an_answer_that_has_no_place_in_the_database_is_told(tmp_path: Path, url: str, date: str, told: str) -> None:
    pages, [damage] = read(foreign(tmp_path / "a.warc.gz", [("response", url, PAGE, [HTML])], date))
    assert pages == []
    assert told in str(damage)
    assert "secret" not in str(damage)


def test_no_other_answer_stands_where_one_was(archive: Path) -> None:
    """Another file under the same name holds other pages: none of them is taken for the one that is looked for."""
    offset = read(archive)[0][1].offset
    assert read_page(archive, offset, url_of(1)).url == url_of(1)
    with pytest.raises(ArchiveError, match=f"has no answer of .*/2.html at offset {offset}"):
        read_page(archive, offset, url_of(2))

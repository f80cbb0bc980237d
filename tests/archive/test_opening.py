"""What a file is: archives of every kind are told from files that hold no answers, before a run begins."""

import gzip
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED

import pytest
from warcio.warcwriter import WARCWriter

from rentspider.archive.opening import check_archive, is_own
from rentspider.errors import SetupError
from tests.archive.crawlers import Answer, arc, common_crawl, wacz, warc
from tests.archive.helpers import exchange, read, unpacked, url_of, write

PAGES = [Answer(url_of(number), b"<p>a</p>", at=1.77e9 + number) for number in range(3)]
FILES = {
    "packed WARC": warc(PAGES),
    "plain WARC": warc(PAGES, packed=False),
    "Common Crawl": common_crawl(PAGES),
    "packed ARC": arc(PAGES),
    "plain ARC": arc(PAGES, packed=False),
}


@pytest.mark.parametrize("kind", FILES)
def test_archives_of_all_kinds_are_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(FILES[kind])
    check_archive(path)
    pages, damage = read(path)
    assert damage == []
    assert [(page.url, page.status, page.body) for page in pages] == [(each.url, 200, each.body) for each in PAGES]
    assert [page.fetched_at.timestamp() for page in pages] == [each.at for each in PAGES]
    assert not is_own(path)


def test_an_arc_record_without_a_date_header_has_the_record_s(tmp_path: Path) -> None:
    (tmp_path / "a.arc.gz").write_bytes(arc([Answer(url_of(1), b"<p>a</p>", warc_date="2009-08-07T06:05:04Z")]))
    [page], _ = read(tmp_path / "a.arc.gz")
    assert page.fetched_at.isoformat() == "2009-08-07T06:05:04+00:00"


def test_the_archives_in_a_wacz_are_read_where_they_stand(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", {"a.warc.gz": warc(PAGES[:2]), "b.warc.gz": warc(PAGES[2:])})
    check_archive(path)
    pages, damage = read(path)
    assert ([page.url for page in pages], damage) == ([each.url for each in PAGES], [])
    for page in pages:
        assert path.read_bytes()[page.offset :].startswith(b"\x1f\x8b")


def test_a_wacz_that_is_packed_once_more_is_told(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", {"a.warc.gz": warc(PAGES)}, ZIP_DEFLATED)
    with pytest.raises(SetupError, match=r"packed once more: unpack it"):
        check_archive(path)


def test_a_zip_file_without_archives_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"is no WARC archive: it is a zip file"):
        check_archive(wacz(tmp_path / "a.zip", {}))


@pytest.mark.parametrize(
    ("kind", "content", "type_", "told"),
    [
        ("conversion", "厂房出租".encode(), "text/plain", "texts taken from pages"),
        ("metadata", b'{"Container":{}}', "application/json", "facts about pages"),
    ],
)
def test_files_of_what_was_made_of_pages_are_told(
    tmp_path: Path, kind: str, content: bytes, type_: str, told: str
) -> None:
    with (tmp_path / "a.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("a.gz", {"isPartOf": "CC-MAIN"}))
        record = writer.create_warc_record(
            url_of(1), kind, BytesIO(content), length=len(content), warc_content_type=type_
        )
        writer.write_record(record)
    for path in (tmp_path / "a.gz", unpacked(tmp_path / "a.gz", tmp_path / "a")):
        with pytest.raises(SetupError, match=told):
            check_archive(path)


def test_a_wacz_that_lies_about_its_parts_is_damaged(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", {"a.warc.gz": warc(PAGES)})
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(b"archive/a.warc.gz"))
    content[entry + 20 : entry + 24] = (1 << 24).to_bytes(4, "little")  # its size
    path.write_bytes(content)
    pages, damage = read(path)
    assert [page.url for page in pages] == [each.url for each in PAGES]
    assert damage != []


def test_own_archives_say_so(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    write(path, [exchange(1)])
    assert is_own(path)
    assert is_own(unpacked(path, tmp_path / "plain.warc"))
    path.write_bytes(gzip.compress(b"WARC/1.0\r\n"))
    assert not is_own(path)


def test_no_line_of_a_page_is_taken_for_an_old_record(tmp_path: Path) -> None:
    line = f"{url_of(9)} 192.0.2.1 20260310040000 text/html 27\n".encode()
    body = b"<p>a</p>\r\n\r\n" + line + b"HTTP/1.1 200 OK\r\n\r\n<p>b</p>\r\n"
    content = warc([Answer(url_of(1), body)], packed=False)
    length = content.rindex(b"Content-Length: ", 0, content.index(b"HTTP/1.1")) + 16
    end = content.index(b"\r\n", length)
    short = content[:length] + str(int(content[length:end]) - len(body) + 8).encode() + content[end:]
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(short))
    pages, damage = read(tmp_path / "a.warc.gz")
    assert [(page.url, page.body) for page in pages] == [(url_of(1), b"<p>a</p>")]
    assert damage != []

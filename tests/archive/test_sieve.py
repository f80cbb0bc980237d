"""What a sieve lets through of an archive, and that it does not matter how the archive is packed."""

import gzip
from collections import Counter
from pathlib import Path

import pytest

from rentspider.archive.choice import Choice
from rentspider.archive.reader import read_archive
from rentspider.archive.sieve import Reason, Sieve
from rentspider.errors import ArchiveError
from tests.archive.crawlers import Answer, common_crawl, warc
from tests.archive.helpers import pack, unpacked

HEAD = b'<html><head><link rel="stylesheet" href="//static.example/zb_users/theme/tpure/style.css"></head>'
OURS = HEAD + "<body>厂房</body>".encode() * 50
POST = "http://rent.example/index.php/post/{}.html"
ANSWERS = [
    Answer(POST.format(1), OURS),
    Answer(POST.format(2), b"<html>"),
    Answer("http://rent.example/feed.php?cate=1", b"<rss/>", kind="text/xml"),
    Answer("http://other.example/", b"<html>" * 500),
    Answer("http://other.example/a.css", OURS, kind="text/css"),
    Answer("http://rent.example/", OURS, kind=""),
    Answer(POST.format(3), pack("gzip", OURS), http={"Content-Encoding": "gzip"}),
    Answer(POST.format(4), pack("gzip", b"<html>"), http={"Content-Encoding": "gzip"}),
    Answer("http://other.example/b", b"\x1f\x8bno", http={"Content-Encoding": "gzip"}),
    Answer(POST.format(1), OURS).again(0),
    Answer("http://厂房.example/", OURS),
]
LATER = [POST.format(2), "http://rent.example/feed.php?cate=1", POST.format(4)]
READ = [POST.format(1), "http://rent.example/", POST.format(3), "http://厂房.example/"]


def sifted(path: Path, choice: Choice | None = None) -> tuple[list[str], Sieve]:
    """The addresses that were let through; nothing may be damaged."""
    sieve, damage = Sieve(choice or Choice()), list[ArchiveError]()
    sieve.begin(is_own=False)
    read = [page.url for page in read_archive(path, damage.append, sieve)]
    assert damage == []
    return read, sieve


def forms(folder: Path) -> list[Path]:
    """The same records, packed in every way."""
    packed, one = folder / "packed.warc.gz", folder / "one.warc.gz"
    packed.write_bytes(common_crawl(ANSWERS))
    plain = unpacked(packed, folder / "plain.warc")
    one.write_bytes(gzip.compress(plain.read_bytes()))
    return [packed, plain, one]


def test_it_does_not_matter_how_an_archive_is_packed(tmp_path: Path) -> None:
    for path in forms(tmp_path):
        read, sieve = sifted(path)
        assert read == READ, path
        assert [place.url for place in sieve.unsigned] == LATER, path
        assert [repeat.url for repeat in sieve.repeats] == [POST.format(1)], path
        assert sieve.passed == Counter({Reason.UNSIGNED: 2, Reason.KIND: 1}), path


@pytest.mark.parametrize("only", [["rent.example/*"], ["*.EXAMPLE/feed*", "http://rent.example/*"]])
def test_addresses_decide_before_anything_else(tmp_path: Path, only: list[str]) -> None:
    for path in forms(tmp_path):
        read, sieve = sifted(path, Choice.of(only, [], unsigned=False))
        assert read == READ[:3], path
        assert sieve.passed == Counter({Reason.ADDRESS: 4}), path


def test_addresses_that_nobody_can_go_to_are_passed_over(tmp_path: Path) -> None:
    broken = Answer("http://[/", b"<html>")
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc([broken, broken.again(0), ANSWERS[0]]))
    read, sieve = sifted(path)
    assert (read, sieve.unsigned, sieve.repeats) == ([POST.format(1)], [], [])
    assert sieve.passed == Counter({Reason.UNSIGNED: 1, Reason.REPEAT: 1})
    read, sieve = sifted(path, Choice.of([], ["http://rent.example/"], unsigned=False))
    assert (read, sieve.passed) == ([POST.format(1)], Counter({Reason.ADDRESS: 2}))


def test_reading_ends_when_it_is_told_to(tmp_path: Path) -> None:
    for path in forms(tmp_path):
        places: list[int] = []

        def goes_on(_: Path, offset: int, places: list[int] = places) -> bool:
            places.append(offset)
            return len(places) < 8

        sieve = Sieve(Choice(), goes_on)
        sieve.begin(is_own=False)
        assert [page.url for page in read_archive(path, lambda _: None, sieve)] == READ[:1], path
        assert len(places) == 8
        assert places == sorted(places)


def test_a_cut_archive_is_sifted_too(tmp_path: Path) -> None:
    path = tmp_path / "cut.warc.gz"
    whole = gzip.compress(gzip.decompress(warc([ANSWERS[3], ANSWERS[0], ANSWERS[3], ANSWERS[0]])))
    path.write_bytes(whole[:-9])
    sieve, damage = Sieve(), list[ArchiveError]()
    sieve.begin(is_own=False)
    assert [page.url for page in read_archive(path, damage.append, sieve)] == [POST.format(1)]
    assert "cut off" in str(damage[0])

"""Archives that are not packed: nothing but a record's own digest tells whether it is what was written."""

from pathlib import Path

import pytest

from rentspider.archive import reader
from tests.archive.helpers import exchange, read, unpacked, url_of, write

COUNT = 6


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write(tmp_path / "whole.warc.gz", map(exchange, range(COUNT)))
    return unpacked(tmp_path / "whole.warc.gz", tmp_path / "plain.warc")


def test_a_flipped_bit_costs_its_record_only(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[content.index("厂房2号".encode())] ^= 1
    archive.write_bytes(content)
    pages, [damage] = read(archive)
    assert [page.url for page in pages] == [url_of(number) for number in range(COUNT) if number != 2]
    assert "not what its digest says" in str(damage)


@pytest.mark.parametrize("difference", [-100, -1, 1, 100, 2000])
def test_a_wrong_length_costs_its_record_only(archive: Path, difference: int) -> None:
    whole = archive.read_bytes()
    start = read(archive)[0][2].offset
    at = whole.index(b"Content-Length: ", start) + 16
    length = int(whole[at : whole.index(b"\r\n", at)])
    archive.write_bytes(whole[:at] + b"%d" % (length + difference) + whole[at + len(str(length)) :])
    pages, damage = read(archive)
    assert [page.url for page in pages] == [url_of(number) for number in range(COUNT) if number != 2]
    assert damage != []


def test_damage_in_too_many_places_ends_it(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write_bytes(archive.read_bytes().replace("厂".encode(), "广".encode()))
    monkeypatch.setattr(reader, "MOST_DAMAGES", 3)
    pages, damage = read(archive)
    assert pages == []
    assert "too many places" in str(damage[-1])
    assert len(damage) == 4

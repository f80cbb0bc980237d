"""Archives that are damaged: what is whole is read, what is not is told, and nothing is taken for what it is not."""

import gzip

from tests.faults.archives.fault import Archive, Change, Fault, each, of_bad
from tests.faults.archives.records import Record, packed, plain
from tests.faults.promises import HALF, LOST, RECORD, SAID
from tests.faults.site.fault import NONE, OTHERS, POSTS

PLAIN = ".warc"
LAST = 22
ALL_BUT_LAST = POSTS - {LAST}
BEFORE_BAD = frozenset({10, 12, 14, 16})


def flipped(pack: Archive) -> Archive:
    """An archive with a bit of the bad record's article turned over."""

    def make(some: list[Record]) -> bytes:
        before, [bad], behind = some[:6], [record for record in some if record.is_bad], some[7:]
        packed_bad = bytearray(pack([bad]))
        place = packed_bad.find(b'<div class="single') if pack is plain else -1
        packed_bad[packed_bad.find("。".encode(), place) if place >= 0 else len(packed_bad) // 2] ^= 1
        return pack(before) + bytes(packed_bad) + pack(behind)

    return make


def cut(pack: Archive, share: float = 0.5) -> Archive:
    """An archive that ends in its last record."""
    return lambda some: pack(some[:-1]) + (last := pack(some[-1:]))[: int(len(last) * share)]


def between(rubbish: bytes) -> Archive:
    """An archive with something in it that is no record."""
    return lambda some: packed(some[:6]) + rubbish + packed(some[6:])


def length(difference: int) -> Change:
    """A Content-Length of a record that is wrong by so much."""
    return lambda record: record.told(Content_Length=str(max(len(record.content) + difference, 0)))


def half(record: Record) -> Record:
    """A page that was cut when it was fetched, in the middle of its article."""
    body = record.response.body
    return record.sends(body[: body.find(b"<p", body.find(b'<div class="single')) + 60]).told(WARC_Truncated="length")


def garbled(record: Record) -> Record:
    """Packed data that are damaged in the record of a whole archive."""
    body = bytearray(gzip.compress(record.response.body))
    body[len(body) // 2] ^= 255
    return record.sends(bytes(body), Content_Encoding="gzip")


def undated(record: Record) -> Record:
    """A page that nobody knows the time of."""
    return record.sends(Date="").told(WARC_Date="")


FLIPPED = (
    Fault("a flipped bit", SAID, flipped(packed), 4, OTHERS, told="is damaged at offset"),
    Fault("a flipped bit, not packed", SAID, flipped(plain), 4, OTHERS, "is damaged", ending=PLAIN),
    Fault("a body that is damaged", SAID, of_bad(garbled), 4, OTHERS, told="is damaged at offset"),
)
CUT = (
    Fault("cut in its last record", HALF, cut(packed), 4, ALL_BUT_LAST, told="cut off"),
    Fault("cut in its last record, not packed", HALF, cut(plain), 4, ALL_BUT_LAST, "cut off", ending=PLAIN),
    Fault("cut in the headers, not packed", HALF, cut(plain, 0.005), 4, ALL_BUT_LAST, "cut off", ending=PLAIN),
    Fault("a page that was cut when it was fetched", HALF, of_bad(half), 4, OTHERS, told="cut off inside its body"),
)
LENGTHS = (
    Fault("a record that says it is too long", LOST, of_bad(length(9_000_000)), 4, OTHERS),
    Fault("a record that says it is too short by its end", HALF, of_bad(length(-300)), 4),
    Fault("a record that says it is much too short", HALF, of_bad(length(-6000)), 4, OTHERS),
    Fault("a record without a length", LOST, of_bad(length(-(1 << 30))), 4, OTHERS),
    Fault("too long, not packed", HALF, of_bad(length(300), plain), 4, OTHERS, "is damaged", ending=PLAIN),
    Fault("too short, not packed", HALF, of_bad(length(-3000), plain), 4, OTHERS, "is damaged", ending=PLAIN),
    Fault("a Content-Length of HTTP that is wrong", SAID, each(lambda page: page.sends(Content_Length="17"))),
)
RUBBISH = (
    Fault("zeros between records", LOST, between(b"\0" * 5000), 4, told="went on at"),
    Fault("text between records", LOST, between(b"hello\r\n" * 99), 4, told="went on at"),
    Fault("a packed letter between records", LOST, between(gzip.compress(b"hello\r\n" * 99)), 4, told="is damaged"),
    Fault("an empty record between records", LOST, between(gzip.compress(b""))),
    Fault("no time at all", RECORD, of_bad(undated), 4, OTHERS, "without a date"),
    Fault("no address", RECORD, of_bad(lambda page: page.told(WARC_Target_URI="")), 4, OTHERS),
    Fault("an empty file", RECORD, lambda _: b"", 4, NONE, "is empty"),
    Fault("no archive", RECORD, lambda _: b"PK\3\4" * 99, 1, NONE, "is no WARC archive"),
)
FAULTS = (*FLIPPED, *CUT, *LENGTHS, *RUBBISH)

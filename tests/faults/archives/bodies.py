"""Archives of others that are good, in all the ways in which they are: none of it may cost an article."""

import gzip
from datetime import UTC, datetime

from tests.archive.helpers import pack
from tests.e2e.site import CLOCK
from tests.fakesite.dates import http_date
from tests.faults.archives.fault import Archive, Change, Fault, each
from tests.faults.archives.records import Record, packed, plain
from tests.faults.promises import SAID

MOMENT = f"{datetime.fromtimestamp(CLOCK, UTC):%Y-%m-%dT%H:%M:%S}"
ENCODINGS = ("gzip", "deflate", "raw deflate", "br", "zstd")
KINDS = ("warcinfo", "request", "revisit", "metadata", "resource", "conversion", "continuation", "klingon")


def chunked(body: bytes) -> bytes:
    """A body in chunks."""
    size = 1000
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;a=b\r\n%b\r\n" % (len(part), part) for part in [*parts, b""])


def in_chunks(record: Record) -> Record:
    """Chunked, as many crawlers leave it."""
    return record.sends(chunked(record.response.body), Transfer_Encoding="chunked", Content_Length="")


def in_packed_chunks(record: Record) -> Record:
    """Packed, and chunked after that."""
    body = chunked(gzip.compress(record.response.body))
    return record.sends(body, Transfer_Encoding="chunked", Content_Encoding="gzip", Content_Length="")


def packs(encoding: str) -> Change:
    """A body that is packed so."""
    name = encoding.removeprefix("raw ")
    return lambda record: record.sends(pack(encoding, record.response.body), Content_Encoding=name)


def between_others(some: list[Record]) -> bytes:
    """Each page with records of all kinds around it, that nobody reads."""
    strange = [Record(some[0].url, some[0].response, kind).sends(b"\xff\x00" * 99) for kind in KINDS]
    return packed(record for page in some for record in (*strange, page))


def older_last(some: list[Record]) -> bytes:
    """Older forms of the pages, behind the newer ones."""
    day = http_date(CLOCK - 60)
    older = [page.sends(page.response.body.replace("。".encode(), "！".encode()), Date=day) for page in some[2:]]
    return packed([*some, *older])


def dated(date: str, warc_date: str) -> Archive:
    """Pages with another Date header, and with this WARC-Date."""
    return each(lambda page: page.sends(Date=date).told(WARC_Date=warc_date))


WAYS = (
    Fault("plain, not packed", SAID, plain, ending=".warc"),
    Fault("packed record by record", SAID, packed),
    Fault("packed as one", SAID, lambda some: gzip.compress(plain(some))),
    Fault("packed, and named as if it was not", SAID, packed, ending=".warc"),
    Fault("chunked bodies", SAID, each(in_chunks)),
    Fault("chunked and packed bodies", SAID, each(in_packed_chunks)),
    *(Fault(f"bodies of {name}", SAID, each(packs(name))) for name in ENCODINGS),
    Fault("said to be chunked, and not", SAID, each(lambda page: page.sends(Transfer_Encoding="chunked"))),
    Fault("said to be packed, and not", SAID, each(lambda page: page.sends(Content_Encoding="gzip"))),
    Fault("records of kinds that nobody reads", SAID, between_others),
    Fault("older forms of the pages behind them", SAID, older_last),
)
DATES = (
    Fault("no Date header", SAID, dated("", MOMENT + "Z")),
    Fault("a Date header that is none", SAID, dated("soon", MOMENT + "Z")),
    Fault("no Date header, and a WARC-Date with fractions", SAID, dated("", MOMENT + ".123456789Z")),
)
BRACKETS = Fault("addresses in angle brackets", SAID, each(lambda page: page.told(WARC_Target_URI=f"<{page.url}>")))
FAULTS = (*WAYS, *DATES, BRACKETS)

"""Archives that are made to hurt: without a measure, and with addresses and names that lead astray."""

import gzip

from tests.faults.archives.damage import BEFORE_BAD, PLAIN, between
from tests.faults.archives.fault import Change, Fault, of_bad
from tests.faults.archives.records import Record, packed, plain
from tests.faults.promises import DATA
from tests.faults.site.fault import OTHERS
from tests.faults.site.large import MIB, bomb

PASSWORD = "secret-of-mine"
SECRET = f"http://me:{PASSWORD}@rent.example/index.php/post/24.html"


def comes_from(address: str) -> Change:
    """A page that says it comes from somewhere else."""
    return lambda record: record.told(WARC_Target_URI=address)


def strange(address: str, untold: str = "Traceback") -> Fault:
    """A post that is not stored as one of the site's, since its address is not."""
    return Fault(f"a page of {address!a}", DATA, of_bad(comes_from(address)), stored=OTHERS, untold=untold)


def names_files(some: list[Record]) -> bytes:
    """Names that a careless reader would take for places on the disk."""
    names = {"WARC_Filename": "../../written.warc.gz", "Content_Disposition": "attachment; filename=/etc/x"}
    info = Record(some[0].url, some[0].response, "warcinfo")
    return packed(each.told(**names) for each in (info, *some))


def many(some: list[Record]) -> bytes:
    """50,000 records of no interest."""
    one = gzip.compress(bytes(Record(some[0].url, some[0].response, "metadata").sends(b"x")))
    return packed(some[:6]) + one * 50_000 + packed(some[6:])


def unpacks_to_much(record: Record) -> Record:
    """A body of 4 GiB, packed."""
    return record.sends(bomb(), Content_Encoding="gzip")


def large(record: Record) -> Record:
    """A body of 64 MiB."""
    return record.sends(b"<p>x</p>" * 8 * MIB)


def long_header(record: Record) -> Record:
    """A header of 32 MiB."""
    return record.told(X_Long="x" * 32 * MIB)


def a_terabyte(record: Record) -> Record:
    """A record that says it is a terabyte long."""
    return record.told(Content_Length=str(10**12))


LARGE = (
    Fault("a record that unpacks to 4 GiB", DATA, between(bomb()), 4, mib=900),
    Fault("a body that unpacks to 4 GiB", DATA, of_bad(unpacks_to_much), 4, OTHERS, mib=250),
    Fault("a body of 64 MiB", DATA, of_bad(large), 4, OTHERS, mib=500),
    Fault("a header of 32 MiB", DATA, of_bad(long_header), mib=500),
    Fault("a length of a terabyte", DATA, of_bad(a_terabyte, plain), 4, BEFORE_BAD, "cut off", ending=PLAIN),
    Fault("50,000 records of no interest", DATA, many),
)
ASTRAY = (
    strange("file:///etc/passwd"),
    strange("../../../post/24.html"),
    strange("javascript:alert(1)"),
    strange("http://rent.example/index.php/post/" + "9" * 30 + ".html"),
    strange("http://rent.example/\x1b[31m/index.php/list", untold="\x1b"),
    Fault("a page of 'http://[/post/24.html'", DATA, of_bad(comes_from("http://[/post/24.html")), 4, OTHERS, "damaged"),
    Fault("an address with a password", DATA, of_bad(comes_from(SECRET)), 4, OTHERS, "with a password", PASSWORD),
    Fault("names of files", DATA, names_files),
)
FAULTS = (*LARGE, *ASTRAY)

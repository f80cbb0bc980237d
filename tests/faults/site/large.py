"""What has no measure: bodies, headers, nesting, markup."""

import gzip
import zlib
from collections.abc import Iterator

from tests.faults.promises import DATA
from tests.faults.site.fault import Fault
from tests.faults.site.wires import HTML, Line, Wire, head, page

MIB = 1 << 20
BLOCK = b"<p>" + b"x" * (MIB - 7) + b"</p>"


def body_of_200_mib(line: Line) -> None:
    """A body that says how large it is."""
    line.send(head(HTML, f"Content-Length: {200 * MIB}"))
    send_all(line, (BLOCK for _ in range(200)))


def body_without_an_end(line: Line) -> None:
    """A body that says nothing of its length, and goes on for ever."""
    line.send(head(HTML, "Transfer-Encoding: chunked"))
    send_all(line, (b"%x\r\n%b\r\n" % (len(BLOCK), BLOCK) for _ in range(4000)))


def drops(line: Line) -> None:
    """A body that comes byte by byte, so that no single wait is long."""
    line.send(head(HTML))
    while not line.over.wait(0.05):
        line.send(b"x")


def headers_without_an_end(line: Line) -> None:
    """Header upon header."""
    line.send(head(HTML)[:-2])
    send_all(line, (b"".join(b"X-%d-%d: %b\r\n" % (at, no, b"x" * 900) for no in range(1000)) for at in range(4000)))


def headers_of_1_mib(line: Line) -> None:
    """A thousand headers."""
    page(b"x", HTML, *[f"X-{at}: {'x' * 990}" for at in range(1000)])(line)


def send_all(line: Line, parts: Iterator[bytes]) -> None:
    """Send one part after the other, until the crawler has had enough."""
    for part in parts:
        line.send(part)


def bomb(mib: int = 4096) -> bytes:
    """Zeros, packed: a thousandth of their size. The same block over and over, and no checksum: nobody gets so far."""
    packing = zlib.compressobj(9, wbits=-15)
    block = packing.compress(b"\0" * MIB) + packing.flush(zlib.Z_FULL_FLUSH)
    return gzip.compress(b"")[:10] + block * mib


def packed(encoding: str, body: bytes) -> Wire:
    """A packed body."""
    return page(body, HTML, f"Content-Encoding: {encoding}")


def bomb_of_gzip(line: Line) -> None:
    """4 GiB in 4 MiB."""
    packed("gzip", bomb())(line)


def bomb_in_a_bomb(line: Line) -> None:
    """4 GiB in a few kilobytes, packed twice."""
    packed("gzip, gzip", gzip.compress(bomb()))(line)


def inside(text: str, place: str = "</p>") -> Wire:
    """The good page with something put into its article."""

    def send(line: Line) -> None:
        before, mark, behind = line.good.body.partition(place.encode())
        page(before + mark + text.encode() + behind, HTML)(line)

    return send


def deep(line: Line) -> None:
    """HTML nested 100,000 deep."""
    inside("<div>" * 100_000 + "x" + "</div>" * 100_000)(line)


def deep_inline(line: Line) -> None:
    """The same of inline elements, none of them closed."""
    inside("<b><i>" * 50_000 + "x")(line)


def many_links(line: Line) -> None:
    """A million links in an article."""
    inside("".join(f"<a href=/{number}>x</a>" for number in range(1_000_000)))(line)


LONG, TAGS = "headers are longer", "more than 200000 tags"
BODIES = (
    Fault("a body of 200 MiB", DATA, body_of_200_mib, error="size", mib=250),
    Fault("a body without an end", DATA, body_without_an_end, error=".", mib=250),
    Fault("a body byte by byte", DATA, drops, error="took longer than"),
    Fault("a bomb of gzip", DATA, bomb_of_gzip, error="unpacks to more than", mib=300, slow=True),
    Fault("a bomb in a bomb", DATA, bomb_in_a_bomb, error="unpacks to more than", mib=300, slow=True),
    Fault("one header of 1 MiB", DATA, page(b"x", HTML, "X-Long: " + "x" * MIB), error="."),
    Fault(
        "headers of 1 MiB",
        DATA,
        page(b"x", HTML, *[f"X-{at}: {'x' * 990}" for at in range(1000)]),
        error=LONG,
    ),
    Fault("headers without an end", DATA, headers_without_an_end, error=LONG),
    Fault("30 MiB of one paragraph", DATA, page(b"<html>" + b"x" * 30 * MIB), error=".", mib=500, slow=True),
    Fault(
        "30 MiB of paragraphs",
        DATA,
        inside("<p>x</p>" * 3_900_000),
        error="more than 200000 tags",
        slow=True,
        mib=300,
    ),
)
MARKUP = (
    Fault("nested 100,000 deep", DATA, deep, error="."),
    Fault("nested 100,000 deep, and not closed", DATA, deep_inline, error="."),
    Fault("a million links in an article", DATA, many_links, error=TAGS, slow=True, mib=300),
)
FAULTS = (*BODIES, *MARKUP)

"""What has no measure: bodies, headers, nesting, links, pagers, robots.txt."""

import gzip
import zlib
from collections.abc import Iterator
from functools import cache

from tests.fakesite.responses import Response
from tests.faults.site.fault import BOUNDED, POSTS, Fault
from tests.faults.site.server import Stage
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


def send_all(line: Line, parts: Iterator[bytes]) -> None:
    """Send one part after the other, until the crawler has had enough."""
    for part in parts:
        line.send(part)


@cache
def bomb(packer: str, mib: int = 4096) -> bytes:
    """Zeros, packed: a thousandth of their size."""
    wbits = {"gzip": 31, "deflate": 15}[packer]
    packing = zlib.compressobj(9, wbits=wbits)
    return b"".join(packing.compress(b"\0" * MIB) for _ in range(mib)) + packing.flush()


def packed(encoding: str, body: bytes) -> Wire:
    """A packed body."""
    return page(body, HTML, f"Content-Encoding: {encoding}")


def bomb_of_gzip(line: Line) -> None:
    """4 GiB in 4 MiB."""
    packed("gzip", bomb("gzip"))(line)


def bomb_in_a_bomb(line: Line) -> None:
    """4 GiB in a few kilobytes, packed twice."""
    packed("gzip, gzip", gzip.compress(bomb("gzip")))(line)


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
    inside("".join(f'<a href="/post/{number}.html">x</a> ' for number in range(1_000_000)))(line)


def many_related(line: Line) -> None:
    """A hundred thousand related posts."""
    links = "".join(f'<a href="/index.php/post/{number}.html">x</a>' for number in range(10**6, 11 * 10**5))
    inside(f'<div class="relatecon"><div class="relatelist">{links}</div></div>', "</html>")(line)


def listed(count: int) -> Wire:
    """A list that names so many posts."""
    rows = "".join(f'<h2><a href="/index.php/post/{10**6 + number}.html">x</a></h2>' for number in range(count))
    return page(f"<html><body class=index>{rows}</body></html>".encode())


def feed_of(count: int) -> Wire:
    """A feed that names so many posts."""
    items = "".join(f"<item><link>/index.php/post/{10**6 + number}.html</link></item>" for number in range(count))
    return page(f'<rss version="2.0"><channel>{items}</channel></rss>'.encode(), "Content-Type: text/xml")


def pager_without_an_end(stage: Stage) -> None:
    """Each page of the front list has a next one, which shows the posts of the first."""
    respond = stage.posts.respond

    def page_of(path: str, now: float | None = None) -> Response:
        number = int(path.split("_")[1].removesuffix(".html")) if "/page_" in path else 1
        if "/page_" not in path and path != "/":
            return respond(path, now)
        pager = f'<div class="pagebar"><span class="now-page">{number}</span>' + "".join(
            f'<a href="/index.php/page_{number + more}.html">{number + more}</a>' for more in (1, 2, 3)
        )
        found = respond("/", now)
        body = found.body.replace(b"</body>", f"{pager}</div></body>".encode())
        return Response(200, [*found.headers[:-1], ("Content-Length", str(len(body)))], body)

    stage.posts.respond = page_of  # type: ignore[method-assign]


def list_that_names_itself(stage: Stage) -> None:
    """Next page: this one."""
    pager = '<div class="pagebar"><span class="next-page"><a href="/">2</a></span></div>'
    stage.posts.replaced = [("</body>", f"{pager}</body>")]


ROBOTS = "Content-Type: text/plain"
ROBOTS_10_MIB = b"User-agent: *\n" + b"".join(b"Disallow: /no/%d/*/x$\n" % number for number in range(500_000))
BODIES = (
    Fault("a body of 200 MiB", BOUNDED, body_of_200_mib, error="size", mib=250),
    Fault("a body without an end", BOUNDED, body_without_an_end, error=".", mib=250),
    Fault("a body byte by byte", BOUNDED, drops, error="took longer than"),
    Fault("a bomb of gzip", BOUNDED, bomb_of_gzip, error="unpacks to more than", mib=300, slow=True),
    Fault("a bomb in a bomb", BOUNDED, bomb_in_a_bomb, error="unpacks to more than", mib=300, slow=True),
    Fault("one header of 1 MiB", BOUNDED, page(b"x", HTML, "X-Long: " + "x" * MIB), error="."),
    Fault("headers of 1 MiB", BOUNDED, page(b"x", HTML, *[f"X-{at}: {'x' * 990}" for at in range(1000)]), error="."),
    Fault("headers without an end", BOUNDED, headers_without_an_end, error=".", mib=250),
    Fault("30 MiB of one paragraph", BOUNDED, page(b"<html>" + b"x" * 30 * MIB), error=".", mib=500, slow=True),
    Fault("30 MiB of paragraphs", BOUNDED, inside("<p>x</p>" * 3_900_000), error=".", mib=900, seconds=60, slow=True),
)
MARKUP = (
    Fault("nested 100,000 deep", BOUNDED, deep, error="."),
    Fault("nested 100,000 deep, and not closed", BOUNDED, deep_inline, error="."),
    Fault("a million links in an article", BOUNDED, many_links, 0, POSTS, mib=900, seconds=60, slow=True),
    Fault("100,000 related posts", BOUNDED, many_related, error="."),
    Fault("a list of 100,000 posts", BOUNDED, listed(100_000), 4, POSTS, at="/index.php/category-2.html"),
    Fault("a feed of 100,000 posts", BOUNDED, feed_of(100_000), 4, POSTS, at="/feed.php"),
)
ENDLESS = (
    Fault("a pager without an end", BOUNDED, None, 0, POSTS, prepare=pager_without_an_end),
    Fault("a list that names itself", BOUNDED, None, 0, POSTS, prepare=list_that_names_itself),
    Fault("a robots.txt of 10 MiB", BOUNDED, page(ROBOTS_10_MIB, ROBOTS), 0, POSTS, at="/robots.txt"),
    Fault(
        "a robots.txt that asks for a day between requests",
        BOUNDED,
        page(b"User-agent: *\nCrawl-delay: 86400", ROBOTS),
        5,
        frozenset(),
        at="/robots.txt",
        told="86400",
    ),
)
FAULTS = (*BODIES, *MARKUP, *ENDLESS)

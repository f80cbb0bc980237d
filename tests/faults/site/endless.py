"""What has no end, or names too much: links, lists, feeds, pagers, robots.txt."""

from tests.fakesite.responses import Response
from tests.faults.promises import DATA
from tests.faults.site.fault import NONE, POSTS, Fault
from tests.faults.site.server import Stage
from tests.faults.site.wires import HTML, Line, Wire, page


def many_related(line: Line) -> None:
    """Ten thousand related posts."""
    links = "".join(f'<a href="/index.php/post/{number}.html">x</a>' for number in range(10**6, 10**6 + 10_000))
    page(
        line.good.body.replace(
            b"</body>", f'<div class="relatecon"><div class="relatelist">{links}</div></div></body>'.encode()
        ),
        HTML,
    )(line)


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
CATEGORY = "/index.php/category-2.html"
NAMED = (
    Fault("10,000 related posts", DATA, many_related, 0, POSTS),
    Fault("a list of 40,000 posts", DATA, listed(40_000), 4, POSTS, at=CATEGORY, told="names more than 5000"),
    Fault("a feed of 100,000 posts", DATA, feed_of(100_000), 4, POSTS, at="/feed.php", told="names more than 5000"),
    Fault("a pager without an end", DATA, None, 0, POSTS, prepare=pager_without_an_end, told="not followed"),
    Fault("a list that names itself", DATA, None, 0, POSTS, prepare=list_that_names_itself),
)
A_DAY = page(b"User-agent: *\nCrawl-delay: 86400", ROBOTS)
RULES = (
    Fault("a robots.txt of 10 MiB", DATA, page(ROBOTS_10_MIB, ROBOTS), 0, POSTS, at="/robots.txt"),
    Fault("a day between requests", DATA, A_DAY, 5, NONE, at="/robots.txt", told="asks for 86400 s"),
)
FAULTS = (*NAMED, *RULES)

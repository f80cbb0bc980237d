"""What tries to lead the crawl off the site: redirects, links, names that resolve to private addresses."""

from tests.faults.promises import DATA
from tests.faults.site.fault import BAD, NONE, POSTS, Fault
from tests.faults.site.server import EVERYWHERE, POST, Stage
from tests.faults.site.wires import HTML, Line, moved, page, status

AWAY = "leads off the site"
CATEGORY = "/index.php/category-2.html"


def tried_before(line: Line) -> None:
    """An error first, and a redirect off the site when the request is tried again."""
    (moved("http://other.example/") if line.tries else status("500 Oops"))(line)


def in_circles(stage: Stage) -> None:
    """Two addresses that lead to each other."""
    stage.wires[POST.format(BAD)] = moved(POST.format(9999))
    stage.wires[POST.format(9999)] = moved(POST.format(BAD))


def ever_on(line: Line) -> None:
    """Each address leads to the next."""
    moved(f"?{line.tries}")(line)


def through_another_page(stage: Stage) -> None:
    """A redirect on the site, to one that leads off it."""
    stage.wires[POST.format(BAD)] = moved("/hop")
    stage.wires["/hop"] = moved("http://10.0.0.1/")


def links_away(line: Line) -> None:
    """A post that links to everything there is."""
    links = "".join(f'<a href="{to}">x</a>' for to in TARGETS)
    body = line.good.body.replace(b"</body>", f'<div class="relatecon">{links}</div></body>'.encode())
    page(body, HTML)(line)


TARGETS = (
    *(
        "http://10.0.0.1/index.php/post/1.html",
        "file:///etc/passwd",
        "ftp://127.0.0.1/post/2.html",
        "//other/post/3.html",
    ),
    *(
        "http://127.0.0.1@other.example/post/4.html",
        "http://127.0.0.1.other.example/post/5.html",
        "gopher://127.0.0.1/",
    ),
    *("javascript:alert(1)", "data:text/html,hi", "http://[::1]/post/6.html", "http://[/post/7.html"),
)
REDIRECTS = (
    *(Fault(f"a redirect to {to}", DATA, moved(to), error=AWAY) for to in ("http://other.example/", "//10.0.0.1/x")),
    Fault("a redirect to 169.254.169.254", DATA, moved("http://169.254.169.254/latest/"), error=AWAY),
    Fault("a redirect with a password", DATA, moved("http://me:secret@127.0.0.1/"), error=AWAY, untold="secret"),
    Fault("a redirect to a file", DATA, moved("file:///etc/passwd"), error="HTTP status 302"),
    Fault("a redirect to FTP", DATA, moved("ftp://127.0.0.1/x"), error="HTTP status 302"),
    Fault("a redirect to nowhere", DATA, moved("http://[/"), error="leads nowhere|HTTP status 302|off the site"),
    Fault("a redirect without an address", DATA, status("302 Found"), error="HTTP status 302"),
    Fault("a redirect off the site, at the second try", DATA, tried_before, error=AWAY),
    Fault("redirects in circles", DATA, prepare=in_circles, error="more than 5 redirects"),
    Fault("redirects without an end", DATA, ever_on, error="more than 5 redirects"),
    Fault("a redirect off the site by way of it", DATA, prepare=through_another_page, error=AWAY),
    Fault("a feed that leads off the site", DATA, moved("http://other.example/"), 4, POSTS, at="/feed.php", told=AWAY),
    Fault("a list that leads off the site", DATA, moved("http://other.example/"), 4, POSTS, at=CATEGORY, told=AWAY),
    Fault("a site that has moved", DATA, moved("http://other.example/"), 4, NONE, at=EVERYWHERE, told=AWAY),
    Fault("a robots.txt that leads off the site", DATA, moved("http://10.0.0.1/"), 0, POSTS, at="/robots.txt"),
    Fault("links that lead anywhere", DATA, links_away, 0, POSTS),
)
FAULTS = REDIRECTS

"""Pages that are not what they should be: other pages with status 200, other charsets, numbers beyond measure."""

from tests.faults.promises import DATA, LOST, RECORD, SAID
from tests.faults.site.fault import NONE, OTHERS, POSTS, Fault
from tests.faults.site.server import EVERYWHERE, Stage
from tests.faults.site.wires import HTML, Line, Wire, page

EMPTY = page(b"")
LOGIN = page("<!DOCTYPE html><html><body><h1>登录</h1><form><input type=password></form></body></html>".encode())
CAPTCHA = page(
    "<html><head><title>安全验证</title></head><body><div id=captcha>请拖动滑块</div></body></html>".encode()
)
PARKED = page(
    b"<html><head><title>rent.example</title></head><body><h2><a href='http://ads.example/1'>Buy this domain</a></h2>"
    b"<script src='//ads.example/x.js'></script></body></html>"
)
PICTURE = page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 99, "Content-Type: image/png")
XML = "Content-Type: text/xml"
ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">'
    '<!ENTITY y SYSTEM "http://127.0.0.1:1/">]><rss version="2.0"><channel><item><title>&x;&y;</title>'
    "<link>/index.php/post/24.html</link><description>&x;</description></item></channel></rss>"
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><rss><channel><item><title>&j;</title><link>/index.php/post/24.html</link></item></channel></rss>"
)


def encoded(charset: str, header: str, meta: str = "") -> Wire:
    """The good page in another charset, with what the header and the page say of it."""

    def send(line: Line) -> None:
        text = line.good.body.decode().replace('charset="utf-8"', f'charset="{meta}"' if meta else "")
        page(text.encode(charset), f"Content-Type: {header}")(line)

    return send


def spoilt(line: Line) -> None:
    """UTF-8 with bytes in it that are none, in what stands around the article."""
    page(line.good.body.replace(b"</body>", b"<p>\xe4\xb8 \xff</p></body>"), HTML)(line)


def edited(*changes: tuple[bytes, bytes]) -> Wire:
    """The good page with something replaced."""

    def send(line: Line) -> None:
        body = line.good.body
        for old, new in changes:
            body = body.replace(old, new)
        page(body, HTML)(line)

    return send


def beyond_numbers(stage: Stage) -> None:
    """Ids, pages and counters that no database can hold."""
    stage.posts.replaced = [
        ("/post/24.html", f"/post/{'9' * 30}.html"),
        ('<span class="view">', '<span class="view">' + "9" * 400),
        ('<span class="now-page">1<', f'<span class="now-page">{"9" * 400}<'),
    ]


INSTEAD = (
    Fault("an empty page", RECORD, EMPTY, error="no title"),
    Fault("a login page", RECORD, LOGIN, error="no body on the page"),
    Fault("a captcha", RECORD, CAPTCHA, error="no body on the page|no title"),
    Fault("a parked domain", RECORD, PARKED, error="no body on the page"),
    Fault("an empty page everywhere", RECORD, EMPTY, 6, NONE, at=EVERYWHERE),
    Fault("a login page everywhere", RECORD, LOGIN, 6, NONE, at=EVERYWHERE),
    Fault("a captcha everywhere", RECORD, CAPTCHA, 6, NONE, at=EVERYWHERE, slow=True),
    Fault("a parked domain everywhere", RECORD, PARKED, 6, NONE, at=EVERYWHERE, slow=True),
    Fault("a closed site", RECORD, None, 5, NONE, prepare=lambda stage: stage.site.close()),
    Fault(
        "a picture", RECORD, page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 99, "Content-Type: image/png"), error="."
    ),
    Fault("a PDF that says it is HTML", RECORD, page(b"%PDF-1.7\n" + bytes(range(256)) * 99), error="."),
    Fault("NUL everywhere", RECORD, page(b"\0" * 100_000), error="."),
)
CHARSETS = (
    Fault("GBK, as said", SAID, encoded("gbk", "text/html; charset=gbk", "gbk"), 0, POSTS),
    Fault("GBK, and nothing said", SAID, encoded("gbk", "text/html"), 0, POSTS),
    Fault("GBK that says it is UTF-8", SAID, encoded("gbk", "text/html; charset=utf-8", "utf-8"), 0, POSTS),
    Fault("GB 18030, said to be gb2312", SAID, encoded("gb18030", "text/html; charset=gb2312"), 0, POSTS),
    Fault("UTF-8 that says it is Latin-1", SAID, encoded("utf-8", "text/html; charset=ISO-8859-1"), 0, POSTS),
    Fault("UTF-8, and no type", SAID, encoded("utf-8", "application/octet-stream"), 0, POSTS),
    Fault("UTF-8 with errors", SAID, spoilt, 0, POSTS),
    Fault("UTF-8 with a mark", SAID, encoded("utf-8-sig", "text/html"), 0, POSTS),
    Fault("UTF-16 with a mark", SAID, encoded("utf-16", "text/html"), 0, POSTS),
    Fault("UTF-16, as said", SAID, encoded("utf-16-le", "text/html; charset=utf-16le"), 0, POSTS),
    Fault("UTF-16, and nothing said", RECORD, encoded("utf-16-be", "text/html"), error="."),
    Fault("a charset that there is none of", SAID, encoded("utf-8", "text/html; charset=klingon"), 0, POSTS),
)
ODD = (
    Fault("a view count beyond 64 bits", LOST, edited((b'class="view">', b'class="view">' + b"9" * 30)), 0, POSTS),
    Fault("a view count beyond all", LOST, edited((b'class="view">', b'class="view">' + b"9" * 400)), 0, POSTS),
    Fault("numbers beyond 64 bits", LOST, None, 0, OTHERS, prepare=beyond_numbers),
    Fault("a feed that is broken", RECORD, page(b"<rss><channel><item>", XML), 4, POSTS, at="/feed.php", told="no XML"),
    Fault("a feed with entities", DATA, page(ENTITY.encode(), XML), 0, POSTS, at="/feed.php", untold="root:"),
    Fault("a feed of a thousand laughs", LOST, page(LAUGHS.encode(), XML), 4, POSTS, at="/feed.php", slow=True),
    Fault("a robots.txt that is HTML", LOST, LOGIN, 0, POSTS, at="/robots.txt"),
)
FAULTS = (*INSTEAD, *CHARSETS, *ODD)

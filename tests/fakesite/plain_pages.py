"""Pages without posts, and the feed: a missing page, a closed site, the server's own 404, a single page."""

from collections.abc import Sequence
from html import escape

from tests.fakesite import frame
from tests.fakesite.dates import feed_date
from tests.fakesite.excerpts import excerpt
from tests.fakesite.look import Look
from tests.fakesite.posts import Post
from tests.fakesite.views import Entry


def missing(look: Look, menu: Sequence[Entry] = ()) -> str:
    """The theme's page for an address that has nothing."""
    head = frame.head(look, f"页面不存在 - {look.name}")
    main = f"""<div class="mask"></div>
        <div class="wrap">
            <div class="errorpage">
                <h3>404</h3><h4>这里什么也没有</h4><p>不妨搜索一下</p>
                <form name="search" method="post" action="{look.base}search.php" class="errorsearch">
                <input type="text" name="q" size="11" class="errschtxt">
                <input type="submit" value="搜索" class="errschbtn">
                </form>
                <a class="goback" href="{look.base}">返回首页</a>
            </div>
        </div>"""
    return frame.page(look, head, "404", menu, main)


def closed(look: Look) -> str:
    """What every address of a closed site answers."""
    head = frame.head(look, look.name)
    return f"""{head}<body class="closepage">
<div class="closewrap"><h3>{look.name}</h3><p>网站维护中，稍后再来。</p></div>
</body>
</html>"""


def single(look: Look, title: str, text: str, menu: Sequence[Entry] = ()) -> str:
    """A single page, which is no post though it has a body."""
    head = frame.head(look, f"{title} - {look.name}", look.url("index.php/2.html"))
    content = f"""<div class="content"><div class="block"><div class="post"><h1>{title}</h1>
        <div class="single"><p>{text}</p></div></div></div></div>"""
    crumb = f'当前位置：<a href="{look.base}">首页</a> &gt; {title}'
    return frame.page(look, head, "page", menu, frame.inner(crumb, content))


def not_found(path: str) -> str:
    """The web server's own 404, for files that do not exist."""
    return f"""<!doctype html><html><head><title>404 Not Found</title><style>h1 {{ margin: 0 }}</style>
</head><body><h1>Not Found</h1><p>No such file: <code class="url">{escape(path)}</code></p></body></html>"""


def feed(look: Look, posts: Sequence[Post]) -> str:
    """RSS 2.0 with exact times; bodies as stored, without the owner's code, whole or cut short."""
    items = "".join(
        f"<item><title>{escape(post.title_raw)}</title><link>{look.post_url(post.id)}</link><description>"
        f"{escape(post.html if look.feed_whole else f'<p>{excerpt(post)}</p>')}</description>"
        f"<pubDate>{feed_date(post.time)}</pubDate></item>"
        for post in posts
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>'
        f"<title>{look.name}</title><link>{look.base}</link><description>{look.slogan}</description>{items}</channel></rss>"
    )

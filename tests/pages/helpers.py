"""What the tests of pages share: a body read alone, a page of the theme around a body."""

from rentspider.pages import Block, parse_document
from rentspider.pages.body import read_blocks
from rentspider.pages.selectors import TPURE_5

URL = "http://demo.example/index.php/post/7.html"


def blocks_of(html: str) -> list[Block]:
    """The blocks of a body that holds this markup and nothing else."""
    body = parse_document(f"<html><body>{html}</body></html>").find("body")
    assert body is not None
    return read_blocks(body, URL, TPURE_5)


def texts_of(html: str) -> list[str]:
    """The lines of such a body."""
    return [block.text for block in blocks_of(html)]


INFO = (
    '<span class="user"><a href="/index.php/author-1.html">站长甲</a></span>'
    '<span class="date">3周前<span class="datetime"> (02-18)</span></span>'
    '<span class="cate"><a href="/index.php/category-2.html">园区走访</a></span><span class="view">86</span>'
)


def post_page(
    body: str = "<p>样板园区迎来首批住户。</p>",
    *,
    title: str = "<h1>样板园区开门</h1>",
    canonical: str = URL,
    info: str = INFO,
    crumbs: str = '<a href="/">首页</a> &gt; <a href="/index.php/category-2.html">园区走访</a> &gt; 正文内容',
    tags: str = '<div class="tags">标签: <a href="/index.php/tags-4.html">嘉定</a></div>',
    after: str = "",
) -> str:
    """A post's page as the theme nests it, cut down to what is read."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>样板园区开门 - 测试站</title>
<link rel="canonical" href="{canonical}" /></head><body class="article"><div class="wrapper">
<div class="sitemap">当前位置：{crumbs}</div><div class="content"><div class="block"><div class="post">{title}
<div class="info">{info}<div class="ctrl"><a href="javascript:;"></a></div></div>
<div class="single viewall">{body}</div>
<div class="copynotice"><p>版权声明：测试站</p></div>{tags}<div class="sharebox">分享给朋友：</div></div></div>
{after}</div></div><div class="footer"><h3>测试站页脚</h3></div></body></html>"""

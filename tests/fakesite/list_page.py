"""Pages that list posts: the front page, categories, tags, authors, months."""

from html import escape

from tests.fakesite import frame
from tests.fakesite.front import front
from tests.fakesite.list_items import album_item, pager, usual_item
from tests.fakesite.look import Look
from tests.fakesite.views import ListView, category_url


def render(look: Look, view: ListView) -> str:
    """The whole page; the first front page has a banner and slides."""
    numbered = f"{view.name} 第{view.page}页".strip() if view.page > 1 else view.name
    title = f"{numbered} - {look.name}" if numbered else f"{look.name} - {look.slogan}"
    listed = rows(look, view) + pager(view)
    if view.kind == "index" and view.page == 1:
        feed = f'<link rel="alternate" type="application/rss+xml" href="{look.url("feed.php")}" />'
        head = frame.head(look, title, more=feed + EDITING)
        return frame.page(look, head, "index", view.menu, front(look, listed))
    columns = f"""<div class="content listcon">
        {author_card(look, view)}{listed}
                </div>
                <div class="sidebar fixed"></div>"""
    main = frame.inner(breadcrumb(look, view, numbered), columns)
    return frame.page(look, frame.head(look, title), view.kind, view.menu, main)


EDITING = '<link rel="EditURI" href="/zb_system/?rsd" /><link rel="wlwmanifest" href="/zb_system/" />'


def breadcrumb(look: Look, view: ListView, name: str) -> str:
    """Where the list stands."""
    home = f'当前位置：<a href="{look.base}">首页</a>\n &gt; '
    if view.category:
        return f'{home}<a href="{category_url(look, view.category)}">{view.category[1]}</a>'
    return home + escape(name)


def rows(look: Look, view: ListView) -> str:
    """The posts, above them on a category's list the choice of an order."""
    album = look.list_style == "album"
    item = album_item if album else usual_item
    items = "".join(item(look, row, view.now) for row in view.rows)
    css = "block custom album" if album else "block custom"
    return f'<div class="{css}">{order_form(view)}{items}</div>'


def order_form(view: ListView) -> str:
    """The form that sorts a category's list."""
    if view.kind != "category":
        return ""
    orders = (("newlist", "最新", ' class="active"'), ("viewlist", "浏览", ""), ("cmtlist", "评论", ""))
    choices = "".join(f'<li{css} data-type="{kind}">{name}<i class="down"></i></li>' for kind, name, css in orders)
    return f"""<div class="filternav">
        <form id="filternav"><h1>{view.name}</h1><ul class="filter">{choices}</ul>
        <input type="hidden" name="order" value=""><input type="hidden" name="sort" value="0"></form>
    </div>
    <script>/* sorting */</script>
"""


def author_card(look: Look, view: ListView) -> str:
    """Who the author is, above an author's list."""
    if view.kind != "author":
        return ""
    return f"""<div class="block"><div class="auth">
        <div class="authimg"><img src="{look.url("zb_users/avatar/0.png")}" alt="{view.name}" />\
<em class="sex male"></em></div>
        <div class="authinfo"><h1>{view.name} <span class="level">管理员</span></h1><p>暂无介绍</p>
        <span class="cate"> 0 篇文章</span><span class="cmt"> 0 次评论</span></div>
    </div></div>
"""

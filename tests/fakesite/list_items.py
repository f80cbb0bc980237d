"""The posts in a list, and the pager below them."""

from html import escape
from math import ceil

from tests.fakesite import frame
from tests.fakesite.excerpts import excerpt, thumbnail
from tests.fakesite.look import Look
from tests.fakesite.views import ListView, Row, category_url


def usual_item(look: Look, row: Row, now: float) -> str:
    """A post as heading, byline, picture and excerpt."""
    title, url, picture = escape(row.post.title_raw), look.post_url(row.post.id), thumbnail(row.post)
    top = '<em class="istop">置顶</em>' if row.post.sticky else ""
    img = ""
    if picture:
        holder = look.url(frame.THEME + "style/images/lazyload.png")
        img = f"""<div class="postimg"><a href="{url}" target="_blank"><img src="{holder}" \
data-original="{picture}" class="lazyload" alt="{title}" /></a></div>"""
    return f"""<div class="post item">
    <h2><a href="{url}" target="_blank">{title}</a>{top}</h2>
    <div class="info">
        {list_byline(look, row, now)}    </div>
    {img}        <div class="intro{" isimg" if picture else ""}">
            {excerpt(row.post)}            </div>
    </div>
"""


def list_byline(look: Look, row: Row, now: float) -> str:
    """The parts of the byline that lists show."""
    author = look.list_url("author", row.author[0])
    shown = {
        "user": f'<a href="{author}" rel="nofollow">{row.author[1]}</a>',
        "date": look.date(row.post.time, now),
        "cate": f'<a href="{category_url(look, row.category)}">{row.category[1]}</a>',
        "view": str(row.views),
        "cmt": "0",
    }
    return "".join(f'<span class="{part}">{shown[part]}</span>' for part in look.list_byline)


def album_item(look: Look, row: Row, now: float) -> str:
    """A post as a picture with a title, the list style without ``h2`` and ``span.date``."""
    title, url = escape(row.post.title_raw), look.post_url(row.post.id)
    picture = thumbnail(row.post) or look.url(frame.THEME + "style/images/dot.jpg")
    return f"""<div class="item">
    <div class="albumimg"><a href="{url}" target="_blank"><img src="{picture}" alt="{title}" /></a></div>
    <div class="albumcon"><a href="{url}" target="_blank">{title}</a><p>{excerpt(row.post)}</p></div>
    <div class="albuminfo"><span>{look.date(row.post.time, now)}</span></div>
</div>
"""


def pager(view: ListView) -> str:
    """Links to the other pages: the nearest ten by number, and first, previous, next, last."""
    if view.pages < 2:
        return ""
    start = max(1, min(view.page - 4, view.pages - 9))
    buttons = [f'<a href="{view.address(1)}" class="m">首页</a>']
    if view.page > 1:
        buttons.append(f'<a href="{view.address(view.page - 1)}" class="m">上页</a>')
    for number in range(start, min(start + 9, view.pages) + 1):
        link = f'<a href="{view.address(number)}">{number}</a>'
        if number == view.page:
            link = f'<span class="now-page">{number}</span>'
        elif number == view.page + 1:
            link = f'<span class="next-page">{link}</span>'
        buttons.append(link)
    if view.page < view.pages:
        buttons.append(f'<a href="{view.address(view.page + 1)}" class="m">下页</a>')
    buttons.append(f'<a href="{view.address(view.pages)}" class="m">尾页</a>')
    return '<div class="pagebar">\n' + "\n".join(buttons) + "</div>\n"


def page_count(posts: int, per_page: int) -> int:
    """Pages that a list of so many posts has; an empty list has one."""
    return max(1, ceil(posts / per_page))

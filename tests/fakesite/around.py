"""What stands around a post: share buttons, neighbours, related posts, comments."""

from html import escape

from tests.fakesite.excerpts import excerpt, thumbnail
from tests.fakesite.look import Look
from tests.fakesite.posts import Post
from tests.fakesite.views import PostView, category_url

SHARES = (
    ("weibo", "微博"),
    ("qq", "QQ"),
    ("wechat", "微信"),
    ("douban", "豆瓣"),
    ("qzone", "空间"),
    ("linkedin", "领英"),
)


def share(look: Look) -> str:
    """The buttons to share the post."""
    icons = "\n".join(f'<a href="#" class="share-icon icon-{icon}">{name}</a>' for icon, name in SHARES)
    if not look.share:
        return ""
    return f"""<div class="sharebox">
            <div class="label">分享给朋友：</div>
            <div class="sharebtn">
                <div class="sharing" data-initialized="true">
                    {icons}                </div>
            </div>
        </div>"""


def neighbours(look: Look, view: PostView) -> str:
    """Links to the previous and the next post."""
    if not look.prev_next:
        return ""
    rows = ""
    for post, label, css, none in (
        (view.previous, "上一篇：", "single-prev", "前面没有了"),
        (view.following, "下一篇：", "single-next", "后面没有了"),
    ):
        link = f'{label}<a href="{look.post_url(post.id)}" class="{css}">{escape(post.title_raw)}</a>' if post else ""
        rows += f"<p>{link or f'<span>{none}</span>'}</p>\n            "
    return f"""<div class="pages">
            <a href="{category_url(look, view.category)}" class="backlist">返回列表</a>
            {rows}</div>"""


def related(look: Look, view: PostView) -> str:
    """Other posts of the category, as blocks with an excerpt or as a list of titles."""
    if not (look.related and view.related):
        return ""
    if look.related == "list":
        head, css = f"“{escape(view.post.title_raw)}” 的相关文章", "relatecon diallel"
        rows = "".join(related_line(look, post, view.now) for post in view.related)
    else:
        head, css = "相关文章", "relatecon"
        rows = "".join(related_block(look, post) for post in view.related)
    return f"""<div class="block">
    <div class="posttitle"><h4>{head}</h4></div>
    <div class="{css}">
{rows}    </div>
</div>
"""


def related_line(look: Look, post: Post, now: float) -> str:
    """A related post as a title and its date."""
    title, url = escape(post.title_raw), look.post_url(post.id)
    link = f'<a href="{url}" title="{title}">{title}</a>'
    return f'<div class="relatelist">{link}<span class="posttime">{look.date(post.time, now)}</span></div>'


def related_block(look: Look, post: Post) -> str:
    """A related post with its first picture and an excerpt."""
    title, url, picture = escape(post.title_raw), look.post_url(post.id), thumbnail(post)
    link, css, img = f'<a href="{url}" title="{title}">', "", ""
    if picture:
        img, css = (
            f'<div class="relateimg">{link}<img src="{picture}" alt="{title}" /></a></div>',
            ' class="isimg"',
        )
    return f"""<div class="relate">{img}<div class="relateinfo">
                        <h3>{link}{title}</a></h3>
                        <p{css}>{excerpt(post)}</p></div>
                </div>"""


def comments(look: Look, view: PostView) -> str:
    """Readers' comments and the form for more."""
    items = "".join(
        f"""<div class="cmtsitem">
        <span class="avatar"><img src="{look.url("zb_users/avatar/0.png")}" alt="访客" /></span>
        <div class="cmtscon"><div class="cmtshead"><div class="cmtsname">访客{at}</div>\
<div class="cmtsdate">{look.date(view.post.time + 60 * at, view.now)}</div></div>
        <div class="cmtsbody" data-commentid="{at}"><p>{escape(text)}</p></div></div></div>
"""
        for at, text in enumerate(view.comments, 1)
    )
    return f"""<div class="cmts block">
    <div class="posttitle"><h4>评论列表</h4></div>
    <label id="AjaxCommentBegin"></label>
    {items}<label id="AjaxCommentEnd"></label>
</div>
<div class="cmt block" id="divCommentPost">
    <div class="posttitle"><h4>发表评论</h4></div>
    <div class="comment"><div class="cmtarea">
        <form id="frmSumbit" method="post" action="{look.url("zb_system/cmd.php")}">
        <textarea name="txaArticle" id="txaArticle" rows="5"></textarea>
        <button type="button" class="cmtbtn">提交</button></form></div></div>
</div>
"""

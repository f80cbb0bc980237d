"""A post's page."""

from html import escape

from tests.fakesite import frame
from tests.fakesite.around import comments, neighbours, related, share
from tests.fakesite.look import Look
from tests.fakesite.posts import Post
from tests.fakesite.views import PostView, category_url


def render(look: Look, view: PostView) -> str:
    """The whole page."""
    post = view.post
    head = frame.head(look, f"{post.title_raw} - {look.name}", look.post_url(post.id))
    block = f"""<div data-cateurl="{category_url(look, view.parent or view.category)}" class="block">
        <div class="post">
            <h1>{escape(post.title_raw)}</h1>
            <div class="info">
                {byline(look, view)}
                <div class="ctrl"><a href="javascript:;"></a><a href="javascript:;"></a>\
<a href="javascript:;" class="hide"></a></div>
            </div>
            {body(look, view)}
        {share(look)}
        </div>
        {neighbours(look, view)}
    </div>
"""
    parts = block + related(look, view) + (comments(look, view) if look.comments else "")
    content = f'<div class="content{" wide" if look.wide else ""}">\n    {parts}</div>\n'
    return frame.page(
        look,
        head,
        "article",
        view.menu,
        frame.inner(breadcrumb(look, view), content + ("" if look.wide else SIDEBAR)),
    )


SIDEBAR = """<div class="sidebar fixed">
<dl id="divCatalog" class="sidebox">
    <dt class="sidetitle">网站分类</dt>    <dd>
        <ul></ul>
    </dd>
</dl></div>"""


def breadcrumb(look: Look, view: PostView) -> str:
    """Where the post stands: front page, parent category if any, category."""
    places = [place for place in (view.parent, view.category) if place]
    links = "".join(f'<a href="{category_url(look, place)}">{place[1]}</a> &gt; ' for place in places)
    last = escape(view.post.title_raw) if look.title_in_breadcrumb else "正文内容"
    return f'当前位置：<a href="{look.base}">首页</a> &gt; \n                 {links}{last}            '


def byline(look: Look, view: PostView) -> str:
    """The parts of the byline that are switched on."""
    author = look.list_url("author", view.author[0])
    shown = {
        "user": f'<a href="{author}" rel="nofollow">{view.author[1]}</a>',
        "date": look.date(view.post.time, view.now),
        "cate": f'<a href="{category_url(look, view.category)}">{view.category[1]}</a>',
        "view": str(view.views),
        "cmt": str(len(view.comments)),
    }
    return "".join(f'<span class="{part}">{shown[part]}</span>' for part in look.byline)


def body(look: Look, view: PostView) -> str:
    """The body with the owner's code around it, copyright notice and tags; inside it in wide pages."""
    css = "single" + (" viewall" if look.viewall else "") + (" indent" if look.indent else "")
    top = look.owner_top.html if look.owner_top else ""
    bottom = look.owner_bottom.html if look.owner_bottom else ""
    text = frame.lazy(look, top + view.post.html + bottom)
    notes = copynotice(look, view.post) + tags(look, view)
    if look.wide:
        return f'<div class="{css}">\n                {text}\n{notes}            </div>'
    return f'<div class="{css}">\n                {text}                </div>\n{notes}'


def copynotice(look: Look, post: Post) -> str:
    """QR code, copyright line, address of the post."""
    url = look.post_url(post.id)
    if not look.copynotice:
        return ""
    return f"""<div class="copynotice">
                    <div data-qrurl="{url}" class="tpureqr"></div>
                    <div class="copynoticetxt">
                    <p>手机扫码，继续阅读。</p><p>版权声明：本文由<strong>{look.name}</strong>发布，转载请注明出处。</p>\
                    <p>本文链接：<a href="{url}">{url}</a></p>                    </div>
                </div>
"""


def tags(look: Look, view: PostView) -> str:
    """The tags as links, if the post has any."""
    if not (look.tags and view.tags):
        return ""
    links = "".join(
        f"<a href='{look.list_url('tags', number)}' title='{name}'>{name}</a>" for number, name in view.tags
    )
    return f'<div class="tags">\n                    标签:                    {links}                </div>\n'

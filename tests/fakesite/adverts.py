"""Adverts between the paragraphs, and lists of the site's other posts."""

from collections.abc import Sequence
from html import escape
from random import Random

from tests.fakesite.leftovers import Leftover

Link = tuple[int, str]

AD_LINES = (
    "点此查看更多厂房房源>>",
    "【广告】首层厂房特价招租，点击咨询",
    "更多厂房信息，请点这里",
    "↓↓↓ 更多园区房源戳这里 ↓↓↓",
    "厂房找得慢？点击免费委托>>",
    "广告：{}起租，拎包入驻",
    "推广 | 临地铁标准厂房，可办环评",
)
AD_SLOTS = (
    "<script>/* advert slot */</script>\n",
    '<ins class="adsbygoogle" style="display:block"></ins>\n<script>/* push advert */</script>\n',
    '<div class="ad"><a href="http://ad.example.com/b"><img src="/zb_users/b.gif" alt=""/></a></div>\n',
    "<!-- ad begin --><style>.slot{color:#999}</style><!-- ad end -->\n",
)
RELATED_HEADS = (
    "相关阅读：",
    "推荐阅读：",
    "延伸阅读",
    "相关文章",
    "猜你喜欢：",
    "往期回顾",
    "【相关阅读】",
    "更多阅读",
)


def advert(rng: Random) -> Leftover:
    """An advert with words, or a slot that shows none."""
    if rng.random() < 0.3:
        return Leftover((), html=rng.choice(AD_SLOTS))
    if rng.random() < 0.25:
        return Leftover((("广告", "ad"),), html='<div class="ad">广告</div>\n')
    wording = rng.choice(AD_LINES).format(f"{rng.randint(2, 9)}00平米")
    form = rng.choice(
        [
            '<p><a href="http://ad.example.com/x">{}</a></p>\n',
            '<p class="adtop"><a href="http://ad.example.com/y" rel="nofollow">{}</a></p>\n',
            '<div class="ad">{}</div>\n',
            '<p style="text-align:center;color:#f00"><strong>{}</strong></p>\n',
        ]
    )
    return Leftover(((wording, "ad"),), html=form.format(escape(wording, quote=False)))


def related(rng: Random, links: Sequence[Link]) -> Leftover:
    """A heading and linked titles of other posts of the site, as authors paste them at the end."""
    head = rng.choice(RELATED_HEADS)
    anchors = [f'<a href="/index.php/post/{post}.html">{escape(title, quote=False)}</a>' for post, title in links]
    html = rng.choice(
        [
            f"<p><strong>{head}</strong></p><ul>" + "".join(f"<li>{a}</li>" for a in anchors) + "</ul>\n",
            f"<p>{head}</p>\n" + "".join(f"<p>{a}</p>\n" for a in anchors),
            f"<p>{head}<br/>" + "<br/>".join(anchors) + "</p>\n",
            f"<h3>{head}</h3>\n<ol>" + "".join(f"<li><p>{a}</p></li>" for a in anchors) + "</ol>\n",
            f'<div class="xgyd"><b>{head}</b>' + "".join(f"<div>· {a}</div>" for a in anchors) + "</div>\n",
        ]
    )
    return Leftover(((head, "related"), *((title, "related") for _, title in links)), html=html)

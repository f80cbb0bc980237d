"""The pages: one for each look of the theme and each way in which authors paste a body."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random

from tests.fakesite.dates import ABSOLUTE, DAY, SHANGHAI
from tests.fakesite.look import ADVERT_ON_TOP, CONTACT_BELOW, Look
from tests.fakesite.posts import Post, make_post
from tests.fakesite.site import FakeSite
from tests.fakesite.special import make_boilerplate, make_excerpt, make_listing, make_pictures

NOW = int(datetime(2026, 2, 3, 9, 30, tzinfo=SHANGHAI).timestamp())
NUMBER = 300


STOCK = Look()


@dataclass(frozen=True)
class Case:
    """A page to render: how the site looks, what the post is, and what is of interest in it."""

    why: str
    make: Callable[[Random, int, int], Post]
    look: Look = STOCK
    seed: int = 1
    age: int = 40 * DAY
    query: str = ""
    comment: str = ""

    def post(self) -> Post:
        """The post that the page shows."""
        return self.make(Random(self.seed), NUMBER, NOW - self.age)

    def render(self) -> tuple[str, str]:
        """Address and HTML of the page."""
        post = self.post()
        others = [
            make_post(Random(1000 + at), NUMBER + at, NOW - self.age + 3 * DAY * at, category=post.category)
            for at in (-3, -2, -1, 1, 2, 3)
        ]
        site = FakeSite([*others, post], self.look, now=NOW)
        if self.comment:
            site.comments[NUMBER] = [self.comment]
        url = self.look.post_url(NUMBER) + self.query
        return url, site.respond(f"/index.php/post/{NUMBER}.html{self.query}").body.decode()


def styled(style: str, category: str = "") -> Callable[[Random, int, int], Post]:
    """An ordinary post in one of the styles."""
    links = [(211, "旧文一则：厂房如何验收"), (214, "旧文二则：园区班车时刻")]
    return partial(make_post, style=style, category=category, links=links)


BLOG = Look(
    byline=("date",), date_format=ABSOLUTE[5], related="list", prev_next=True, comments=True, title_in_breadcrumb=True
)
OWNED = Look(wide=True, owner_top=ADVERT_ON_TOP, owner_bottom=CONTACT_BELOW)
BARE = Look(byline=(), tags=False, copynotice=False, share=False, related="", viewall=False)
CHILD = Look(parents={"政策解读": "资讯"}, indent=True, date_format=ABSOLUTE[0])

CASES = {
    "stock-indented": Case("stock look, paragraphs with ideographic indents", styled("indented"), seed=3),
    "stock-styled": Case("a word processor's spans, months ago", styled("styled"), seed=4, age=200 * DAY),
    "stock-one-div": Case(
        "one div with br, years ago, address with a query", styled("one_div"), age=800 * DAY, query="?x=1"
    ),
    "stock-wechat": Case("nested sections, spans cut in mid-sentence", styled("wechat"), seed=9),
    "stock-bare-text": Case("text straight in the body with br", styled("bare"), seed=6, age=5 * DAY),
    "stock-spaced": Case("empty paragraphs as spacers, minutes ago", styled("spaced"), seed=7, age=1000),
    "blog-divs": Case(
        "date only, list of related posts, neighbours, comments", styled("divs"), BLOG, 8, comment="有班车吗？"
    ),
    "wide-owner": Case("wide template, the owner's code around the body", styled("plain"), OWNED, 12),
    "bare-look": Case("everything switched off that can be", styled("indented"), BARE, 10),
    "parent-category": Case("category with a parent, absolute day", styled("plain", "政策解读"), CHILD, 11),
    "listing": Case("a house to let: bullets and a table", make_listing, seed=5),
    "pictures-only": Case("pictures without a word", make_pictures, seed=2),
    "boilerplate-only": Case("nothing but leftovers", make_boilerplate, seed=2),
    "excerpt": Case("the start of an article, cut in mid-sentence, just now", make_excerpt, seed=2, age=0),
}

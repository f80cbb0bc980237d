"""How a site is set up: the switches of the CMS and the theme that change what its pages look like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tests.fakesite import dates
from tests.fakesite.leftovers import Leftover

Part = Literal["user", "date", "cate", "view", "cmt"]
BYLINE: tuple[Part, ...] = ("user", "date", "cate", "view")
LIST_BYLINE: tuple[Part, ...] = ("user", "date", "view")


@dataclass(frozen=True)
class Look:
    """One site's options; the defaults are those of a stock install.

    An empty ``date_format`` means relative dates. Sticky posts stand first on the first front page or
    on every one, or are missing from the front and category lists, as they are in an archive of the real thing.
    ``owner_top`` and ``owner_bottom`` are code that the theme puts around every body when it renders a post, so
    the feed's copy lacks it.
    """

    name: str = "沪上园区厂房网"
    slogan: str = "好厂房，慢慢找"
    base: str = "http://demo.example/"
    byline: tuple[Part, ...] = BYLINE
    list_byline: tuple[Part, ...] = LIST_BYLINE
    list_style: Literal["usual", "album"] = "usual"
    date_format: str = ""
    tags: bool = True
    copynotice: bool = True
    share: bool = True
    related: Literal["blocks", "list", ""] = "blocks"
    related_count: int = 6
    prev_next: bool = False
    comments: bool = False
    wide: bool = False
    indent: bool = False
    viewall: bool = True
    title_in_breadcrumb: bool = False
    per_page: int = 10
    sticky: Literal["first", "on every page", "missing"] = "first"
    feed_items: int = 10
    feed_whole: bool = True
    parents: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    owner_top: Leftover | None = None
    owner_bottom: Leftover | None = None
    closed: bool = False

    def url(self, path: str) -> str:
        """The full address of a path that has no leading slash."""
        return self.base + path

    def list_url(self, kind: str, number: int) -> str:
        """The address of the list of a category, a tag or an author."""
        return self.url(f"index.php/{kind}-{number}.html")

    def post_url(self, post_id: int) -> str:
        """A post's canonical address."""
        return self.url(f"index.php/post/{post_id}.html")

    def date(self, time: int, now: float) -> str:
        """The HTML in ``span.date``."""
        return dates.absolute(time, self.date_format) if self.date_format else dates.relative(time, now)

    def owner_lines(self) -> list[str]:
        """The visible lines that the owner's code adds to every body."""
        return [text for code in self.owner_codes() for text, _ in code.removed]

    def owner_phones(self) -> list[str]:
        """The phone numbers in the owner's code."""
        return [phone for code in self.owner_codes() for phone in code.phones]

    def owner_codes(self) -> list[Leftover]:
        """The owner's code, as far as there is any."""
        return [code for code in (self.owner_top, self.owner_bottom) if code]


ADVERT_ON_TOP = Leftover(
    (("春季特惠：标准厂房首层免租两个月", "ad"),),
    html='<p class="adtop"><a href="http://ad.example.com/spring">春季特惠：标准厂房首层免租两个月</a></p>',
)
CONTACT_BELOW = Leftover(
    (
        ("园区招商专线：400-000-4321", "contact"),
        ("顾问：何先生 手机/微信：13700000009", "contact"),
        ("长按二维码，加招商顾问好友", "contact"),
    ),
    html='<div class="ztzs"><p>园区招商专线：400-000-4321</p><p>顾问：何先生 手机/微信：13700000009</p>'
    '<p><img src="/zb_users/upload/qr.png" alt="二维码"></p><p>长按二维码，加招商顾问好友</p></div>',
    phones=("13700000009",),
)

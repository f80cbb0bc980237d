"""The site's lists as it answers them: front page, categories, tags, authors, months, feed, search."""

import re
from collections.abc import Mapping, Sequence

from tests.fakesite import list_page, plain_pages
from tests.fakesite.catalogue import Catalogue
from tests.fakesite.list_items import page_count
from tests.fakesite.look import Look
from tests.fakesite.posts import Post
from tests.fakesite.responses import XML, Response, answer
from tests.fakesite.views import ListView, Row

Query = Mapping[str, str]
BOARD = ("留言本", "有话请说，每周回复一次。")


class Lists(Catalogue):
    """A catalogue that answers for its lists, and counts the fetches that its lists show as views."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.fetches: dict[int, int] = {}

    def views(self, post: Post) -> int:
        """The view counter."""
        return post.views + self.fetches.get(post.id, 0)

    def front(self, found: re.Match[str], query: Query, now: float) -> Response | None:
        """The list of all posts, sticky ones first."""
        if query.get("id") == "2":
            return answer(200, plain_pages.single(self.look, *BOARD, self.menu()), now)
        number = int(found.groupdict().get("page") or 1)
        shown = {"first": number == 1, "on every page": True, "missing": False}[self.look.sticky]
        top = [post for post in self.visible() if post.sticky and shown]
        rest = [post for post in self.visible() if not post.sticky]
        return self.listed("index", "", "", rest, number, now, top)

    def archive(self, found: re.Match[str], query: Query, now: float) -> Response | None:
        """The list of a category, a tag or an author."""
        kind, number = found["kind"], int(found["number"])
        name = self.name_of(kind, number)
        if name is None:
            return None
        posts = self.of(kind, name)
        if kind == "category" and self.look.sticky == "missing":
            posts = [post for post in posts if not post.sticky]
        css = "tag" if kind == "tags" else kind
        return self.listed(css, name, f"{kind}-{number}", posts, int(found["page"] or 1), now)

    def month(self, found: re.Match[str], query: Query, now: float) -> Response | None:
        """The list of a month."""
        month = found["month"]
        posts = self.dated(month, self.visible())
        return self.listed("date", month, f"date-{month}", posts, int(found["page"] or 1), now)

    def listed(
        self,
        kind: str,
        name: str,
        stem: str,
        posts: Sequence[Post],
        page: int,
        now: float,
        top: Sequence[Post] = (),
    ) -> Response | None:
        """One page of a list, or nothing beyond its last page."""
        size = self.look.per_page
        pages = page_count(len(posts), size)
        if not 1 <= page <= pages:
            return None
        rows = [self.row(post) for post in [*top, *posts[(page - 1) * size : page * size]]]
        category = self.entry("category", name) if kind == "category" else None
        view = ListView(kind, name, rows, now, page, pages, lambda at: self.list_url(stem, at), category, self.menu())
        return answer(200, list_page.render(self.look, view), now)

    def list_url(self, stem: str, page: int) -> str:
        """The address of page n of a list; the front list has a form of its own."""
        if not stem:
            return self.look.url(f"index.php/page_{page}.html" if page > 1 else "index.php/")
        return self.look.url(f"index.php/{stem}_{page}.html" if page > 1 else f"index.php/{stem}.html")

    def row(self, post: Post) -> Row:
        """The post as a list shows it."""
        category, author = self.entry("category", post.category), self.entry("author", post.author)
        return Row(post, category, author, self.views(post))

    def feed(self, found: re.Match[str], query: Query, now: float) -> Response | None:
        """The newest posts, of all or of a day, a month, a category, a tag, an author."""
        posts = self.fed(query)[: self.look.feed_items]
        return answer(200, plain_pages.feed(self.look, posts), now, XML)

    def search(self, found: re.Match[str], query: Query, now: float) -> Response | None:
        """Search results; crawlers should not come here."""
        word = query.get("q", "")
        posts = [post for post in self.visible() if word in post.title_raw][: self.look.per_page]
        return self.listed("search", word, "search", posts, 1, now)

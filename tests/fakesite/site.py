"""The made-up site as a server: what each address answers at a moment, and what its owner can do."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.fakesite import plain_pages, post_page
from tests.fakesite.lists import BOARD, Lists, Query
from tests.fakesite.look import Look
from tests.fakesite.posts import Post
from tests.fakesite.responses import Response, answer
from tests.fakesite.views import PostView

Answer = Callable[[re.Match[str], Query, float], "Response | None"]


class FakeSite(Lists):
    """A site whose every fetch counts a view and draws related posts anew, as the real one does.

    ``now`` is the server's clock wherever ``respond`` is given none; it can be set at any time.
    """

    def __init__(self, posts: Iterable[Post], look: Look | None = None, now: float = 0, seed: int = 0) -> None:
        super().__init__(look or Look())
        self.now = now
        self.seed = seed
        self.comments: dict[int, list[str]] = {}
        for post in posts:
            self.publish(post)

    def publish(self, post: Post) -> None:
        """Put a post up."""
        self.add(post)

    def edit(self, post: Post) -> None:
        """Put up another version of a post."""
        self.add(post)

    def delete(self, post_id: int) -> None:
        """Take a post down; its address answers 404 from now on."""
        self.remove(post_id)

    def close(self, closed: bool = True) -> None:
        """Close the site, or open it again."""
        self.look = replace(self.look, closed=closed)

    def truth(self) -> list[dict[str, Any]]:
        """The truth of all posts, with the owner's code among what must go."""
        truths = [self.posts[post_id].truth(self.look.base) for post_id in sorted(self.posts)]
        for truth in truths:
            truth["removed"] += self.look.owner_lines()
            truth["phones"] += self.look.owner_phones()
        return truths

    def respond(self, path: str, now: float | None = None) -> Response:
        """Answer a path with its query at a moment."""
        now = self.now if now is None else now
        if self.look.closed:
            return answer(200, plain_pages.closed(self.look), now)
        parts = urlsplit(path)
        query = dict(parse_qsl(parts.query))
        for pattern, view in self.routes().items():
            found = re.fullmatch(pattern, parts.path)
            if found and (made := view(found, query, now)):
                return made
        if parts.path.endswith((".txt", ".xml")):
            return answer(404, plain_pages.not_found(parts.path), now)
        return answer(404, plain_pages.missing(self.look, self.menu()), now)

    def routes(self) -> dict[str, Answer]:
        """Which method answers which path; one that returns nothing has nothing at that address."""
        page = r"(?:_(?P<page>\d+))?\.html"
        return {
            r"/(?:index\.php/?)?": self.front,
            r"/index\.php/page_(?P<page>\d+)\.html": self.front,
            r"/index\.php/post/(\d+)\.html": self.post,
            r"/index\.php/(\d+)\.html": self.single,
            r"/index\.php/(?P<kind>category|tags|author)-(?P<number>\d+)" + page: self.archive,
            r"/index\.php/date-(?P<month>\d{4}-\d{1,2})" + page: self.month,
            r"/feed\.php": self.feed,
            r"/search\.php": self.search,
        }

    def post(self, found: re.Match[str], query: Query, now: float) -> Response | None:
        """A post's page; every fetch counts."""
        post = self.posts.get(int(found[1]))
        if not post:
            return None
        self.fetches[post.id] = self.fetches.get(post.id, 0) + 1
        return answer(200, post_page.render(self.look, self.view(post, now)), now)

    def view(self, post: Post, now: float) -> PostView:
        """The post with what surrounds it in this fetch."""
        parent = self.look.parents.get(post.category)
        previous, following = self.neighbours(post)
        return PostView(
            post,
            now,
            views=self.views(post),
            category=self.entry("category", post.category),
            parent=self.entry("category", parent) if parent else None,
            author=self.entry("author", post.author),
            tags=[self.entry("tags", tag) for tag in post.tags],
            related=self.related(post),
            previous=previous,
            following=following,
            comments=self.comments.get(post.id, []),
            menu=self.menu(),
        )

    def related(self, post: Post) -> list[Post]:
        """Other posts of the category, drawn anew at each fetch."""
        others = [each for each in self.of("category", post.category) if each.id != post.id]
        rng = Random(f"{self.seed} {post.id} {self.fetches.get(post.id, 0)}")
        return rng.sample(others, min(self.look.related_count, len(others)))

    def single(self, found: re.Match[str], query: Query, now: float) -> Response | None:
        """The one page that is no post."""
        if found[1] != "2":
            return None
        return answer(200, plain_pages.single(self.look, *BOARD, self.menu()), now)

"""What is on the site: posts by number, and the lists that they belong to."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from tests.fakesite.dates import local
from tests.fakesite.look import Look
from tests.fakesite.posts import Post
from tests.fakesite.views import Entry

FEED_KINDS = {"cate": "category", "tags": "tags", "auth": "author"}
DATE = re.compile(r"\d{4}-\d{1,2}(-\d{1,2})?")


class Catalogue:
    """Posts with the numbers of their categories, tags and authors, given out in order of first use."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.posts: dict[int, Post] = {}
        self.numbers: dict[str, dict[str, int]] = {"category": {}, "tags": {}, "author": {}}
        self.sorted: dict[object, list[Post]] = {}

    def add(self, post: Post) -> None:
        """Take the post in, or its new version."""
        self.posts[post.id] = post
        self.sorted.clear()
        for kind, names in self.names(post).items():
            for name in names:
                self.entry(kind, name)

    def remove(self, post_id: int) -> None:
        """Take the post out."""
        del self.posts[post_id]
        self.sorted.clear()

    def kept(self, key: object, make: Callable[[], list[Post]]) -> list[Post]:
        """A list that is made once and then kept until the posts change."""
        if key not in self.sorted:
            self.sorted[key] = make()
        return self.sorted[key]

    def names(self, post: Post) -> dict[str, list[str]]:
        """The lists that the post belongs to: its category and that one's parent, its tags, its author."""
        parent = self.look.parents.get(post.category)
        categories = [post.category, parent] if parent else [post.category]
        return {"category": categories, "tags": list(post.tags), "author": [post.author]}

    def entry(self, kind: str, name: str) -> Entry:
        """Number and name of a category, tag or author."""
        return self.numbers[kind].setdefault(name, len(self.numbers[kind]) + 1), name

    def name_of(self, kind: str, number: int) -> str | None:
        """The category, tag or author of that number."""
        return next((name for name, each in self.numbers[kind].items() if each == number), None)

    def menu(self) -> list[Entry]:
        """Hidden categories and those that have children stand in the menu."""
        named = {*self.look.hidden, *self.look.parents.values()} & set(self.numbers["category"])
        return sorted(self.entry("category", name) for name in named)

    def newest(self) -> list[Post]:
        """All posts, the latest first."""
        posts = self.posts.values()
        return self.kept("newest", lambda: sorted(posts, key=lambda post: (post.time, post.id), reverse=True))

    def visible(self) -> list[Post]:
        """The posts of lists that mix categories: those of a hidden category stand only in its own."""
        hidden = self.look.hidden
        return self.kept(hidden, lambda: [post for post in self.newest() if post.category not in hidden])

    def of(self, kind: str, name: str) -> list[Post]:
        """The posts of a category, tag or author."""
        posts = self.newest() if kind == "category" else self.visible()
        key = (kind, name, self.look.hidden)
        return self.kept(key, lambda: [post for post in posts if name in self.names(post)[kind]])

    def dated(self, date: str, posts: Sequence[Post]) -> list[Post]:
        """Those of a day (2026-03-10) or a month (2026-03)."""
        if not DATE.fullmatch(date):
            return []
        wanted = tuple(int(part) for part in date.split("-"))
        return [post for post in posts if local(post.time).timetuple()[: len(wanted)] == wanted]

    def fed(self, query: Mapping[str, str]) -> list[Post]:
        """The posts of a feed with this query, the latest first."""
        posts = self.visible()
        for key, kind in FEED_KINDS.items():
            if key in query:
                name = self.name_of(kind, int(query[key])) if query[key].isdecimal() else None
                posts = self.of(kind, name) if name else []
        return self.dated(query["date"], posts) if "date" in query else posts

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """The posts before and after it by number."""
        ordered = self.kept("by number", lambda: sorted(self.posts.values(), key=lambda each: each.id))
        at = bisect_left(ordered, post.id, key=lambda each: each.id)
        return ordered[at - 1] if at else None, ordered[at + 1] if at + 1 < len(ordered) else None

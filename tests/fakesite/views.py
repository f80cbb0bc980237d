"""What a page shows besides the text: the posts, lists and counters of the moment of rendering."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.fakesite.look import Look
from tests.fakesite.posts import Post

Entry = tuple[int, str]


@dataclass(frozen=True)
class PostView:
    """A post with what its page shows around it at the moment of rendering."""

    post: Post
    now: float
    views: int
    category: Entry
    parent: Entry | None
    author: Entry
    tags: Sequence[Entry]
    related: Sequence[Post] = ()
    previous: Post | None = None
    following: Post | None = None
    comments: Sequence[str] = ()
    menu: Sequence[Entry] = ()


@dataclass(frozen=True)
class Row:
    """A post in a list."""

    post: Post
    category: Entry
    author: Entry
    views: int


@dataclass(frozen=True)
class ListView:
    """One page of a list; ``address`` gives the address of page n."""

    kind: str
    name: str
    rows: Sequence[Row]
    now: float
    page: int
    pages: int
    address: Callable[[int], str]
    category: Entry | None = None
    menu: Sequence[Entry] = ()


def category_url(look: Look, category: Entry) -> str:
    """The address of a category's list."""
    return look.list_url("category", category[0])

"""The start of a post as plain text, and its first picture, for lists and related posts."""

import re
from functools import lru_cache

from tests.fakesite.posts import Post

TAG = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)
IMG = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"')


@lru_cache(maxsize=4096)
def excerpt(post: Post, length: int = 150) -> str:
    """The first characters of the stored body without its tags, entities left as they are."""
    return re.sub(r"[\r\n\t ]+", " ", TAG.sub("", post.html)).strip()[:length] + "..."


def thumbnail(post: Post) -> str:
    """The first picture of the body, or nothing."""
    found = IMG.search(post.html)
    return found[1] if found else ""

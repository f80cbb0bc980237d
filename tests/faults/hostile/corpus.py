"""The pages that are mutated: the golden ones, and those of the bundled sample's site."""

import gzip
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tests.fakesite import sample
from tests.golden.store import load_meta, page_path, stored_names

Kind = Literal["post", "list", "feed"]
LISTS = 12
"""So many of the site's lists are enough."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its site sends it."""

    kind: Kind
    url: str
    text: str


@cache
def pages() -> tuple[Page, ...]:
    """All of them, always in the same order."""
    golden = [
        Page("post", load_meta()[name]["url"], gzip.decompress(page_path(name).read_bytes()).decode())
        for name in stored_names()
    ]
    sent = [
        Page(_kind(url), url, response.body.decode())
        for url, _, response in sample.captures()
        if response.status == 200 and not url.endswith((".txt", ".xml"))
    ]
    lists = [page for page in sent if page.kind == "list"]
    return (*golden, *(page for page in sent if page.kind != "list"), *lists[:: len(lists) // LISTS])


def _kind(url: str) -> Kind:
    return "post" if "/post/" in url else "feed" if url.endswith("feed.php") else "list"

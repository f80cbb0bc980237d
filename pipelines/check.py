"""Checks a cleaned post, and flags for audit what a reader may want to look at."""

import re
from typing import cast

from itemadapter import ItemAdapter

from rentspider.items import PostItem

# Numbers of people, in a body that was kept: perhaps a company's own, perhaps a contact block that no rule knew.
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
MOSTLY = 0.7
"""A post that loses more than this share of its text to cleaning is worth a look."""


class CheckPipeline:
    """Fills `flags` of a post: empty, all-boilerplate, pictures-only, mostly-removed, number-kept, and near things.

    Those are `barely-removed:30+31` and `barely-kept:4`, with the positions of the blocks in the body.
    """

    def process_item(self, item: object) -> object:
        post = ItemAdapter(item)
        if "page" in post:
            post["flags"] = _flags(cast("PostItem", item))
        return item


def _flags(post: PostItem) -> list[str]:
    flags = []
    if not post.body_text:
        texts = [removal.block.text for removal in post.removed if removal.block.text]
        pictures = any(block.images for block in post.kept)
        flags.append("pictures-only" if pictures else "all-boilerplate" if texts else "empty")
    elif _removed_share(post) > MOSTLY:
        flags.append("mostly-removed")
    if _MOBILE.search(post.body_text):
        flags.append("number-kept")
    return flags + [f"{name}:{'+'.join(map(str, places))}" for name, places in _near(post).items() if places]


def _near(post: PostItem) -> dict[str, list[int]]:
    """The blocks that a little would have kept or removed instead."""
    removed = {removal.block.position for removal in post.removed}
    return {
        "barely-removed": [position for position in post.near if position in removed],
        "barely-kept": [position for position in post.near if position not in removed],
    }


def _removed_share(post: PostItem) -> float:
    removed = sum(len(removal.block.text) for removal in post.removed)
    return removed / (removed + len(post.body_text))

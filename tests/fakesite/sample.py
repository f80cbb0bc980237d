"""The bundled sample: a small site that shows every style, leftover and trap, archived twice.

``python -m tests.fakesite.sample`` writes it, with ``--check`` it only compares. The first walk is of 10
March 2026. During it one post was deleted; two weeks later another was edited, and both were fetched again.
"""

import gzip
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from tests.fakesite.archive import Capture, crawl_all, warc_bytes
from tests.fakesite.dates import DAY, HOUR, MINUTE, SHANGHAI
from tests.fakesite.look import Look
from tests.fakesite.posts import Post, make_post
from tests.fakesite.site import FakeSite
from tests.fakesite.special import (
    make_boilerplate,
    make_excerpt,
    make_listing,
    make_pictures,
    make_repost,
    revise,
)
from tests.fakesite.styles import STYLES

PATH = Path(__file__).parents[2] / "data" / "sample" / "demo.example-2026-03-10.warc.gz"
NOW = int(datetime(2026, 3, 10, 12, tzinfo=SHANGHAI).timestamp())
LATER = NOW + 14 * DAY
SEED = 20260310
EDITED, DELETED, STICKY, REPOSTED = 8, 12, 5, 20
RECENT = (
    -30,
    20,
    44,
    3 * MINUTE,
    50 * MINUTE,
    2 * HOUR,
    11 * HOUR,
    DAY + HOUR,
    3 * DAY,
    6 * DAY,
    8 * DAY,
    20 * DAY,
)


def ages(count: int) -> list[int]:
    """How long before the first walk each post was published, the oldest first."""
    step = 24 * DAY + 5 * HOUR + 7 * MINUTE + 13
    older = [29 * DAY + step * at for at in range(1, count - len(RECENT) + 1)]
    return [*reversed(older), *reversed(RECENT)]


def make_posts(rng: Random, count: int = 60) -> list[Post]:
    """The posts before the edit; the styles take turns, so that each occurs often."""
    posts: list[Post] = []
    styles = list(STYLES)
    number = 100
    for at, age in enumerate(ages(count)):
        number += rng.choice([1, 1, 1, 2, 4])
        posts.append(one_post(rng, at, number, NOW - age, posts, styles[at % len(styles)]))
    return posts


def one_post(rng: Random, at: int, number: int, time: int, earlier: list[Post], style: str) -> Post:
    """The post in this place of the sample, which for some places is a special one."""
    links = [post.link for post in earlier[-6:]]
    match at:
        case 15 | 40:
            return make_listing(rng, number, time)
        case 17:
            return make_excerpt(rng, number, time)
        case 25:
            return make_pictures(rng, number, time)
        case 28:
            return make_boilerplate(rng, number, time, links)
        case 33:
            return make_repost(rng, number, time, earlier[REPOSTED])
        case _:
            return make_post(rng, number, time, links=links, style=style, sticky=at == STICKY)


def sample_site() -> FakeSite:
    """The site as it stands at the start of the first walk."""
    return FakeSite(make_posts(Random(SEED)), Look(), now=NOW, seed=SEED)


def nth(site: FakeSite, place: int) -> Post:
    """The post in a place, counted from the oldest."""
    return site.posts[sorted(site.posts)[place]]


def edited(site: FakeSite) -> Post:
    """The post that its author changes, as it reads after that."""
    return revise(Random(SEED), nth(site, EDITED))


def captures() -> Iterator[Capture]:
    """Both walks. One post is deleted after the lists that name it were fetched, so it answers 404."""
    site = sample_site()
    changed, deleted = edited(site), nth(site, DELETED)
    for url, now, response in crawl_all(site, NOW):
        yield url, now, response
        if "/post/" in url and deleted.id in site.posts:
            site.delete(deleted.id)
    site.edit(changed)
    for path in (
        "/",
        "/feed.php",
        f"/index.php/post/{changed.id}.html",
        f"/index.php/post/{deleted.id}.html",
    ):
        yield site.look.base.rstrip("/") + path, LATER, site.respond(path, LATER)


def sample_truth() -> list[dict[str, Any]]:
    """The truth of the posts that can be read from the archive, after the edit."""
    site = sample_site()
    changed, deleted = edited(site), nth(site, DELETED)
    site.delete(deleted.id)
    site.edit(changed)
    return site.truth()


def main(arguments: list[str]) -> int:
    """Write the sample, or check that the one on disk is the one that would be written."""
    made = warc_bytes(captures())
    if "--check" not in arguments:
        PATH.parent.mkdir(parents=True, exist_ok=True)
        PATH.write_bytes(made)
        print(f"{PATH}: {len(made)} bytes")
        return 0
    # The content is compared: another zlib may pack the same records into other bytes.
    if PATH.is_file() and gzip.decompress(PATH.read_bytes()) == gzip.decompress(made):
        return 0
    print(f"{PATH} is missing or out of date; run python -m tests.fakesite.sample", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

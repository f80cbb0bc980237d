"""Archives that hold the same posts, replayed at the same time: the same articles as one after the other."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.fakesite.archive import Capture, crawl_all, write_warc
from tests.fakesite.dates import DAY
from tests.fakesite.look import Look
from tests.fakesite.sample import NOW, make_posts
from tests.fakesite.site import FakeSite
from tests.fakesite.special import revise
from tests.fleet.scene import Scene
from tests.helpers import articles, run_here

pytestmark = pytest.mark.slow

POSTS, ARCHIVES = 40, 3


def captures(name: str) -> Iterator[Capture]:
    """Two walks of a site; between them some posts are edited."""
    site = FakeSite(make_posts(Random(name), POSTS), Look(base=f"http://{name}/"), NOW)
    yield from crawl_all(site, NOW, 1.0)
    for number in [*site.posts][::3]:
        site.edit(revise(Random(number), site.posts[number]))
    yield from crawl_all(site, NOW + 2 * DAY, 1.0)


def test_the_order_of_replays_beside_each_other_does_not_matter(four: Scene, tmp_path: Path) -> None:
    pages = [*captures("a.example"), *captures("b.example")]
    for number in range(ARCHIVES):
        Random(number).shuffle(pages)
        write_warc(tmp_path / f"{number}.warc.gz", pages)
    files = sorted(tmp_path.glob("*.warc.gz"))
    result = four.run("replay", *files, "--workers", str(ARCHIVES))
    assert result.returncode == 0, result.stderr + result.stdout
    assert result.stdout.startswith(f"fleet: {ARCHIVES} archives, ")
    run_here("replay", files[0], data=tmp_path / "alone")
    assert four.articles() == articles(tmp_path / "alone")
    assert four.rows("SELECT count(*) AS lines FROM learned_blocks WHERE applied") != [{"lines": 0}]
    assert four.rows("SELECT count(*) AS lines FROM learned_blocks WHERE NOT applied") == [{"lines": 0}]
    commands = four.rows("SELECT command, count(*) AS n FROM crawl_runs GROUP BY command ORDER BY command")
    assert commands == [{"command": "learn", "n": 2}, {"command": "replay", "n": ARCHIVES}]

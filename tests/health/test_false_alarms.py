"""Months of hourly runs over a site that never changes: the alarm has to be silent, or nobody listens."""

from collections import defaultdict
from collections.abc import Iterator
from random import Random

from rentspider.health import Measures, breaks
from rentspider.health.measures import step_of
from tests.health.helpers import SECOND

HOURS = 24 * 250
THEME = {"category": 0.99, "author": 0.97, "date": 0.995, "views": 0.98, "canonical": 0.99, "related": 0.96}


class Day:
    """What the posts of one day have in common: their authors, their sources, their length."""

    def __init__(self, rng: Random) -> None:
        self.tags = rng.betavariate(1.2, 0.8)
        self.source = rng.betavariate(1.1, 0.9)
        self.pictures = rng.betavariate(1.8, 0.2)
        self.characters = rng.lognormvariate(6.7, 0.3)
        self.removed = rng.betavariate(5, 16)


def one_post(rng: Random, day: Day) -> Iterator[tuple[str, int]]:
    """A post that can be odd in every way, now and then."""
    yield "post/pages", 1
    if rng.random() < 0.02:  # cannot be read
        return
    yield "post/read", 1
    chances = {**THEME, "title": 1, "body": 0.97, "tags": day.tags, "source": day.source, "pictures": day.pictures}
    for field in (field for field, often in chances.items() if rng.random() < often):
        yield f"post/field/{field}", 1
        yield f"post/selector/{field}/{'usual' if rng.random() < 0.96 else SECOND}", 1
        if field == "date":
            yield "post/date read", int(rng.random() < 0.98)
    yield f"post/length/{step_of(day.characters * rng.lognormvariate(0, 0.6))}", 1
    yield f"post/removed/{step_of(1000 * min(1, day.removed * rng.lognormvariate(0, 0.7)))}", 1


def hourly_runs(rng: Random) -> Iterator[Measures]:
    """Runs of a crawl from cron: a first one over the whole site, then up to three new posts an hour, by day."""
    for hour in range(HOURS):
        if hour % 24 == 0:
            day = Day(rng)
        counts: dict[str, int] = defaultdict(int)
        posts = 800 if not hour else rng.choice((0, 0, 1, 1, 2, 3)) if 8 <= hour % 24 < 20 else 0
        for at in range(posts):
            for name, count in one_post(rng, Day(rng) if not hour and at % 4 == 0 else day):
                counts[name] += count
        counts["list/pages"] = counts["feed/asked"] = 1 + posts // 2
        for name in ("list/with posts", "list/with dates", "feed/read", "feed/with posts", "feed/with times"):
            counts[name] = sum(rng.random() < 0.98 for _ in range(1 + posts // 2))
        yield dict(counts)


def test_chance_rings_practically_never() -> None:
    rang, runs = [], list(hourly_runs(Random(3)))
    for at, now in enumerate(runs):
        if now.get("post/pages"):
            rang += breaks(now, runs[max(0, at - 700) : at][::-1])
    assert sum(1 for now in runs if now.get("post/pages")) > 1800
    assert rang == []


def test_a_change_on_that_site_rings_within_a_day_or_two() -> None:
    runs = list(hourly_runs(Random(4)))[:1200]
    before, later = runs[:1000][::-1], [now for now in runs[1000:] if now.get("post/pages")]
    for past, now in enumerate(later):
        later[past] = {**now, f"post/selector/title/{SECOND}": now["post/pages"], "post/selector/title/usual": 0}
    rang = [bool(breaks(now, [*later[:past][::-1], *before])) for past, now in enumerate(later)]
    posts = sum(now["post/pages"] for now in later[: rang.index(True) + 1])
    assert posts <= 12

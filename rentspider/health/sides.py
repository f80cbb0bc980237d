"""The two sides of a comparison: a run's pages with those just before, and the pages before those."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from rentspider.health.measures import Measures
from rentspider.health.odds import THEME, Bar, Share

LONG_AGO = 500
"""So many pages before the recent ones are what these are held against. When one in ten of them is of a new kind, that
kind is no longer news: a change that lasts is told of for some sixty pages."""

Measure = Callable[[Measures], Share]


class Fall(NamedTuple):
    """A share that has fallen."""

    now: Share
    before: Share


@dataclass(frozen=True, slots=True)
class Sides:
    """Pages of one kind: the run's own, these with enough of those just before, and the ones before those."""

    own: Measures
    recent: Measures
    old: Measures
    bar: Bar

    @classmethod
    def of(cls, now: Measures, before: Sequence[Measures], unit: str, bar: Bar = THEME) -> "Sides":
        """Pool the runs for one kind of pages; nothing is on any side where the run itself had no such page.

        Args:
            unit: the measure that counts the pages.
        """
        if not now.get(unit):
            return cls({}, {}, {}, bar)
        recent, rest = _take(chain([now], before), unit, max(bar.enough, now[unit]))
        old, _ = _take(rest, unit, LONG_AGO)
        return cls(now, recent, old, bar)

    def fall(self, measure: Measure) -> Fall | None:
        """The share now and before, where it has fallen."""
        now, before = measure(self.recent), measure(self.old)
        return Fall(now, before) if self.bar.fallen(measure(self.own), now, before) else None


def counted(part: str, whole: str) -> Measure:
    """The measure that holds one count against another."""
    return lambda measures: Share.of(measures.get(part, 0), measures.get(whole, 0))


def _take(runs: Iterable[Measures], unit: str, enough: float) -> tuple[dict[str, float], Iterator[Measures]]:
    """The runs up to so many pages, added up, and what is left. Of the last one a proportional part is taken: it may
    be a first crawl with thousands."""
    pooled: dict[str, float] = defaultdict(float)
    left = iter(runs)
    for run in left:
        pages = run.get(unit, 0)
        if pages <= 0:
            continue
        part = min(1.0, (enough - pooled[unit]) / pages)
        for name, count in run.items():
            pooled[name] += count * part
        if pooled[unit] >= enough or part < 1:
            rest = {name: count * (1 - part) for name, count in run.items()}
            return pooled, chain([rest], left)
    return pooled, left

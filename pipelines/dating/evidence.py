"""What all evidence of a post's publishing time says together, whatever order it came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pipelines.dating.interval import Interval, Precision
from rentspider.items import Evidence


@dataclass(frozen=True, slots=True)
class Published:
    """The publishing time, as well as it is known."""

    interval: Interval
    raw: str
    """What the deciding witness showed."""
    by: str
    """The deciding witness: of those that were accepted, the one that allows the least."""

    @property
    def at(self) -> datetime | None:
        """Exact where known, else the middle of the interval; None where its end is open."""
        return self.interval.middle

    @property
    def day(self) -> date | None:
        """The local day, where it is certain."""
        return self.interval.day

    @property
    def precision(self) -> Precision:
        """The smallest unit that holds the interval."""
        return self.interval.precision


def resolve(evidence: Iterable[Evidence]) -> Published | None:
    """What the witnesses say together; None where none can be relied on.

    The feed's exact times come first, then what was seen last: a witness narrows what was accepted before it, and one
    that contradicts it is left out (the author has changed the date, or a cache has served an old page).
    """
    published: Published | None = None
    narrowest = Interval(None, None)
    for item in sorted(evidence, key=_trust):
        allowed = _allowed(item)
        both = allowed and (published.interval.meet(allowed) if published else allowed)
        if allowed is None or both is None:
            continue
        if published is None or allowed.width < narrowest.width:
            narrowest, published = allowed, Published(both, item.raw, item.witness)
        else:
            published = Published(both, published.raw, published.by)
    return published


def _trust(item: Evidence) -> tuple[bool, float, str, str]:
    return item.witness != "feed", -item.observed_at.timestamp(), item.witness, item.raw


def _allowed(item: Evidence) -> Interval | None:
    """What a witness allows: nothing where it could not be read or speaks of a time that had not come."""
    if item.earliest is None and item.latest is None:
        return None
    if item.earliest and item.earliest > item.observed_at:
        return None
    latest = min(item.latest, item.observed_at) if item.latest else None
    return Interval(item.earliest, latest)

"""Shares, and whether one has fallen: by so much, and on so many pages, that chance is no explanation."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, lgamma

USUAL = 0.9
"""What held on this share of pages was usual. Only what was usual can break: what holds now and then (tags on 60 % of
posts) comes and goes with the day's authors, and a dozen posts of one day say nothing."""
CHANCE = 1e-5
"""How unlikely the difference must be, were all pages of one kind. After twelve good pages it takes eleven odd ones of
twelve, after five hundred six of twelve; where one page in ten was odd all along, eight of twelve."""


@dataclass(frozen=True, slots=True)
class Share:
    """On how many pages, of how many, something holds."""

    part: int
    whole: int

    @classmethod
    def of(cls, part: float, whole: float) -> "Share":
        """A share of counts that need not be whole: of a large run, a proportional part is taken."""
        return cls(min(round(part), round(whole)), round(whole))

    @property
    def rate(self) -> float:
        """The share as a number from 0 to 1; 1 without pages."""
        return self.part / self.whole if self.whole else 1.0

    @property
    def rest(self) -> "Share":
        """The pages on which it does not hold."""
        return Share(self.whole - self.part, self.whole)

    def __str__(self) -> str:
        return f"{self.part} of {self.whole}"


@dataclass(frozen=True, slots=True)
class Bar:
    """What it takes to say that something has changed."""

    enough: int
    """So many pages say something. A run that has fewer, as an hourly run has, is pooled with the runs before it."""
    known: int
    """So many pages before those tell what was usual."""
    most: float
    """What was usual has broken when it holds on no more than this share of pages."""

    def fallen(self, own: Share, recent: Share, old: Share) -> bool:
        """Whether a share has fallen.

        Args:
            own: of the run itself: the trouble is over where its own pages are as they should be.
            recent: of its pages and those just before.
            old: of the pages before those.
        """
        usual = old.whole >= self.known and old.rate >= USUAL
        odd = own.whole > 0 and max(own.rate, recent.rate) <= self.most
        return usual and odd and chance(recent, old) < CHANCE


THEME = Bar(enough=12, known=12, most=0.5)
"""For what the theme decides, which is alike on all pages."""
AUTHORS = Bar(enough=30, known=150, most=0.2)
"""For what depends on the authors too: the posts of one day, or one person, are often alike."""


def chance(recent: Share, old: Share) -> float:
    """How likely so many of the odd pages, or more, are among the recent ones by chance (Fisher's exact test)."""
    drawn, others = recent.whole, old.whole
    odd = recent.rest.part + old.rest.part
    ways = _log_choices(drawn + others, odd)
    return sum(
        exp(_log_choices(drawn, count) + _log_choices(others, odd - count) - ways)
        for count in _counts(recent.rest.part, min(odd, drawn), odd - others)
    )


def _counts(least: int, most: int, forced: int) -> Iterator[int]:
    """How many of the odd pages can be among the recent ones, from those that are on."""
    yield from range(max(least, forced), most + 1)


def _log_choices(count: int, taken: int) -> float:
    return lgamma(count + 1) - lgamma(taken + 1) - lgamma(count - taken + 1)

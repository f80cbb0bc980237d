"""The shares that are watched: which counts they are made of, and what to say when one breaks."""

from dataclasses import dataclass

from rentspider.health.measures import Measures
from rentspider.health.odds import Share
from rentspider.health.sides import Measure, Sides, counted

FIELDS = {
    "title": "title",
    "body": "text",
    "date": "date",
    "category": "category",
    "author": "author",
    "views": "view counter",
    "canonical": "canonical address",
    "related": "related posts",
    "tags": "tags",
    "source": "source",
    "pictures": "pictures",
}
"""The fields of a post as people call them, those that matter most first."""

PLURAL = frozenset({"related", "tags", "pictures"})

VARIED = frozenset({"tags", "source", "pictures"})
"""Fields that are the author's choice and not the theme's: what the posts of a few days have in common is no rule."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A share by its name, and the sentence for its fall: how many pages are odd now, and were before."""

    name: str
    part: str
    whole: str
    sentence: str

    @property
    def measure(self) -> Measure:
        """How the share is taken of the counts of some runs."""
        return counted(self.part, self.whole)

    def told(self, sides: Sides) -> list[str]:
        """The sentence, if the share has fallen."""
        fall = sides.fall(self.measure)
        return [self.sentence.format(now=fall.now.rest, before=fall.before.rest)] if fall else []


READ = Watched(
    "posts read",
    "post/read",
    "post/pages",
    "{now} pages of posts could not be read; it was {before} before",
)
LISTED = Watched(
    "lists with posts",
    "list/with posts",
    "list/pages",
    "{now} pages of lists showed no posts; it was {before} before",
)
FED = Watched(
    "feeds read",
    "feed/read",
    "feed/asked",
    "the feed could not be read {now} times; it was {before} before",
)
DATED = Watched(
    "dates understood",
    "post/date read",
    "post/field/date",
    "the date was not understood on {now} pages that show one; it was so on {before} before",
)
LISTS_DATED = Watched(
    "lists with dates",
    "list/with dates",
    "list/with posts",
    "{now} pages of lists showed no dates that are understood; it was {before} before",
)
FEEDS_DATED = Watched(
    "feeds with times",
    "feed/with times",
    "feed/with posts",
    "the feed had no exact times {now} times; it was {before} before",
)
WATCHED = (READ, LISTED, FED, DATED, LISTS_DATED, FEEDS_DATED)


def field_measure(field: str) -> Measure:
    """The share of articles that have a field."""
    return counted(f"post/field/{field}", "post/read")


def shares(measures: Measures) -> dict[str, Share]:
    """All that is watched and was measured, by name, for people to look at."""
    found = {each.name: each.measure(measures) for each in WATCHED}
    found |= {f"with {name}": field_measure(field)(measures) for field, name in FIELDS.items()}
    kept, removed = measures.get("post/characters kept", 0), measures.get("post/characters removed", 0)
    found["text removed"] = Share.of(removed, kept + removed)
    return {name: share for name, share in found.items() if share.whole}

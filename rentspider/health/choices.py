"""What was chosen among several on each page: the selector that found a field, the layout that fitted."""

from typing import NamedTuple

from rentspider.health.measures import Measures, under
from rentspider.health.odds import Share
from rentspider.health.shares import FIELDS, PLURAL
from rentspider.health.sides import Sides
from rentspider.pages.selectors import LAYOUTS

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


class Change(NamedTuple):
    """Another one wins now, on so many pages, than the usual one, on so many before."""

    winner: str
    now: Share
    usual: str
    before: Share


def change(sides: Sides, prefix: str) -> Change | None:
    """The change, where the usual choice has stopped winning.

    Args:
        prefix: how the names of the counts of this choice begin.
    """
    old, recent = under(sides.old, prefix), under(sides.recent, prefix)
    if not old:
        return None
    usual = max(old, key=lambda choice: old[choice])

    def won(measures: Measures) -> Share:
        counts = under(measures, prefix)
        return Share.of(counts.get(usual, 0), sum(counts.values()))

    fall = sides.fall(won)
    if not fall:
        return None
    winner = max(recent.keys() - {usual}, key=lambda choice: recent[choice])
    return Change(winner, Share.of(recent[winner], sum(recent.values())), usual, fall.before)


def changed_layout(sides: Sides) -> list[str]:
    """A sentence, if posts come in another layout."""
    found = change(sides, "post/layout/")
    if not found:
        return []
    return [
        f"the layout of posts was {found.winner} on {found.now} pages; it was {found.usual} on {found.before} before"
    ]


def changed_selectors(sides: Sides, kind: str) -> list[str]:
    """A sentence for each field that another selector finds now, by kind of pages: post or list."""
    names = {"entries": "posts of lists"} if kind == "list" else FIELDS
    found = {field: change(sides, f"{kind}/selector/{field}/") for field in names}
    return [_sentence(field, names[field], each) for field, each in found.items() if each]


def _sentence(field: str, name: str, change: Change) -> str:
    many = field in PLURAL or field == "entries"
    found = f"the {name} {'were' if many else 'was'} found by {'their' if many else 'its'}"
    winner, usual = place(field, change.winner), place(field, change.usual)
    now = f"{winner} selector" if winner else f"selector `{change.winner}`"
    before = f"the {usual}" if usual else f"`{change.usual}`"
    return f"{found} {now} on {change.now} pages; it was {before} on {change.before} before"


def place(field: str, selector: str) -> str | None:
    """Which selector of its field it is, in a word; None for one that no layout lists."""
    for layout in LAYOUTS:
        listed = {**layout.listing, **layout.post}.get(field, ())
        if selector in listed[: len(ORDINALS)]:
            return ORDINALS[listed.index(selector)]
    return None

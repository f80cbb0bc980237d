"""What broke: one sentence a cause, the most serious first.

A share has broken when what was usual (on nine old pages of ten, or more) has become the exception on the recent pages,
the run's own among them, and chance is no explanation. `sides.py` says which pages are recent and which are old,
`odds.py` how much it takes.
"""

from collections.abc import Sequence

from rentspider.health.choices import changed_layout, changed_selectors
from rentspider.health.measures import Measures
from rentspider.health.odds import AUTHORS, Share
from rentspider.health.shares import (
    DATED,
    FED,
    FEEDS_DATED,
    FIELDS,
    LISTED,
    LISTS_DATED,
    PLURAL,
    READ,
    VARIED,
    field_measure,
)
from rentspider.health.sides import Sides
from rentspider.health.typical import changed_text


def breaks(now: Measures, before: Sequence[Measures]) -> list[str]:
    """What has changed for the worse, or at all, as sentences without a full stop; nothing where all is well.

    Args:
        now: the run's own measures.
        before: those of earlier runs of the same site, newest first. A thousand are plenty, fewer only make the
            comparison slower to speak.
    """
    posts, lists, feeds = (Sides.of(now, before, unit) for unit in ("post/pages", "list/pages", "feed/asked"))
    varied = Sides.of(now, before, "post/pages", AUTHORS)
    layout = changed_layout(posts)
    return [
        *READ.told(posts),
        *LISTED.told(lists),
        *FED.told(feeds),
        *layout,
        *_lost_fields(posts, varied),
        *DATED.told(posts),
        *([] if layout else changed_selectors(posts, "post")),  # each layout has its own
        *changed_selectors(lists, "list"),
        *changed_text(varied),
        *LISTS_DATED.told(lists),
        *FEEDS_DATED.told(feeds),
    ]


def _lost_fields(posts: Sides, varied: Sides) -> list[str]:
    """One sentence for all fields that went missing on as many pages: they stood in one place."""
    lost: dict[tuple[Share, Share], list[str]] = {}
    for field in FIELDS:
        if fall := (varied if field in VARIED else posts).fall(field_measure(field)):
            lost.setdefault((fall.now.rest, fall.before.rest), []).append(field)
    return [_missing(fields, *pages) for pages, fields in lost.items()]


def _missing(fields: Sequence[str], now: Share, before: Share) -> str:
    many = len(fields) > 1 or fields[0] in PLURAL
    names = [f"the {FIELDS[field]}" for field in fields]
    subject = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{subject} {'were' if many else 'was'} missing on {now} pages; it was so on {before} before"

"""The body as the CMS stores it: the article typeset among what came along with it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random

from tests.fakesite import adverts
from tests.fakesite.adverts import Link
from tests.fakesite.blocks import Block, Para, disguise, half_width, map_text
from tests.fakesite.contacts import Operator, contact_block
from tests.fakesite.drafts import Draft
from tests.fakesite.leftovers import (
    Kind,
    Leftover,
    copyright_line,
    disclaimer_line,
    editor_line,
    follow_line,
    lead_line,
    original_title,
    source_line,
)
from tests.fakesite.portals import portal_bundle
from tests.fakesite.styles import STYLES, element

Piece = Block | Leftover


@dataclass(frozen=True)
class Body:
    """Stored HTML with what is known about it."""

    html: str
    leftovers: tuple[tuple[str, Kind], ...]
    source: str | None
    phones: tuple[str, ...]


def sometimes(rng: Random, chance: float, make: Callable[[], Leftover]) -> list[Leftover]:
    """The leftover, in so many posts out of one."""
    return [make()] if rng.random() < chance else []


def before(rng: Random, draft: Draft) -> list[Leftover]:
    """What stands above the text."""
    return [
        *sometimes(rng, 0.04, lambda: adverts.advert(rng)),
        *sometimes(rng, 0.1, lambda: lead_line(rng, draft.scene)),
        *sometimes(rng, 0.15, lambda: original_title(rng, draft.title)),
        *sometimes(rng, 0.06, lambda: source_line(rng, draft.scene)),
        *sometimes(rng, 0.03, lambda: editor_line(rng, draft.scene)),
    ]


def after(rng: Random, draft: Draft, links: Sequence[Link], operator: Operator, credited: bool) -> list[Leftover]:
    """What stands below the text, in the order that such things have."""
    scene = draft.scene
    credits = [
        *sometimes(rng, 0.0 if credited else 0.5, lambda: source_line(rng, scene)),
        *sometimes(rng, 0.2, lambda: editor_line(rng, scene)),
    ]
    rng.shuffle(credits)
    return [
        *credits,
        *sometimes(rng, 0.35, lambda: portal_bundle(rng, scene)),
        *sometimes(rng, 0.1, lambda: disclaimer_line(rng, scene)),
        *sometimes(rng, 0.15, lambda: copyright_line(rng, scene)),
        *sometimes(rng, 0.2 if links else 0.0, lambda: adverts.related(rng, rng.sample(links, min(3, len(links))))),
        *sometimes(rng, 0.2, lambda: follow_line(rng, scene)),
        *sometimes(rng, 0.08, lambda: adverts.advert(rng)),
        *sometimes(rng, 0.75, lambda: contact_block(rng, operator)),
    ]


def with_adverts(rng: Random, blocks: Sequence[Block]) -> list[Piece]:
    """The article with an advert or two between its blocks, in one post of six."""
    pieces: list[Piece] = list(blocks)
    if len(pieces) > 2:
        for _ in range(rng.choice([0, 0, 0, 0, 0, 1, 1, 2])):
            pieces.insert(rng.randint(1, len(pieces) - 1), adverts.advert(rng))
    return pieces


def retyped(left: Leftover, change: Callable[[str], str]) -> Leftover:
    """The leftover with all its text changed in the same way."""
    removed = tuple((change(text), kind) for text, kind in left.removed)
    return replace(left, removed=removed, html=change(left.html), prose=tuple(map(change, left.prose)))


def typeset(rng: Random, style: str, pieces: Iterable[Piece]) -> str:
    """The pieces as HTML: runs of prose in the style, everything else in markup of its own."""
    html = []
    for is_prose, group in groupby(pieces, lambda piece: bool(prose_of(piece))):
        if is_prose:
            html.append(STYLES[style](rng, [line for piece in group for line in prose_of(piece)]))
        else:
            html += [piece.html if isinstance(piece, Leftover) else element(rng, piece) for piece in group]
    return "".join(html)


def prose_of(piece: Piece) -> tuple[str, ...]:
    """The lines of a piece that are typeset as paragraphs; none if it brings its own markup."""
    if isinstance(piece, Leftover):
        return () if piece.html else piece.prose
    return (piece.text,) if isinstance(piece, Para) else ()


def make_body(rng: Random, draft: Draft, style: str, links: Sequence[Link], operator: Operator) -> Body:
    """Put the article and its leftovers together."""
    head = before(rng, draft)
    credited = any(left.source for left in head)
    tail = after(rng, draft, links, operator, credited)
    return put_together(rng, [*head, *with_adverts(rng, draft.blocks), *tail], style, draft.half)


def put_together(rng: Random, pieces: Sequence[Piece], style: str, half: bool = False) -> Body:
    """The body of these pieces in the site's own spelling, and what is known of its leftovers."""
    spelt = [spell(rng, piece, half) for piece in pieces]
    lefts = [piece for piece in spelt if isinstance(piece, Leftover)]
    return Body(
        typeset(rng, style, spelt),
        tuple(pair for left in lefts for pair in left.removed),
        credit([left for left in lefts if left.source]),
        tuple(dict.fromkeys(phone for left in lefts for phone in left.phones)),
    )


def spell(rng: Random, piece: Piece, half: bool) -> Piece:
    """The piece as served: most 最 written 蕞, and half-width punctuation where the article has it."""
    if not isinstance(piece, Leftover):
        return map_text(piece, lambda text: disguise(rng, text))
    spelt = retyped(piece, lambda text: text.replace("最", "蕞"))
    return retyped(spelt, half_width) if half else spelt


def credit(sources: Sequence[Leftover]) -> str | None:
    """The first publication credited; a portal that credits itself counts only where no other is named."""
    ranked = sorted(sources, key=lambda left: any(kind == "portal" for _, kind in left.removed))
    return ranked[0].source if ranked else None

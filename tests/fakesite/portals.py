"""What comes along when a piece is copied from a portal: app adverts, disclaimers, headlines, stock tips."""

from html import escape
from random import Random

from tests.fakesite.leftovers import Kind, Leftover
from tests.fakesite.wordings import HEADLINES, NEWS, PORTALS, TIPS, Portal
from tests.fakesite.words import COINED, INDUSTRIES, Scene, fill


def portal_bundle(rng: Random, scene: Scene, portal: Portal | None = None) -> Leftover:
    """A portal's lines in a usual order; its credit to itself counts where no other source is named."""
    portal = portal or rng.choice(PORTALS)
    lines: list[tuple[str, Kind]] = []
    if portal.credit and rng.random() < 0.5:
        lines.append((portal.credit, "source_line"))
    lines.append((rng.choice(portal.apps), "portal"))
    if rng.random() < 0.8:
        lines.append((rng.choice(portal.disclaimers), "disclaimer"))
    lines += headlines(rng, portal)
    filled = tuple((fill(rng, wording, scene), kind) for wording, kind in lines)
    source = portal.name if portal.credit and lines[0][1] == "source_line" else None
    prose = tuple(wording for wording, _ in filled)
    return Leftover(filled, html=own_markup(rng, prose), prose=prose, source=source)


def headlines(rng: Random, portal: Portal) -> list[tuple[str, Kind]]:
    """Other headlines of the portal and, on finance portals, stock tips."""
    lines: list[tuple[str, Kind]] = []
    if rng.random() < 0.6:
        pool = HEADLINES if portal.finance else NEWS
        lines += [(wording, "portal") for wording in rng.sample(pool, rng.randint(1, 4))]
    if portal.finance and rng.random() < 0.7:
        tips = rng.sample(TIPS, rng.randint(1, 3))
        lines += [(with_stock(rng, wording), "portal") for wording in tips]
    return lines


def with_stock(rng: Random, wording: str) -> str:
    """The tip with an invented stock; the other slots are filled with the rest."""
    return wording.replace("{coined}", rng.choice(COINED)).replace("{trade}", rng.choice(INDUSTRIES))


def own_markup(rng: Random, prose: tuple[str, ...]) -> str:
    """Markup of its own for the lines, or none: then they look like the article's paragraphs."""
    if rng.random() < 0.6:
        return ""
    form = rng.choice(["<p>　　{}</p>\n", "<p>{}</p>\n", '<p><a href="https://news.example.com/app">{}</a></p>\n'])
    return "".join(form.format(escape(wording, quote=False)) for wording in prose)

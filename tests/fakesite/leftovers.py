"""What the article brought along and has to leave behind: credits, calls to follow, copyright notices.

Each maker draws one wording of a family. Contact blocks, portals and adverts have modules of their own.
"""

from dataclasses import dataclass
from random import Random
from typing import Literal

from tests.fakesite.wordings import (
    COPYRIGHT,
    DISCLAIMERS,
    EDITORS,
    FOLLOW,
    LEADS,
    ORIGINAL_TITLE,
    SOURCE_LINES,
    SOURCE_WITH_BYLINE,
)
from tests.fakesite.words import PAPERS, Scene, fill, full_name

Kind = Literal[
    "contact", "ad", "portal", "disclaimer", "source_line", "lead", "related", "editor", "follow", "copyright"
]


@dataclass(frozen=True)
class Leftover:
    """Something in the body that is not the article.

    ``html`` is its own markup; where that is empty, ``prose`` is typeset like the paragraphs around it.
    ``removed`` are the visible pieces that must be gone, ``source`` the publication that it credits.
    """

    removed: tuple[tuple[str, Kind], ...]
    html: str = ""
    prose: tuple[str, ...] = ()
    source: str | None = None
    phones: tuple[str, ...] = ()


def line(kind: Kind, wording: str, source: str | None = None) -> Leftover:
    """One line, typeset like the article."""
    return Leftover(((wording, kind),), prose=(wording,), source=source)


def source_line(rng: Random, scene: Scene) -> Leftover:
    """The line that credits a publication, at times with a byline."""
    paper = rng.choice(PAPERS)
    if rng.random() < 0.15:
        form = rng.choice(SOURCE_WITH_BYLINE)
        return line("source_line", form.format(paper=paper, reporter=scene["reporter"]), paper)
    return line("source_line", rng.choice(SOURCE_LINES).format(paper), paper)


def editor_line(rng: Random, scene: Scene) -> Leftover:
    """Editors', proof-readers' or reporters' credits."""
    return line("editor", rng.choice(EDITORS).format(*(full_name(rng) for _ in range(3))))


def lead_line(rng: Random, scene: Scene) -> Leftover:
    """A call to follow the account, put above the text."""
    return line("lead", fill(rng, rng.choice(LEADS), scene))


def original_title(rng: Random, title: str) -> Leftover:
    """The headline that the piece had where it was copied from."""
    return line("lead", rng.choice(ORIGINAL_TITLE).format(title))


def follow_line(rng: Random, scene: Scene) -> Leftover:
    """A call to follow, like or share."""
    return line("follow", fill(rng, rng.choice(FOLLOW), scene))


def copyright_line(rng: Random, scene: Scene) -> Leftover:
    """A copyright or reprint notice."""
    return line("copyright", fill(rng, rng.choice(COPYRIGHT), scene))


def disclaimer_line(rng: Random, scene: Scene) -> Leftover:
    """A disclaimer that names no source."""
    return line("disclaimer", fill(rng, rng.choice(DISCLAIMERS), scene))

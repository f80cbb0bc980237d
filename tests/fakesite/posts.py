"""One post of the made-up site, with its truth: what a perfect extractor would find."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.fakesite.adverts import Link
from tests.fakesite.blocks import Block, disguise, lines
from tests.fakesite.bodies import Body, make_body
from tests.fakesite.contacts import Operator
from tests.fakesite.drafts import Draft, write
from tests.fakesite.leftovers import Kind
from tests.fakesite.stories import JOBS_STORY, LEASE, POLICY, VISIT
from tests.fakesite.styles import STYLES

CATEGORIES = ("园区动态", "政策解读", "厂房租赁", "企业走访")
AUTHORS = ("站长", "站长", "站长", "小编阿元")
VIEWS = (2, 9, 48, 315, 1207, 10001, 12347)


@dataclass(frozen=True)
class Post:
    """A post as stored in the CMS (``title_raw``, ``html``) and as it truly reads (the rest)."""

    id: int
    title_raw: str
    title: str
    paragraphs: tuple[str, ...]
    html: str
    source: str | None
    category: str
    author: str
    tags: tuple[str, ...]
    time: int
    views: int
    sticky: bool = False
    phones: tuple[str, ...] = ()
    leftovers: tuple[tuple[str, Kind], ...] = ()
    traps: tuple[str, ...] = ()
    style: str = ""
    draft: Draft | None = field(default=None, repr=False, compare=False)

    @property
    def removed(self) -> list[str]:
        """The visible lines that must not be in the clean body."""
        return [text for text, _ in self.leftovers]

    @property
    def link(self) -> Link:
        """Number and title as served, for lists of related posts."""
        return self.id, self.title_raw

    def truth(self, base: str = "http://demo.example/") -> dict[str, Any]:
        """The truth in the form that the scorer reads."""
        return {
            "id": self.id,
            "url": f"{base}index.php/post/{self.id}.html",
            "category": self.category,
            "author": self.author,
            "tags": list(self.tags),
            "published_at": self.time,
            "title": self.title,
            "paragraphs": list(self.paragraphs),
            "source": self.source,
            "phones": list(self.phones),
            "removed": self.removed,
            "traps": list(self.traps),
        }


def make_post(
    rng: Random,
    post_id: int,
    time: int,
    *,
    links: Sequence[Link] = (),
    operator: Operator | None = None,
    style: str = "",
    category: str = "",
    sticky: bool = False,
) -> Post:
    """An ordinary post: an article in one of the styles, with whatever came along.

    ``links`` are earlier posts that a list of related reading can name.
    """
    draft = write(rng)
    style = style or rng.choice(list(STYLES))
    body = make_body(rng, draft, style, links, operator or Operator())
    return assemble(rng, post_id, time, draft, body, style=style, category=category, sticky=sticky)


def assemble(
    rng: Random,
    post_id: int,
    time: int,
    draft: Draft,
    body: Body,
    *,
    style: str = "",
    category: str = "",
    sticky: bool = False,
) -> Post:
    """The post of a draft and its stored body."""
    return Post(
        id=post_id,
        title_raw=disguise(rng, draft.title),
        title=draft.title,
        paragraphs=true_lines(draft.blocks),
        html=body.html,
        source=body.source,
        category=category or category_of(draft),
        author=rng.choice(AUTHORS),
        tags=tuple(draft.scene[slot] for slot in ("area", "industry")[: rng.choice([0, 0, 1, 1, 2])]),
        time=time,
        views=rng.choice(VIEWS),
        sticky=sticky,
        phones=body.phones,
        leftovers=body.leftovers,
        traps=draft.traps,
        style=style,
        draft=draft,
    )


def true_lines(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The article's lines, in order."""
    return tuple(line for block in blocks for line in lines(block))


def category_of(draft: Draft) -> str:
    """The category that suits the story."""
    known = {id(POLICY): 1, id(LEASE): 2, id(VISIT): 3, id(JOBS_STORY): 3}
    return CATEGORIES[known.get(id(draft.story), 0)]

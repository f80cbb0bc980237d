"""Items: one for each page that was fetched. A post page yields an article, feed and list pages yield witnesses.

Their `repr` is short on purpose: Scrapy writes it to the log, and contact data of people belongs in no log.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from rentspider.pages import Block, PostPage


@dataclass(slots=True)
class Fetch:
    """One answer of the site, as the archive has it."""

    url: str
    fetched_at: datetime
    """When the server rendered it (its Date header), UTC; the archive's date only where it sent none."""
    status: int
    """The HTTP status; 0 where no answer came."""
    archive_file: str | None = None
    archive_offset: int | None = None
    error: str | None = None
    """Why the page could not be had or read, where it could not."""
    list: str | None = None
    """What it was read as, where that is a feed or a list: feed, or what `ListPage.kind` says."""
    page: int | None = None
    """Which page of its list."""
    shown: int | None = None
    """How many posts it showed."""
    closed: bool = False
    """Whether that was because the whole site is closed."""
    left_alone: bool = False
    """Whether it was not asked for after all: robots.txt forbids it, or it leads away from the site."""


class Witness(NamedTuple):
    """A post as a page shows it that is not the post's own: its number, title and date."""

    id: int
    url: str
    title: str
    kind: str
    """Where it was shown: feed, list or related."""
    date_text: str | None = None
    exact: datetime | None = None
    """The feed's time, UTC."""
    copy_hash: str | None = None
    """What the feed says of the post, title and body, as a hash."""


class Evidence(NamedTuple):
    """What one witness said of a post's publishing time."""

    post_id: int
    witness: str
    """Where it was shown: feed, page, list or related."""
    raw: str
    """As it was shown."""
    observed_at: datetime
    """When the server rendered it, UTC."""
    earliest: datetime | None
    latest: datetime | None
    """The first and the last second that it allows, UTC; both None where it could not be read."""


class Removal(NamedTuple):
    """A block that is not the article, what it is, and the rule that says so."""

    block: Block
    kind: str
    rule: str


class EdgeLine(NamedTuple):
    """A line near an end of a body, or one that is a link, as repetition is learned from it."""

    position: int
    """Of its block in the body."""
    rank: int
    """Among the lines that have text."""
    place: str
    """head, tail or middle."""
    fingerprint: int
    """Stands for its words, numbers and names masked."""


@dataclass(slots=True, repr=False)
class PageItem:
    """A page that yields nothing but the fact that it was fetched: missing, broken, or of no interest."""

    fetch: Fetch

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.fetch.status} {self.fetch.url}>"


@dataclass(slots=True, repr=False)
class WitnessItem(PageItem):
    """A feed or list page: what it shows of posts."""

    site: str
    witnesses: list[Witness]
    evidence: list[Evidence] = field(default_factory=list)
    """Filled by the dates pipeline."""
    matched: dict[str, str] = field(default_factory=dict)
    """For each field of a list page, the selector that found it; a post has its own in `page`."""


@dataclass(slots=True, repr=False)
class PostItem(WitnessItem):
    """A post page, with what it shows of related posts; the pipelines fill what follows `page`."""

    page: PostPage = field(kw_only=True)
    kept: list[Block] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    edges: list[EdgeLine] = field(default_factory=list)
    near: list[int] = field(default_factory=list)
    """The positions of blocks that a little would have kept or removed instead."""
    source: str | None = None
    cleaner_version: int = 0
    title: str = ""
    body_text: str = ""
    body_html: str = ""
    content_hash: str = ""
    text_hash: str | None = None
    flags: list[str] = field(default_factory=list)

"""A walk through the site's lists, newest first: how far it has to go, and how far the next one will have to.

The frontier is what makes a walk short: the newest posts that the lists showed at the last walk that saw all that was
behind them. Where a list shows one of these, and nothing unknown behind it, all that follows is known. Posts that a
run found otherwise, by a related link or before it was cut short, say nothing of what follows them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

STALE = 3
"""After so many pages that showed nothing their list has not shown before, its pager is taken to have no end."""
LONGEST = 50
"""How many posts a frontier has: more than one, since posts are deleted."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A post as a list or the feed shows it."""

    id: int
    sticky: bool = False
    day: date | None = None
    """The last local day on which it can have been published."""


class Walk:
    """One run's walk.

    Args:
        frontier: that of the last complete walk; without one every list is walked to its end.
        everything: walk every list to its end all the same.
        since: a list ends where all posts of a page are older than this day.
    """

    def __init__(self, frontier: Sequence[int] = (), everything: bool = False, since: date | None = None) -> None:
        self.everything = everything or not frontier
        self.broken = False
        """Whether a page of a list could not be had, so that nobody knows what it showed."""
        self.first_round = True
        self.found_any = False
        """Whether this round has shown a post that was to be fetched."""
        self._since = since
        self._before = list(frontier)
        self._stops = frozenset() if self.everything else frozenset(frontier)
        self._top: dict[int, list[int]] = {}
        self._shown: defaultdict[str, set[int]] = defaultdict(set)
        self._stale: Counter[str] = Counter()

    @property
    def takes_all(self) -> bool:
        """Whether every page of every list is looked at: in the first round of a walk without a frontier."""
        return self.everything and self.first_round

    def see(self, page: int, shown: Iterable[Shown]) -> None:
        """Note what a page of the front list shows; the feed is page 0."""
        self._top[page] = [post.id for post in shown if not post.sticky]

    def repeats(self, name: str, shown: Iterable[Shown]) -> bool:
        """Whether the pages of a list have begun to show again what they have shown: some pagers have no end."""
        posts, known = {post.id for post in shown}, self._shown[name]
        self._stale[name] = 0 if posts - known else self._stale[name] + 1
        known |= posts
        return self._stale[name] >= STALE

    def goes_on(self, shown: Sequence[Shown], fresh: Collection[int]) -> bool:
        """Whether what follows these posts in the front list may hold something unknown."""
        rows = [post for post in shown if not post.sticky]
        if self.is_past(rows):
            return False
        last_fresh = max((place for place, post in enumerate(rows) if post.id in fresh), default=-1)
        return not any(post.id in self._stops for post in rows[last_fresh + 1 :])

    def is_past(self, shown: Sequence[Shown]) -> bool:
        """Whether all these posts are older than the walk is to go."""
        rows = [post for post in shown if not post.sticky]
        return self._since is not None and bool(rows) and all(map(self.is_too_old, rows))

    def is_too_old(self, post: Shown) -> bool:
        """Whether a post was published before the walk's bound."""
        return self._since is not None and post.day is not None and post.day < self._since

    def begin_round(self) -> None:
        """Begin at the lists' first pages once more: what they show now and did not before is new."""
        self._before = self._seen()
        self._stops = frozenset(self._before)
        self._top, self.found_any, self.first_round = {}, False, False
        self._shown.clear()
        self._stale.clear()

    def frontier(self) -> list[int]:
        """Where the next walk can stop, once this one is over; empty where it could not see all."""
        return [] if self.broken else self._seen()

    def _seen(self) -> list[int]:
        newest = (post for page in sorted(self._top) for post in self._top[page])
        return list(dict.fromkeys([*newest, *self._before]))[:LONGEST]


def ends_fresh(shown: Sequence[Shown], fresh: Collection[int]) -> bool:
    """Whether the last post of a page was unknown, so that its list's next page may have more."""
    rows = [post for post in shown if not post.sticky]
    return bool(rows) and rows[-1].id in fresh

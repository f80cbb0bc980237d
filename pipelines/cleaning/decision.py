"""The decision over all lines of a body at once: the best way from line to line through a few states.

The states are the article; boilerplate above it; the first line of boilerplate amid or below it; and the lines that
follow that one. Each line's score speaks for boilerplate (above 0) or for the article, and changing over costs. The
way with the highest sum decides (Viterbi's algorithm, in both directions); how much lower the best way is that has one
line on the other side is that line's margin.
"""

from collections.abc import Iterable, Iterator, Sequence

LEAVE, START = 2.2, 0.8
"""What it costs to change over from the article to boilerplate, and to begin with boilerplate. A body may end in
either for nothing."""

RETURN, RESUME = 1.1, 3.5
"""What it costs to change over to the article: from the head or from a line of boilerplate, such as an advert, and from
several lines of it, behind which an article is as good as never resumed."""

NEAR = 1.5
"""A line with a smaller margin was a near thing: what one strong rule at its place says against the costs is more."""

_NEVER = float("-inf")
_Ways = tuple[float, float, float, float]
"""The best sums in each state: article, head, first line, lines that follow."""


def margins(scores: Sequence[float]) -> list[float]:
    """For each line by how much it was decided: above 0 where it is boilerplate, else the article."""
    behind = list(_ahead(reversed(scores)))[::-1]
    return [
        score + max(head + to_head, first + to_first, more + to_more) - article - to_article
        for score, (article, head, first, more), (to_article, to_head, to_first, to_more) in zip(
            scores, _reached(scores), behind, strict=True
        )
    ]


def _reached(scores: Iterable[float]) -> Iterator[_Ways]:
    """The best way from the start to each line, without the line's own score."""
    article, head, first, more = 0.0, -START, _NEVER, _NEVER
    for score in scores:
        yield article, head, first, more
        head, first, more = head + score, first + score, more + score
        begun = article - LEAVE
        article = max(article, head - RETURN, first - RETURN, more - RESUME)
        first, more = begun, max(first, more)


def _ahead(scores: Iterable[float]) -> Iterator[_Ways]:
    """The best way from behind each line to the end, for scores from the last line on."""
    article, head, first, more = 0.0, 0.0, 0.0, 0.0
    for score in scores:
        yield article, head, first, more
        head, first, more = head + score, first + score, more + score
        head, first, more, article = (
            max(head, article - RETURN),
            max(more, article - RETURN),
            max(more, article - RESUME),
            max(article, first - LEAVE),
        )

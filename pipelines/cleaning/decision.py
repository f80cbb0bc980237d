"""The decision over all lines of a body at once: the way through two states, article and boilerplate.

Each line's score speaks for one of them, and changing over costs. The way with the highest sum (Viterbi's algorithm)
is the decision; how much lower the best way is that has one line in the other state is that line's margin.
"""

from collections.abc import Iterable, Iterator, Sequence

LEAVE, RETURN, START = 2.0, 1.5, 0.5
"""What it costs to change over from article to boilerplate, and back, and to start with boilerplate. A body may end
in either for nothing."""

NEAR = 2.0
"""A line with a smaller margin was a near thing: what one strong rule at its place says against the costs is more."""


def decide(scores: Sequence[float]) -> list[bool]:
    """For each line whether it is boilerplate: the way through both states with the highest sum of scores."""
    if not scores:
        return []
    article, boilerplate = 0.0, -START + scores[0]
    came_from: list[tuple[bool, bool]] = []  # for each later line: the state before it, if it is article / boilerplate
    for score in scores[1:]:
        came_from.append((boilerplate - RETURN > article, boilerplate > article - LEAVE))
        article, boilerplate = (
            max(article, boilerplate - RETURN),
            max(article - LEAVE, boilerplate) + score,
        )
    states = [boilerplate > article]
    for before in reversed(came_from):
        states.append(before[states[-1]])
    return states[::-1]


def margins(scores: Sequence[float]) -> list[float]:
    """For each line by how much it was decided: above 0 where it is boilerplate, below 0 where it is the article.

    It is the line's own score, and what stands on each side of it pulls; no side pulls more than changing over costs.
    """
    before = _pulls(scores, -START, LEAVE, RETURN)
    behind = list(_pulls(scores[::-1], 0.0, RETURN, LEAVE))
    return [score + one + other for score, one, other in zip(scores, before, behind[::-1], strict=True)]


def _pulls(scores: Iterable[float], pull: float, leave: float, back: float) -> Iterator[float]:
    for score in scores:
        yield pull
        pull += score
        pull = -leave if pull < -leave else back if pull > back else pull  # min and max would take twice the time

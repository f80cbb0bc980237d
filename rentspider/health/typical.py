"""What is typical: how long a body is, and how much of it cleaning removes."""

from collections.abc import Iterator
from dataclasses import dataclass

from rentspider.health.measures import STEPS, Measures, median, steps_of
from rentspider.health.odds import Share
from rentspider.health.sides import Fall, Measure, Sides

TIMES = 3
"""A third of what was typical, or three times as much, is another kind of body."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length that is counted in steps."""

    prefix: str
    least: int
    """What is typical must be so much before one can say that it is less now."""
    most: int
    """And must be so much now before one can say that it is more."""

    def shorter(self, sides: Sides) -> tuple[int, Fall] | None:
        """The bound under which most pages are now, where nearly none was; and how many are not."""
        typical = median(steps_of(sides.old, self.prefix))
        bound = max(step for step in STEPS if step <= typical / TIMES)
        fall = sides.fall(self._pages(bound, STEPS[-1] + 1)) if typical >= self.least else None
        return (bound, fall) if fall else None

    def longer(self, sides: Sides) -> tuple[int, Fall] | None:
        """The bound that most pages reach now, where nearly none did; and how many do not."""
        least = max(self.most, TIMES * median(steps_of(sides.old, self.prefix)))
        bound = next((step for step in STEPS if step >= least), None)
        fall = sides.fall(self._pages(0, bound)) if bound else None
        return (bound, fall) if bound and fall else None

    def _pages(self, start: int, end: int) -> Measure:
        def share(measures: Measures) -> Share:
            steps = steps_of(measures, self.prefix)
            return Share.of(sum(pages for step, pages in steps.items() if start <= step < end), sum(steps.values()))

        return share


BODY = Length("post/length/", least=30, most=100)
"""Characters that were kept."""
REMOVED = Length("post/removed/", least=30, most=300)
"""How much of a body was removed, in thousandths."""


def changed_text(sides: Sides) -> list[str]:
    """A sentence, if much more or less is removed; else, if bodies are much longer or shorter."""
    return list(_removal(sides)) or list(_length(sides))


def _removal(sides: Sides) -> Iterator[str]:
    if more := REMOVED.longer(sides):
        yield _told(f"{more[0] / 10:g} % of the text or more was removed on", more[1])
    if less := REMOVED.shorter(sides):
        yield _told(f"less than {less[0] / 10:g} % of the text was removed on", less[1])


def _length(sides: Sides) -> Iterator[str]:
    typical = [round(median(steps_of(each, BODY.prefix)), -1) for each in (sides.recent, sides.old)]
    usual = ", typically {:.0f} now and {:.0f} then".format(*typical)
    if shorter := BODY.shorter(sides):
        yield _told(f"the text had fewer than {shorter[0]} characters on", shorter[1]) + usual
    if longer := BODY.longer(sides):
        yield _told(f"the text had {longer[0]} characters or more on", longer[1]) + usual


def _told(what: str, fall: Fall) -> str:
    return f"{what} {fall.now.rest} pages; it was so on {fall.before.rest} before"

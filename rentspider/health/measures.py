"""What is measured of a run: counts by name. All of them add up, so runs can be pooled.

A length, too, is a count: of the pages in each of some steps. So the typical length of many runs together is a true
median, which one page that is endless or empty does not move.
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

Measures = Mapping[str, float]

PREFIX = "health/"
"""How the counts begin among Scrapy's stats."""

STEPS: tuple[int, ...] = (0, *(digit * 10**power for power in range(6) for digit in (1, 2, 3, 5, 7)))
"""Where the steps of a length begin."""


def measures_of(stats: Mapping[str, Any]) -> dict[str, float]:
    """The measures among a run's stats, without their prefix."""
    return {name.removeprefix(PREFIX): count for name, count in stats.items() if name.startswith(PREFIX)}


def step_of(value: float) -> int:
    """The beginning of the step that a length is in."""
    return STEPS[bisect_right(STEPS, value) - 1]


def under(measures: Measures, prefix: str) -> dict[str, float]:
    """The counts whose names begin so, by the rest of their names."""
    return {name.removeprefix(prefix): count for name, count in measures.items() if name.startswith(prefix)}


def steps_of(measures: Measures, prefix: str) -> dict[int, float]:
    """The pages in each step of a length."""
    return {int(name): count for name, count in sorted(under(measures, prefix).items(), key=lambda each: int(each[0]))}


def median(steps: Mapping[int, float]) -> float:
    """The length that half of the pages reach, as if those of a step were spread over it evenly; 0 without pages."""
    left = sum(steps.values()) / 2
    for step, pages in steps.items():
        if left <= pages and pages:
            after = STEPS[min(STEPS.index(step) + 1, len(STEPS) - 1)]
            return step + (after - step) * left / pages if step else 0.0
        left -= pages
    return 0.0

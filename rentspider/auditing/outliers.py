"""What is far above the usual, by a measure that the odd ones themselves cannot move.

The usual is the median. How much values differ from it is told by the median of their distances (the median absolute
deviation), scaled so that for a normal distribution it is the standard deviation. Half of the values would have to be
odd before either says something else.
"""

from collections.abc import Sequence
from statistics import median

FAR = 3.5
"""More scaled deviations above the median than this are far (after Iglewicz and Hoaglin)."""
SCALE = 1.4826
FEWEST = 10
"""With fewer values nothing is usual."""
NARROWEST = 0.02
"""Values that are nearly all the same would make each small difference a far one."""


def usual(values: Sequence[float]) -> tuple[float, float] | None:
    """The median, and the value above which others are far from it; None for too few values to say."""
    if len(values) < FEWEST:
        return None
    middle = median(values)
    spread = SCALE * median(abs(value - middle) for value in values)
    return middle, middle + FAR * max(spread, NARROWEST)

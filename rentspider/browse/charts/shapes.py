"""What a chart is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, log10

MOST_LABELS = 5
"""As many words fit under a chart on a telephone."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled place: across in percent, down in pixels."""

    x: float
    y: float
    width: float
    height: float
    style: str
    told: str
    """What it stands for, in words."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line."""

    x: float
    y: float
    style: str
    told: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of a line."""

    x1: float
    y1: float
    x2: float
    y2: float
    style: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word at a place; its anchor is `start`, `middle` or `end`."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Figures:
    """The same as a table."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its legend and its figures."""

    height: float
    figures: Figures
    legend: Sequence[tuple[str, str]] = ()
    """Styles and what they stand for."""
    rects: list[Rect] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    grid: list[Word] = field(default_factory=list)
    """The words of the scale, each with a line across at its height."""
    words: list[Word] = field(default_factory=list)


def steps_to(largest: float, most: int = 4) -> list[int]:
    """Round numbers from 0 until one reaches the largest value."""
    if largest <= 0:
        return [0, 1]
    unit = 10 ** int(log10(max(largest / most, 1)))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor * most >= largest)
    return [step * number for number in range(ceil(largest / step) + 1)]


def words_below(names: Sequence[str], y: float) -> list[Word]:
    """Some of the names of evenly spaced things, under their middles."""
    every = ceil(len(names) / MOST_LABELS) or 1
    last = len(names) - 1
    chosen = range(last % every, len(names), every)  # the last one is always among them
    return [_word(names[place], place, last, y) for place in chosen]


def middle(place: int, count: int) -> float:
    """The middle of one of so many evenly spaced places, in percent."""
    return round((place + 0.5) * 100 / count, 3)


def _word(name: str, place: int, last: int, y: float) -> Word:
    """Words at the edges grow inwards where there is a crowd of them."""
    if last < MOST_LABELS or 0 < place < last:
        return Word(middle(place, last + 1), y, name, "middle")
    return Word(0, y, name, "start") if place == 0 else Word(100, y, name, "end")

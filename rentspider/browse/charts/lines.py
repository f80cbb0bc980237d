"""Lines: shares over time, from one measurement to the next, and a strip below that says how each time ended."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rentspider.browse.charts.shapes import Chart, Dot, Figures, Rect, Stroke, Word, middle, words_below

HEIGHT, TOP, BOTTOM, STRIP = 250.0, 18.0, 46.0, 10.0
FILLED = 0.88
"""How much of its place a piece of the strip takes."""
STEPS = (0, 25, 50, 75, 100)
CROWD = 40
"""With more points than this their dots would be a second line."""


def lines(
    first: str,
    names: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    styles: Sequence[str],
    strip: Sequence[tuple[str, str]],
) -> Chart:
    """A line for each series of shares from 0 to 1.

    Args:
        first: what the names are.
        styles: one for each series.
        strip: for each name a style and words, of how it ended.
    """
    rows = [
        (name, *(_percent(values[place]) for values in series.values()), strip[place][1])
        for place, name in enumerate(names)
    ]
    chart = Chart(HEIGHT, Figures((first, *series, "结果"), rows[::-1]), list(zip(styles, series, strict=True)))
    chart.grid.extend(Word(0, _down(step / 100), f"{step} %") for step in STEPS)
    chart.words.extend(words_below(names, HEIGHT - 6))
    for (what, values), style in zip(series.items(), styles, strict=True):
        _draw(chart, names, what, values, style)
    width = 100 / max(len(names), 1)
    for place, (style, told) in enumerate(strip):
        left, across = width * (place + (1 - FILLED) / 2), width * FILLED
        chart.rects.append(Rect(round(left, 3), HEIGHT - BOTTOM + 10, round(across, 3), STRIP, style, told))
    return chart


def _draw(chart: Chart, names: Sequence[str], what: str, values: Sequence[float | None], style: str) -> None:
    points = [
        (middle(place, len(values)), _down(value), f"{names[place]} {what} {_percent(value)}")
        for place, value in enumerate(values)
        if value is not None
    ]
    chart.strokes.extend(Stroke(x1, y1, x2, y2, style) for (x1, y1, _), (x2, y2, _) in pairwise(points))
    if len(values) <= CROWD:
        chart.dots.extend(Dot(x, y, style, told) for x, y, told in points)


def _down(share: float) -> float:
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 2)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"

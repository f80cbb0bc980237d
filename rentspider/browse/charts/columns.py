"""Stacked columns: amounts that add up, side by side in time."""

from collections.abc import Mapping, Sequence

from rentspider.browse.charts.shapes import Chart, Figures, Rect, Word, steps_to, words_below

HEIGHT, TOP, BOTTOM = 220.0, 18.0, 24.0
FILLED = 0.72
"""How much of its place a column takes."""


def stacked(first: str, names: Sequence[str], series: Mapping[str, Sequence[int]], styles: Sequence[str]) -> Chart:
    """A column for each name, of a piece for each series, the first series at the bottom.

    Args:
        first: what the names are; the head of the first column of figures.
        styles: one for each series.
    """
    totals = [sum(values) for values in zip(*series.values(), strict=True)]
    steps = steps_to(max(totals, default=0))
    scale = (HEIGHT - TOP - BOTTOM) / steps[-1]
    head = (first, *series, "合计") if len(series) > 1 else (first, *series)
    rows = [
        (name, *(str(values[place]) for values in series.values()), *([str(totals[place])] if len(series) > 1 else []))
        for place, name in enumerate(names)
    ]
    chart = Chart(HEIGHT, Figures(head, rows[::-1]), list(zip(styles, series, strict=True)) if len(series) > 1 else ())
    chart.grid.extend(Word(0, HEIGHT - BOTTOM - step * scale, f"{step:,}" if step else "") for step in steps)
    chart.words.extend(words_below(names, HEIGHT - 6))
    floors = [HEIGHT - BOTTOM] * len(names)
    width = 100 / max(len(names), 1)
    for (what, values), style in zip(series.items(), styles, strict=True):
        for place, value in enumerate(values):
            if not value:
                continue
            floors[place] -= value * scale
            left = width * (place + (1 - FILLED) / 2)
            x, y, across, down = (round(each, 3) for each in (left, floors[place], width * FILLED, value * scale))
            chart.rects.append(Rect(x, y, across, down, style, f"{names[place]} {what} {value}"))
    return chart

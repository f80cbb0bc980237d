"""Charts as shapes: figures in, places out. No script draws them and no library; a template writes them as SVG.

Places across are percent of the width, so that a chart is as wide as its page and its words stay as large as they are.
"""

from rentspider.browse.charts.bars import Bar, Bars, bars
from rentspider.browse.charts.columns import stacked
from rentspider.browse.charts.lines import lines
from rentspider.browse.charts.shapes import Chart, Figures

__all__ = ["Bar", "Bars", "Chart", "Figures", "bars", "lines", "stacked"]

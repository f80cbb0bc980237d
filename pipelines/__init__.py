"""Item pipelines: strip boilerplate, normalise text, date, check, store. One class a file.

The pure modules behind them (`cleaning`, `dating`, `normalise`, `markup`) know nothing of Scrapy.
"""

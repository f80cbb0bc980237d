"""Health: what a run's pages were like, held against the runs before. Counts in, sentences out.

No Scrapy, no database, no clock. `measures_of`, `shares` and `breaks` are all there is to call.
"""

from rentspider.health.breaks import breaks
from rentspider.health.measures import PREFIX, Measures, measures_of
from rentspider.health.odds import Share
from rentspider.health.shares import shares

__all__ = ["PREFIX", "Measures", "Share", "breaks", "measures_of", "shares"]

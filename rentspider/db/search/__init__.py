"""Full-text search: articles in which every term stands, as it is written, in the title or in one paragraph."""

from rentspider.db.search.finding import find
from rentspider.db.search.results import Hit, Order, Page, Parts, Query

__all__ = ["Hit", "Order", "Page", "Parts", "Query", "find"]

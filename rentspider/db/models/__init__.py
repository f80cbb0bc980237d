"""The tables. Names and meanings are a contract with the people who query them; docs/schema.md is made from them."""

from rentspider.db.models.article import GONE, LIVE, Article, Capture, Revision
from rentspider.db.models.base import Base
from rentspider.db.models.parts import ArticleImage, ArticleTag, Link, RemovedBlock, Tag
from rentspider.db.models.record import FAILED, OF_LISTS, CrawlRun, FetchRecord
from rentspider.db.models.repetition import EdgeLineRecord, LearnedBlock
from rentspider.db.models.search import SearchChange
from rentspider.db.models.witness import DateEvidence, FeedCopy

__all__ = [
    "FAILED",
    "GONE",
    "LIVE",
    "OF_LISTS",
    "Article",
    "ArticleImage",
    "ArticleTag",
    "Base",
    "Capture",
    "CrawlRun",
    "DateEvidence",
    "EdgeLineRecord",
    "FeedCopy",
    "FetchRecord",
    "LearnedBlock",
    "Link",
    "RemovedBlock",
    "Revision",
    "SearchChange",
    "Tag",
]

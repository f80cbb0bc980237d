"""The tables. Names and meanings are a contract with the people who query them; see docs/database.md."""

from rentspider.db.models.article import (
    Article,
    ArticleImage,
    ArticleTag,
    Capture,
    Link,
    RemovedBlock,
    Revision,
    Tag,
)
from rentspider.db.models.base import Base
from rentspider.db.models.record import FAILED, OF_LISTS, CrawlRun, FetchRecord
from rentspider.db.models.repetition import EdgeLineRecord, LearnedBlock
from rentspider.db.models.witness import DateEvidence, FeedCopy

__all__ = [
    "FAILED",
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
    "Tag",
]

"""The database: models, migrations and the statements that store and read. Nothing here knows of Scrapy."""

from rentspider.db.engine import open_database

__all__ = ["open_database"]

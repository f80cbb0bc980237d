"""The database: models, migrations and the statements that store and read. Nothing here knows of Scrapy."""

from rentspider.db.engine import connect_alone, open_database

__all__ = ["connect_alone", "open_database"]

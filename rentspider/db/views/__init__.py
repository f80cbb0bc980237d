"""Views for people: plain names, local time, and the joins done.

They hold no data, so they are not changed by migrations one by one: whenever a database is migrated, all of them are
dropped first and made anew at the end, as the code has them then. A change of a view needs a new migration all the
same, even an empty one, so that databases that are there get it.
"""

from sqlalchemy import Connection

from rentspider.db.views.articles import ARTICLES, TAGGED
from rentspider.db.views.changes import EVIDENCE, REMOVED_BLOCKS, REVISIONS
from rentspider.db.views.runs import RUNS
from rentspider.db.views.totals import MONTHS, SOURCES, TAG_TOTALS
from rentspider.db.views.view import Field, View

__all__ = ["VIEWS", "Field", "View", "create_views", "drop_views"]

VIEWS = (ARTICLES, MONTHS, SOURCES, TAG_TOTALS, TAGGED, REVISIONS, REMOVED_BLOCKS, EVIDENCE, RUNS)


def drop_views(connection: Connection) -> None:
    """Drop them, where they are there."""
    for view in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view.name}")


def create_views(connection: Connection) -> None:
    """Make them, in place of those that are there."""
    drop_views(connection)
    for view in VIEWS:
        connection.exec_driver_sql(view.creation(connection.dialect))

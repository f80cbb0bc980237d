"""What all tables share: names of constraints, types of columns.

What a table means is its class's docstring, what a column means its `doc`: the schema page and the web page read both.
"""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, mapped_column

from rentspider.db.types import Moment

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables; moments are UTC, to the second."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's form
        datetime: Moment,
        dict[str, Any]: JSON(none_as_null=True),
        list[int]: JSON(none_as_null=True),
    }


PostNumber = BigInteger().with_variant(Integer, "sqlite")
ArticleKey = Annotated[int, mapped_column(ForeignKey("articles.key", ondelete="CASCADE"), doc="The article.")]

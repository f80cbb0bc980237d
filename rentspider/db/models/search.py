"""What keeps the search index in step; the index itself is no model: each engine has its own kind of tables."""

from sqlalchemy.orm import Mapped, mapped_column

from rentspider.db.models.base import Base


class SearchChange(Base):
    """An article that is not in the search index as it is now. Triggers add rows, storing an article takes them."""

    __tablename__ = "search_changes"

    article_key: Mapped[int] = mapped_column(primary_key=True, doc="The article; it may be there no more.")
    title: Mapped[str | None] = mapped_column(
        doc="Its title as the index has it; null where it has none of it, and on PostgreSQL."
    )
    body_text: Mapped[str | None] = mapped_column(doc="Its text likewise.")

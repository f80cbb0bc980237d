"""What holds of a database whatever happened to it: `scrapy check-db` asks, and so do the tests that break things.

Each invariant has a name and one statement or function; docs/database.md lists them.
"""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from rentspider.db.invariants.file import file_is_sound, index_fits, references_lead_somewhere, schema_is_whole
from rentspider.db.invariants.finding import Finding, naming
from rentspider.db.invariants.rules import RULES
from rentspider.db.invariants.texts import texts_are_as_stored

__all__ = ["NAMES", "Finding", "findings", "naming"]

_BASES = (file_is_sound, schema_is_whole)
"""Where one of these does not hold, there is no use in asking anything else."""
_FURTHER: tuple[Callable[[Connection], Iterator[Finding]], ...] = (references_lead_somewhere, texts_are_as_stored)
_OF_TEXTS = ("text-has-its-hash", "html-says-the-text", "revision-has-its-hash")
NAMES = (
    *("file-is-sound", "schema-is-whole", "references-lead-somewhere"),
    *(*_OF_TEXTS, *(rule.name for rule in RULES), "index-fits"),
)
"""All invariants, in the order in which they are asked."""


def findings(engine: Engine) -> Iterator[Finding]:
    """What does not hold; nothing where all does. Writers are kept waiting only while the search index is looked at."""
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")  # all is asked of one state of the database
            bad = [finding for ask in _BASES for finding in ask(connection)]
            yield from bad
            if bad:
                return
            for ask in _FURTHER:
                yield from ask(connection)
            yield from _broken(connection)
        with engine.connect() as connection:
            yield from index_fits(connection)
    except DatabaseError as error:
        yield Finding("file-is-sound", f"the database cannot be read: {error.orig}", "Restore a backup (docs/cron.md)")


def _broken(connection: Connection) -> Iterator[Finding]:
    for rule in RULES:
        about = connection.execute(text(rule.sql)).scalars().all()
        if about:
            yield Finding(rule.name, f"{rule.found}: {len(about)} {naming(about)}", rule.mend)

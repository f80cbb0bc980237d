"""Whether the texts of articles are what was stored: by their hashes, and by their two forms."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any

from sqlalchemy import Connection, Row, text

from rentspider.db.invariants.finding import Finding, naming
from rentspider.digest import digest

MEND = "scrapy reclean makes them anew from the archive"
_ARTICLES = text(
    "SELECT site || ' ' || id AS about, title, body_text, body_html, source, content_hash, text_hash FROM articles"
)
_REVISIONS = text(
    "SELECT a.site || ' ' || a.id AS about, r.title, r.body_text, r.source, r.content_hash"
    " FROM revisions r JOIN articles a ON a.key = r.article_key"
)
_TAG = re.compile(r'<[^<">]*+(?:"[^"]*+"[^<">]*+)*+>')
_NO_LETTERS = re.compile(r"[\W_]+")


def texts_are_as_stored(connection: Connection) -> Iterator[Finding]:
    """Each title, text and source gives the hash that was stored with it, and `body_html` has the words of the text."""
    changed, apart = list[str](), list[str]()
    for row in connection.execute(_ARTICLES, execution_options={"yield_per": 100}):
        if not _is_hashed(row) or row.text_hash != (digest(row.body_text) if row.body_text else None):
            changed.append(row.about)
        if _letters(unescape(_TAG.sub("", row.body_html))) != _letters(row.body_text):
            apart.append(row.about)
    revisions = connection.execute(_REVISIONS, execution_options={"yield_per": 100})
    former = [row.about for row in revisions if not _is_hashed(row)]
    told = (
        ("text-has-its-hash", changed, "articles with another text than was stored", MEND),
        ("html-says-the-text", apart, "articles that say something else in body_html than in body_text", MEND),
        ("revision-has-its-hash", former, "revisions with another text than was stored", "Only a backup has it"),
    )
    yield from (Finding(name, f"{what}: {len(keys)} {naming(keys)}", mend) for name, keys, what, mend in told if keys)


def _is_hashed(row: Row[Any]) -> bool:
    return bool(row.content_hash == digest(row.title, row.body_text, row.source or ""))


def _letters(text: str) -> str:
    """Letters and digits alone: white space and marks are where the two forms may differ."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFC", text))

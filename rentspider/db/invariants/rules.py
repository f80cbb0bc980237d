"""What holds of the rows of any database of this version: a rule each, with the SQL that finds the rows that break it.

They are asked whenever no transaction is under way, so that a run that was killed at any moment breaks none of them.
"""

from dataclasses import dataclass

REPLAY = "scrapy replay reads its page again"
RECLEAN = "scrapy reclean makes it anew from the archive"
ABOUT = "a.site || ' ' || a.id AS about"


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold; the SQL names the rows of which it does not, in its only column."""

    name: str
    found: str
    """What rows are that break it."""
    mend: str
    sql: str


_OF_ARTICLES = (
    Rule(
        "article-has-fetch",
        "articles whose fetch is not on record",
        REPLAY,
        f"SELECT {ABOUT} FROM articles a WHERE NOT EXISTS (SELECT 1 FROM fetches f WHERE f.site = a.site"
        " AND f.post_id = a.id AND f.fetched_at = a.fetched_at AND f.status = 200)",
    ),
    Rule(
        "fetch-has-article",
        "fetched posts without an article",
        REPLAY,
        "SELECT DISTINCT f.url FROM fetches f WHERE f.post_id IS NOT NULL AND f.status = 200 AND f.error IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.site = f.site AND a.id = f.post_id)",
    ),
    Rule(
        "article-has-capture",
        "articles that say something else than the capture of their newest fetch",
        RECLEAN,
        f"SELECT {ABOUT} FROM articles a WHERE NOT EXISTS (SELECT 1 FROM captures c WHERE c.article_key = a.key"
        " AND c.fetched_at = a.fetched_at AND c.content_hash = a.content_hash"
        " AND c.cleaner_version = a.cleaner_version)",
    ),
    Rule(
        "capture-has-fetch",
        "captures whose fetch is not on record",
        REPLAY,
        f"SELECT {ABOUT} FROM captures c JOIN articles a ON a.key = c.article_key WHERE NOT EXISTS"
        " (SELECT 1 FROM fetches f WHERE f.site = a.site AND f.post_id = a.id AND f.fetched_at = c.fetched_at)",
    ),
    Rule(
        "revision-has-capture",
        "revisions without a capture, or not older than their article",
        REPLAY,
        f"SELECT {ABOUT} FROM revisions r JOIN articles a ON a.key = r.article_key"
        " LEFT JOIN captures c ON c.article_key = r.article_key AND c.fetched_at = r.fetched_at"
        " WHERE c.article_key IS NULL OR r.fetched_at >= a.fetched_at",
    ),
    Rule(
        "block-is-kept-or-removed",
        "blocks that are kept as a picture, and removed as well",
        RECLEAN,
        f"SELECT {ABOUT} FROM images i JOIN removed_blocks r"
        " ON r.article_key = i.article_key AND r.position = i.position JOIN articles a ON a.key = i.article_key",
    ),
    Rule(
        "copy-names-the-first",
        "articles that do not name the first with their text, or name another",
        RECLEAN,
        "WITH texts AS (SELECT site, text_hash, min(id) AS first FROM articles GROUP BY site, text_hash)"
        f" SELECT {ABOUT} FROM articles a LEFT JOIN texts t ON t.site = a.site AND t.text_hash = a.text_hash"
        " LEFT JOIN articles b ON b.site = a.site AND b.id = t.first AND b.key <> a.key"
        " WHERE coalesce(a.duplicate_of, -1) <> coalesce(b.key, -1)",
    ),
    Rule(
        "status-is-known",
        "articles that are neither live nor gone",
        REPLAY,
        f"SELECT {ABOUT} FROM articles a WHERE a.status NOT IN ('live', 'gone')",
    ),
)
_OF_DATES = (
    Rule(
        "date-is-whole",
        "articles with a date of which a part is missing (a moment where both ends are known, no day and no moment"
        " where one is open), or that lies outside its ends",
        REPLAY,
        f"SELECT {ABOUT} FROM articles a WHERE a.published_earliest > a.published_at"
        " OR a.published_at > a.published_latest"
        " OR (a.published_precision IS NULL) <> (a.published_earliest IS NULL AND a.published_latest IS NULL)"
        " OR (a.published_at IS NULL) <> (a.published_earliest IS NULL OR a.published_latest IS NULL)"
        " OR (a.published_at IS NULL AND a.published_day IS NOT NULL)",
    ),
    Rule(
        "date-has-evidence",
        "articles with a date for which there is no evidence",
        REPLAY,
        f"SELECT {ABOUT} FROM articles a WHERE a.published_precision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
        " date_evidence e WHERE e.site = a.site AND e.post_id = a.id AND coalesce(e.earliest, e.latest) IS NOT NULL)",
    ),
)
_OF_RECORDS = (
    Rule(
        "place-is-whole",
        "fetches with an archive and no place in it, or a place and no archive",
        REPLAY,
        "SELECT f.url FROM fetches f WHERE (f.archive_file IS NULL) <> (f.archive_offset IS NULL)",
    ),
    Rule(
        "run-has-ending",
        "runs that ended without an exit code or a reason",
        "The next run is not touched by it",
        "SELECT r.id FROM crawl_runs r WHERE r.finished_at IS NOT NULL AND (r.exit_code IS NULL OR r.reason IS NULL)",
    ),
)
_OF_LEARNING = (
    Rule(
        "learned-is-applied",
        "learned lines that have not been applied to their articles yet",
        "The next crawl does it, or scrapy reclean",
        "SELECT l.site FROM learned_blocks l WHERE NOT l.applied",
    ),
    Rule(
        "learned-is-counted",
        "learned lines that are said to stand in more posts than they do",
        "scrapy reclean counts them anew",
        "SELECT l.site || ' ' || l.fingerprint AS about FROM learned_blocks l WHERE l.verdict IS NULL AND l.posts >"
        " (SELECT count(DISTINCT e.article_key) FROM edge_lines e JOIN articles a ON a.key = e.article_key"
        " WHERE e.fingerprint = l.fingerprint AND a.site = l.site)",
    ),
)
RULES = (*_OF_ARTICLES, *_OF_DATES, *_OF_RECORDS, *_OF_LEARNING)

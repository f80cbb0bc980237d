"""What Datasette is told of the database: titles, descriptions, facets, canned queries, and what is hidden."""

from typing import Any

from rentspider.browse.words import label, plain, questions, relations

DATABASE = "rent"
"""What the database is called in addresses, whatever its file is called."""
ARTICLES = "v_articles"
FACETS: list[Any] = ["category", "source", "month", {"tag": "tag"}]
NEWEST_FIRST = {ARTICLES: "published", "v_months": "month", "v_revisions": "changed_by", "v_runs": "id"}
"""Views whose rows come in another order than that in which they were stored."""
HIDDEN = frozenset({"edge_lines", "captures", "feed_copies", "learned_blocks", "search_changes", "alembic_version"})
"""What only the machine has a use for."""
SETTINGS = {
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1500,
    "suggest_facets": False,
    "default_page_size": 50,
    "default_facet_size": 12,
    "max_returned_rows": 1000,
    "truncate_cells_html": 120,
    "allow_download": False,
    "default_cache_ttl": 0,  # a crawl may be writing
}


def metadata(internal: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Datasette's metadata.

    Args:
        internal: tables of the database that are no part of the schema, as an index for searching.
    """
    tables: dict[str, dict[str, Any]] = {
        name: {
            "title": label("relations", name),
            "description": plain(relation.doc),
            "columns": {column.name: plain(column.doc) for column in relation.columns},
        }
        for name, relation in relations().items()
    }
    for name in HIDDEN | internal:
        tables.setdefault(name, {})["hidden"] = True
    for name, column in NEWEST_FIRST.items():
        tables[name]["sort_desc"] = column
    tables[ARTICLES]["facets"] = FACETS
    queries = {
        each["name"]: {
            "sql": each["sql"].strip(),
            "title": each["title"],
            "description": plain(each["note_en"]),
            "question": each,
        }
        for each in questions()
    }
    return {"title": "rentspider", "databases": {DATABASE: {"tables": tables, "queries": queries}}}

"""The page of charts."""

from typing import Any

from datasette import Response
from sqlalchemy import Connection

from rentspider.browse.drawings import by_kind, by_source, health, monthly
from rentspider.browse.pages import ask
from rentspider.db.figures import ended_runs, kept_characters, months, removals, sources

SOURCES, RUNS = 15, 60


def gather(connection: Connection) -> dict[str, Any]:
    """All charts, of one state of the database."""
    removed, kept = removals(connection), kept_characters(connection)
    return {
        "months": monthly(months(connection)),
        "sources": by_source(sources(connection, SOURCES)),
        "kinds": by_kind(removed, kept),
        "removed": sum(removal.characters for removal in removed),
        "kept": kept,
        "health": health(ended_runs(connection, RUNS)),
    }


async def charts_page(datasette: Any, request: Any) -> Response:
    """The page."""
    charts = await ask(datasette, gather)
    return Response.html(await datasette.render_template("charts.html", charts, request=request))

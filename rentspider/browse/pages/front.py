"""The front page: what this is, how fresh, how much, the last runs, and where to go on."""

from dataclasses import dataclass
from typing import Any

from datasette import Response
from sqlalchemy import Connection

from rentspider.browse.charts import Chart
from rentspider.browse.drawings import monthly
from rentspider.browse.pages import ask
from rentspider.db.figures import months
from rentspider.db.queries import Holdings, Rows, holdings, last_runs, newest_articles
from rentspider.outcome import Exit

ARTICLES, RUNS = 8, 5


@dataclass(frozen=True, slots=True)
class Front:
    """What the page shows."""

    holdings: list[Holdings]
    newest: Rows
    runs: Rows
    months: Chart | None


def gather(connection: Connection) -> Front:
    """All of it, of one state of the database."""
    return Front(
        holdings(connection),
        newest_articles(connection, ARTICLES),
        last_runs(connection, RUNS),
        monthly(months(connection)),
    )


async def front_page(datasette: Any, request: Any) -> Response:
    """The page."""
    front = await ask(datasette, gather)
    outcomes = {int(code): code.name.lower().replace("_", " ") for code in Exit}
    return Response.html(
        await datasette.render_template("front.html", {"front": front, "outcomes": outcomes}, request=request)
    )

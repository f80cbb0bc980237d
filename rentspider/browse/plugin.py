"""What Datasette's hooks call: our pages, the guard, cells that lead to articles, tags as a facet, errors in words."""

import logging
import re
from collections.abc import Generator
from typing import Any

from datasette import Response
from datasette.filters import FilterArguments
from datasette.utils.asgi import BadRequest
from markupsafe import Markup
from pluggy import HookimplMarker

from rentspider.browse.formats import post_path
from rentspider.browse.guard import App, guarded
from rentspider.browse.masking import masked
from rentspider.browse.metadata import ARTICLES
from rentspider.browse.pages.article import article_page
from rentspider.browse.pages.charts import charts_page
from rentspider.browse.pages.front import front_page
from rentspider.browse.pages.search import search_page
from rentspider.browse.tags import TagFacet
from rentspider.db.readonly import TooSlowError

logger = logging.getLogger(__name__)
hookimpl = HookimplMarker("datasette")
SLOW, LOCKED = "it took too long", "another program keeps the database locked"


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Our own pages; they come before Datasette's."""
    return [
        (r"^/$", front_page),
        (r"^/search$", search_page),
        (r"^/charts$", charts_page),
        (r"^/post/(?P<site>[^/]+)/(?P<id>\d{1,18})$", article_page),
    ]


@hookimpl
def asgi_wrapper() -> Any:
    """The guard, around everything."""

    def wrap(app: App) -> App:
        return guarded(app)

    return wrap


@hookimpl
def register_facet_classes() -> list[type]:
    """Tags, of which an article has several."""
    return [TagFacet]


@hookimpl
def filters_from_request(request: Any, table: str) -> FilterArguments | None:
    """`_tag` narrows articles to those with a tag; Datasette's own search knows nothing of Chinese."""
    if any(name.startswith("_search") for name in request.args):
        raise BadRequest("search at /search?q=…")
    tags = request.args.getlist("_tag") if table == ARTICLES else []
    if not tags:
        return None
    clauses = [f"key in (select key from v_tagged where tag = :tag{number})" for number in range(len(tags))]
    told = [f'tag = "{tag}"' for tag in tags]
    return FilterArguments(clauses, {f"tag{number}": tag for number, tag in enumerate(tags)}, told)


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None) -> Any:
    """A title leads to its article; removed text is shown without what reaches a person."""
    if table == "removed_blocks" and column == "text":
        return masked(str(value))
    names = row.keys()
    if column == "title" and {"site", "id"} <= set(names) and value and re.fullmatch(r"\d{1,18}", str(row["id"])):
        return Markup('<a href="{}">{}</a>').format(post_path(row["site"], row["id"]), value)
    return None


@hookimpl(wrapper=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Generator[None, Any, list[Any]]:
    """An error as a page, in place of Datasette's own handler: that would print all that the failed function held."""
    yield
    status, told = _told(exception)
    if status == 500:
        logger.error("%s: %s", request.path, type(exception).__name__, exc_info=exception)

    async def answer() -> Response:
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "error": told, "status": status}, status=status)
        context = {"status": status, "told": told, "slow": told == SLOW, "locked": told == LOCKED}
        page = await datasette.render_template("error.html", context, request=request)
        return Response.html(page, status=status)

    return [answer]


def _told(exception: Exception) -> tuple[int, str]:
    """The status of an answer, and what it says."""
    if isinstance(exception, TooSlowError):
        return 503, SLOW
    if "database is locked" in str(exception):
        return 503, LOCKED
    status = getattr(exception, "status", 500)
    if status == 500:
        return 500, f"something went wrong ({type(exception).__name__}); the terminal says more"
    return status, str(getattr(exception, "message", "") or exception)

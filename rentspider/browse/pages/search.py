"""The search page: what `scrapy search` finds, with its matches marked, and all that narrows it as a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

from datasette import Response
from sqlalchemy import Connection

from rentspider.browse.pages import ask
from rentspider.db.filters import DAYS, NAMES, Filters, choices
from rentspider.db.search import Page, Query, find

SIZE = 20
LAST = 500
"""No page further back can be asked for."""
CHOICES = 300
FIELDS = ("q", *NAMES, "order")


@dataclass(frozen=True, slots=True)
class Form:
    """What was filled in, as it was, and what it means."""

    given: Mapping[str, str]
    query: Query
    page: int
    wrong: list[str]
    """What could not be understood, a sentence each; the search goes on without it."""

    def path(self, page: int) -> str:
        """Another page of the same search."""
        return f"/search?{urlencode({**self.given, 'page': page})}"


def read_form(arguments: Mapping[str, str]) -> Form:
    """What an address asks for."""
    given = {name: value.strip() for name in FIELDS if (value := arguments.get(name) or "").strip()}
    wrong: list[str] = []
    bounds: dict[str, Any] = {name: given.get(name) for name in NAMES}
    filters = Filters(**bounds | {name: _day(bounds[name], wrong) for name in NAMES if name in DAYS})
    asked = arguments.get("page") or "1"
    page = min(max(int(asked), 1), LAST) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    text = given.get("q", "")
    order: Literal["rank", "newest"] = "rank" if text and given.get("order") != "newest" else "newest"
    return Form(given, Query(text, filters, order, SIZE, (page - 1) * SIZE), page, wrong)


def _day(given: str | None, wrong: list[str]) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        wrong.append(f"{given} 不是日期，请写成 2026-03-10 的样子")
        return None


async def search_page(datasette: Any, request: Any) -> Response:
    """The page."""
    form = read_form(request.args)

    def gather(connection: Connection) -> tuple[Page, dict[str, list[tuple[str, int]]]]:
        return find(connection, form.query), choices(connection, CHOICES)

    found, narrowing = await ask(datasette, gather)
    context = {"form": form, "found": found, "choices": narrowing, "last": -(-found.total // SIZE)}
    return Response.html(await datasette.render_template("search.html", context, request=request))

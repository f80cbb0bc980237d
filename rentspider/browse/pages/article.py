"""The article page: its text to read, its date with the evidence, and what was removed behind a fold."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from datasette import Response
from datasette.utils.asgi import NotFound

from rentspider.browse.pages import ask
from rentspider.db.whole_article import WholeArticle, whole_article


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a table where rows have cells."""

    text: str
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an article, line by line: a sign (`-`, `+`, or a space) and the line."""

    row: Any
    lines: Sequence[tuple[str, str]]


def paragraphs(body: str) -> Iterator[Paragraph]:
    """A text as it is read: rows of cells that follow each other are one table."""
    for tabular, group in groupby(body.split("\n"), key=lambda line: "\t" in line):
        if tabular:
            yield Paragraph("", [line.split("\t") for line in group])
        else:
            yield from (Paragraph(line) for line in group if line)


def change_of(row: Any) -> Change:
    """What a revision differs in from what came after it, with a line around."""
    before, after = row.text_before.split("\n"), row.text_after.split("\n")
    lines = list(difflib.unified_diff(before, after, lineterm="", n=1))[2:]  # without the names of the files
    return Change(row, [(line[:1], line[1:]) for line in lines if line[:1] != "@"])


async def article_page(datasette: Any, request: Any) -> Response:
    """The page."""
    site, post = unquote(request.url_vars["site"]), int(request.url_vars["id"])
    found: WholeArticle | None = await ask(datasette, lambda connection: whole_article(connection, site, post))
    if found is None:
        raise NotFound(f"库里没有 {site} 的第 {post} 号文章")
    context = {
        "found": found,
        "article": found.article,
        "paragraphs": list(paragraphs(found.article.body_text)),
        "changes": [change_of(row) for row in found.changes],
        "reasons": datasette.store.reasons,
    }
    return Response.html(await datasette.render_template("article.html", context, request=request))

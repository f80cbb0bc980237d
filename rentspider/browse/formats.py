"""How values are written on the pages."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from rentspider.browse.masking import masked
from rentspider.browse.metadata import ARTICLES, DATABASE
from rentspider.browse.words import label, prose, questions, relations
from rentspider.outcome import Exit
from rentspider.zone import ZONE


def local(moment: datetime | None) -> str:
    """A moment by the site's clock, to the minute."""
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}" if moment else ""


def number(value: float | None) -> str:
    """A count, with its thousands apart."""
    return "" if value is None else f"{value:,}"


def post_path(site: str, post: int) -> str:
    """Where an article is read."""
    return f"/post/{quote(site, safe=':')}/{post}"


def articles_path(**chosen: str) -> str:
    """Where articles are listed, narrowed to a category, a source, a month or a `_tag`."""
    return f"/{DATABASE}/{ARTICLES}?{urlencode(chosen)}"


def question_path(question: Mapping[str, Any]) -> str:
    """Where a canned query is answered, its fields filled in with their examples."""
    filled = {field["name"]: field["example"] for field in question.get("fields", ())}
    return f"/{DATABASE}/{question['name']}" + (f"?{urlencode(filled)}" if filled else "")


def web_address(text: str) -> str | None:
    """An address that a link may lead to; None for one that is none of the web's, as javascript: ones."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None


def span(first: str, last: str) -> str:
    """From one moment to another, as they are written; an empty one is an open end."""
    if first and last:
        return f"{first} – {last}"
    return f"不晚于 {last}" if last else f"不早于 {first}"


def when(article: Any) -> str:
    """When an article was published, as well as that is known."""
    if article.published_precision is None:
        return "日期不明"
    if article.published_precision in ("second", "minute"):
        return local(article.published_at)
    if article.published_day:
        return str(article.published_day)
    first, last = (local(moment)[:10] for moment in (article.published_earliest, article.published_latest))
    return f"{first} 至 {last} 之间" if first and last else span(first, last)


def grade(exit_code: int | None) -> str:
    """How a run ended, as a style of the pages: good, slight or bad; None where it has not."""
    if exit_code in (None, Exit.DONE):
        return "good"
    return "slight" if exit_code in (Exit.STOPPED, Exit.ERRORS, Exit.LOCKED) else "bad"


FILTERS: dict[str, Callable[..., Any]] = {
    "grade": grade,
    "local": local,
    "number": number,
    "prose": prose,
    "masked": masked,
    "web_address": web_address,
    "when": when,
}
GLOBALS: dict[str, Any] = {
    "label": label,
    "span": span,
    "relations": relations,
    "questions": questions,
    "post_path": post_path,
    "articles_path": articles_path,
    "question_path": question_path,
}

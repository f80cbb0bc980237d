"""The spider's arguments (`-a name=value`), checked before anything is opened."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from rentspider.errors import SetupError
from rentspider.urls import is_site, post_link, without_password

MODES = ("incremental", "full")


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a crawl is told to do."""

    mode: str = "incremental"
    """incremental: posts that the database lacks, and those that are due to be looked at again; full: every post."""
    url: str | None = None
    """Fetch this one post only."""
    site: str | None = None
    """The front page of another site on the same CMS and theme."""
    since: date | None = None
    """Leave posts alone that were published before this day, at the site."""
    refresh_days: int = 0
    """Look again at all posts that were published within so many days."""
    recheck_budget: int = 10
    """How many known posts a run looks at again, at most, because of their age."""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Arguments":
        """What was given on the command line.

        Raises:
            SetupError: an argument is unknown or cannot be meant; the message names it and says what can.
        """
        known = [field.name for field in fields(cls)]
        if unknown := sorted(given.keys() - set(known)):
            names = f"{', '.join(known[:-1])} and {known[-1]}"
            raise SetupError(f"unknown spider argument: {', '.join(unknown)}; there are {names}")
        mode, url, site = given.get("mode", "incremental"), given.get("url"), given.get("site")
        if mode not in MODES:
            raise SetupError(f"unknown mode {mode!r}; there are {' and '.join(MODES)}")
        if url and not (is_site(url) and post_link(url, url)):
            raise SetupError(f"url={without_password(url)} is not the address of a post (http://…/post/NUMBER.html)")
        if site and not is_site(site):
            raise SetupError(f"site={without_password(site)} is no address of a site (http://…)")
        return cls(
            mode=mode,
            url=url or None,
            site=site or None,
            since=_day("since", given.get("since")),
            refresh_days=_number("refresh_days", given.get("refresh_days"), 0),
            recheck_budget=_number("recheck_budget", given.get("recheck_budget"), 10),
        )


def _day(name: str, text: str | None) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # written in one way, as runs are held against each other by it
        raise SetupError(f"{name}={text} is no day (write it as 2026-01-31)")
    return day


def _number(name: str, text: str | None, default: int) -> int:
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise SetupError(f"{name}={text} is no number that can be meant (0 to 999999)")
    return int(text)

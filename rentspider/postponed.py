"""Reads what a sieve has kept for later, when all that it let through is stored: see `rentspider.archive.sieve`."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Engine

from rentspider.archive import ArchivedPage
from rentspider.archive.answers import OnDamage
from rentspider.archive.reader import read_page, read_place
from rentspider.archive.sieve import Reason, Repeat, Sieve
from rentspider.config import Config
from rentspider.db.fetches import captures_of
from rentspider.db.queries import sites
from rentspider.errors import ArchiveError
from rentspider.urls import site_of

Place = tuple[str, int, str]
"""File, offset and address of a page."""


def read_unsigned(engine: Engine, sieve: Sieve, on_damage: OnDamage) -> Iterator[ArchivedPage]:
    """The answers without a signature that are of sites whose posts are known by now."""
    known = _sites(engine)
    for place in sieve.unsigned:
        if site_of(place.url) not in known:
            sieve.pass_over(Reason.UNSIGNED)
        elif page := read_place(place, on_damage):
            yield page


def read_repeats(config: Config, engine: Engine, sieve: Sieve) -> Iterator[ArchivedPage]:
    """The captures that were the same as an earlier one, as pages of their own time."""
    known, digests = _sites(engine), dict[Place, str]()
    for repeat in sieve.repeats:
        page = _repeated(config, engine, repeat, digests) if site_of(repeat.url) in known else None
        if page:
            yield page
        else:
            sieve.pass_over(Reason.REPEAT)


def _sites(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(sites(connection))


def _repeated(config: Config, engine: Engine, repeat: Repeat, digests: dict[Place, str]) -> ArchivedPage | None:
    """The page that a capture was the same as, at the time of that capture; its body stands where it stood before.

    Args:
        digests: of the pages that were looked at for others; more are added.
    """
    with engine.connect() as connection:
        places = captures_of(connection, repeat.url)
    for place in places:
        if digests.get(place, repeat.digest) == repeat.digest:
            page = _page(config, place)
            digests[place] = page.digest if page else ""
            if page and page.digest == repeat.digest:
                return replace(page, fetched_at=repeat.fetched_at)
    return None


def _page(config: Config, place: Place) -> ArchivedPage | None:
    """The page at a place; None where its file was moved away, or is another."""
    file, offset, url = place
    try:
        return read_page(config.data / file, offset, url)  # an absolute one stays as it is
    except (ArchiveError, OSError):
        return None

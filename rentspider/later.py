"""Reads what a sieve has kept for later, when all that it let through is stored: see `rentspider.archive.sieve`."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Engine

from rentspider.archive import ArchivedPage
from rentspider.archive.answers import OnDamage
from rentspider.archive.reader import read_page, read_place
from rentspider.archive.sieve import Reason, Repeat, Sieve
from rentspider.config import Config
from rentspider.db.articles import known_sites
from rentspider.db.fetches import captures_of
from rentspider.errors import ArchiveError
from rentspider.urls import site_of


def read_unsigned(engine: Engine, sieve: Sieve, on_damage: OnDamage) -> Iterator[ArchivedPage]:
    """The answers without a signature that are of sites whose posts are known by now."""
    sites = _sites(engine)
    for place in sieve.unsigned:
        if site_of(place.url) not in sites:
            sieve.pass_over(Reason.UNSIGNED)
        elif page := read_place(place, on_damage):
            yield page


def read_repeats(config: Config, engine: Engine, sieve: Sieve) -> Iterator[ArchivedPage]:
    """The captures that were the same as an earlier one, as pages of their own time."""
    sites = _sites(engine)
    for repeat in sieve.repeats:
        page = _repeated(config, engine, repeat) if site_of(repeat.url) in sites else None
        if page:
            yield page
        else:
            sieve.pass_over(Reason.REPEAT)


def _sites(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return known_sites(connection)


def _repeated(config: Config, engine: Engine, repeat: Repeat) -> ArchivedPage | None:
    """The page that a capture was the same as, at the time of that capture; its body stands where it stood before."""
    with engine.connect() as connection:
        places = captures_of(connection, repeat.url)
    for file, offset, url in places:
        try:
            page = read_page(config.data / file, offset, url)  # an absolute one stays as it is
        except (ArchiveError, OSError):  # moved away, or changed
            continue
        if page.digest == repeat.digest:
            return replace(page, fetched_at=repeat.fetched_at)
    return None

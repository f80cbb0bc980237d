"""Reads `sites.toml`: the sites of a fleet, each with its settings; all of it is looked at before anything starts."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rentspider.archive.names import folder_of
from rentspider.config import ARCHIVE
from rentspider.errors import SetupError
from rentspider.fleet.jobs import Job
from rentspider.scope import of_site
from rentspider.spiders.arguments import Arguments
from rentspider.urls import is_site, site_of, without_password

ARGUMENTS = ("mode", "since", "refresh_days", "recheck_budget")
"""Keys that are the spider's arguments."""
SETTINGS = {
    "delay": ("RENT_DELAY", "seconds"),
    "max_wait": ("RENT_MAX_WAIT", "seconds"),
    "max_requests": ("RENT_MAX_REQUESTS", "a number"),
}
"""Keys that stand for settings, which hold for all sites that do not have the key."""


def read_sites(path: Path) -> list[Job]:
    """The crawls that a file asks for, in its order.

    Raises:
        SetupError: the file cannot be read, or an entry is wrong; the message names it.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SetupError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from error
    entries = found.pop("site", None)
    if found:
        raise SetupError(f"{path}: unknown key {sorted(found)[0]!r}; there is [[site]], once for each site")
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise SetupError(f'{path} has no site; each is [[site]] with a line url = "http://…"')
    jobs, seen = [], dict[str, int]()
    for number, entry in enumerate(entries, 1):
        try:
            jobs.append(_job(entry))
            _note(seen, jobs[-1].name, number)
        except SetupError as error:
            raise SetupError(f"{path}, [[site]] number {number}{_named(entry)}: {error}") from error
    return jobs


def _note(seen: dict[str, int], site: str, number: int) -> None:
    """One site is one worker's; with and without www it is the same one."""
    first = seen.setdefault(of_site(site), number)
    if first != number:
        raise SetupError(f"the site of number {first} once more")


def _job(entry: Mapping[str, Any]) -> Job:
    known = ("url", *ARGUMENTS, *SETTINGS)
    if unknown := sorted(entry.keys() - set(known)):
        raise SetupError(f"unknown key {unknown[0]!r}; there are {', '.join(known[:-1])} and {known[-1]}")
    url = entry.get("url")
    if not isinstance(url, str):
        raise SetupError('there is no url; write url = "http://…"')
    if not is_site(url):
        raise SetupError(f"url = {without_password(url)!r} is no address of a site (http://…)")
    given = {"site": url, **{name: _text(name, entry[name]) for name in ARGUMENTS if name in entry}}
    Arguments.of(given)
    arguments = [part for name, value in given.items() for part in ("-a", f"{name}={value}")]
    site = site_of(url)
    environment = {SETTINGS[name][0]: _setting(name, entry[name]) for name in SETTINGS if name in entry}
    return Job(
        site,
        ("crawl", "posts", *arguments),
        environment={**environment, "RENT_ARCHIVE_DIR": f"{ARCHIVE}/{folder_of(site)}"},
    )


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | date):
        raise SetupError(f"{name} = {value!r} cannot be meant; write text, a number or a day")
    return str(value)


def _setting(name: str, value: Any) -> str:
    kind = SETTINGS[name][1]
    types = (int, float) if kind == "seconds" else (int,)
    if isinstance(value, bool) or not isinstance(value, types) or not 0 <= value < 1e9:
        raise SetupError(f"{name} = {value!r} is not {kind}, 0 or more")
    return str(value)


def _named(entry: Mapping[str, Any]) -> str:
    url = entry.get("url")
    return f" ({without_password(url)})" if isinstance(url, str) else ""

"""A bank of wordings: a folder with `*.toml` and `prose-*.txt`, from which whole posts are built.

The bank `unseen` was written by somebody who knew none of the cleaner's rules. Nobody who works on the rules reads
it: programs do, and they give counts and names of arrays. `fresh` is another such bank, by another hand and with rarer
wordings. The bank `drill` was written in the same way, and is there to be read and learned from; `seen` are the
wordings of the tests.
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
BANKS = ("unseen", "fresh", "seen", "drill")
LEARNED_FROM = ("seen", "drill")
"""Those that the cleaner's lexicon is fitted to."""
LEFTOVERS, WORDINGS, PROSE = "leftovers.toml", "*.toml", "prose-*.txt"

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Portal:
    """A portal, with the forms of what stands above and below a piece that is copied from it."""

    name: str
    heads: tuple[Lines, ...]
    tails: tuple[Lines, ...]


@dataclass(frozen=True)
class Credit:
    """A line that names where a piece comes from; the source is empty where it names nobody."""

    line: str
    source: str


@dataclass(frozen=True)
class Contact:
    """An operator's contact block, and the telephone numbers in it."""

    lines: Lines
    phones: Lines


@dataclass(frozen=True)
class Advert:
    """An advert amid the text, with the address that it leads to, if any."""

    lines: Lines
    url: str


@dataclass(frozen=True)
class Related:
    """What a list of other pieces is headed by, and the headlines in it."""

    opener: str
    headlines: Lines


@dataclass(frozen=True)
class Bank:
    """All wordings of a bank, by what they are."""

    name: str
    digest: str
    """Of all its files, names and bytes."""
    portals: tuple[Portal, ...]
    credits: tuple[Credit, ...]
    editors: tuple[Lines, ...]
    contacts: tuple[Contact, ...]
    follows: tuple[Lines, ...]
    notices: tuple[Lines, ...]
    adverts: tuple[Advert, ...]
    related: tuple[Related, ...]
    listings: tuple[Lines, ...]
    lookalikes: Lines
    short_ends: Lines
    subheadings: Lines
    captions: Lines
    headlines: Lines
    prose: Lines


def read_bank(folder: Path) -> Bank:
    """Read a bank's folder.

    Raises:
        ValueError: an array is missing, empty, or not in its form; the message names it and no text.
    """
    entries: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(folder.glob(WORDINGS)):
        for name, array in tomllib.loads(path.read_text(encoding="utf-8")).items():
            entries[name] += array
    try:
        bank = _bank(folder, entries)
    except (KeyError, TypeError) as error:
        raise ValueError(f"{folder}: an array or a key of an entry is missing, or is none: {error}") from error
    if empty := [name for name, value in vars(bank).items() if not value]:
        raise ValueError(f"{folder}: nothing in {', '.join(empty)}")
    return bank


def digest(folder: Path) -> str:
    """A hash of all files of a bank."""
    total = sha256()
    for path in [*sorted(folder.glob(WORDINGS)), *sorted(folder.glob(PROSE))]:
        content = path.read_bytes()
        total.update(f"{path.name} {len(content)}\n".encode() + content)
    return total.hexdigest()


def origin() -> str:
    """What the lexicon says that it is fitted to: the hashes of those banks."""
    return " ".join(f"{name} {digest(FOLDER / name)[:12]}" for name in LEARNED_FROM)


def _bank(folder: Path, entries: Mapping[str, list[dict[str, Any]]]) -> Bank:
    return Bank(
        name=folder.name,
        digest=digest(folder),
        portals=tuple(Portal(each["name"], _forms(each["head"]), _forms(each["tail"])) for each in entries["portal"]),
        credits=tuple(Credit(each["line"], each["source"]) for each in entries["credit"]),
        editors=_forms(entries["editor"]),
        contacts=tuple(Contact(_lines(each), tuple(each["phones"])) for each in entries["contact"]),
        follows=_forms(entries["follow"]),
        notices=_forms(entries["notice"]),
        adverts=tuple(Advert(_lines(each), each.get("url", "")) for each in entries["advert"]),
        related=tuple(Related(each["opener"], tuple(each["headlines"])) for each in entries["related"]),
        listings=_forms(entries["listing"]),
        lookalikes=_texts(entries["lookalike"]),
        short_ends=_texts(entries["short_end"]),
        subheadings=_texts(entries["subheading"]),
        captions=_texts(entries["caption"]),
        headlines=_texts(entries["headline"]),
        prose=tuple(line for path in sorted(folder.glob(PROSE)) for line in _sentences(path)),
    )


def _forms(entries: list[dict[str, Any]]) -> tuple[Lines, ...]:
    return tuple(map(_lines, entries))


def _lines(entry: dict[str, Any]) -> Lines:
    return tuple(line for line in entry["lines"] if line.strip())


def _texts(entries: list[dict[str, Any]]) -> Lines:
    return tuple(entry["text"] for entry in entries)


def _sentences(path: Path) -> Lines:
    return tuple(dict.fromkeys(filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines()))))

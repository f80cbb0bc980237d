"""Floors: figures that were reached once, pinned with the hash of what they were reached on.

`floors.toml` has a table for each bank and number of posts. A figure below its floor is a complaint, and so is another
bank or another making of posts, since the figures then say something else.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evaluation.posts import Corpus
from benchmarks.evaluation.score import LOW, Result

PATH = Path(__file__).with_name("floors.toml")
PINNED = ("rules", "learned", "all")
"""The rows that have floors; the others are there for comparison."""
HEADER = "# Written by `python -m benchmarks.evaluation --accept`; lowering a floor takes `--lower` besides.\n"
Figures = Mapping[str, float]


class LoweredError(Exception):
    """Floors would be lowered, and nobody said that they may be."""


@dataclass(frozen=True)
class Pinned:
    """The floors of one bank and number of posts."""

    bank: str
    """The hash of the bank's files."""
    posts: str
    """The hash of the posts that were made from it."""
    rows: Mapping[str, Figures]


def key_of(corpus: Corpus) -> str:
    """The name of a corpus's table."""
    return f"{corpus.bank.name}-{len(corpus.truths)}"


def read_floors(path: Path = PATH) -> dict[str, Pinned]:
    """All floors; none where there is no file yet."""
    if not path.exists():
        return {}
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Pinned(table.pop("bank"), table.pop("posts"), table) for name, table in tables.items()}


def complaints(pinned: Pinned, corpus: Corpus, results: Iterable[Result]) -> list[str]:
    """What is not as the floors want it, each in a few words."""
    found = []
    if pinned.bank != corpus.bank.digest:
        found.append(f"the bank {corpus.bank.name} is not the one that the floors are of")
    elif pinned.posts != corpus.digest:
        found.append("the posts made from the bank are not those that the floors are of")
    return found + lowered(pinned, results)


def lowered(pinned: Pinned, results: Iterable[Result]) -> list[str]:
    """The figures that are worse than their floors."""
    figures = {result.name: result.figures for result in results}
    return [
        f"{row}: {name} {figures[row][name]:.2%} instead of {floor:.2%}"
        for row, floors in pinned.rows.items()
        for name, floor in floors.items()
        if row in figures and _is_worse(name, figures[row][name], floor)
    ]


def _is_worse(name: str, figure: float, floor: float) -> bool:
    return figure > floor if name in LOW else figure < floor


def accept(corpus: Corpus, results: Sequence[Result], lower: bool = False, path: Path = PATH) -> None:
    """Pin these figures.

    Raises:
        LoweredError: that lowers a floor, and `lower` does not allow it; nothing is written then.
    """
    floors = read_floors(path)
    key = key_of(corpus)
    worse = lowered(floors[key], results) if key in floors else []
    if worse and not lower:
        raise LoweredError("; ".join(worse))
    rows = {result.name: result.figures for result in results if result.name in PINNED}
    floors[key] = Pinned(corpus.bank.digest, corpus.digest, rows)
    path.write_text(HEADER + "".join(_table(name, floors[name]) for name in sorted(floors)), encoding="utf-8")


def _table(name: str, pinned: Pinned) -> str:
    text = f'\n[{name}]\nbank = "{pinned.bank}"\nposts = "{pinned.posts}"\n'
    for row, figures in pinned.rows.items():
        text += f"\n[{name}.{row}]\n" + "".join(f"{figure} = {value}\n" for figure, value in figures.items())
    return text

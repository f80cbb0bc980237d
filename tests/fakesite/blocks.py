"""What the kept part of a body is made of, and the lines of text that each block amounts to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True)
class Para:
    """One paragraph of prose."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A sub-heading."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table; a row is one line with its cells joined by tabs."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture with or without a caption; only the caption is text."""

    src: str
    caption: str = ""


@dataclass(frozen=True)
class Items:
    """A bulleted or numbered list, one line an item."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Quote:
    """A quotation set apart."""

    text: str


Block = Para | Heading | Table | Picture | Items | Quote


def lines(block: Block) -> list[str]:
    """The block as lines of the true text."""
    if isinstance(block, Table):
        return ["\t".join(row) for row in block.rows]
    if isinstance(block, Items):
        return list(block.items)
    if isinstance(block, Picture):
        return [block.caption] if block.caption else []
    return [block.text]


HALF_WIDTH = str.maketrans("，：；（）！？", ",:;()!?")


def half_width(text: str) -> str:
    """The text with half-width punctuation, as some posts are typed throughout."""
    return text.translate(HALF_WIDTH)


def disguise(rng: Random, text: str) -> str:
    """The text as the site writes it: 蕞 for most 最, a way round advertising law."""
    return "".join("蕞" if char == "最" and rng.random() < 0.8 else char for char in text)


def map_text(block: Block, change: Callable[[str], str]) -> Block:
    """The block with every piece of its text changed."""
    match block:
        case Table(rows):
            return Table(tuple(tuple(change(cell) for cell in row) for row in rows))
        case Items(items, ordered):
            return Items(tuple(change(item) for item in items), ordered)
        case Picture(src, caption):
            return Picture(src, change(caption))
        case _:
            return replace(block, text=change(block.text))

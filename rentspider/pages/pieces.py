"""What a line is put together from: texts as they stand in the page, tags among them, and ends of cells."""

from collections.abc import Iterable, Sequence
from html import escape

from rentspider.pages.document import SPACE


class Tag(str):
    """Markup among the texts of a line."""

    __slots__ = ()


Piece = str | Tag
CELL = Tag("\ufdd0")
"""Between the cells of a row: no character, and nothing takes it for white space."""


def squeezed(pieces: Iterable[Piece]) -> str:
    """What a reader sees of a line, with tabs between the cells of a row."""
    text = "".join([piece for piece in pieces if type(piece) is not Tag or piece == CELL])
    return "\t".join([" ".join(cell.split()) for cell in text.split(CELL)]).rstrip("\t")


def markup(pieces: Sequence[Piece], text: str, still_open: Iterable[str]) -> str:
    """A line with its tags; those that are still open are closed.

    Args:
        text: what a reader sees of it.
    """
    if not any(type(piece) is Tag for piece in pieces):
        return escape(text, quote=False)
    written = (piece if type(piece) is Tag else escape(SPACE.sub(" ", piece), quote=False) for piece in pieces)
    html = "\t".join(cell.strip() for cell in "".join(written).split(CELL))
    return html + "".join(f"</{tag}>" for tag in still_open)

"""The body as an ordered list of blocks: one for each line that a reader sees, with its markup and place."""

from typing import NamedTuple


class Image(NamedTuple):
    """A picture of the body: its address and alternative text."""

    url: str
    alt: str


class Block(NamedTuple):
    """One line of the body."""

    position: int
    """Place in the body, from 0."""
    text: str
    """What a reader sees, white space squeezed; empty where the line holds pictures only."""
    html: str = ""
    """The same with the inline markup that is kept: emphasis and links."""
    tag: str = "p"
    """The nearest block element: p, div, li, tr, h2, blockquote, figcaption…"""
    element: int = 0
    """Lines of the same element share this number."""
    marks: frozenset[str] = frozenset()
    """Class names and ids of the block elements around the line, within the body, in lower case."""
    links: tuple[str, ...] = ()
    """Where the links of the line lead, as absolute addresses."""
    linked: int = 0
    """How many characters of the text stand inside links."""
    images: tuple[Image, ...] = ()

"""Changes of a page's text: tags and entities are broken, bytes are lost, charsets mixed up, pieces repeated."""

import re
from collections.abc import Callable
from random import Random

from tests.faults.hostile import nasty

Change = Callable[[str, Random], str]
_TAG = re.compile(r"<[^>]*>")


def _cut_at(text: str, rng: Random, at: int, length: int, put: str) -> str:
    return text[:at] + put + text[at + length :]


def insert(text: str, rng: Random) -> str:
    """Something nasty, anywhere."""
    put = rng.choice(
        [*nasty.ALL, *nasty.ENTITIES, *nasty.HALVES, "<", ">", "&", '"', "<!--", "<![CDATA[", "</", "<?x ?>"]
    )
    return _cut_at(text, rng, rng.randint(0, len(text)), 0, put * rng.choice([1, 1, 1, 40]))


def lose(text: str, rng: Random) -> str:
    """Some characters are gone."""
    return _cut_at(text, rng, rng.randint(0, len(text)), rng.choice([1, 1, 3, 20, 300]), "")


def cut(text: str, rng: Random) -> str:
    """The rest is missing."""
    return text[: rng.randint(0, len(text))]


def break_tag(text: str, rng: Random) -> str:
    """A tag is lost, doubled, closed or left open."""
    tags = [found.span() for found in _TAG.finditer(text)]
    if not tags:
        return text
    start, end = rng.choice(tags)
    tag = text[start:end]
    forms = ["", tag * 2, tag[:-1], tag[1:], "</" + tag[1:], tag.replace('"', ""), tag.replace("=", "=="), tag.upper()]
    return text[:start] + rng.choice([*forms, "</body>", "</html>", "</div>" * 3, "<br/>", "</br>"]) + text[end:]


def mistake_charset(text: str, rng: Random) -> str:
    """A stretch is read in another charset than it was written in."""
    at = rng.randint(0, len(text))
    piece = text[at : at + rng.choice([5, 100, 3_000])]
    wrong = piece.encode("utf-8", "replace").decode(rng.choice(["gb18030", "latin-1", "utf-16-le", "utf-7"]), "replace")
    return text[:at] + wrong + text[at + len(piece) :]


def repeat(text: str, rng: Random) -> str:
    """A piece stands there many times."""
    at = rng.randint(0, len(text))
    piece = text[at : at + rng.choice([1, 10, 80])]
    return text[:at] + piece * rng.choice([2, 50, 400]) + text[at:]


def flip(text: str, rng: Random) -> str:
    """One character is another."""
    return _cut_at(
        text, rng, rng.randint(0, len(text)), 1, chr(rng.choice([0, 9, 13, 27, 38, 60, 62, 0x2028, 0xFDD0, 0x1F600]))
    )


CHANGES: tuple[Change, ...] = (insert, insert, lose, cut, break_tag, break_tag, mistake_charset, repeat, flip)

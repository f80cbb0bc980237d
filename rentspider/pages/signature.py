"""Whether a page is one of the CMS and of a theme that can be read: told from its bytes, without parsing it."""

import re
from enum import Enum
from itertools import islice

from rentspider.pages.selectors import LAYOUTS

_GENERATOR = re.compile(rb"""<meta\b[^>]{0,99}["']generator["'][^>]{0,99}Z-BlogPHP""", re.IGNORECASE)
_FOLDER = re.compile(rb"zb_users/theme/([\w.-]{1,99})/")
# What a page loads, not what its text speaks of.
_LOADS = re.compile(rb"""\b(?:href|src)\s{0,9}=\s{0,9}["']?[^"'\s<>]*\Z""")
_LONGEST = 300
"""Bytes of an address before the folder, and of what stands before the address."""
_MOST = 50
"""So many folders are looked at; a page loads some ten files of its theme."""
_HEAD = 1 << 17
_OURS = tuple(layout.theme.encode() for layout in LAYOUTS)


class Signature(Enum):
    """What a page's bytes say of who made it."""

    READABLE = "the CMS, with a theme that can be read, or none that could be told"
    OTHER_THEME = "the CMS, with another theme"
    NONE = "not the CMS"


def signature_of(body: bytes) -> Signature:
    """The signature of a page: its theme's folder, in an address, and the CMS's name as its generator."""
    folders = {match[1] for match in islice(_FOLDER.finditer(body), _MOST) if _loads(body, match.start())}
    if any(folder.startswith(_OURS) for folder in folders):
        return Signature.READABLE
    if folders:
        return Signature.OTHER_THEME
    head = body[:_HEAD]
    signed = b"Z-BlogPHP" in head and _GENERATOR.search(head)
    return Signature.READABLE if signed else Signature.NONE


def _loads(body: bytes, place: int) -> bool:
    """Whether the address that a place is in is that of something that the page loads."""
    return _LOADS.search(body[max(0, place - _LONGEST) : place]) is not None

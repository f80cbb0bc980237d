"""Whether a page is one of the CMS and of a theme that can be read: told from its bytes, without parsing it."""

import re
from enum import Enum

from rentspider.pages.selectors import LAYOUTS

_GENERATOR = re.compile(rb"""<meta\b[^>]{0,99}["']generator["'][^>]{0,99}Z-BlogPHP""", re.IGNORECASE)
# What the page loads, not what its text speaks of.
_FOLDER = re.compile(rb"""\b(?:href|src)\s{0,9}=\s{0,9}["']?[^"'\s<>]{0,999}zb_users/theme/([\w.-]{1,99})/""")
_OURS = tuple(layout.theme.encode() for layout in LAYOUTS)


class Signature(Enum):
    """What a page's bytes say of who made it."""

    READABLE = "the CMS, with a theme that can be read, or none that could be told"
    OTHER_THEME = "the CMS, with another theme"
    NONE = "not the CMS"


def signature_of(body: bytes) -> Signature:
    """The signature of a page: its theme's folder, in an address, and the CMS's name as its generator."""
    folders = _FOLDER.findall(body) if b"zb_users/theme/" in body else []
    if any(folder.startswith(_OURS) for folder in folders):
        return Signature.READABLE
    if folders:
        return Signature.OTHER_THEME
    signed = b"Z-BlogPHP" in body and _GENERATOR.search(body)
    return Signature.READABLE if signed else Signature.NONE

"""Which addresses and sites of an archive a user wants to be read."""

import re
from dataclasses import dataclass
from fnmatch import fnmatch, translate

from rentspider.errors import SetupError
from rentspider.urls import is_site, site_of, without_password

_SCHEME = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user wants to be read; without anything, all of the own archives, and what bears the signature in others'.

    Args:
        patterns: globs of whole addresses, or, without a scheme, of addresses without theirs.
        sites: hosts whose answers are read, whatever they look like, and no others.
        unsigned: whether pages without the signature are read as well.

    Raises:
        SetupError: a pattern that no address fits, or a site that is none.
    """

    patterns: tuple[re.Pattern[str], ...] = ()
    sites: frozenset[str] = frozenset()
    unsigned: bool = False

    @classmethod
    def of(cls, only: list[str], sites: list[str], unsigned: bool) -> "Choice":
        """The choice that the options of a command mean."""
        return cls(tuple(map(_pattern, only)), frozenset(map(_site, sites)), unsigned)

    @property
    def narrows(self) -> bool:
        """Whether anything may be passed over of own archives, too."""
        return bool(self.patterns or self.sites)

    def wants(self, url: str) -> bool:
        """Whether an answer of this address is wanted."""
        if self.sites:
            try:
                if site_of(url) not in self.sites:
                    return False
            except ValueError:  # an address with a broken host
                return False
        if not self.patterns:
            return True
        bare = _SCHEME.sub("", url, count=1)
        return any(pattern.match(url if "://" in pattern.pattern else bare) for pattern in self.patterns)


def _pattern(text: str) -> re.Pattern[str]:
    scheme, mark, _ = text.lower().partition("://")
    is_web = not mark or fnmatch("http", scheme) or fnmatch("https", scheme)
    if not is_web or not {"/", "*"} & set(text):
        raise SetupError(f"--only {text!r} fits no address: give a glob such as 'rent.sh.cn/*' or '*/post/*.html'")
    return re.compile(translate(text), re.IGNORECASE)


def _site(text: str) -> str:
    if not is_site(text):
        raise SetupError(f"--site {without_password(text)!r} is no address of a site (http://…)")
    return site_of(text)

"""A resolver for the tests, which takes the place of DNS under the program's own."""

from collections.abc import Sequence
from typing import Any

from twisted.internet import defer

from rentspider.extensions.resolver import PublicResolver

NAMES = {"site.example": "127.0.0.1", "inside.example": "10.1.2.3", "linked.example": "169.254.169.254"}


class Names(PublicResolver):
    """Knows these names, and asks nobody."""

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Any:  # noqa: N802 - the name is Twisted's
        return defer.succeed(NAMES.get(name, name))

"""The hashes by which texts are compared."""

from hashlib import sha256


def digest(*parts: str) -> str:
    """The hash of some texts, which tells where one ends and the next begins."""
    return sha256("\x1e".join(parts).encode()).hexdigest()

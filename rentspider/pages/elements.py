"""What HTML elements mean for a reader of text."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SILENT = _names("script style noscript template iframe object embed svg canvas video audio head select textarea title")
"""Nothing inside them is text for a reader."""

EMPHASIS = _names("strong b em i u sub sup")
"""Inline markup that is kept."""

CELLS = _names("td th")
"""The cells of a table's row."""

BREAKING = _names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul"
)
"""A browser starts a new line before and after them."""

"""What HTML elements mean for a reader of text."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SILENT = _names("script style noscript template iframe object embed svg canvas video audio head select textarea title")
"""Nothing inside them is text for a reader."""

EMPHASIS = _names("strong b em i u sub sup")
"""Inline markup that is kept."""

PLAIN = _names("p div section center article")
TELLING = _names("li dt dd blockquote figcaption caption h1 h2 h3 h4 h5 h6")
"""A line in a plain element inside a telling one is of the telling kind: `<li><p>…`."""

CELLS = _names("td th")
"""The cells of a table's row."""

BREAKING = _names(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul"
)
"""A browser starts a new line before and after them."""

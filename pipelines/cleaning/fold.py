"""The form of a line that rules are written against, so that each needs to name one spelling only."""

import unicodedata

REMEMBERED = 4096
"""So many folded lines are remembered with what was found out about them: lines of boilerplate come again and again."""

_VARIANTS = str.maketrans(
    {"蕞": "最", "丨": "|", "︱": "|", "│": "|", "「": "“", "」": "”", '"': "“", "﹕": ":", "∶": ":"}
)


def fold(text: str) -> str:
    """NFKC (full-width letters, digits and punctuation become ASCII), no white space, one form of look-alikes."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_VARIANTS)

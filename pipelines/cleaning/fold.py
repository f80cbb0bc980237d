"""The form of a line that rules are written against, so that each needs to name one spelling only."""

import re
import unicodedata

REMEMBERED = 4096
"""So many folded lines are remembered with what was found out about them: lines of boilerplate come again and again."""

_WIDE = tuple(zip("，：；（）！？", ",:;()!?", strict=True))
"""The full-width signs of every text: without them most of it is NFKC already, which is told at a glance."""
_VARIANTS = {"蕞": "最", "丨": "|", "︱": "|", "│": "|", "「": "“", "」": "”", '"': "“", "﹕": ":", "∶": ":"}
_VARIANT = re.compile(f"[{''.join(_VARIANTS)}]")  # quicker than `str.translate`, which looks each character up


def fold(text: str) -> str:
    """NFKC (full-width letters, digits and punctuation become ASCII), no white space, one form of look-alikes."""
    for wide, sign in _WIDE:
        text = text.replace(wide, sign)
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return _VARIANT.sub(lambda sign: _VARIANTS[sign[0]], folded)

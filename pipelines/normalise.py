"""Text as it is stored: one form of each character, plain white space, and the site's 蕞 turned back into 最."""

import re
import unicodedata

# The site writes 蕞 for 最, a way round advertising law; 蕞尔 (tiny) is the one ordinary word that has it.
_ZUI = re.compile("蕞(?!尔)")


def normalise(text: str) -> str:
    """Unicode NFC, with 最 where the site writes 蕞; punctuation stays as written.

    White space is squeezed where pages are read already; tabs between table cells stay.
    """
    return _ZUI.sub("最", unicodedata.normalize("NFC", text))

"""What may go to a terminal: text and nothing that a terminal obeys, whoever has written it into the database."""

import json
import re
from collections.abc import Callable
from typing import Any

# Controls but for tabs and line ends, separators of lines that few know, and marks that turn the direction of writing.
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Text with a sign in the place of each character that a terminal obeys."""
    return _OBEYED.sub("\ufffd", text)


def json_line(value: Any, default: Callable[[Any], Any] | None = None) -> str:
    """A value as JSON in one line: Chinese as it is, what a terminal obeys escaped."""
    line = json.dumps(value, ensure_ascii=False, default=default)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", line)

"""What the index holds of a text: overlapping bigrams, and single characters, in a form that no tokenizer alters.

A character here is a unit of UTF-16, written as four hexadecimal digits: 嘉定 is the token `56095b9a`. Each paragraph
ends in a newline, which no term holds. So each token but that pair's stands for two neighbours in one paragraph, two
tokens in a row share a unit, and a term of two units or more stands in a paragraph where, and only where, the phrase
of its bigrams stands in the index.
"""

from collections.abc import Iterable

NEVER = '"never"'
"""An expression that no text matches."""
TITLE = "t"
"""Stands before the tokens of titles, so that matches in titles are found without those in texts."""
LAST = "\uffff"
"""The last character of one unit."""
_DIGITS = 4


def fold(text: str) -> str:
    """A text without the difference between capital and small letters."""
    return text.casefold()


def bigrams(text: str, mark: str = "") -> str:
    """The tokens of a title, or of paragraphs joined by newlines."""
    return " ".join(_pairs(fold(text) + "\n", mark))


def characters(title: str, body: str) -> str:
    """The tokens of an article's single characters, each once; those of the title once more, with their mark."""
    in_title = set(fold(title))
    return " ".join([*_singles(in_title | set(fold(body))), *_singles(in_title, TITLE)])


def is_single(term: str) -> bool:
    """Whether a folded term is looked for among the single characters."""
    return len(term) == 1 and term <= LAST


def phrase(term: str, mark: str = "") -> str:
    """The expression for a folded term of two units or more, in the index of bigrams."""
    try:
        return f'"{" ".join(_pairs(term, mark))}"'
    except UnicodeEncodeError:  # half a character: no stored text holds one
        return NEVER


def single(term: str, mark: str = "") -> str:
    """The expression for a term of one unit, in the index of characters."""
    return f'"{mark}{ord(term):04x}"'


def _singles(letters: Iterable[str], mark: str = "") -> list[str]:
    units = _units("".join([letter for letter in letters if letter <= LAST]))
    return [mark + units[at : at + _DIGITS] for at in range(0, len(units), _DIGITS)]


def _pairs(text: str, mark: str) -> list[str]:
    units = _units(text)
    return [mark + units[at : at + 2 * _DIGITS] for at in range(0, len(units) - _DIGITS, _DIGITS)]


def _units(text: str) -> str:
    return text.encode("utf-16-be").hex()

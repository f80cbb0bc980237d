"""Reads what a person types into a search: words, "phrases" and -exclusions. Everything else stands for itself."""

import re
import unicodedata
from dataclasses import astuple, dataclass

from rentspider.db.search.tokens import fold

# A quotation mark opens a phrase where a term begins, and where another one in the same line closes it.
_TERM = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"\n]+)"|(?P<word>\S+))')


@dataclass(frozen=True, slots=True)
class Terms:
    """The strings that an article must hold and those that it must not, folded, each once; none has a newline."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = ()

    def without_implied(self) -> "Terms":
        """Terms that ask for the same articles: what is part of another wanted one stands wherever that does."""
        parts = {term for term in self.wanted for other in self.wanted if term != other and term in other}
        return Terms(tuple(term for term in self.wanted if term not in parts), self.unwanted)

    def held_by(self, *places: str) -> bool:
        """Whether every wanted term stands in one of some titles and paragraphs, and no unwanted one in any."""
        folded = [fold(place) for place in places]
        wanted, unwanted = ((any(term in place for place in folded) for term in terms) for terms in astuple(self))
        return all(wanted) and not any(unwanted)


def parse(text: str) -> Terms:
    """The terms of a query, in the form (NFC) that stored texts have. A sign alone is a term: `-`, `"`, `*`."""
    found: dict[bool, dict[str, None]] = {False: {}, True: {}}
    for match in _TERM.finditer(unicodedata.normalize("NFC", text)):
        found[bool(match["without"])][fold(match["phrase"] or match["word"])] = None
    return Terms(tuple(found[False]), tuple(found[True]))

"""How much the words of a line speak for boilerplate, and for which kind, in wordings that no rule knows.

A lexicon gives characters, pairs of characters and the shapes of lines their weights: log-odds ratios, fitted by
logistic regression to banks of leftovers and of lines that stay (benchmarks/lexicon.py). A line's weight is the sum
over those that it has, each once, so it is a log-odds ratio as well: above 0 where its words are a portal's, an agent's
or an editor's, below 0 where they are an article's.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from operator import add
from pathlib import Path

from pipelines.cleaning.fold import REMEMBERED

FILE = Path(__file__).with_name("lexicon.tsv")
BIAS = "always"
"""The entry that every line has."""

_STEP, _STEPS = 12, 8
"""Lines are told apart by their length in steps of so many characters, up to so many."""
_LENGTHS = [f"length {step}" for step in range(_STEPS + 1)]
_NUMBER = re.compile(r"\d[\d-]{6,}")
_STOPS, _CRIES, _QUOTES = "。;", "?!…", "”’」』)"
_CLAUSES = 32
"""A question or an exclamation of this length with several clauses is a sentence; a headline has one."""
_DIGIT = re.compile("[1-9]")
_UNIT = 100  # whole numbers have the same sum in any order


class Lexicon:
    """Weights of the features of lines; without any, no line speaks for anything."""

    def __init__(self, kinds: Sequence[str] = (), rows: Mapping[str, Sequence[float]] | None = None) -> None:
        """Take for each feature its weight for boilerplate, for an advert, and for each of some kinds."""
        whole = {feature: [round(weight * _UNIT) for weight in weights] for feature, weights in (rows or {}).items()}
        self._kinds = kinds
        self._boilerplate = {feature: weights[0] for feature, weights in whole.items() if weights[0]}
        self._advert = {feature: weights[1] for feature, weights in whole.items() if weights[1]}
        self._of_kinds = {feature: weights[2:] for feature, weights in whole.items() if any(weights[2:])}
        self._remembered = lru_cache(REMEMBERED)(lambda folded: _sum(self._boilerplate, folded))
        self._remembered_adverts = lru_cache(REMEMBERED)(lambda folded: _sum(self._advert, folded))
        self._remembered_kinds = lru_cache(REMEMBERED)(self._kind)

    def boilerplate(self, folded: str) -> float:
        """The log-odds of a folded line to be boilerplate, by its words alone."""
        return self._remembered(folded)

    def advert(self, folded: str) -> float:
        """The log-odds of a folded line to be an advert and not the article, by its words alone."""
        return self._remembered_adverts(folded)

    def kind(self, folded: str) -> str:
        """What a line is most likely, if it is boilerplate."""
        return self._remembered_kinds(folded)

    def _kind(self, folded: str) -> str:
        known = [self._of_kinds[feature] for feature in features(folded) if feature in self._of_kinds]
        sums = [sum(weights) for weights in zip(*known, strict=True)]
        return max(zip(sums, self._kinds, strict=True))[1] if sums else ""


def _sum(weights: Mapping[str, int], folded: str) -> float:
    return sum(filter(None, map(weights.get, features(folded)))) / _UNIT


def features(folded: str) -> set[str]:
    """What the entries of a lexicon are about: characters, pairs of neighbours, and the shape of a line.

    The ends of a line are marked, and one digit stands for all.
    """
    text = f"^{_DIGIT.sub('0', folded.lower())}$"
    found = {BIAS, _LENGTHS[min(len(folded) // _STEP, _STEPS)], *text, *map(add, text, text[1:])}
    if is_sentence(folded):
        found.add("sentence")
    if _NUMBER.search(folded):
        found.add("number")
    return found


def is_sentence(folded: str) -> bool:
    """Whether a line ends as a sentence does."""
    last = folded.rstrip(_QUOTES)[-1:]
    if last and last in _STOPS:
        return True
    return len(folded) >= _CLAUSES and folded[-1] in _CRIES + _QUOTES and sum(map(folded.count, ",。;:")) >= 2


@cache
def built_in() -> Lexicon:
    """The lexicon that comes with the program."""
    return read_lexicon(FILE)


def read_lexicon(path: Path) -> Lexicon:
    """Read a table with a row for each feature: itself, and its weights for boilerplate, adverts and each kind."""
    (_, _, _, *kinds), *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    width = len(kinds) + 2
    return Lexicon(
        kinds,
        {feature: [float(cell or 0) for cell in (*cells, *[""] * (width - len(cells)))] for feature, *cells in rows},
    )

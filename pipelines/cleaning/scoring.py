"""One score a line: how much its words, shape and markup speak for boilerplate (above 0) or for the article.

The units are those of a log-odds ratio, set by hand: 1 is a hint, 4 is as good as certain. What surrounds a line is
not in its score; the cleaner weighs that.
"""

from dataclasses import dataclass

from pipelines.cleaning.rules import Rule, RuleSet
from rentspider.pages import Block

SOLID = 48
"""A sentence of this many characters that no rule speaks of is prose: the body's middle begins and ends there."""

OPENED, SIGNED = 2.5, 1.8
"""Behind an opener (a portal's advert, "related reading") the next lines are headlines; behind a credit they may be."""

STRONG, WEAK, ASIDE = 4.0, 1.5, 1.0
"""A strong rule at its place, a weak rule, and either in the middle of the body."""

_STOPS, _CRIES, _QUOTES = "。;", "?!…", "”’」』)"
_CLAUSES = 32
"""A question or an exclamation of this length with several clauses is a sentence; a headline has one."""
_LIST_ITEM = frozenset({"li", "dd", "dt"})
_HEADING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line looks like, whatever it says."""

    length: int
    sentence: bool

    @classmethod
    def of(cls, folded: str) -> "Shape":
        last = folded.rstrip(_QUOTES)[-1:]
        sentence = bool(last) and last in _STOPS
        if not sentence and len(folded) >= _CLAUSES and folded[-1] in _CRIES + _QUOTES:
            sentence = sum(map(folded.count, ",。;:")) >= 2
        return cls(len(folded), sentence)


def leaning(folded: str, rules: RuleSet) -> float:
    """How much the words of a line talk to the reader instead of telling something."""
    return 1.3 * rules.count("leaning", folded) + 0.5 * rules.count("slight", folded)


def is_solid(block: Block, folded: str, shape: Shape, met: list[Rule], rules: RuleSet) -> bool:
    """Prose or a table: the article, whatever stands around it; `met` are the rules that speak of the line."""
    if any(rule.strong for rule in met):
        return False
    if block.tag == "tr" or shape.length >= 3 * SOLID:
        return True
    return shape.sentence and shape.length >= SOLID and leaning(folded, rules) * 20 < shape.length


def by_rules(rules: list[Rule], edge: bool) -> float:
    """What the rules that a line meets add up to; off the edges of the body those for its edges say little."""
    return sum((STRONG if rule.strong else WEAK) if edge else ASIDE for rule in rules)


def by_shape(block: Block, folded: str, shape: Shape, rules: RuleSet, opened: float) -> float:
    """How much a line that no rule settles looks like the article (below 0) or like what surrounds one.

    Args:
        opened: how much what stands before the line, with no prose between, makes a list of headlines likely.
    """
    if not folded:
        return 0.0
    if block.tag == "tr":
        return -8.0
    lean = leaning(folded, rules)
    if shape.sentence:
        score = -4.5 - shape.length / 30 + min(lean, 8.0)
        score += 1.0 if rules.has("phone", folded) else 0.0
        score -= 2.0 if lean < 4.0 and rules.has("said", folded) else 0.0
        score -= 1.5 if rules.has("figures", folded) else 0.0
    else:
        score = -1.5 - shape.length / 30 + min(lean, 4.0, shape.length / 4)
        if shape.length <= 50 and rules.has("phone", folded):
            score += -3.0 if rules.has("public", folded) else 3.0
        score += opened + 0.9 * min(rules.count("headline", folded), 2) if shape.length <= 70 else 0.0
        score -= 2.5 if opened < OPENED and shape.length >= 30 and folded.count(",") >= 2 else 0.0
    if rules.has("own", folded) or block.tag in _HEADING:
        score -= 5.0
    if block.links and block.linked >= 0.9 * len(block.text):
        score += 1.5
    return score - (0.5 if block.tag in _LIST_ITEM and not block.links else 0.0)

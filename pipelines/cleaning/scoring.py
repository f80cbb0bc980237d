"""One score a line: how much its words, shape and markup speak for boilerplate (above 0) or for the article.

The units are those of a log-odds ratio: 1 is a hint, 4 is as good as certain. What stands before a line is told by its
`Context`; how lines decide together is left to the cleaner.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.cleaning.context import OPENED, Context
from pipelines.cleaning.line import Line
from pipelines.cleaning.rules import Rule, RuleSet
from pipelines.cleaning.structure import is_linked

SOLID = 48
"""A sentence of this many characters that no rule speaks of is prose: the body's middle begins and ends there."""


class Prose(NamedTuple):
    """What a sentence needs to be prose that no rule speaks of."""

    length: int
    """In characters, at the least."""
    words: float
    """How much its words speak for boilerplate: less than this."""


LONG_PROSE, SHORT_PROSE, PARAGRAPHS = Prose(SOLID, 0.0), Prose(24, -2.0), 3
"""Where no sentence is long, the short ones are prose, if there are so many."""

STRONG, WEAK, ASIDE = 4.0, 1.5, 1.0
"""A strong rule at its place, a weak rule, and either in the middle of the body."""

KEPT = -8.0
"""A table's row, and a line amid the body whose words are an article's."""

PUBLIC = -4.0
"""The telephone number of an office of the public, which is news."""

PRIOR, PROSE, HEADING, LINKED, OWN, ITEM = -1.1, -2.6, -3.5, 4.0, -2.5, -0.5
"""A line as such, a long sentence, a heading, a line that is a link, a fact or a caption, an entry of a list."""

BRIEF, LONG = 0.3, 50
"""A short sentence is so much of a long one, and each so many characters of a sentence speak for the article: not much
of boilerplate ends with a full stop, and little of it is long."""

AMID, TALKS, LONGEST_AMID = 0.6, 1.0, 64
"""Amid the body only a line that talks like an advert is looked at, and one that is not long."""

_OF_THE_ENDS = frozenset({"disclaimer", "editor", "source_line", "lead"})
"""What no advert is taken for: in the middle such a line, which no rule knows, is more likely the article's own."""

AGREED, TOLD_AMID = 0.25, -1.8
"""How much it counts there that a line's words are any boilerplate's, and that it is a sentence."""

ALL_SHORT = -2.8
"""A line of a body that has no solid line at all, such as a listing or a company's card: when in doubt, it stays."""

ABOVE, OPENING = -0.3, frozenset({"follow", "source_line"})
"""A line above the article, where titles and first sentences stand, unless its words are of a kind that opens one."""

FOREIGN = 1.0
"""A line below the article in other markup than the article's paragraphs: it was put there by other hands."""

_LIST_ITEM = frozenset({"li", "dd", "dt"})
_NO_ADVERT = frozenset({"tr", *_LIST_ITEM, "figcaption", "caption"})
_HEADING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption"})
_OWN_MARKUP = frozenset({*_HEADING, *_NO_ADVERT, "blockquote", "pre", "img"})
"""What an article marks up otherwise than its paragraphs."""
Markup = tuple[str, frozenset[str]]
"""The tag of the nearest block element, and the names of all around."""


def is_solid(line: Line, rules: RuleSet, prose: Prose) -> bool:
    """Prose or a table: the article, whatever stands around it."""
    if line.is_settled:
        return False
    if line.block.tag == "tr" or line.length >= 3 * SOLID:
        return True
    return line.is_sentence and line.length >= prose.length and line.words(rules) < prose.words


def by_rules(rules: list[Rule], edge: bool) -> float:
    """What the rules that a line meets add up to; off the edges of the body those for its edges say little."""
    return sum((STRONG if rule.strong else WEAK) if edge else ASIDE for rule in rules)


def by_words(line: Line, rules: RuleSet) -> float:
    """What words add to a rule that is as good as certain: a sentence that tells something may only look alike."""
    words = max(-10.0, min(line.words(rules), 4.0))
    return words * (1.0 if line.is_sentence else 0.2)


def by_shape(line: Line, rules: RuleSet, context: Context) -> float:
    """How much a line at an end of the body, which no rule settles, looks like what surrounds an article."""
    opened = context.opened
    score = max(KEPT, min(line.words(rules) + PRIOR, 5.0))
    if line.is_sentence:
        score += (PROSE if line.length >= SOLID else PROSE * BRIEF) - line.length / LONG
    elif line.length <= 70:
        score = max(score, opened * 0.8 - 4.0) + opened + 0.9 * min(rules.count("headline", line.folded), 2)
    if rules.has("own", line.folded) and not (opened >= OPENED and rules.has("numbered", line.folded)):
        score += OWN
    if rules.has("phone", line.folded) and rules.has("public", line.folded):
        score += PUBLIC
    score += HEADING if line.block.tag in _HEADING else 0.0
    score += LINKED if is_linked(line.block) else ITEM if line.block.tag in _LIST_ITEM else 0.0
    return score


def above(line: Line, rules: RuleSet) -> float:
    """What speaks for a line above the article, which no rule settles, because of its place."""
    return 0.0 if rules.lexicon.kind(line.folded) in OPENING else ABOVE


def markup_of(lines: Sequence[Line]) -> Markup | None:
    """The markup that most of some lines have; None where there are none."""
    found = Counter((line.block.tag, line.block.marks) for line in lines if line.folded)
    return found.most_common(1)[0][0] if found else None


def below(line: Line, article: Markup | None) -> float:
    """What speaks for a line below the article, which no rule settles, because of its markup."""
    block = line.block
    differs = article is not None and (block.tag, block.marks) != article and block.tag not in _OWN_MARKUP
    return FOREIGN if differs else 0.0


def by_words_amid(line: Line, rules: RuleSet, context: Context) -> float:
    """How much a line amid the article, which no rule settles, talks like an advert."""
    block = line.block
    if (
        line.length > LONGEST_AMID
        or block.tag in _NO_ADVERT
        or any(context.facts[-1:])
        or rules.has("own", line.folded)
    ):
        return KEPT
    if is_linked(block):
        words = max(_advert(line, rules), line.words(rules) - 1.0) + LINKED
    elif rules.lexicon.advert(line.folded) > TALKS - STRONG * AGREED:  # less, and no words of the other kind suffice
        words = _advert(line, rules)
    else:
        return KEPT
    if line.is_sentence:
        words += TOLD_AMID
    if words <= TALKS or rules.lexicon.kind(line.folded) in _OF_THE_ENDS:
        return KEPT
    return min(words, -KEPT) + AMID


def _advert(line: Line, rules: RuleSet) -> float:
    """How much a line's words are an advert's, and any boilerplate's."""
    told = line.words(rules)
    return rules.lexicon.advert(line.folded) + (told if told < 0.0 else min(told, STRONG) * AGREED)

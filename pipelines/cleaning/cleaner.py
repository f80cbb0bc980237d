"""The decision: keep or remove, line by line, from each line's score and from what stands around it.

Each line's score speaks for article or boilerplate, and changing over costs; `decision` weighs the whole body. So one
weak sign amid prose removes nothing, and among signs at the tail a line that no rule knows goes too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pipelines.cleaning.context import Context, in_lists
from pipelines.cleaning.fold import fold
from pipelines.cleaning.line import Line
from pipelines.cleaning.removal import ASKING, beside, remove_boilerplate, remove_pictures, stands_alone
from pipelines.cleaning.repetition import edge_lines
from pipelines.cleaning.rules import ARTICLE, Place, RuleSet
from pipelines.cleaning.scoring import (
    ALL_SHORT,
    KEPT,
    LONG_PROSE,
    PARAGRAPHS,
    SHORT_PROSE,
    STRONG,
    Prose,
    above,
    below,
    by_rules,
    by_shape,
    by_words,
    by_words_amid,
    is_solid,
    markup_of,
)
from pipelines.cleaning.structure import is_picture, linked_lists, shows_qr_code
from rentspider.items import EdgeLine, Removal
from rentspider.pages import Block

STRUCTURE, PHOTO, CODE, OF_THE_ARTICLE = 3.0, -1.6, -0.01, -3.0
"""The scores of a link in a list of posts or of a QR code, of a picture, of one beside a line that asks to be called,
which goes anyway, and of a caption or a listing's contact."""

UNLIKELY = -1.0
"""So much at most the words of a line speak for the article that stands on many posts."""

QR_CODE = "structure.qr-code"
LINKED_LIST = "structure.linked-list"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Kept and removed blocks: together, by position, they are the whole body."""

    kept: list[Block]
    removed: list[Removal]
    edges: list[EdgeLine] = field(default_factory=list)
    """What is worth remembering of it, to learn what repeats on other posts."""
    near: list[int] = field(default_factory=list)
    """The positions of lines that a little would have decided otherwise."""


def clean(blocks: Sequence[Block], rules: RuleSet, learned: Mapping[int, float] = MappingProxyType({})) -> Cleaned:
    """Divide a body into the article and the rest.

    Args:
        learned: how much lines that repeat on the site speak for boilerplate, by their fingerprints.
    """
    folded = [fold(block.text) for block in blocks]
    lines = [Line.of(block, text) for block, text in zip(blocks, folded, strict=True)]
    edges = list(edge_lines(blocks, folded))
    weights = {edge.position: learned[edge.fingerprint] for edge in edges if edge.fingerprint in learned}
    for line in lines if weights else ():
        line.learned = weights.get(line.block.position, 0.0)
    head, tail = _edges(lines, rules)
    for line in lines[head:tail]:
        line.rules = rules.met(line.block, line.folded, "anywhere")
    _find_structure(lines)
    _score(lines, rules, head, tail)
    remove_boilerplate(lines, rules)
    remove_pictures(lines)
    removed = [line.removal for line in lines if line.removal]
    near = [line.block.position for line in lines if line.near]
    return Cleaned([line.block for line in lines if not line.removal], removed, edges, near)


def _edges(lines: Sequence[Line], rules: RuleSet) -> tuple[int, int]:
    """Where the middle of a body begins and ends; where all paragraphs are short, some make a middle as well."""
    head, tail = _middle(lines, rules, LONG_PROSE)
    if head == len(lines) and sum(is_solid(line, rules, SHORT_PROSE) for line in lines) >= PARAGRAPHS:
        return _middle(lines, rules, SHORT_PROSE)
    return head, tail


def _middle(lines: Sequence[Line], rules: RuleSet, prose: Prose) -> tuple[int, int]:
    tail = len(lines) - _edge(reversed(lines), rules, "tail", prose)
    return _edge(lines, rules, "head", prose), tail


def _edge(lines: Iterable[Line], rules: RuleSet, place: Place, prose: Prose) -> int:
    """How many lines stand between this end and the first solid one; notes the rules that they meet."""
    count = 0
    for line in lines:
        known = {rule.id for rule in line.rules}
        line.rules += [rule for rule in rules.met(line.block, line.folded, place) if rule.id not in known]
        if not _is_repeated(line) and is_solid(line, rules, prose):
            break
        count += 1
    return count


def _is_repeated(line: Line) -> bool:
    """Whether a line is no prose of this article since it stands on many; a table's row may repeat."""
    return line.learned >= STRONG and line.block.tag != "tr"


def _find_structure(lines: Sequence[Line]) -> None:
    """What the markup says: lists of other posts of the site, pictures of QR codes."""
    for first, last in linked_lists([line.block for line in lines]):
        for line in lines[first:last]:
            line.structure, line.kind = LINKED_LIST, "related"
    for line in lines:
        if is_picture(line.block) and shows_qr_code(line.block):
            line.structure, line.kind = QR_CODE, "contact"


def _score(lines: Sequence[Line], rules: RuleSet, head: int, tail: int) -> None:
    """Give each line its score, and the kind that it has if what surrounds it takes it along."""
    context, markup, lists = Context(), markup_of(lines[head:tail]), in_lists(lines)
    for number, line in enumerate(lines):
        edge = number < head or number >= tail
        line.score = by_rules(line.rules, edge)
        if any(rule.kind == ARTICLE for rule in line.rules):
            line.score = KEPT
            continue
        if stands_alone(line, edge):
            line.score = 0.0
            continue
        if line.structure:
            line.score += STRUCTURE
        elif is_picture(line.block):
            line.score = CODE if any(other.is_settled_as(ASKING) for other in beside(lines, number)) else PHOTO
        elif context.is_caption(line, rules) or context.is_own_contact(line):
            line.score = OF_THE_ARTICLE
        elif line.is_settled:
            line.score += by_words(line, rules)
        elif not edge:
            line.score += KEPT if number in lists else by_words_amid(line, rules, context)
        else:
            line.score += by_shape(line, rules, context)
            if head == len(lines):
                line.score += ALL_SHORT
            else:
                line.score += above(line, rules) if number < head else below(line, markup)
        if _is_repeated(line):
            line.score = max(line.score, UNLIKELY)
        line.score += line.learned
        line.opener = context.opener
        context.follow(line, rules, number >= tail)

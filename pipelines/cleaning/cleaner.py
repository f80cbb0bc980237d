"""The decision: keep or remove, line by line, from each line's score and from what stands around it.

Each line's score speaks for article or boilerplate, and changing over costs; `decision` weighs the whole body. So one
weak sign amid prose removes nothing, and among signs at the tail a line that no rule knows goes too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pipelines.cleaning.context import Context, in_lists
from pipelines.cleaning.decision import NEAR, margins
from pipelines.cleaning.fold import fold
from pipelines.cleaning.line import Line
from pipelines.cleaning.repetition import edge_lines
from pipelines.cleaning.rules import ARTICLE, Place, RuleSet
from pipelines.cleaning.scoring import (
    ALL_SHORT,
    KEPT,
    STRONG,
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

STRUCTURE, PHOTO, OF_THE_ARTICLE = 3.0, -1.6, -3.0
"""The scores of a link in a list of posts or of a QR code, of a picture, and of a caption or a listing's contact."""

UNLIKELY = -1.0
"""So much at most the words of a line speak for the article that stands on many posts."""

CREDIT, ASKING = "source_line", frozenset({"contact", "follow"})
"""The kind of a credit, and those of lines that ask the reader to get in touch, by a picture perhaps."""

CONTEXT = "context.run"
LEARNED = "learned.repeated"
LEXICON = "lexicon.words"
TELLING = 1.0
"""So much the words of a line have to speak for boilerplate to say of which kind it is."""
PICTURE = "context.picture"
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
    tail = len(lines) - _edge(reversed(lines), rules, "tail")
    head = _edge(lines, rules, "head")
    for line in lines[head:tail]:
        line.rules = rules.met(line.block, line.folded, "anywhere")
    _find_structure(lines)
    _score(lines, rules, head, tail)
    _remove_boilerplate(lines, rules)
    _remove_pictures(lines)
    removed = [line.removal for line in lines if line.removal]
    near = [line.block.position for line in lines if line.near]
    return Cleaned([line.block for line in lines if not line.removal], removed, edges, near)


def _edge(lines: Iterable[Line], rules: RuleSet, place: Place) -> int:
    """How many lines stand between this end and the first solid one; notes the rules that they meet."""
    count = 0
    for line in lines:
        known = {rule.id for rule in line.rules}
        line.rules += [rule for rule in rules.met(line.block, line.folded, place) if rule.id not in known]
        if not _is_repeated(line) and is_solid(line, rules):
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
        if _stands_alone(line, edge):
            line.score = 0.0
            continue
        if line.structure:
            line.score += STRUCTURE
        elif is_picture(line.block):
            line.score = 0.0 if any(other.is_settled_as(ASKING) for other in _beside(lines, number)) else PHOTO
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


def _stands_alone(line: Line, edge: bool) -> bool:
    """Remove an advert or a portal's call amid an article: it says nothing of the lines around it."""
    rule = next((rule for rule in line.rules if rule.strong and "anywhere" in rule.places), None)
    if rule and not (edge and any(each.opens for each in line.rules)):
        line.remove(rule.kind, rule.id)
    return line.removal is not None


def _remove_boilerplate(lines: Sequence[Line], rules: RuleSet) -> None:
    """Mark what the decision gives up; of what kind a line is that says nothing itself tells what goes beside it."""
    decided = margins([line.score for line in lines])
    for line, margin in zip(lines, decided, strict=True):
        line.near = -NEAR < margin < NEAR and not line.removal and bool(line.folded)
    untold = []
    for line in (line for line, margin in zip(lines, decided, strict=True) if margin > 0 and not line.removal):
        if told := _told(line, rules):
            line.remove(*told)
        else:
            untold.append(line)
    kinds = [line.removal.kind for line in lines if line.removal]
    for line in untold:
        line.remove(line.opener or next(iter(kinds), "unknown"), CONTEXT)


def _told(line: Line, rules: RuleSet) -> tuple[str, str] | None:
    """The kind of a line and why it goes, as far as the line itself tells: by its rules, its markup or its words."""
    rule = max(line.rules, key=lambda rule: (rule.strong, rule.kind == CREDIT), default=None)
    if rule and rule.strong:
        return rule.kind, rule.id
    if line.structure:
        return line.kind, line.structure
    kind = rules.lexicon.kind(line.folded) if line.words(rules) >= TELLING else ""
    if kind or line.learned:
        return kind or "repeated", LEARNED if line.learned else LEXICON
    return (rule.kind, rule.id) if rule else None


def _remove_pictures(lines: Sequence[Line]) -> None:
    """Pictures that stand beside a line of a contact block: codes that do not say so."""
    for number, line in enumerate(lines):
        if is_picture(line.block) and not line.removal and any(_asked(other) for other in _beside(lines, number)):
            line.remove("contact", PICTURE)


def _beside(lines: Sequence[Line], number: int) -> list[Line]:
    return [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]


def _asked(line: Line) -> bool:
    return line.removal is not None and bool(line.block.text) and line.removal.kind in ASKING

"""The decision: keep or remove, line by line, from each line's score and from what stands around it.

Each line's score speaks for article or boilerplate, and changing over costs; `decision` weighs the whole body. So one
weak sign amid prose removes nothing, and among signs at the tail a line that no rule knows goes too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from pipelines.cleaning.decision import NEAR, decide, margins
from pipelines.cleaning.fold import fold
from pipelines.cleaning.repetition import edge_lines
from pipelines.cleaning.rules import Place, Rule, RuleSet
from pipelines.cleaning.scoring import OPENED, SIGNED, STRONG, Shape, by_rules, by_shape, is_solid
from pipelines.cleaning.structure import is_picture, linked_lists, shows_qr_code
from rentspider.items import EdgeLine, Removal
from rentspider.pages import Block

STRUCTURE, PHOTO, KEPT, ENDS_A_LIST = 3.0, -1.6, -8.0, -4.0
"""The scores of a link in a list of posts or of a QR code, of a picture, and of a line in the middle that no rule
speaks of; and the score that ends a list of headlines."""

CREDIT = "source_line"
SIGNING = frozenset({CREDIT, "editor", "disclaimer"})
CONTEXT = "context.run"
LEARNED = "learned.repeated"
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


@dataclass(slots=True)
class _Line:
    """A block under decision."""

    block: Block
    folded: str
    shape: Shape
    rules: list[Rule] = field(default_factory=list)
    score: float = 0.0
    kind: str = ""
    structure: str = ""
    learned: float = 0.0
    """How much its standing on many posts speaks for boilerplate."""
    near: bool = False
    """Whether a little would have decided otherwise."""
    removal: Removal | None = None

    def remove(self, kind: str, rule: str) -> None:
        self.removal = self.removal or Removal(self.block, kind, rule)


def clean(blocks: Sequence[Block], rules: RuleSet, learned: Mapping[int, float] = MappingProxyType({})) -> Cleaned:
    """Divide a body into the article and the rest.

    Args:
        learned: how much lines that repeat on the site speak for boilerplate, by their fingerprints.
    """
    folded = [fold(block.text) for block in blocks]
    lines = [_Line(block, text, Shape.of(text)) for block, text in zip(blocks, folded, strict=True)]
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
    _remove_boilerplate(lines)
    _remove_pictures(lines)
    removed = [line.removal for line in lines if line.removal]
    near = [line.block.position for line in lines if line.near]
    return Cleaned([line.block for line in lines if not line.removal], removed, edges, near)


def _edge(lines: Iterable[_Line], rules: RuleSet, place: Place) -> int:
    """How many lines stand between this end and the first solid one; notes the rules that they meet."""
    count = 0
    for line in lines:
        known = {rule.id for rule in line.rules}
        line.rules += [rule for rule in rules.met(line.block, line.folded, place) if rule.id not in known]
        if not _is_repeated(line) and is_solid(line.block, line.folded, line.shape, line.rules, rules):
            break
        count += 1
    return count


def _is_repeated(line: _Line) -> bool:
    """Whether a line is no prose of this article since it stands on many; a table's row may repeat."""
    return line.learned >= STRONG and line.block.tag != "tr"


def _find_structure(lines: Sequence[_Line]) -> None:
    """What the markup says: lists of other posts of the site, pictures of QR codes."""
    for first, last in linked_lists([line.block for line in lines]):
        for line in lines[first:last]:
            line.structure, line.kind = LINKED_LIST, "related"
    for line in lines:
        if is_picture(line.block) and shows_qr_code(line.block):
            line.structure, line.kind = QR_CODE, "contact"


def _score(lines: Sequence[_Line], rules: RuleSet, head: int, tail: int) -> None:
    """Give each line its score, and the kind that it has if what surrounds it takes it along."""
    opener, opened = "", 0.0
    for number, line in enumerate(lines):
        edge = number < head or number >= tail
        line.score = by_rules(line.rules, edge)
        if _stands_alone(line, edge):
            line.score = 0.0
        elif line.structure:
            line.score += STRUCTURE
        elif is_picture(line.block):
            line.score = PHOTO
        elif not edge and not line.rules:
            line.score = KEPT
        elif not any(rule.strong for rule in line.rules):
            line.score += by_shape(line.block, line.folded, line.shape, rules, opened)
        line.score += line.learned
        if line.removal:
            continue
        if line.score <= ENDS_A_LIST:
            opener, opened = "", 0.0
        elif number >= tail:
            if kind := _opened(line, rules):
                opener, opened = kind, OPENED
            elif any(rule.strong and rule.kind in SIGNING for rule in line.rules):
                opened = max(opened, SIGNED)
        rule = _telling(line)
        line.kind = rule.kind if rule and rule.strong else line.kind or opener


def _stands_alone(line: _Line, edge: bool) -> bool:
    """Remove an advert or a portal's call amid an article: it says nothing of the lines around it."""
    rule = next((rule for rule in line.rules if rule.strong and "anywhere" in rule.places), None)
    if rule and not (edge and any(each.opens for each in line.rules)):
        line.remove(rule.kind, rule.id)
    return line.removal is not None


def _opened(line: _Line, rules: RuleSet) -> str | None:
    """The kind of the list that a line opens, if it opens one: by its rule, or because a portal speaks in it."""
    opening = (rule.kind for rule in line.rules if rule.opens)
    return next(opening, "portal" if line.score > 0 and rules.has("portal", line.folded) else None)


def _telling(line: _Line) -> Rule | None:
    """The rule that says best what a line is: a strong one, and a credit before anything else."""
    return max(line.rules, key=lambda rule: (rule.strong, rule.kind == CREDIT), default=None)


def _remove_boilerplate(lines: Sequence[_Line]) -> None:
    """Mark what the decision gives up; a line without a rule has the kind of what is removed beside it."""
    scores = [line.score for line in lines]
    for line, margin in zip(lines, margins(scores), strict=True):
        line.near = -NEAR < margin < NEAR and not line.removal and bool(line.folded)
    gone = [line for line, removed in zip(lines, decide(scores), strict=True) if removed]
    kinds = [line.kind for line in gone if line.kind]
    for line in gone:
        rule = _telling(line)
        if rule is None and line.learned:
            line.remove("repeated", LEARNED)
        kind = line.kind or next(iter(kinds), "unknown")
        line.remove(kind, rule.id if rule else line.structure or CONTEXT)


def _remove_pictures(lines: Sequence[_Line]) -> None:
    """Pictures that stand beside a line of a contact block: codes that do not say so."""
    for number, line in enumerate(lines):
        if not is_picture(line.block) or line.removal:
            continue
        beside = [other.removal for other in lines[max(0, number - 1) : number + 2] if other.removal]
        if any(removal.block.text and removal.kind in {"contact", "follow"} for removal in beside):
            line.remove("contact", PICTURE)

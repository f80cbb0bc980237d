"""The decision: keep or remove, line by line, from each line's score and from what stands around it.

A body is a run of lines in two states, article and boilerplate. Each line's score speaks for one of them, and
changing over costs: the cheapest way through all lines (Viterbi's algorithm) is the decision. So one weak sign amid
prose removes nothing, and among signs at the tail a line that no rule knows goes too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.cleaning.fold import fold
from pipelines.cleaning.rules import Place, Rule, RuleSet
from pipelines.cleaning.scoring import OPENED, SIGNED, Shape, by_rules, by_shape, is_solid
from pipelines.cleaning.structure import is_picture, linked_lists, shows_qr_code
from rentspider.items import Removal
from rentspider.pages import Block

LEAVE, RETURN, START = 2.0, 1.5, 0.5
"""What it costs to change over from article to boilerplate, and back, and to start with boilerplate. A body may end
in either for nothing."""

STRUCTURE, PHOTO, KEPT, ENDS_A_LIST = 3.0, -1.6, -8.0, -4.0
"""The scores of a link in a list of posts or of a QR code, of a picture, and of a line in the middle that no rule
speaks of; and the score that ends a list of headlines."""

CREDIT = "source_line"
SIGNING = frozenset({CREDIT, "editor", "disclaimer"})
CONTEXT = "context.run"
PICTURE = "context.picture"
QR_CODE = "structure.qr-code"
LINKED_LIST = "structure.linked-list"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Kept and removed blocks: together, by position, they are the whole body."""

    kept: list[Block]
    removed: list[Removal]


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
    removal: Removal | None = None

    def remove(self, kind: str, rule: str) -> None:
        self.removal = self.removal or Removal(self.block, kind, rule)


def clean(blocks: Sequence[Block], rules: RuleSet) -> Cleaned:
    """Divide a body into the article and the rest."""
    folded = [fold(block.text) for block in blocks]
    lines = [_Line(block, text, Shape.of(text)) for block, text in zip(blocks, folded, strict=True)]
    tail = len(lines) - _edge(reversed(lines), rules, "tail")
    head = _edge(lines, rules, "head")
    for line in lines[head:tail]:
        line.rules = rules.met(line.block, line.folded, "anywhere")
    _find_structure(lines)
    _score(lines, rules, head, tail)
    _remove_boilerplate(lines)
    _remove_pictures(lines)
    return Cleaned([line.block for line in lines if not line.removal], [line.removal for line in lines if line.removal])


def _edge(lines: Iterable[_Line], rules: RuleSet, place: Place) -> int:
    """How many lines stand between this end and the first solid one; notes the rules that they meet."""
    count = 0
    for line in lines:
        known = {rule.id for rule in line.rules}
        line.rules += [rule for rule in rules.met(line.block, line.folded, place) if rule.id not in known]
        if is_solid(line.block, line.folded, line.shape, line.rules, rules):
            break
        count += 1
    return count


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
    if rule and not (edge and rule.opens):
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
    gone = [line for line, removed in zip(lines, _decide([line.score for line in lines]), strict=True) if removed]
    kinds = [line.kind for line in gone if line.kind]
    for line in gone:
        rule = _telling(line)
        line.remove(line.kind or next(iter(kinds), "unknown"), rule.id if rule else line.structure or CONTEXT)


def _decide(scores: Sequence[float]) -> list[bool]:
    """For each line whether it is boilerplate: the way through both states with the highest sum of scores."""
    if not scores:
        return []
    article, boilerplate = 0.0, -START + scores[0]
    came_from: list[tuple[bool, bool]] = []  # for each later line: the state before it, if it is article / boilerplate
    for score in scores[1:]:
        came_from.append((boilerplate - RETURN > article, boilerplate > article - LEAVE))
        article, boilerplate = (
            max(article, boilerplate - RETURN),
            max(article - LEAVE, boilerplate) + score,
        )
    states = [boilerplate > article]
    for before in reversed(came_from):
        states.append(before[states[-1]])
    return states[::-1]


def _remove_pictures(lines: Sequence[_Line]) -> None:
    """Pictures that stand beside a line of a contact block: codes that do not say so."""
    for number, line in enumerate(lines):
        if not is_picture(line.block) or line.removal:
            continue
        beside = [other.removal for other in lines[max(0, number - 1) : number + 2] if other.removal]
        if any(removal.block.text and removal.kind in {"contact", "follow"} for removal in beside):
            line.remove("contact", PICTURE)

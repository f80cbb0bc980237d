"""The decision: keep or remove, line by line, from each line's score and from what stands around it.

A body is a run of lines in two states, article and boilerplate. Each line's score speaks for one of them, and
changing over costs: the cheapest way through all lines (Viterbi's algorithm) is the decision. So one weak sign amid
prose removes nothing, and among signs at the tail a line that no rule knows goes too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipelines.cleaning.fold import fold
from pipelines.cleaning.rules import Place, Rule, RuleSet
from pipelines.cleaning.scoring import Shape, by_rules, by_shape, is_solid, leaning
from pipelines.cleaning.structure import is_picture, linked_lists, shows_qr_code
from rentspider.items import Removal
from rentspider.pages import Block

LEAVE, RETURN, START = 2.0, 2.0, 0.5
"""What it costs to change over from article to boilerplate, and back, and to start with boilerplate. A body may end
in either for nothing."""

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
    _score(lines, rules, head, tail)
    _remove_boilerplate(lines)
    _remove_linked_lists(lines)
    _remove_pictures(lines)
    return Cleaned([line.block for line in lines if not line.removal], [line.removal for line in lines if line.removal])


def _edge(lines: Iterable[_Line], rules: RuleSet, place: Place) -> int:
    """How many lines stand between this end and the first solid one; notes the rules that they meet."""
    count = 0
    for line in lines:
        known = {rule.id for rule in line.rules}
        line.rules += [rule for rule in rules.met(line.block, line.folded, place) if rule.id not in known]
        if is_solid(line.block, line.shape, line.rules, leaning(line.folded, rules)):
            break
        count += 1
    return count


def _score(lines: Sequence[_Line], rules: RuleSet, head: int, tail: int) -> None:
    opened = False
    for number, line in enumerate(lines):
        edge = number < head or number >= tail
        line.score = by_rules(line.rules, edge)
        if shows_qr_code(line.block) and is_picture(line.block):
            line.score += 3.0
        if line.score <= 0 or (edge and not any(rule.strong for rule in line.rules)):
            line.score += by_shape(line.block, line.folded, line.shape, rules, opened) if edge else -8.0
        if number >= tail and (any(rule.opens for rule in line.rules) or _speaks_for_a_portal(line, rules)):
            opened = True
        elif line.score <= -4.0:
            opened = False


def _speaks_for_a_portal(line: _Line, rules: RuleSet) -> bool:
    return line.score > 0 and rules.has("portal", line.folded)


def _remove_boilerplate(lines: Sequence[_Line]) -> None:
    kind = "unknown"
    for line, gone in zip(lines, _decide([line.score for line in lines]), strict=True):
        rule = next(iter(sorted(line.rules, key=lambda rule: not rule.strong)), None)
        kind = rule.kind if rule else kind
        if gone:
            line.remove(kind, rule.id if rule else CONTEXT)


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


def _remove_linked_lists(lines: Sequence[_Line]) -> None:
    """Lists of other posts of the site, each line a link, are no part of the article."""
    for first, last in linked_lists([line.block for line in lines], [bool(line.removal) for line in lines]):
        for line in lines[first:last]:
            line.remove("related", LINKED_LIST)


def _remove_pictures(lines: Sequence[_Line]) -> None:
    """QR codes beside what is removed, and pictures that stand with a contact block."""
    for number, line in enumerate(lines):
        if not is_picture(line.block) or line.removal:
            continue
        beside = [other.removal for other in lines[max(0, number - 1) : number + 2] if other.removal]
        if beside and shows_qr_code(line.block):
            line.remove("contact", QR_CODE)
        elif any(removal.kind in {"contact", "follow"} for removal in beside):
            line.remove("contact", PICTURE)

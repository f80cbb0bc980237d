"""The decision: keep or remove, line by line, from the rules that a line meets and what stands around it.

A body is head, middle and tail. The head ends and the tail begins at plain prose: a sentence or a long line that
no rule speaks of. Rules for head and tail hold only there, so that news which speaks of hotlines, accounts or
disclaimers stays. In the tail a line that no rule knows goes too where it follows an opener (a portal's advert is
followed by that portal's headlines), and a weak sign counts beside a strong one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.cleaning.fold import fold
from pipelines.cleaning.rules import Place, Rule, RuleSet
from pipelines.cleaning.structure import is_fact, is_picture, is_prose, linked_lists, shows_qr_code
from rentspider.items import Removal
from rentspider.pages import Block

RUN = "tail.run"
PICTURE = "tail.picture"
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
    rules: list[Rule]
    removal: Removal | None = None

    @property
    def is_plain_prose(self) -> bool:
        return not self.rules and is_prose(self.block, self.folded)

    def remove(self, kind: str, rule: str) -> None:
        self.removal = self.removal or Removal(self.block, kind, rule)


def clean(blocks: Sequence[Block], rules: RuleSet) -> Cleaned:
    """Divide a body into the article and the rest. Cleaning what was kept once more removes nothing."""
    lines = [_Line(block, fold(block.text), []) for block in blocks]
    tail = _edge(reversed(lines), rules, "tail")
    head = _edge(lines, rules, "head")
    for line in lines[head : len(lines) - tail]:
        line.rules = rules.met(line.block, line.folded, "anywhere")
    for line in lines:
        _remove_by_rules(line)
    _remove_linked_lists(lines)
    _remove_weak(lines)
    _remove_runs(lines[len(lines) - tail :])
    _remove_pictures(lines[len(lines) - tail :])
    removed = [line.removal for line in lines if line.removal]
    return Cleaned([line.block for line in lines if not line.removal], removed)


def _edge(lines: Iterable[_Line], rules: RuleSet, place: Place) -> int:
    """How many lines from this end come before plain prose; notes the rules that they meet."""
    count = 0
    for line in lines:
        known = {rule.id for rule in line.rules}
        line.rules += [rule for rule in rules.met(line.block, line.folded, place) if rule.id not in known]
        if line.is_plain_prose:
            break
        count += 1
    return count


def _remove_by_rules(line: _Line) -> None:
    strong = [rule for rule in line.rules if rule.strong]
    if not line.rules or (strong and strong[0].marks and is_prose(line.block, line.folded)):
        return
    if strong or len(line.rules) > 1:
        rule = (strong or line.rules)[0]
        line.remove(rule.kind, rule.id)


def _remove_linked_lists(lines: list[_Line]) -> None:
    """Lists of other posts of the site, each line a link, are no part of the article."""
    for first, last in linked_lists([line.block for line in lines], [bool(line.removal) for line in lines]):
        for line in lines[first:last]:
            line.remove("related", LINKED_LIST)


def _remove_weak(lines: list[_Line]) -> None:
    """A weak sign counts beside a line that is gone already, in either direction."""
    for ordered in (lines, lines[::-1]):
        beside = False
        for line in ordered:
            if beside and line.rules and not line.removal:
                line.remove(line.rules[0].kind, line.rules[0].id)
            beside = line.removal is not None


def _remove_runs(tail: list[_Line]) -> None:
    """After an opener, the lines up to the end go with it: all but prose, and a listing's facts by a contact."""
    opener: Rule | None = None
    for line in tail:
        opener = next((rule for rule in line.rules if rule.opens and line.removal), opener)
        if opener and not line.removal and not is_picture(line.block):
            if is_prose(line.block, line.folded) or (opener.kind == "contact" and is_fact(line.folded)):
                opener = None
            else:
                line.remove(opener.kind, RUN)


def _remove_pictures(tail: list[_Line]) -> None:
    """QR codes, and pictures that stand with a contact block or an advert."""
    for number, line in enumerate(tail):
        if is_picture(line.block) and not line.removal:
            beside = [other.removal for other in tail[max(0, number - 1) : number + 2] if other.removal]
            if shows_qr_code(line.block):
                line.remove("contact", QR_CODE)
            elif any(removal.kind in {"contact", "follow"} for removal in beside):
                line.remove("contact", PICTURE)

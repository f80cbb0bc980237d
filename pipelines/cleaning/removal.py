"""Lines that are given up: which they are, of what kind, and by which rule."""

from collections.abc import Sequence

from pipelines.cleaning.decision import NEAR, margins
from pipelines.cleaning.line import Line
from pipelines.cleaning.rules import REPEATED, UNKNOWN, RuleSet
from pipelines.cleaning.structure import is_picture

CREDIT, ASKING = "source_line", frozenset({"contact", "follow"})
"""The kind of a credit, and those of lines that ask the reader to get in touch, by a picture perhaps."""

CONTEXT = "context.run"
LEARNED = "learned.repeated"
LEXICON = "lexicon.words"
TELLING = 1.0
"""So much the words of a line have to speak for boilerplate to say of which kind it is."""
PICTURE = "context.picture"


def stands_alone(line: Line, edge: bool) -> bool:
    """Remove an advert or a portal's call amid an article: it says nothing of the lines around it."""
    rule = next((rule for rule in line.rules if rule.strong and "anywhere" in rule.places), None)
    if rule and not (edge and any(each.opens for each in line.rules)):
        line.remove(rule.kind, rule.id)
    return line.removal is not None


def remove_boilerplate(lines: Sequence[Line], rules: RuleSet) -> None:
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
        line.remove(line.opener or next(iter(kinds), UNKNOWN), CONTEXT)


def _told(line: Line, rules: RuleSet) -> tuple[str, str] | None:
    """The kind of a line and why it goes, as far as the line itself tells: by its rules, its markup or its words."""
    rule = max(line.rules, key=lambda rule: (rule.strong, rule.kind == CREDIT), default=None)
    if rule and rule.strong:
        return rule.kind, rule.id
    if line.structure:
        return line.kind, line.structure
    kind = rules.lexicon.kind(line.folded) if line.words(rules) >= TELLING else ""
    if kind:
        return kind, LEXICON
    if line.learned:
        return REPEATED, LEARNED
    return (rule.kind, rule.id) if rule else None


def remove_pictures(lines: Sequence[Line]) -> None:
    """Pictures that stand beside a line of a contact block: codes that do not say so."""
    for number, line in enumerate(lines):
        if is_picture(line.block) and not line.removal and any(_asked(other) for other in beside(lines, number)):
            line.remove("contact", PICTURE)


def beside(lines: Sequence[Line], number: int) -> list[Line]:
    """The line before the one with a number, and the one behind it."""
    return [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]


def _asked(line: Line) -> bool:
    return line.removal is not None and bool(line.block.text) and line.removal.kind in ASKING

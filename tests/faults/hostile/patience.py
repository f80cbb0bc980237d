"""Finds lines that keep a regular expression busy: what it repeats, repeated, with an end that does not fit.

Python tries all ways of taking a line apart. Where a pattern repeats what repeats, `(?:甲+)+$`, there
are more ways with each character, and a line of forty takes for ever. Whether a pattern does so is tried out.
"""

import re
import time
from collections.abc import Iterator, Sequence
from random import Random
from re import _parser  # type: ignore[attr-defined] # no other way to see what a pattern is made of
from typing import Any

PATIENCE = 0.02
"""Seconds that a pattern may take over one line."""
_USUAL = "a0_-一。,: "
_ENDS = ("", "。", "!", "\0一x0")
_WORDS = 6
"""So many words are tried for each thing that repeats."""
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_INSIDE = {"SUBPATTERN": 3, "ATOMIC_GROUP": None, "ASSERT": 1, "ASSERT_NOT": 1}
"""Where the items stand in what the parser says of a group; None: it says nothing else."""

Items = Sequence[Any]


def busy_line(pattern: re.Pattern[str], longest: int, patience: float = PATIENCE) -> str | None:
    """A line that keeps a pattern busy for longer than that many seconds; None where none of those tried does.

    Args:
        longest: longer lines are never tried.
    """
    for before, word, end in starts(pattern):
        times, taken = 1, 0.0
        while len(line := before + word * times + end) <= longest:
            taken = seconds(pattern, line)
            if taken > patience and seconds(pattern, line) > patience:
                return line
            times += 1 if taken > patience / 40 else max(1, times // 4)
    return None


def seconds(pattern: re.Pattern[str], line: str) -> float:
    """How long a pattern takes over a line."""
    began = time.perf_counter()
    pattern.search(line)
    return time.perf_counter() - began


def starts(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """What lines are made from: what comes before something that repeats, a word that it repeats, and an end."""
    maker = _Maker(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    found: dict[tuple[str, str], None] = {}
    for before, body in maker.repeats(maker.items):
        for _ in range(_WORDS):
            if word := maker.word(body):
                found["".join(map(maker.word, before)), word] = None
    for character in maker.alphabet[: 2 * _WORDS]:
        found["", character] = None
    for before_it, word in found:
        for end in _ENDS:
            yield before_it, word, end


class _Maker:
    """Makes words that parts of a pattern fit, from the characters that the most of its parts fit."""

    def __init__(self, items: Items) -> None:
        self.items = items
        self._random = Random(0)
        self._classes = list(_classes(items))
        known = {chr(value) for name, value in self._classes if name in ("LITERAL", "NOT_LITERAL")}
        known |= {chr(end) for name, value in self._classes if name == "RANGE" for end in value}
        fits = {sign: sum(_fits(each, sign) for each in self._classes) for sign in sorted({*known, *_USUAL})}
        self.alphabet = sorted(fits, key=lambda sign: -fits[sign])

    def repeats(self, items: Items, before: tuple[Items, ...] = ()) -> Iterator[tuple[tuple[Items, ...], Items]]:
        """All that repeats in these items, inner things too, each with what has to come before it."""
        for at, (op, value) in enumerate(items):
            name, ahead = str(op), (*before, items[:at])
            if name in _REPEATS:
                _, high, body = value
                if high > 2:
                    yield ahead, body
                yield from self.repeats(body, ahead)
            elif name in _INSIDE:
                place = _INSIDE[name]
                yield from self.repeats(value if place is None else value[place], ahead)
            elif name == "BRANCH":
                for branch in value[1]:
                    yield from self.repeats(branch, ahead)

    def word(self, items: Items) -> str:
        """Something that these items fit, as good as certainly."""
        return "".join(self._part(str(op), value) for op, value in items)

    def _part(self, name: str, value: Any) -> str:
        if name == "BRANCH":
            return self.word(self._random.choice(value[1]))
        if name in _REPEATS:
            low, high, body = value
            return "".join(self.word(body) for _ in range(low + self._random.randint(0, min(high - low, 1))))
        if name == "SUBPATTERN":
            return self.word(value[3])
        if name == "ATOMIC_GROUP":
            return self.word(value)
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            return self._character(name, value)
        return ""

    def _character(self, name: str, value: Any) -> str:
        if name == "LITERAL":
            return chr(value)
        fitting = [sign for sign in self.alphabet if _fits((name, value), sign)]
        return self._random.choice(fitting[: self._random.choice([1, 3, 9])]) if fitting else ""


def _classes(items: Items) -> Iterator[tuple[str, Any]]:
    """All characters and classes of characters in a pattern."""
    for op, value in items:
        name = str(op)
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            yield name, value
            yield from (
                ((str(kind), each) for kind, each in value if str(kind) in ("LITERAL", "RANGE"))
                if (name == "IN")
                else ()
            )
        elif name in _REPEATS:
            yield from _classes(value[2])
        elif name in _INSIDE:
            place = _INSIDE[name]
            yield from _classes(value if place is None else value[place])
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _classes(branch)


def _fits(item: tuple[str, Any], sign: str) -> bool:
    """Whether a character or class of a pattern fits a character."""
    name, value = item
    if name == "ANY":
        return sign != "\n"
    if name in ("LITERAL", "NOT_LITERAL"):
        return (ord(sign) == value) is (name == "LITERAL")
    if name == "RANGE":
        return bool(value[0] <= ord(sign) <= value[1])
    if name == "CATEGORY":
        return _in_category(str(value), sign)
    negated = bool(value) and str(value[0][0]) == "NEGATE"
    return any(_fits((str(kind), each), sign) for kind, each in value[negated:]) is not negated


def _in_category(name: str, sign: str) -> bool:
    kind = name.rpartition("_")[2]
    found = (
        sign.isspace() if kind == "SPACE" else sign.isdecimal() if kind == "DIGIT" else sign.isalnum() or sign == "_"
    )
    return found is not ("_NOT_" in name)

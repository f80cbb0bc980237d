"""All patterns of the program, each held against lines that could keep it busy."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pipelines
import rentspider
from pipelines.cleaning import load_rules
from rentspider.patience import Use, busy_line, seconds, starts

LONGEST = 8_000
"""No line of an article has as many characters; what takes longer ones has to be as quick."""
BUSY = 0.02
"""Seconds of CPU for a line of that length at the most: 2.5 µs a character, on a machine that has other work."""
BOUNDED = {
    **dict.fromkeys(["pipelines.cleaning.publication._NOBODY", "pipelines.cleaning.publication._NAME"], 30),
    **dict.fromkeys(["pipelines.cleaning.publication._END", "pipelines.cleaning.publication._BEHIND"], 100),
}
"""Those that never see a longer text."""
ANCHORED = {
    *("pipelines.cleaning.publication._NOBODY", "pipelines.cleaning.publication._JOINED"),
    *("rentspider.archive.names._RUN", "rentspider.archive.names._DAY"),
}
"""Those that are tried at the beginning of a text only, not at each of its places."""
_FIRST, _FINALISTS = 1_000, 3


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as the program uses it."""

    name: str
    source: str
    use: Use
    longest: int = LONGEST
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a pattern takes over the worst line that was found."""

    pattern: Pattern
    line: str
    seconds: float

    @property
    def micros(self) -> float:
        """Microseconds for 1,000 characters."""
        return self.seconds / len(self.line) * 1e9

    def __str__(self) -> str:
        of = f"{self.line[:16]!r}… of {len(self.line)}"
        return f"{self.pattern.name}: {self.micros:,.0f} µs per 1,000 characters, over {of}"


def of_rules() -> Iterator[Pattern]:
    """Those of the built-in rules; a rule never sees a line longer than its `longest`."""
    for rule in load_rules().rules:
        for key, found in (("patterns", rule.pattern), ("unless", rule.unless)):
            if found:
                yield Pattern(f"{rule.id} {key}", found.pattern, found.search, rule.longest, rule.positive)
        if rule.marks:
            yield Pattern(f"{rule.id} marks", rule.marks.pattern, rule.marks.fullmatch)


def of_modules() -> Iterator[Pattern]:
    """Those that stand in the code, by module and name; those that are made of vocabularies too."""
    seen = set[str]()
    packages = [(each, f"{each.__name__}.") for each in (rentspider, pipelines)]
    infos = [info.name for package, prefix in packages for info in pkgutil.walk_packages(package.__path__, prefix)]
    scopes = [(name, vars(importlib.import_module(name))) for name in infos if not re.search(r"__main__|migrat", name)]
    for module, scope in [*scopes, ("rules", {"vocabulary": load_rules()._patterns})]:
        for name, found in _in(scope, module):
            if found.pattern not in seen:
                seen.add(found.pattern)
                yield _pattern(name, found)


def _in(value: Any, name: str) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns in a value, and in dictionaries in it."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, dict):
        for key, each in value.items():
            if isinstance(key, str) and not key.startswith("__"):
                yield from _in(each, f"{name}.{key}")


def _pattern(name: str, found: re.Pattern[Any]) -> Pattern:
    longest = BOUNDED.get(name, LONGEST)
    if isinstance(found.pattern, bytes):
        return Pattern(name, found.pattern.decode("latin-1"), lambda line: found.findall(line.encode()), longest)
    use = found.match if name in ANCHORED else found.findall
    return Pattern(name, found.pattern, use, longest)


def cost(pattern: Pattern) -> Cost:
    """What a pattern takes over the worst line; none is tried for long that doubles its time with each character."""
    if line := busy_line(pattern.use, pattern.source, min(pattern.longest, 200), pattern.examples):
        return Cost(pattern, line, seconds(pattern.use, line))
    some = list(starts(pattern.source, pattern.examples))
    first = min(_FIRST, pattern.longest)
    some.sort(key=lambda start: -seconds(pattern.use, _line(start, first)))
    lines = [_line(start, pattern.longest) for start in some[:_FINALISTS]]
    return max((Cost(pattern, each, min(seconds(pattern.use, each) for _ in range(2))) for each in lines), key=_seconds)


def _seconds(cost: Cost) -> float:
    return cost.seconds


def _line(start: tuple[str, str, str], length: int) -> str:
    before, piece, end = start
    return before + piece * max(1, (length - len(before + end)) // len(piece)) + end

"""One `[[rule]]` table of a file, checked, and made a rule. What is wrong with it is told in a few words.

Examples and patterns are told by their number, never by their text: a number of somebody may stand in them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from pipelines.cleaning.fold import fold
from pipelines.cleaning.rules import ARTICLE, KINDS, PLACES, Place, Rule, expand
from rentspider.patience import PATIENCE, busy_line

Vocabulary = Mapping[str, Any]

LONGEST = 2_000
"""Patterns are not tried out with longer lines."""
_TEXT, _TEXTS, _NUMBER, _CHOICE = "a text", "a list of texts", "a whole number above 0", "true or false"
_FORMS = {
    **{"id": _TEXT, "kind": _TEXT, "places": _TEXTS, "reason": _TEXT},
    **{"patterns": _TEXTS, "unless": _TEXT, "marks": _TEXTS},
    **{"longest": _NUMBER, "strong": _CHOICE, "opens": _CHOICE, "positive": _TEXTS, "negative": _TEXTS},
}
_NEEDED = ("id", "kind", "places", "reason")


def name_of(entry: object, number: int) -> str:
    """How a message calls an entry: by its id where it has one, else by its number in the file."""
    name = entry.get("id") if isinstance(entry, dict) else None
    return f"rule {name if name and isinstance(name, str) else number}"


def make_rule(entry: object, vocabulary: Vocabulary) -> Rule:
    """A rule from its table.

    Raises:
        ValueError: what is wrong with the table.
    """
    if complaint := next(_complaints(entry), None):
        raise ValueError(complaint)
    data = cast("dict[str, Any]", entry)
    return Rule(
        id=data["id"],
        kind=data["kind"],
        places=frozenset(cast("list[Place]", data["places"])),
        reason=data["reason"],
        pattern=_compiled("pattern", data.get("patterns"), vocabulary, re.IGNORECASE),
        unless=_compiled("unless", [data["unless"]] if "unless" in data else None, vocabulary),
        marks=_compiled("mark", data.get("marks"), {}),
        longest=data.get("longest", 60),
        strong=data.get("strong", True),
        opens=data.get("opens", False),
        positive=tuple(data.get("positive", ())),
        negative=tuple(data.get("negative", ())),
    )


def check_patterns(entry: object, vocabulary: Vocabulary) -> None:
    """Compile each pattern by itself: two can be wrong and together right.

    Raises:
        ValueError: which one is no regular expression.
    """
    for name, pattern in _patterns(entry):
        _compiled(name, [pattern], vocabulary)


def check_patience(rule: Rule, entry: object, vocabulary: Vocabulary) -> None:
    """Hold each pattern against lines that could keep it busy.

    Raises:
        ValueError: which one would hold up a run.
    """
    for name, pattern in _patterns(entry):
        use, longest = re.compile(expand(pattern, vocabulary), re.IGNORECASE).search, min(rule.longest, LONGEST)
        if name.startswith("mark"):
            use, longest = re.compile(pattern).fullmatch, LONGEST
        if line := busy_line(use, expand(pattern, vocabulary), longest, [*map(fold, rule.positive)]):
            raise ValueError(
                f"its {name} is busy for {PATIENCE * 1000:.0f} ms and more with a line of {len(line)} characters, and "
                "longer with each: something that repeats has to have no other inside it"
            )


def check_examples(rule: Rule) -> None:
    """Hold a rule against its examples.

    Raises:
        ValueError: it means nothing in particular, does not mean a positive example, or means a negative one.
    """
    if complaint := next(_wrong_examples(rule), None):
        raise ValueError(complaint)


def _complaints(entry: object) -> Iterator[str]:
    """What is wrong with the keys of a table and the form of their values."""
    if not isinstance(entry, dict):
        yield "it is no table, [[rule]] with its keys below"
        return
    for key, value in entry.items():
        if key == "disable":
            yield "`disable` belongs at the top of the file, before the first [[rule]]"
        elif key not in _FORMS:
            yield f"unknown key {key!r}; there are {_listed(_FORMS)}"
        elif not _has_form(value, _FORMS[key]):
            yield f"`{key}` has to be {_FORMS[key]}"
    if missing := [f"`{key}`" for key in _NEEDED if key not in entry]:
        yield f"it lacks {_listed(missing)}"
    if entry["kind"] not in (*KINDS, ARTICLE):
        yield f"unknown kind {entry['kind']!r}; there are {_listed((*KINDS, ARTICLE))}"
    yield from (f"unknown place {one!r}; there are {_listed(PLACES)}" for one in entry["places"] if one not in PLACES)
    if not entry["places"] or not (entry.get("patterns") or entry.get("marks")):
        yield "it never holds: give it at least one place, and `patterns` or `marks`"


def _has_form(value: object, form: str) -> bool:
    if form == _TEXTS:
        return isinstance(value, list) and all(_has_form(each, _TEXT) for each in value)
    if form == _NUMBER:
        return isinstance(value, int) and not isinstance(value, bool) and value > 0
    return isinstance(value, bool) if form == _CHOICE else isinstance(value, str) and bool(value.strip())


def _wrong_examples(rule: Rule) -> Iterator[str]:
    if rule.pattern and rule.pattern.search(""):
        yield "one of its patterns fits an empty line, and so every line"
    for number, folded in enumerate(map(fold, rule.positive), 1):
        told = f"it does not mean its positive example {number}"
        if len(folded) > rule.longest:
            yield f"{told}: it has {len(folded)} characters, and `longest` is {rule.longest}"
        elif not rule.speaks_of(folded):
            yield f"{told}, which it sees folded: ASCII punctuation, no white space"
    for number, folded in enumerate(map(fold, rule.negative), 1):
        if rule.speaks_of(folded):
            yield f"it means its negative example {number}, a line that it must leave"


def _compiled(
    name: str, patterns: Sequence[str] | None, vocabulary: Vocabulary, flags: re.RegexFlag = re.NOFLAG
) -> re.Pattern[str] | None:
    """One regular expression for all of them."""
    if not patterns:
        return None
    try:
        return re.compile("|".join(expand(pattern, vocabulary) for pattern in patterns), flags)
    except KeyError as error:
        raise ValueError(f"its {name} names <{error.args[0]}>, and there is no such vocabulary") from error
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"its {name} is no regular expression ({error})") from error


def _patterns(entry: object) -> Iterator[tuple[str, str]]:
    """Each pattern of a table by itself, with what a message calls it."""
    for what, key in (("pattern", "patterns"), ("mark", "marks"), ("unless", "unless")):
        found = entry.get(key) if isinstance(entry, dict) else None
        if isinstance(found, str) and key == "unless":
            yield key, found
        for number, pattern in enumerate(found if isinstance(found, list) else (), 1):
            if isinstance(pattern, str):
                yield f"{what} {number}", pattern


def _listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last

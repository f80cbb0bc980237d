"""Loads rules: the built-in ones from `rules/*.toml`, and those of a user's own file of the same form.

A user's file is checked entry by entry, examples included, and can switch built-in rules off.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.cleaning.entries import check_examples, check_patience, check_patterns, make_rule, name_of
from pipelines.cleaning.rules import Rule, RuleSet
from rentspider.errors import SetupError

_FOLDER = Path(__file__).with_name("rules")
_KEYS = {"disable", "rule"}
_CLEANER = ("context.", "structure.", "learned.", "lexicon.")
"""How the ids begin under which the cleaner itself puts removals on record."""


def load_rules(own: Path | None = None) -> RuleSet:
    """The built-in rules, and with them those of a user's file.

    Raises:
        SetupError: the file cannot be read or breaks the form; the message names it and the entry.
    """
    if own is None:
        return _built_in()
    try:
        return _with_own(_built_in(), own.read_text(encoding="utf-8-sig"))  # some editors put a mark before the text
    except OSError as error:
        raise SetupError(f"cannot read {own}: {error.strerror}") from error
    except ValueError as error:  # from TOML and UTF-8 as well
        raise SetupError(f"{own}: {error}") from error


@cache
def _built_in() -> RuleSet:
    return read_rules(_FOLDER)


def read_rules(folder: Path) -> RuleSet:
    """The rules of a folder of TOML files with its vocabulary. Their examples are left to the tests.

    Raises:
        ValueError: a file breaks the form; the message names it and the rule.
    """
    vocabulary = tomllib.loads((folder / "vocabulary.toml").read_text(encoding="utf-8"))
    files = sorted(path for path in folder.glob("*.toml") if path.name != "vocabulary.toml")
    rules = tuple(rule for path in files for rule in _read(path, vocabulary))
    ids = [rule.id for rule in rules]
    if doubled := {name for name in ids if ids.count(name) > 1}:
        raise ValueError(f"rule ids used twice in {folder}: {', '.join(sorted(doubled))}")
    return RuleSet(rules, vocabulary)


def _read(path: Path, vocabulary: Mapping[str, Any]) -> Iterator[Rule]:
    for number, entry in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["rule"], 1):
        try:
            yield make_rule(entry, vocabulary)
        except ValueError as error:
            raise ValueError(f"{path}: {name_of(entry, number)}: {error}") from error


def _with_own(built_in: RuleSet, text: str) -> RuleSet:
    data = tomllib.loads(text)
    if unknown := data.keys() - _KEYS:
        raise ValueError(f"unknown key {min(unknown)!r}; there are `disable` and tables [[rule]]")
    return built_in.with_own(tuple(_own_rules(data, built_in)), _disabled(data, built_in))


def _own_rules(data: Mapping[str, Any], built_in: RuleSet) -> Iterator[Rule]:
    """The rules of a user's file, each checked and held against its examples."""
    entries = data.get("rule", [])
    taken = {rule.id: "a built-in rule has this id" for rule in built_in.rules}
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
        try:
            rule = _own_rule(entry, built_in, taken)
        except ValueError as error:
            raise ValueError(f"{name_of(entry, number)}: {error}") from error
        taken[rule.id] = "this id is used twice"
        yield rule


def _own_rule(entry: object, built_in: RuleSet, taken: Mapping[str, str]) -> Rule:
    check_patterns(entry, built_in.vocabulary)
    rule = make_rule(entry, built_in.vocabulary)
    if rule.id in taken:
        raise ValueError(taken[rule.id])
    if rule.id.startswith(_CLEANER):
        raise ValueError(f"the cleaner itself has ids that begin with {' or '.join(_CLEANER)}")
    check_patience(rule, entry, built_in.vocabulary)
    check_examples(rule)
    return rule


def _disabled(data: Mapping[str, Any], built_in: RuleSet) -> frozenset[str]:
    """The ids of the built-in rules that a user's file switches off."""
    names, known = data.get("disable", []), [rule.id for rule in built_in.rules]
    if not isinstance(names, list):
        names = [names]
    if unknown := [name for name in names if name not in known]:
        raise ValueError(f"`disable` names {unknown[0]!r}, and no built-in rule has this id")
    return frozenset(names)

"""Every rule shows by examples what it means, and what it does not."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from pipelines.cleaning import Rule, RuleSet, clean, load_rules
from pipelines.cleaning.entries import check_examples, make_rule
from pipelines.cleaning.fold import fold
from pipelines.cleaning.loading import read_rules
from rentspider.pages import Block
from tests.pipelines.pinned import NOTE, known
from tests.pipelines.test_cleaner import PROSE

DOCS = (Path(__file__).parents[2] / "docs/cleaning.md").read_text(encoding="utf-8")

RULES = load_rules().rules
EXAMPLES = [(rule, text) for rule in RULES for text in rule.positive]
COUNTER_EXAMPLES = [(rule, text) for rule in RULES for text in rule.negative]


def meets(rule: Rule, text: str) -> bool:
    return rule.meets(Block(0, text), fold(text))


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_means_its_examples(rule: Rule, text: str) -> None:
    assert meets(rule, text)


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_leaves_its_counter_examples(rule: Rule, text: str) -> None:
    assert not meets(rule, text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_is_complete(rule: Rule) -> None:
    assert rule.id.partition(".")[2], "an id is family.name"
    assert rule.reason
    assert rule.places
    assert rule.marks or (rule.positive and rule.negative), "words need examples and counter-examples"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_names_no_number(rule: Rule) -> None:
    """A rule speaks of a family; a long number in it would be somebody's."""
    assert not re.search(r"\d{7}", rule.pattern.pattern if rule.pattern else "")


@pytest.mark.parametrize("mark", ["padding", "headline", "loading", "read-more", "gallery", "shadow", "advance"])
def test_class_names_that_only_contain_ad_are_no_advert(mark: str) -> None:
    block = Block(0, "招商大会开幕", marks=frozenset({mark}))
    assert load_rules().met(block, fold(block.text), "anywhere") == []


@pytest.mark.parametrize("mark", ["ad", "adtop", "ad-box", "adsbygoogle", "top_ad", "sponsored", "theme-furniture"])
def test_class_names_of_adverts_and_furniture(mark: str) -> None:
    assert load_rules().met(Block(0, "一行字", marks=frozenset({mark})), "一行字", "anywhere")


def test_other_rules_have_another_version() -> None:
    told = (
        "the rules, their vocabulary or the lexicon are others than noted: raise CLEANER_VERSION in"
        " pipelines/cleaning/rules.py if it was released with the old ones; then python -m tests.pipelines.pinned"
    )
    assert json.loads(NOTE.read_text(encoding="utf-8")) == known(), told


def test_a_broken_rule_is_named(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.toml").write_text("", encoding="utf-8")
    (tmp_path / "bad.toml").write_text('[[rule]]\nid = "bad.one"\nkind = "ad"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.toml: rule bad\.one"):
        read_rules(tmp_path)


def test_the_worked_example_of_the_documentation() -> None:
    """A line that stays, a rule for it as docs/cleaning.md shows it, and the line goes by that rule."""
    entry = tomllib.loads(re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)[1])["rule"][0]
    known = load_rules()
    rule = make_rule(entry, known.vocabulary)
    check_examples(rule)
    body = [Block(number, text, element=number) for number, text in enumerate([*PROSE, "申城万象签约作品"])]
    assert clean(body, known).removed == []
    with_rule = RuleSet((*known.rules, rule), known.vocabulary)
    assert [(gone.block.text, gone.rule) for gone in clean(body, with_rule).removed] == [
        ("申城万象签约作品", "follow.signed-work")
    ]

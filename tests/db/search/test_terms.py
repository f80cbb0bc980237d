"""What a query asks for: words, phrases, exclusions; everything else stands for itself."""

import sys

import pytest

from rentspider.db.search.terms import Terms, parse
from rentspider.db.search.tokens import fold


@pytest.mark.parametrize(
    ("query", "wanted", "unwanted"),
    [
        ("嘉定 招商", ["嘉定", "招商"], []),
        ("嘉定\u3000招商\t厂房\n仓库", ["嘉定", "招商", "厂房", "仓库"], []),
        ('"a b" c', ["a b", "c"], []),
        ("嘉定 -招商", ["嘉定"], ["招商"]),
        ('嘉定 -"a b"', ["嘉定"], ["a b"]),
        ('"厂房"出租', ["厂房", "出租"], []),
        ('"-5"', ["-5"], []),
        ("嘉定 嘉定 -a -A", ["嘉定"], ["a"]),
        ("2024-05", ["2024-05"], []),
        ("VOLVO Straße", ["volvo", "strasse"], []),
        ("e\u0301", ["\u00e9"], []),
        ("--x", [], ["-x"]),
        ("-", ["-"], []),
        ('"', ['"'], []),
        ('""', ['""'], []),
        ('"a', ['"a'], []),
        ('said"x y"', ['said"x', 'y"'], []),
        ('"a\nb"', ['"a', 'b"'], []),
        ('" "', [" "], []),
        ("“a b”", ["“a", "b”"], []),
        ("a* ^b NEAR(c) OR", ["a*", "^b", "near(c)", "or"], []),
        ("", [], []),
        (" \u3000\n", [], []),
    ],
)
def test_what_a_query_asks_for(query: str, wanted: list[str], unwanted: list[str]) -> None:
    assert parse(query) == Terms(tuple(wanted), tuple(unwanted))


def test_what_is_part_of_another_term_is_asked_for_by_it() -> None:
    assert parse("区 园区 园 厂 -园").without_implied() == Terms(("园区", "厂"), ("园",))


def test_a_folded_text_is_folded_already_and_no_letter_folds_to_nothing() -> None:
    for letter in map(chr, range(sys.maxunicode + 1)):
        assert fold(fold(letter)) == fold(letter) != ""

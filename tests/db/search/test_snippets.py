"""What is shown of an article: its title and the matching place, with the matches marked where they stand."""

from random import Random

import pytest

from rentspider.db.search.results import Parts
from rentspider.db.search.snippets import AROUND, BEGINNING, marked, snippet
from tests.db.search.plain import ODD


def drawn(parts: Parts) -> str:
    return "".join(f"[{text}]" if is_match else text for text, is_match in parts)


@pytest.mark.parametrize(
    ("text", "terms", "shown"),
    [
        ("嘉定区招商", ["嘉定"], "[嘉定]区招商"),
        ("VOLVO与Volvo", ["volvo"], "[VOLVO]与[Volvo]"),
        ("在Straße上", ["strasse"], "在[Straße]上"),
        ("在Straße上", ["s"], "在[S]tra[ß]e上"),
        ("İstanbul区", ["stan"], "İ[stan]bul区"),
        ("İİ区", ["i\u0307区"], "İ[İ区]"),
        ("ﬁnal区", ["i"], "[ﬁ]nal区"),
        ("😀嘉定", ["嘉定"], "😀[嘉定]"),
        ("嘉定区", ["嘉定", "定区"], "[嘉定区]"),
        ("嘉定区", ["嘉", "区"], "[嘉]定[区]"),
        ("哈哈哈", ["哈哈"], "[哈哈]哈"),
        ("a_b %*", ["%*"], "a_b [%*]"),
        ("嘉定", ["没有"], "嘉定"),
        ("嘉定", [], "嘉定"),
        ("", ["a"], ""),
    ],
)
def test_matches_are_marked_where_they_stand(text: str, terms: list[str], shown: str) -> None:
    assert drawn(marked(text, terms)) == shown


def test_a_marked_text_is_the_text() -> None:
    rng = Random(3)
    for _ in range(2_000):
        text = "".join(rng.choices(ODD, k=rng.randint(0, 12)))
        terms = ["".join(rng.choices(ODD, k=rng.randint(1, 2))).casefold() for _ in range(3)]
        parts = marked(text, terms)
        assert "".join(piece for piece, _ in parts) == text
        unmarked = [piece.casefold() for piece, is_match in parts if not is_match]
        assert not [term for term in terms for piece in unmarked if term in piece]


def test_what_stands_around_a_match_is_shown_and_what_is_left_out() -> None:
    body = f"{'前' * 50}嘉定{'后' * 50}"
    assert drawn(snippet("", body, ["嘉定"])) == f"…{'前' * AROUND}[嘉定]{'后' * AROUND}…"
    assert drawn(snippet("", "前嘉定后", ["嘉定"])) == "前[嘉定]后"


def test_the_place_stays_within_its_paragraph() -> None:
    assert drawn(snippet("", "甲\n乙嘉定丙\n丁", ["嘉定"])) == "乙[嘉定]丙"


def test_the_paragraph_with_most_terms_is_shown() -> None:
    assert drawn(snippet("", "嘉定\n招商\n招商在嘉定", ["嘉定", "招商"])) == "[招商]在[嘉定]"


def test_terms_of_several_paragraphs_are_shown_in_their_order() -> None:
    assert drawn(snippet("", "厂房\n无\n招商在嘉定", ["嘉定", "招商", "厂房"])) == "[厂房] [招商]在[嘉定]"


def test_terms_far_apart_in_one_paragraph_are_both_shown() -> None:
    body = f"嘉定{'中' * 99}招商"
    assert drawn(snippet("", body, ["嘉定", "招商"])) == f"[嘉定]{'中' * AROUND}……{'中' * AROUND}[招商]"


def test_a_term_that_the_title_shows_takes_no_place_from_others() -> None:
    assert drawn(snippet("嘉定", "嘉定的事\n厂房", ["嘉定", "厂房"])) == "[嘉定]的事 [厂房]"
    assert drawn(snippet("嘉定", "厂房\n招商\n嘉定的事", ["嘉定", "厂房", "招商"])) == "[厂房] [招商]"


def test_the_beginning_is_shown_where_only_the_title_matches() -> None:
    assert drawn(snippet("嘉定", "甲\n乙", ["嘉定"])) == "甲"
    assert drawn(snippet("嘉定", "长" * 200, ["嘉定"])) == "长" * BEGINNING + "…"
    assert drawn(snippet("嘉定", "", ["嘉定"])) == ""

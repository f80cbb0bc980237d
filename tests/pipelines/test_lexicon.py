"""The lexicon: words that no rule knows, where they speak and where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.evaluation.bank import origin
from pipelines.cleaning import RuleSet, clean, load_rules
from pipelines.cleaning.fold import fold
from pipelines.cleaning.lexicon import FILE, Lexicon, built_in, features, is_sentence
from pipelines.cleaning.rules import KINDS
from rentspider.pages import Block

PROSE = [
    "嘉定区今年前三季度新增工业厂房面积超过四十万平方米，其中六成已经有企业入驻，比去年同期提高了近一成。",
    "园区负责人说，第一批企业搬来时路还没有修好，如今门口的公交线路已经有四条，早晚高峰十分钟一班，下一条也快通了。",
    "这家企业的车间在三楼，货梯的载重是五吨，老板算过账，搬过来以后每个月的电费能省下两万多元，一年就是一台新的机床。",
]
WORDS = {
    "portal": "返回某某网首页 查看更多频道",
    "disclaimer": "以上文字不代表我们的看法，若有冒犯，告知后会及时撤下",
    "follow": "觉得有用的话，别忘了点一下右下角的小花",
    "editor": "本期值班编辑 某某某 校对 某某某",
    "contact": "企业选址顾问小陈，为您一对一服务",
    "related": "这几篇您也许没看过",
}
"""Lines that no rule of a set without rules can know, by their kind."""


def rules_without_rules() -> RuleSet:
    """No rule, but the vocabularies and the lexicon."""
    return RuleSet((), load_rules().vocabulary)


def body(*texts: str) -> list[Block]:
    return [Block(number, text, element=number) for number, text in enumerate(texts)]


@pytest.mark.parametrize(("kind", "line"), WORDS.items())
def test_words_tell_boilerplate_and_its_kind(kind: str, line: str) -> None:
    assert built_in().boilerplate(fold(line)) > 1
    assert built_in().kind(fold(line)) == kind


@pytest.mark.parametrize("line", [*PROSE, "故事还在继续。", "图为改造后的三号车间。", "层高：首层八米"])
def test_words_of_an_article_speak_for_it(line: str) -> None:
    assert built_in().boilerplate(fold(line)) < 1


def test_no_words_no_weight() -> None:
    assert Lexicon().boilerplate(fold(WORDS["portal"])) == 0
    assert Lexicon().advert(fold(WORDS["portal"])) == 0
    assert Lexicon().kind(fold(WORDS["portal"])) == ""


@given(st.text(max_size=80))
def test_every_text_has_a_weight_and_a_kind(text: str) -> None:
    folded = fold(text)
    assert isinstance(built_in().boilerplate(folded), float)
    assert built_in().kind(folded) in KINDS


def test_digits_are_one_to_it() -> None:
    assert features(fold("2024年5月")) == features(fold("1987年6月"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("路修好了。", True), ("“路修好了。”", True), ("路修好了", False), ("谁在抢厂房？", False), ("", False)],
)
def test_sentences(text: str, *, sentence: bool) -> None:
    assert is_sentence(fold(text)) is sentence


def test_what_goes_by_its_words_says_so() -> None:
    cleaned = clean(body(*PROSE, WORDS["disclaimer"], WORDS["follow"]), rules_without_rules())
    assert {(gone.kind, gone.rule) for gone in cleaned.removed} == {
        ("disclaimer", "lexicon.words"),
        ("follow", "lexicon.words"),
    }


def test_the_same_words_amid_the_article_stay() -> None:
    texts = [PROSE[0], WORDS["follow"], PROSE[1], WORDS["disclaimer"], PROSE[2]]
    assert clean(body(*texts), rules_without_rules()).removed == []


def test_rows_of_a_table_stay_whatever_their_words() -> None:
    rows = [Block(3 + at, WORDS[kind], element=3 + at, tag="tr") for at, kind in enumerate(("disclaimer", "follow"))]
    assert clean([*body(*PROSE), *rows], rules_without_rules()).removed == []


def test_a_link_amid_the_article_goes_by_fewer_words() -> None:
    line, start, end = WORDS["follow"], body(*PROSE[:2]), [Block(3, PROSE[2], element=3)]
    linked = Block(2, line, element=2, links=("http://other.example/",), linked=len(line))
    for block, gone in ((linked._replace(links=(), linked=0), []), (linked, [line])):
        removed = clean([*start, block, *end], rules_without_rules()).removed
        assert [removal.block.text for removal in removed] == gone


def test_the_weights_are_those_of_the_banks() -> None:
    """`make lexicon` has to be run after a change of a bank."""
    told = FILE.read_text(encoding="utf-8").partition("\t")[0]
    assert told == origin()

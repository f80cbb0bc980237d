"""What lines have in common, whatever their numbers and names; and what a learned line does to a body."""

import pytest

from pipelines.cleaning import clean, load_rules
from pipelines.cleaning.fold import fold
from pipelines.cleaning.repetition import edge_lines, fingerprint, masked
from rentspider.pages import Block

PROSE = "嘉定区今年前三季度新增工业厂房面积超过四十万平方米，其中六成已经有企业入驻，比去年同期提高了近一成。"


def known_by(text: str) -> int | None:
    return fingerprint(masked(fold(text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("招商热线：139 0000 0001", "招商热线：13800000002"),
        ("联系人：王小明 13900000001", "联系人：赵敏 13800000002（微信同号）"[:16]),
        ("陈先生 13700000009", "李先生 137-0000-0008"),
        ("加微信：park_one001 看更多房源", "加微信：wx_second22 看更多房源"),
        ("400-000-1234 欢迎来电", "４００－０００－９９９９ 欢迎来电"),
    ],
)
def test_numbers_accounts_and_names_of_people_do_not_tell_lines_apart(one: str, other: str) -> None:
    assert known_by(one) == known_by(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("面积：1200平方米", "面积：800平方米"),
        ("租金0.9元/平方米/天", "租金1.2元/平方米/天"),
        ("2026年3月10日", "2026年3月11日"),
        ("（完）结束语一", "（完）结束语二"),
    ],
)
def test_other_figures_and_words_do(one: str, other: str) -> None:
    assert known_by(one) != known_by(other)


@pytest.mark.parametrize("text", ["", "（完）", "——", "···", "3月"])
def test_a_line_that_is_too_short_is_not_remembered(text: str) -> None:
    assert known_by(text) is None


def body(*texts: str) -> list[Block]:
    return [Block(place, text, text) for place, text in enumerate(texts)]


def test_lines_at_both_ends_are_remembered_and_links_between_them() -> None:
    blocks = body(*(f"这是正文里的第{number}个段落" for number in range(40)))
    link = "更多房源请点这里看一看"
    blocks[20] = Block(20, link, link, links=("http://ad.example/",), linked=len(link))
    edges = list(edge_lines(blocks, [fold(block.text) for block in blocks]))
    assert [edge.position for edge in edges] == [0, 1, 2, 20, *range(26, 40)]
    assert [edge.place for edge in edges] == ["head"] * 3 + ["middle"] + ["tail"] * 14


SLOGAN = "一砖一瓦，都是老厂的年轮"


def kept(learned: dict[int, float], *texts: str) -> list[str]:
    return [block.text for block in clean(body(*texts), load_rules(), learned).kept]


def weight(text: str, value: float) -> dict[int, float]:
    number = known_by(text)
    assert number is not None
    return {number: value}


def test_a_learned_line_goes_whatever_its_words() -> None:
    assert kept({}, PROSE, PROSE, SLOGAN) == [PROSE, PROSE, SLOGAN]
    cleaned = clean(body(PROSE, PROSE, SLOGAN), load_rules(), weight(SLOGAN, 4.0))
    assert [(each.block.text, each.kind, each.rule) for each in cleaned.removed] == [
        (SLOGAN, "repeated", "learned.repeated")
    ]


def test_a_line_that_is_only_frequent_stays_by_itself() -> None:
    ending = "未来可期，值得期待"
    assert kept(weight(ending, 1.0), PROSE, PROSE, ending) == [PROSE, PROSE, ending]


def test_prose_that_repeats_stays() -> None:
    assert kept(weight(PROSE, 2.5), PROSE, SLOGAN, PROSE) == [PROSE, SLOGAN, PROSE]


def test_a_row_of_a_table_stays() -> None:
    row = Block(1, "层高\t8米", "层高\t8米", tag="tr")
    blocks = [Block(0, PROSE, PROSE), row, Block(2, PROSE, PROSE)]
    assert row in clean(blocks, load_rules(), weight(row.text, 4.0)).kept

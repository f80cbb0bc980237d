"""The publication that a text credits."""

import pytest

from pipelines.cleaning import credited_source
from rentspider.items import Removal
from rentspider.pages import Block

CREDITS = {
    "（文章来源：某某日报）": "某某日报",
    "来源：某某社 作者：钱某 编辑：孙某": "某某社",
    "来源 | 某某发布": "某某发布",
    "▍来源：某某周刊": "某某周刊",
    "钱某某 | 来源：某某报": "某某报",
    "—— 摘自《某某晚报》": "某某晚报",
    "本文转自“某某发布”微信公众号": "某某发布",
    "文章来源于某某报": "某某报",
    "来源：某某报·某某网 2024-03-07": "某某报·某某网",
    "来源：Shanghai Daily": "Shanghai Daily",
    "来源：网络": None,
    "来源：综合整理": None,
}


def source(*lines: str, kind: str = "source_line") -> str | None:
    return credited_source(Removal(Block(number, line), kind, "a.rule") for number, line in enumerate(lines))


@pytest.mark.parametrize(("line", "name"), CREDITS.items())
def test_name(line: str, name: str | None) -> None:
    assert source(line) == name


def test_the_first_credit_counts() -> None:
    assert source("来源：甲报", "来源：乙报") == "甲报"


def test_a_portal_that_credits_itself_counts_only_where_no_other_is_named() -> None:
    assert source("本文来源：网易") == "网易"
    assert source("本文来源：网易", "来源：甲报") == "甲报"


def test_only_credit_lines_credit() -> None:
    assert source("来源：甲报", kind="disclaimer") is None

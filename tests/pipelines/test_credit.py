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
    "来源——甲报": "甲报",
    "来源：甲报、网络": "甲报",
    "来源：微信公众号@某某招商": "某某招商",
    "来源：甲报（记者：某某某）": "甲报",
    "来源：某区人民政府门户网站": "某区人民政府",
    "来源：甲报客户端 作者：某某某": "甲报",
    "稿源：甲网－某地频道": "甲网",
    "原载《某某周刊》2022年第31期，标题为编者所改": "某某周刊",
    "出品 | 某某财经 作者 | 某某": "某某财经",
    "文｜甲报 记者 某某某": "甲报",
    "据某某社、甲报综合": "某某社、甲报",
    "甲通社某地6月18日电 记者 某某某": "甲通社",
    "甲报讯（记者 某某）": "甲报",
    "本文由“某某时间”原创发布": "某某时间",
    "(via 某某儿)": "某某儿",
    "Source: Shanghai Herald, 12 March 2023": "Shanghai Herald",
    "#来源# 甲报·甲网": "甲报·甲网",
    "原标题：工业上楼 来源：甲报": "甲报",
    "《甲报》 2024-03-25": "甲报",
    "甲报海外版 | 2024年05月21日 第 04 版": "甲报海外版",
    "内容转自某国（上海）某区官网": "某国（上海）某区",
    "来自专栏：某某笔记": "某某笔记",
    "来源：某某时报社": "某某时报",
    "来源：佚名 见水印": None,
    "来源：用户上传": None,
    "来源：老周": None,
    "来源｜综合网络 整理｜某某君": None,
    "数据来源：某某研究院": None,
    "24小时滚动播报最新的财经资讯": None,
    "来源：网络": None,
    "来源：综合整理": None,
}


def source(*lines: str, kind: str = "source_line") -> str | None:
    return credited_source(Removal(Block(number, line), kind, "a.rule") for number, line in enumerate(lines))


@pytest.mark.parametrize(("line", "name"), CREDITS.items())
def test_name(line: str, name: str | None) -> None:
    assert source(line) == name


@pytest.mark.parametrize(("line", "name"), [("文 | 胡某某，编辑 | 某某", None), ("文｜某某观察", "某某观察")])
def test_an_editors_credit_names_a_publication_and_no_person(line: str, name: str | None) -> None:
    assert source(line, kind="editor") == name


def test_the_first_credit_counts() -> None:
    assert source("来源：甲报", "来源：乙报") == "甲报"


def test_a_portal_that_credits_itself_counts_only_where_no_other_is_named() -> None:
    assert source("本文来源：网易") == "网易"
    assert source("本文来源：网易", "来源：甲报") == "甲报"


def test_a_notice_that_speaks_of_credits_is_none() -> None:
    assert source("凡本网注明“来源：甲报”的作品，版权归原作者所有。", kind="disclaimer") is None
    assert source("图片来源：甲报", "题图来自：乙报", kind="editor") is None


@pytest.mark.parametrize("kind", ["disclaimer", "portal", "repeated"])
def test_a_credit_at_the_start_of_any_line_counts(kind: str) -> None:
    assert source("内容转载自 甲报，侵删", kind=kind) == "甲报"
    assert source("2024-05-12 16:20 来源：乙网 阅读 233", kind=kind) == "乙网"


def test_an_editor_is_no_publication() -> None:
    assert source("文/赵某某", kind="editor") is None
    assert source("供稿：某某镇经发办", kind="editor") == "某某镇经发办"


def test_publications_that_are_credited_together_stay_together() -> None:
    assert source("综合甲报、乙网等报道") == "甲报、乙网"

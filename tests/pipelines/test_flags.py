"""Flags: what a reader may want to look at, of what is left of a post and of what is gone."""

import pytest

from pipelines.check import CheckPipeline
from tests.db.helpers import post


def flags(text: str, *removed: str, images: tuple[str, ...] = ()) -> list[str]:
    item = post(1, text, removed=removed, images=images)
    CheckPipeline().process_item(item)
    return item.flags


def test_a_post_without_text_says_why() -> None:
    assert flags("") == ["empty"]
    assert flags("", "扫一扫关注公众号") == ["all-boilerplate"]
    assert flags("", "扫一扫关注公众号", images=("http://demo.example/a.jpg",)) == ["pictures-only"]


@pytest.mark.parametrize(("lost", "told"), [(70, []), (71, ["mostly-removed"])])
def test_a_post_that_loses_most_of_its_text(lost: int, told: list[str]) -> None:
    assert flags("文" * (100 - lost), "广" * lost) == told


@pytest.mark.parametrize("text", ["请拨13800000001咨询", "13800000001", "甲乙\n手机:13800000001。"])
def test_a_number_of_a_person_that_stays(text: str) -> None:
    assert flags(text) == ["number-kept"]


@pytest.mark.parametrize("text", ["合同号9138000000011", "编号138000000012", "编号12800000001", "电话021-00001234"])
def test_a_number_of_anything_else_that_stays(text: str) -> None:
    assert flags(text) == []

"""Near things: by how much each line of a body was decided, and which of them a reader is told of."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.boilerplate import BoilerplatePipeline
from pipelines.check import CheckPipeline
from pipelines.cleaning.decision import LEAVE, RESUME, RETURN, START, margins
from pipelines.text import TextPipeline
from rentspider.auditing.body import near_places
from rentspider.items import PostItem
from rentspider.pages import Block
from tests.db.helpers import post
from tests.pipelines.test_cleaner import CONTACT, PROSE, cleaned

scores = st.lists(st.floats(-8, 8), max_size=7)


def worth(states: tuple[bool, ...], scores: list[float]) -> float:
    """The sum of scores of one way through a body, less what changing over costs."""
    total = sum(score for score, state in zip(scores, states, strict=True) if state) - START * states[0]
    for number, (one, after) in enumerate(pairwise(states)):
        if after and not one:
            total -= LEAVE
        elif one and not after:
            is_run = number > 0 and states[number - 1] and not all(states[: number + 1])
            total -= RESUME if is_run else RETURN
    return total


@given(scores)
def test_a_margin_is_what_deciding_otherwise_would_cost(scores: list[float]) -> None:
    ways = {way: worth(way, scores) for way in product([False, True], repeat=len(scores))} if scores else {}
    for number, margin in enumerate(margins(scores)):
        best = [max(value for way, value in ways.items() if way[number] is state) for state in (True, False)]
        assert margin == pytest.approx(best[0] - best[1])


def test_one_strong_line_amid_the_article_goes_alone() -> None:
    assert [margin > 0 for margin in margins([-8, -8, 4, -8, -8])] == [False, False, True, False, False]


def test_an_odd_line_between_two_runs_at_the_tail_goes_with_them() -> None:
    assert [margin > 0 for margin in margins([-8, -8, 4, 4, -3, 4, 4])] == [False, False, *[True] * 5]


def test_the_article_goes_on_behind_a_single_advert() -> None:
    assert [margin > 0 for margin in margins([-8, 4, -2, -2])] == [False, True, False, False]


@pytest.mark.parametrize("tail", [CONTACT, ["（文章来源：某某报）"], ["原标题：某区签约"], []])
def test_what_a_strong_rule_takes_is_no_near_thing(tail: list[str]) -> None:
    assert cleaned(*PROSE, *tail).near == []


def flagged(*texts: str) -> tuple[PostItem, list[str]]:
    item = post(1)
    item.page.blocks[:] = [Block(number, text, element=number) for number, text in enumerate(texts)]
    for step in (BoilerplatePipeline(), TextPipeline(), CheckPipeline()):
        step.process_item(item)
    return item, item.flags


def test_a_line_that_goes_by_little_is_flagged_with_its_place() -> None:
    item, flags = flagged(*PROSE, "想了解更多园区动态")
    assert [removal.block.position for removal in item.removed] == [3]
    assert flags == ["barely-removed:3"]


def test_a_line_that_stays_by_little_is_flagged_with_its_place() -> None:
    item, flags = flagged(*PROSE, "厂房租售免费咨询选址")
    assert item.removed == []
    assert flags == ["barely-kept:3"]


def test_flags_name_all_places() -> None:
    item, _ = flagged(*PROSE, *CONTACT)
    item.near = [0, 3, 4]
    CheckPipeline().process_item(item)
    assert item.flags == ["barely-removed:3+4", "barely-kept:0"]
    assert near_places(",".join(item.flags)) == {0, 3, 4}

"""The figures say what they are said to."""

from collections.abc import Callable

import pytest

from benchmarks.evaluation.posts import Credited, Truth
from benchmarks.evaluation.score import Found, judge
from tests.evaluation.helpers import careless, corpus, lazy, perfect, result

TRUTH = Truth(
    site="site-1.example",
    id=1,
    title="某园区开工",
    lines=(("某园区昨天开工，明年投产。", "prose"), ("开工", "short_end")),
    removed=(("来源：某报", "credit"), ("招商热线：400-000-1234", "contact")),
    credit=Credited("某报"),
)


def found(*lines: str, source: str | None = None) -> Found:
    return Found(TRUTH.title, "\n".join(lines), source)


@pytest.mark.parametrize(
    ("extract", "figures"),
    [
        (perfect, {"exact": 1, "lines": 1, "paras": 1, "loss": 0, "leak": 0, "traps": 0, "source": 1, "falsely": 0}),
        (careless, {"exact": 0, "lines": 0, "loss": 1, "leak": 0, "source": 0, "falsely": 0}),
        (lazy, {"paras": 1, "loss": 0, "traps": 0, "source": 1}),
    ],
)
def test_figures(extract: Callable[[Truth], Found], figures: dict[str, float]) -> None:
    got = result(corpus("seen", 60), extract).figures
    assert {name: got[name] for name in figures} == figures


def test_a_short_line_is_not_found_inside_a_longer_one() -> None:
    assert judge(TRUTH, found("某园区昨天开工，明年投产。")).lost == (1,)
    assert judge(TRUTH, found("某园区昨天开工，明年投产。", "开工")).lost == ()


def test_line_ends_bullets_and_the_title_above_are_no_fault() -> None:
    verdict = judge(TRUTH, found("某园区开工", "- 某园区昨天开工，明年投产。 开工"))
    assert (verdict.is_exact, verdict.as_lines) == (True, False)


def test_a_leftover_and_the_rest_of_a_page_are_leaks() -> None:
    article = [line for line, _ in TRUTH.lines]
    assert judge(TRUTH, found(*article, "来源：某报")).left == (0,)
    assert judge(TRUTH, found("首页", *article)).has_more


def test_a_page_that_could_not_be_read_has_lost_all() -> None:
    assert judge(TRUTH, None).lost == (0, 1)


def test_losses_and_leaks_are_told_by_array() -> None:
    built = corpus("seen", 60)
    assert set(result(built, lazy).left_by_array()) == {array for truth in built.truths for _, array in truth.removed}
    assert result(built, careless).lost_by_array().total() == 60

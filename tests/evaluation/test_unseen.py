"""The cleaner, the real way, on posts in words that its rules were written without: it is as good as it was.

`make eval` tells more. A change that raises a figure raises its floor with `--accept`.
"""

import pytest

from benchmarks.evaluation.floors import PINNED, complaints, key_of, read_floors
from benchmarks.evaluation.layers import measure
from benchmarks.evaluation.score import Result
from tests.evaluation.helpers import corpus

POSTS = 200


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    folder = tmp_path_factory.mktemp("unseen")
    pinned = measure(corpus("unseen", POSTS), folder, lambda way: way.learning in PINNED)
    return {result.name: result for result in pinned}


def test_no_figure_is_below_its_floor(results: dict[str, Result]) -> None:
    built = corpus("unseen", POSTS)
    assert complaints(read_floors()[key_of(built)], built, results.values()) == []


def test_learning_adds_to_the_rules(results: dict[str, Result]) -> None:
    assert results["all"].figures["leak"] < results["rules"].figures["leak"]
    assert results["learned"].figures["leak"] < results["structure"].figures["leak"]


def test_a_thousand_posts_have_floors() -> None:
    assert set(read_floors()["unseen-1000"].rows) == set(PINNED)

"""The page of promises says what happened, in order, and hides nothing."""

import re

import pytest

from tests.faults.outcome import Outcome
from tests.faults.page import page
from tests.faults.promises import DATA, HALF, LOST, PROMISES, promise_of
from tests.helpers import ROOT

WELL = Outcome(HALF, "a cut | body", 3, "exit 4", "so it was: run 1: exit 4", True, 1.25, 140)
BAD = Outcome(DATA, "a bomb", 1, "exit 4", "it took 900 MiB", False, 2, 900)
UNTRIED = Outcome(LOST, "a full disk", 0, "exit 4", "not tried: no such disk here", True, 0, 0)


def test_each_fault_stands_under_its_promise() -> None:
    text = page({"site": [WELL, BAD], "machine": [UNTRIED]})
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [*PROMISES, "What could not be tried"]
    half, behind = text.split(f"## {HALF}")[1].split("## ", 1)
    assert r"| a cut \| body | 3 | exit 4 | run 1: exit 4 | 1.25 | 140 |" in half
    assert "| a bomb | 1 | exit 4 | **not so:** it took 900 MiB | 2 | 900 |" in behind
    assert "| of the site | 2 | 4 | 1 | 900 |" in text


def test_what_was_not_tried_is_said() -> None:
    text = page({"site": [WELL], "machine": [UNTRIED]})
    untried = text.split("## What could not be tried")[1]
    assert "- a full disk: not tried: no such disk here." in untried
    assert "- Faults of archives: not in this version yet." in untried
    assert "a full disk" not in text.split("## What could not be tried")[0]


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_is_known_by_its_words(promise: str) -> None:
    assert promise_of(promise.lower()) == promise


def test_a_promise_that_nobody_made() -> None:
    with pytest.raises(ValueError, match="no promise"):
        promise_of("all will be well")


def test_no_row_of_the_page_is_red_and_no_place_of_a_machine_is_on_it() -> None:
    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert "**not so:**" not in text
    assert re.findall(r"/(?:tmp|home|root|work|build)/", text) == []

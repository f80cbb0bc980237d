"""Exit codes: what a run's counts mean, and which comes first where several apply."""

from dataclasses import replace

import pytest

from rentspider.outcome import Exit, Facts, judge

WELL = Facts(pages=30, posts=10, listed=20, failed=0)
UNREAD = replace(WELL, posts=0, failed=3, unreadable=3)
SILENT = Facts(0, 0, 0, 2, silence="the site did not answer")


def test_the_codes_that_scripts_rely_on() -> None:
    assert {each.name: each.value for each in Exit} == {
        "DONE": 0,
        "WRONG_USE": 1,
        "STOPPED": 3,
        "ERRORS": 4,
        "NO_ANSWER": 5,
        "LAYOUT": 6,
        "ALARM": 7,
        "LOCKED": 75,
    }


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        pytest.param(WELL, 0, id="done"),
        pytest.param(replace(WELL, posts=0), 0, id="nothing new"),
        pytest.param(replace(WELL, failed=1), 4, id="an error"),
        pytest.param(replace(WELL, posts=0, failed=1), 4, id="an error, nothing new"),
        pytest.param(replace(WELL, failed=1, unreadable=1), 4, id="one post that cannot be read"),
        pytest.param(UNREAD, 6, id="no post that can be read"),
        pytest.param(Facts(pages=3, posts=0, listed=0, failed=0), 6, id="lists without posts"),
        pytest.param(SILENT, 5, id="no answer"),
        # several apply: the first of 3, 5, 6, 4
        pytest.param(replace(SILENT, stopped="shutdown"), 3, id="stopped, and no answer"),
        pytest.param(replace(UNREAD, stopped="shutdown"), 3, id="stopped, and another layout"),
        pytest.param(replace(WELL, stopped="shutdown", failed=1), 3, id="stopped, and an error"),
        pytest.param(replace(UNREAD, silence="closed"), 5, id="no answer, and another layout"),
    ],
)
def test_the_first_that_fits(facts: Facts, code: int) -> None:
    assert int(judge(facts)[0]) == code


def test_the_reason_is_told() -> None:
    assert judge(replace(WELL, stopped="closespider_timeout"))[1] == "stopped: closespider_timeout"
    assert judge(SILENT)[1] == "the site did not answer"
    reasons = {judge(facts)[1] for facts in (WELL, UNREAD, SILENT, replace(WELL, failed=1))}
    assert len(reasons) == 4
    assert all(reasons)

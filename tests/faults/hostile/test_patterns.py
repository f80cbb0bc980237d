"""No pattern is kept busy by a line, be it of the rules or of the code."""

import pytest

from tests.faults.hostile.patterns import ANCHORED, BOUNDED, BUSY, Pattern, cost, of_modules, of_rules

PATTERNS = [*of_rules(), *of_modules()]


@pytest.mark.parametrize("pattern", PATTERNS, ids=[pattern.name for pattern in PATTERNS])
def test_no_line_keeps_it_busy(pattern: Pattern) -> None:
    found = cost(pattern)
    assert found.seconds < BUSY, str(found)


def test_exceptions_are_of_patterns_that_there_are() -> None:
    assert {*BOUNDED, *ANCHORED} <= {pattern.name for pattern in PATTERNS}

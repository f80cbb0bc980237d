"""Mutated pages: nothing but the documented errors, nothing lost, nothing silent shown, no time blow-up."""

import pytest

from tests.faults.hostile.corpus import pages
from tests.faults.hostile.fuzz import fuzz
from tests.faults.hostile.oracle import features, read

A_CHARACTER = 20e-6
"""Seconds of CPU for a character at the most, on a machine that is busy; pages below 10,000 count as that long."""


@pytest.mark.parametrize(("seed", "count"), [(1, 500), pytest.param(2, 20_000, marks=pytest.mark.faults)])
def test_whatever_is_on_a_page_it_is_read_or_told(seed: int, count: int) -> None:
    tally = fuzz(seed, count)
    assert {complaint: found[0].text for complaint, found in tally.wrong.items()} == {}
    assert tally.a_character < A_CHARACTER
    assert sum(tally.pages.values()) == count


def test_mutants_show_what_no_page_showed() -> None:
    """Else nothing would be tried that other tests do not."""
    usual = frozenset().union(*(features(page, read(page)) for page in pages()))
    assert len(fuzz(3, 300).seen - usual) > 20


def test_a_seed_gives_the_same_mutants() -> None:
    assert fuzz(4, 50).pages == fuzz(4, 50).pages

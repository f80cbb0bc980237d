"""Properties of all evidence together: its order is nothing, honest witnesses hold the truth and narrow it."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipelines.dating import resolve
from rentspider.items import Evidence
from tests.fakesite import dates
from tests.pipelines.test_evidence import NOON, fed, known, saw

DAY = timedelta(days=1)
WITNESSES = st.sampled_from(["page", "list", "related", "feed"])
TIMES = st.integers(0, 400 * dates.DAY).map(lambda age: int(NOON.timestamp()) - age)


def told(time: int, seen: int, witness: str, form: str) -> Evidence:
    """What a server shows of a time at a later moment."""
    at = datetime.fromtimestamp(seen, UTC)
    if witness == "feed":
        return fed(datetime.fromtimestamp(time, UTC), at)
    raw = dates.absolute(time, form) if form else re.sub(r"<[^>]*>", "", dates.relative(time, seen))
    return saw(raw, at, witness)


FORMS = st.sampled_from(["", "", "", *dates.ABSOLUTE])
LATER = st.integers(0, 30 * dates.DAY).map(lambda after: int(NOON.timestamp()) + after)
CONFLICTING = st.lists(st.builds(told, TIMES, LATER, WITNESSES, FORMS), max_size=6)


@given(CONFLICTING.flatmap(lambda all_of_it: st.tuples(st.just(all_of_it), st.permutations(all_of_it))))
def test_order_does_not_matter(orders: tuple[list[Evidence], list[Evidence]]) -> None:
    assert resolve(orders[0]) == resolve(orders[1])


@given(CONFLICTING)
def test_saying_it_twice_changes_nothing(evidence: list[Evidence]) -> None:
    assert resolve(evidence * 2) == resolve(evidence)


@given(TIMES, st.lists(st.tuples(LATER, WITNESSES, FORMS), min_size=1, max_size=6))
def test_honest_witnesses_hold_the_true_time_and_more_of_them_narrow_it(
    time: int, seen: list[tuple[int, str, str]]
) -> None:
    evidence = [told(time, *each) for each in seen]
    together = known(*evidence).interval
    assert together.earliest
    assert together.earliest <= datetime.fromtimestamp(time, UTC) <= (together.latest or NOON + 31 * DAY)
    assert all(together.width <= known(each).interval.width for each in evidence)

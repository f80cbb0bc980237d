"""What a shown date fixes: the theme's own forms, checked against the server's side of the formula, and others."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.dating import Interval, read_shown
from tests.fakesite import dates

ONCE = int(datetime(1993, 1, 1, tzinfo=UTC).timestamp())
MOMENTS = st.integers(ONCE, int(datetime(2060, 1, 1, tzinfo=UTC).timestamp()))
UNITS = (60, 3600, dates.DAY, dates.WEEK, dates.MONTH, dates.YEAR, 12 * dates.YEAR)
AGES = st.one_of(*(st.integers(-30, unit) for unit in UNITS))
NOW = datetime(2026, 3, 10, 4, tzinfo=UTC)
"""Noon in Shanghai."""


def moment(time: int) -> datetime:
    return datetime.fromtimestamp(time, UTC)


def shown(time: int, now: int) -> str:
    """The text of ``span.date``."""
    return re.sub(r"<[^>]*>", "", dates.relative(time, now))


def holds(interval: Interval | None, time: int) -> bool:
    """Whether the moment lies in the interval."""
    assert interval is not None
    assert interval.earliest is not None
    return interval.earliest <= moment(time) and (interval.latest is None or moment(time) <= interval.latest)


@given(MOMENTS, AGES)
@example(int(datetime(2024, 2, 29, 4, tzinfo=UTC).timestamp()) + 316 * dates.DAY, 316 * dates.DAY)
def test_relative_forms_hold_the_true_time(now: int, age: int) -> None:
    text = shown(now - age, now)
    assert holds(read_shown(text, moment(now)), now - age), text


@given(MOMENTS, AGES)
def test_relative_forms_allow_no_more_than_they_say(now: int, age: int) -> None:
    text = shown(now - age, now)
    found = read_shown(text, moment(now))
    assert found is not None
    if text == "刚刚":
        assert found.latest is None
    elif "(" in text:
        assert found.day == dates.local(now - age).date()
    else:
        assert found.earliest
        assert found.latest
        assert {shown(int(end.timestamp()), now) for end in (found.earliest, found.latest)} == {text}


@pytest.mark.parametrize("form", dates.ABSOLUTE)
@given(MOMENTS)
def test_absolute_forms(form: str, time: int) -> None:
    found = read_shown(dates.absolute(time, form), moment(time + 5))
    assert holds(found, time)
    assert found is not None
    assert found.width == timedelta(seconds=86_399 if form.count("%") == 3 else 59 if form.count("%") == 5 else 0)
    assert found.day == dates.local(time).date()


@pytest.mark.parametrize(
    ("text", "now", "day"),
    [
        ("2周前 (12-20)", (2026, 1, 3), date(2025, 12, 20)),
        ("1周前 (01-01)", (2026, 1, 9), date(2026, 1, 1)),
        ("1周前 (12-31)", (2026, 1, 8), date(2025, 12, 31)),
        ("1个月前 (11-30)", (2026, 1, 2), date(2025, 11, 30)),
        ("12个月前 (01-09)", (2026, 1, 1), date(2025, 1, 9)),
        ("11个月前 (02-29)", (2025, 1, 10), date(2024, 2, 29)),
        ("1个月前 (02-29)", (2024, 4, 1), date(2024, 2, 29)),
        ("2年前 (2024-02-29)", (2026, 3, 10), date(2024, 2, 29)),
    ],
)
def test_the_age_tells_the_year(text: str, now: tuple[int, int, int], day: date) -> None:
    found = read_shown(text, datetime(*now, 6, tzinfo=UTC))
    assert found == Interval.local(day)


def test_new_year_is_that_of_shanghai() -> None:
    found = read_shown("1周前 (12-25)", datetime(2025, 12, 31, 17, tzinfo=UTC))
    assert found == Interval.local(date(2025, 12, 25))


@pytest.mark.parametrize(
    "text",
    [
        "1周前 (03-10)",
        "2周前 (06-01)",
        "9个月前 (02-20)",
        "1个月前 (02-30)",
        "3个月前 (02-29)",
        "1周前 (00-00)",
        pytest.param("1年前 (2019-01-01)"),
        pytest.param("3年前 (2030-01-01)"),
        "2年前 (2024-02-30)",
    ],
)
def test_bracket_that_does_not_fit_the_age(text: str) -> None:
    assert read_shown(text, NOW) is None


@pytest.mark.parametrize("text", ["0秒前", "60秒前", "61分钟前", "25小时前", "8天前", "6周前", "13个月前"])
def test_ages_that_the_theme_never_shows(text: str) -> None:
    assert read_shown(text, NOW) is None


def test_just_now_is_open() -> None:
    assert read_shown(" 刚刚 ", NOW) == Interval(NOW - timedelta(seconds=1), None)

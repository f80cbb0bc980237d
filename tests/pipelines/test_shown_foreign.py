"""Dates in forms that are not the theme's: read where they are definite, refused where they would be a guess."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dating import Interval, read_shown

NOW = datetime(2026, 3, 10, 4, tzinfo=UTC)
"""Noon in Shanghai."""


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("2024/9/21", date(2024, 9, 21), None),
        ("2024.09.21", date(2024, 9, 21), None),
        ("2024年9月21日 8:05", date(2024, 9, 21), (8, 5)),
        ("2024年09月21日 08时30分", date(2024, 9, 21), (8, 30)),
        ("2024-09-21 08:30:12", date(2024, 9, 21), (8, 30, 12)),
        ("2024-09-21T08:30:12", date(2024, 9, 21), (8, 30, 12)),
        ("2024-09-21T00:30:12Z", date(2024, 9, 21), (8, 30, 12)),
        ("2024-09-20 20:30:12 -0400", date(2024, 9, 21), (8, 30, 12)),
        ("2024年9月21日 下午3:05", date(2024, 9, 21), (15, 5)),
        ("2024-09-21 08:30 星期六", date(2024, 9, 21), (8, 30)),
        ("September 21, 2024", date(2024, 9, 21), None),
        ("今天", date(2026, 3, 10), None),
        ("昨天", date(2026, 3, 9), None),
        ("前天 17:45", date(2026, 3, 8), (17, 45)),
        pytest.param("2024年9月21日 08：30", date(2024, 9, 21), (8, 30)),
    ],
)
def test_definite_dates(text: str, day: date, clock: tuple[int, ...] | None) -> None:
    assert read_shown(text, NOW) == Interval.local(day, *(clock or ()))


def test_yesterday_is_that_of_shanghai() -> None:
    late = datetime(2026, 3, 10, 17, tzinfo=UTC)
    assert read_shown("昨天", late) == Interval.local(date(2026, 3, 10))


@pytest.mark.parametrize(
    "text",
    [
        "09-21",
        "3月7日",
        "3月7日 周四",
        "08:30",
        "周四",
        "2024年9月",
        "2024",
        "阅读 1234",
        "3月7日 阅读1234",
        "未知",
        "园区动态",
        "-",
        "",
        "2024-02-30",
        "2024-13-01",
        "0000-00-00 00:00:00",
        "2024-09-21 25:00",
        "2年前",
        "3天后",
        pytest.param("05/03/2024"),
        pytest.param("今天 25:70"),
    ],
)
def test_what_says_nothing_definite(text: str) -> None:
    assert read_shown(text, NOW) is None


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "2年前 (0001-01-01)", "0001-01-01 00:00:00"])
def test_dates_at_the_ends_of_the_calendar(text: str) -> None:
    found = read_shown(text, NOW)
    assert found is None or found.earliest is None or found.earliest.year in (1, 9999)


@given(st.text("0123456789年月日-/.: 天周前昨今()", max_size=14))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_shown(text, NOW)
    except OverflowError:  # see above
        return
    assert found is None or (found.earliest and (found.latest is None or found.earliest <= found.latest))


@given(st.datetimes(datetime(1993, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_interval_of_a_local_day(now: datetime) -> None:
    found = read_shown("昨天", now)
    assert found is not None
    assert found.earliest
    assert found.latest
    local = (now + timedelta(hours=8)).date() - timedelta(days=1)
    assert found.earliest + timedelta(hours=8) == datetime.combine(local, time(), UTC)
    assert found.latest - found.earliest == timedelta(seconds=86_399)

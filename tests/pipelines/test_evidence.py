"""What all witnesses of a publishing time say together, in whatever order they came."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pipelines.dating import Published, read_shown, resolve
from rentspider.items import Evidence
from tests.fakesite import dates

NOON = datetime(2026, 3, 10, 4, tzinfo=UTC)
"""In Shanghai."""
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def saw(raw: str, at: datetime = NOON, witness: str = "page") -> Evidence:
    """What a witness showed at a moment."""
    found = read_shown(raw, at)
    return Evidence(7, witness, raw, at, *((found.earliest, found.latest) if found else (None, None)))


def fed(time: datetime, at: datetime = NOON) -> Evidence:
    """The feed's exact time, seen at a moment."""
    return Evidence(7, "feed", f"{time:%a, %d %b %Y %H:%M:%S} +0000", at, time, time)


def known(*evidence: Evidence) -> Published:
    published = resolve(evidence)
    assert published is not None
    return published


def test_nobody_knows() -> None:
    assert resolve([]) is None
    assert resolve([saw("未知"), saw("09-21", witness="list")]) is None


@pytest.mark.parametrize("other", ["3小时前", "5天前", "刚刚", "2026-03-01", "1年前 (2024-12-01)"])
def test_feed_wins(other: str) -> None:
    time = NOON - 3 * HOUR - 7 * SECOND
    published = known(saw(other, NOON + DAY), fed(time), saw(other, NOON, "related"))
    assert (published.at, published.by, published.precision) == (time, "feed", "second")


def test_the_last_word_of_the_feed_wins() -> None:
    early, late = NOON - 5 * HOUR, NOON - 4 * HOUR
    assert known(fed(early, NOON), fed(late, NOON + HOUR)).at == late


def test_witnesses_narrow_each_other() -> None:
    published = known(saw("2小时前", NOON), saw("3小时前", NOON + 40 * dates.MINUTE * SECOND, "list"))
    assert published.interval.earliest == NOON - 2 * HOUR - 30 * 60 * SECOND + SECOND
    assert published.interval.latest == NOON + 40 * 60 * SECOND - 2 * HOUR - 30 * 60 * SECOND


def test_the_narrowest_witness_decides() -> None:
    published = known(saw("2026-03-09", witness="list"), saw("24小时前"), saw("1天前", witness="related"))
    assert (published.by, published.raw) == ("page", "24小时前")


def test_witness_that_contradicts_the_later_one_is_left_out() -> None:
    edited = known(saw("2026-03-01", NOON), saw("2026-03-08", NOON + DAY))
    assert (edited.day, edited.raw) == (date(2026, 3, 8), "2026-03-08")


@pytest.mark.parametrize("raw", ["2026-03-11", "2027-01-01 08:00", "2026-03-10 12:00:01"])
def test_date_after_the_fetch_is_unknown(raw: str) -> None:
    assert resolve([saw(raw)]) is None
    assert known(saw(raw), saw("2026-03-09", NOON - HOUR)).day == date(2026, 3, 9)


def test_open_end_has_no_moment() -> None:
    published = known(saw("刚刚"))
    assert (published.interval.earliest, published.interval.latest) == (NOON - SECOND, None)
    assert (published.at, published.day, published.precision) == (None, None, "range")


def test_open_end_is_closed_by_another_witness() -> None:
    published = known(saw("刚刚"), saw("3分钟前", NOON + 180 * SECOND))
    assert published.at is not None
    assert NOON - SECOND <= published.at <= NOON + 30 * SECOND
    assert published.precision == "minute"


def test_bare_day_is_noon() -> None:
    published = known(saw("2026-03-08"))
    assert (published.at, published.day, published.precision) == (NOON - 2 * DAY, date(2026, 3, 8), "day")


def test_day_of_the_fetch_is_cut_at_the_fetch() -> None:
    published = known(saw("2026-03-10", NOON))
    assert (published.interval.latest, published.at, published.day) == (NOON, NOON - 6 * HOUR, date(2026, 3, 10))


@pytest.mark.parametrize(
    ("raw", "precision"),
    [
        ("2026-03-09 08:30:12", "second"),
        ("30秒前", "second"),
        ("2026-03-09 08:30", "minute"),
        ("60分钟前", "minute"),
        ("7分钟前", "minute"),
        ("2小时前", "hour"),
        ("1天前", "day"),
        ("2026-03-09", "day"),
        ("1周前 (03-01)", "day"),
        ("3天前", "range"),
    ],
)
def test_precision(raw: str, precision: str) -> None:
    assert known(saw(raw)).precision == precision

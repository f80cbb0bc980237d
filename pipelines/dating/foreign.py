"""Dates in forms that are not the theme's own, read by dateparser with everything switched off that guesses."""

import re
from datetime import date, datetime

import dateparser

from pipelines.dating.interval import Interval
from rentspider.zone import ZONE

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:时点](\d{2})(?:[:分](\d{2}))?")
_AMBIGUOUS = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")  # the day or the month first, who knows
_DEFINITE = re.compile(r"\d{4}|[今昨前]天|today|yesterday", re.IGNORECASE)


def read_foreign(text: str, now: datetime) -> Interval | None:
    """The day that such a date names, with the time of day where one is shown; None where it names none.

    A date without a year ("09-21", "3月7日 周四") names no day: which year it means would be a guess.
    """
    if not _DEFINITE.search(text) or _AMBIGUOUS.search(text):
        return None
    found = dateparser.parse(
        text,
        languages=["zh", "en"],
        settings={
            "RELATIVE_BASE": now.astimezone(ZONE).replace(tzinfo=None),
            "TIMEZONE": str(ZONE),
            "TO_TIMEZONE": str(ZONE),
            "RETURN_AS_TIMEZONE_AWARE": True,
            "REQUIRE_PARTS": ["year", "month", "day"],
            "PREFER_DATES_FROM": "past",
        },
    )
    return _interval(found.date(), found, _CLOCK.search(text)) if found else None


def _interval(day: date, found: datetime, clock: re.Match[str] | None) -> Interval | None:
    if clock is None:
        return Interval.local(day)
    if int(clock[1]) > 23 or int(clock[2]) > 59:
        return None
    return Interval.local(day, found.hour, found.minute, found.second if clock[3] else None)

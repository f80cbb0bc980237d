"""What a date as a page shows it fixes: the theme's relative and absolute forms, then any other form."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from pipelines.dating.interval import Interval
from rentspider.zone import ZONE

_DAY = 86_400
LONGEST = 100
"""A text with more characters is no date; dateparser would look for one in it for seconds."""
_JUST_NOW = re.compile(r"刚刚|刚才")
_RELATIVE = re.compile(r"(?P<n>\d{1,4})\s*(?P<unit>秒钟?|分钟|小时|天|周|个月|年)前(?:\s*\((?P<shown>[\d-]{5,10})\))?")
_ABSOLUTE = re.compile(
    r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?"
    r"(?:\s*(?P<H>\d{1,2})[:时](?P<M>\d{1,2})分?(?::?(?P<S>\d{1,2})秒?)?)?"
)
_UNITS = {
    # unit: its length, and the ages in whole seconds at which the theme uses it, from and below
    "秒": (1, 1, 60),
    "秒钟": (1, 1, 60),
    "分钟": (60, 60, 3600),
    "小时": (3600, 3600, _DAY),
    "天": (_DAY, _DAY, 7 * _DAY),
    "周": (7 * _DAY, 7 * _DAY, 30 * _DAY),
    "个月": (30 * _DAY, 30 * _DAY, 360 * _DAY),
}


def read_shown(text: str, now: datetime) -> Interval | None:
    """The moments that a shown date allows, or None where it says nothing that could be relied on.

    Args:
        text: the date as the page shows it, such as "9个月前 (09-21)".
        now: when the server rendered the page.
    """
    text = text.strip()
    if len(text) > LONGEST:
        return None
    text = unicodedata.normalize("NFKC", text).strip()
    try:
        return _read(text, now)
    except (ValueError, OverflowError):  # no such day or time, or one beyond the calendar
        return None


def _read(text: str, now: datetime) -> Interval | None:
    if _JUST_NOW.fullmatch(text):
        return Interval(now - timedelta(seconds=1), None)
    if match := _RELATIVE.fullmatch(text):
        return _relative(match, now)
    if match := _ABSOLUTE.fullmatch(text):
        return _absolute(match)
    from pipelines.dating.foreign import read_foreign  # dateparser takes half a second to import

    return read_foreign(text, now)


def _relative(match: re.Match[str], now: datetime) -> Interval | None:
    shown = match["shown"]
    if match["unit"] == "年":
        return _years(int(match["n"]), _day(shown), now) if shown else None
    ages = _ages(int(match["n"]), match["unit"])
    if ages is None:
        return None
    aged = Interval.aged(now, *ages)
    if shown is None:
        return aged
    years = range(now.astimezone(ZONE).year, now.astimezone(ZONE).year - 2, -1)
    days = (_day(shown if shown.count("-") == 2 else f"{year}-{shown}") for year in years)
    return next((day for day in days if day and day.meet(aged)), None)


def _ages(n: int, unit: str) -> tuple[int, int] | None:
    """The youngest and the oldest age, in whole seconds, that the theme shows as "N units ago".

    The theme rounds age / unit half away from zero, so N stands for [(N-½)·unit, (N+½)·unit), cut to the ages at
    which it uses that unit at all.
    """
    length, start, stop = _UNITS[unit]
    youngest = max(-(-(2 * n - 1) * length // 2), start)
    oldest = min(-(-(2 * n + 1) * length // 2), stop) - 1
    return (youngest, oldest) if youngest <= oldest else None


def _years(n: int, day: Interval | None, now: datetime) -> Interval | None:
    """The day in the bracket, if it is about so many years ago; the theme rounds, and its years have 360 days."""
    if day is None or day.middle is None:
        return None
    years = (now - day.middle) / timedelta(days=365)
    return day if abs(years - n) <= 1 else None


def _absolute(match: re.Match[str]) -> Interval | None:
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["H"] is None:
        return Interval.local(day)
    second = None if match["S"] is None else int(match["S"])
    return Interval.local(day, int(match["H"]), int(match["M"]), second)


def _day(text: str) -> Interval | None:
    try:
        return Interval.local(date.fromisoformat(text))
    except ValueError:
        return None

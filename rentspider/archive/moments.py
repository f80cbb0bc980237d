"""When a server rendered a page."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def server_time(date_header: str | None) -> datetime | None:
    """The moment of a Date header, UTC; None where there is none that can be read."""
    if not date_header:
        return None
    try:
        moment = parsedate_to_datetime(date_header)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def warc_date(moment: datetime) -> str:
    """A moment as WARC records have it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(text: str | None) -> datetime | None:
    """A WARC-Date, UTC, to the second; None where there is none that can be read."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0) if text else None
    except (ValueError, OverflowError):
        return None

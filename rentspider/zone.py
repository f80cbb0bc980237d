"""The site's time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def local_day(moment: datetime) -> date:
    """The day on which a moment falls at the site."""
    return moment.astimezone(ZONE).date()

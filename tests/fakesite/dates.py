"""How the server shows the age of a post: relative to the moment of rendering, or in a fixed format."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from math import floor

SHANGHAI = timezone(timedelta(hours=8))
MINUTE, HOUR, DAY, WEEK, MONTH, YEAR = 60, 3600, 86400, 7 * 86400, 30 * 86400, 360 * 86400
RELATIVE = (
    (YEAR, "年前", " (%Y-%m-%d)"),
    (MONTH, "个月前", " (%m-%d)"),
    (WEEK, "周前", " (%m-%d)"),
    (DAY, "天前", ""),
    (HOUR, "小时前", ""),
    (MINUTE, "分钟前", ""),
    (1, "秒前", ""),
)
ABSOLUTE = (
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y年%m月%d日",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日 %H:%M:%S",
)


def local(time: float) -> datetime:
    """The moment in Shanghai."""
    return datetime.fromtimestamp(time, SHANGHAI)


def relative(time: int, now: float) -> str:
    """The HTML of a relative date: the largest unit that fits, its number rounded half away from zero."""
    age = int(now) - time
    if age < 1:
        return "刚刚"
    unit, label, day_format = next(row for row in RELATIVE if age >= row[0])
    shown = f"{floor(age / unit + 0.5)}{label}"
    return f'{shown}<span class="datetime">{local(time).strftime(day_format)}</span>' if day_format else shown


def absolute(time: int, form: str) -> str:
    """The date in one of the six fixed formats."""
    return local(time).strftime(form)


def http_date(now: float) -> str:
    """The Date header of a response rendered then."""
    return format_datetime(datetime.fromtimestamp(int(now), UTC), usegmt=True)


def feed_date(time: int) -> str:
    """A feed's pubDate, in local time."""
    return format_datetime(local(time))

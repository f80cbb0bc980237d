"""An interval of moments, in whole seconds, both ends included."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from rentspider.zone import ZONE, local_day

Precision = Literal["second", "minute", "hour", "day", "range"]
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """From the earliest to the latest possible moment, UTC; None is an open end."""

    earliest: datetime | None
    latest: datetime | None

    @classmethod
    def local(cls, day: date, hour: int | None = None, minute: int = 0, second: int | None = None) -> "Interval":
        """A local day, a minute of it (hour and minute), or a second of it.

        Raises:
            ValueError: there is no such time of day.
        """
        start = datetime.combine(day, time(hour or 0, minute, second or 0), ZONE).astimezone(UTC)
        if hour is None:
            end = datetime.combine(day + timedelta(days=1), time(), ZONE).astimezone(UTC) - SECOND
        else:
            end = start + (SECOND * 59 if second is None else SECOND * 0)
        return cls(start, end)

    @classmethod
    def aged(cls, now: datetime, youngest: int, oldest: int) -> "Interval":
        """The moments that lie between so many seconds before a moment."""
        return cls(now - SECOND * oldest, now - SECOND * youngest)

    def meet(self, other: "Interval") -> "Interval | None":
        """What both allow, or None where they contradict each other."""
        starts = [end for end in (self.earliest, other.earliest) if end]
        ends = [end for end in (self.latest, other.latest) if end]
        both = Interval(max(starts, default=None), min(ends, default=None))
        return None if both.earliest and both.latest and both.earliest > both.latest else both

    @property
    def width(self) -> timedelta:
        """How far apart the ends are; the longest time there is where one is open."""
        return self.latest - self.earliest if self.earliest and self.latest else timedelta.max

    @property
    def middle(self) -> datetime | None:
        """The moment half way, rounded up to a second: noon for a whole local day."""
        if not (self.earliest and self.latest):
            return None
        return self.earliest + SECOND * ((int(self.width.total_seconds()) + 1) // 2)

    @property
    def day(self) -> date | None:
        """The local day, where both ends fall on one."""
        if not (self.earliest and self.latest):
            return None
        first, last = local_day(self.earliest), local_day(self.latest)
        return first if first == last else None

    @property
    def precision(self) -> Precision:
        """The smallest unit that holds the interval."""
        for unit, name in ((1, "second"), (60, "minute"), (3600, "hour")):
            if self.width < SECOND * unit:
                return name  # type: ignore[return-value]
        return "day" if self.day else "range"

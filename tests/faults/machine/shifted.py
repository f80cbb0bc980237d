"""`python -m tests.faults.machine.shifted DAYS COMMAND…`: a `scrapy` command where the clock is wrong by some days."""

import datetime as clock
import sys
import time
from typing import Any

SHIFT = clock.timedelta(days=float(sys.argv.pop(1)))
_real, _seconds = clock.datetime, time.time


class _AsReal(type):
    """Moments that the interpreter itself makes count as those that are told from the wrong clock."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, _real)


class Shifted(clock.datetime, metaclass=_AsReal):
    """What every module takes for `datetime`."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return super().now(tz) + SHIFT


if __name__ == "__main__":
    clock.datetime = Shifted  # type: ignore[misc] # before anything else is imported that looks at the clock
    time.time = lambda: _seconds() + SHIFT.total_seconds()
    from scrapy.cmdline import execute

    execute()

"""Dating: what a shown date fixes, and what all evidence together says of a post's publishing time.

Dates are resolved against the moment that the server rendered the page, in Asia/Shanghai, never against the clock.
"""

from pipelines.dating.evidence import Published, resolve
from pipelines.dating.interval import Interval
from pipelines.dating.shown import read_shown

__all__ = ["Interval", "Published", "read_shown", "resolve"]

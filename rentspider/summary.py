"""The one line that ends a run: written by the run, and read by who started it as a process of its own."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from rentspider.outcome import Exit

COUNTS = ("listed", "new", "changed", "failed")
"""The counts that it begins with."""
_LINE = re.compile(
    r"run \d+: " + ", ".join(rf"{name} (?P<{name}>\d+)" for name in COUNTS) + r", removed blocks \d+,"
    r"(?: passed over \d+,)? [\d.]+ s, exit \d+(?: \((?P<reason>.*)\))?"
)


class Summary(NamedTuple):
    """What the line says."""

    counts: dict[str, int]
    reason: str
    """Why the exit code is not 0; else empty."""


def write_summary(run: int, counts: Mapping[str, int], seconds: float, code: Exit, reason: str) -> str:
    """The line; what a replay did not read of others' archives is in it where there is any."""
    told = ", ".join(f"{name} {counts[name]}" for name in COUNTS)
    passed = f" passed over {counts['passed_over']}," if "passed_over" in counts else ""
    ended = f"{seconds:.1f} s, exit {int(code)}" + (f" ({reason})" if code else "")
    return f"run {run}: {told}, removed blocks {counts['removed_blocks']},{passed} {ended}"


def read_summary(line: str) -> Summary | None:
    """What such a line says; None of any other."""
    found = _LINE.fullmatch(line)
    return Summary({name: int(found[name]) for name in COUNTS}, found["reason"] or "") if found else None

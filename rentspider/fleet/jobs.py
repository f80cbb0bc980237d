"""What is handed out, and what comes back: a job is one command, a site's or an archive's."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rentspider.outcome import Exit
from rentspider.summary import read_summary


@dataclass(frozen=True, slots=True)
class Job:
    """A command that a worker runs as a process of its own, as a spider's engine starts once in a process only."""

    name: str
    """The site or the archive, as it is told of."""
    command: tuple[str, ...]
    """The command line behind `scrapy`."""
    files: tuple[str, ...] = ()
    """Archives that it reads, relative to the data folder where they are in it."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Settings."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job went."""

    name: str
    code: int
    """The exit code of its command."""
    reason: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    worker: str = ""
    """The address of who did it."""


def outcome_of(name: str, code: int, told: str, errors: str) -> Outcome:
    """What a command's end says.

    Args:
        told: what it has printed; the last line is its summary.
        errors: the end of its log, where it tells what has kept it from beginning.
    """
    lines = told.splitlines()
    found = read_summary(lines[-1]) if lines else None
    if found:
        return Outcome(name, code, found.reason, found.counts)
    said = [line.removeprefix("rentspider: ") for line in errors.splitlines() if line.startswith("rentspider: ")]
    return Outcome(name, code or Exit.ERRORS, said[-1] if said else "it ended without a summary; its log says more")

"""What a fault of the machine is, and what came of one try."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults.machine.world import World

KEPT = "nothing that is stored is lost: run again, and all is as if nothing had happened"
SAID = "a database that is damaged is told, and never written to"
TOLD = "what could not be done is told in a sentence, by a run's record or its exit code"
TIME = "articles follow from the site's clock, and from no other"


@dataclass(frozen=True)
class Tried:
    """One try: what did not come out as it should, and what it took."""

    troubles: list[str]
    seconds: float
    peak_mib: float
    saw: str = ""
    """What happened, in a word or two, where that can be one thing or another."""


@dataclass(frozen=True)
class Fault:
    """Something that happens to a machine."""

    name: str
    promise: str
    expected: str
    attempt: Callable[[World, Path, Random], Tried]
    """Does it, in an empty folder, at a random moment or place."""
    times: int = 1
    """How often the full run tries it."""
    missing: Callable[[], str] = str
    """Why it cannot be tried on this machine; empty where it can."""

    def __str__(self) -> str:
        return self.name

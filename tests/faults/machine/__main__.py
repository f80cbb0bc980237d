"""`python -m tests.faults.machine [WORD…]`: tries all faults, or those with a word in their names, and records them."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.faults.machine.matrix import FAULTS
from tests.faults.machine.runner import outcome
from tests.faults.machine.world import World
from tests.faults.outcome import Outcome, write
from tests.helpers import ROOT

TARGET = ROOT / "build" / "faults" / "machine.json"


def tried(words: list[str]) -> Iterator[Outcome]:
    """The outcome of each fault, told as it comes."""
    with TemporaryDirectory() as place, World(Path(place)) as world:
        for fault in FAULTS:
            if words and not any(word in fault.name for word in words):
                continue
            began = monotonic()
            with TemporaryDirectory() as folder:
                found = outcome(fault, world, Path(folder))
            took = f"({found.times} times, {monotonic() - began:.0f} s, {found.peak_mib:g} MiB)"
            print("ok " if found.ok else "BAD", f"{found.fault}: {found.happened}", took, flush=True)
            yield found


if __name__ == "__main__":
    outcomes = list(tried(sys.argv[1:]))
    write(outcomes, TARGET)
    sys.exit(not all(each.ok for each in outcomes))

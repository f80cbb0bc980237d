"""`python -m tests.faults.hostile`: tries all hostile content in two processes, and records what came of it."""

import sys
from collections.abc import Iterator
from multiprocessing import get_context

from tests.faults.hostile import record
from tests.faults.outcome import Outcome, write
from tests.helpers import ROOT

TARGET = ROOT / "build" / "faults" / "hostile.json"
SEEDS, EACH = range(11, 15), 5_000
SECONDS = 600
"""Work that takes longer hangs."""


def tried() -> Iterator[Outcome]:
    """All outcomes. Each piece of work begins in a new process, so that none has another's memory."""
    with get_context("spawn").Pool(2, maxtasksperchild=1) as pool:
        others = [pool.apply_async(work) for work in (record.round_trips, record.properties, record.patterns)]
        parts = [pool.apply_async(record.mutants, (seed, EACH)) for seed in SEEDS]
        for other in others:
            yield from other.get(SECONDS)
        yield record.outcome_of_mutants([part.get(SECONDS) for part in parts])


if __name__ == "__main__":
    outcomes = []
    for each in tried():
        print(
            "ok " if each.ok else "BAD", f"{each.fault} ({each.times:,}): {each.expected}: {each.happened}", flush=True
        )
        outcomes.append(each)
    write(outcomes, TARGET)
    sys.exit(not all(each.ok for each in outcomes))

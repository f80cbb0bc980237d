"""Tries the faults of one kind, and puts on record what came of them."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from tests.faults.outcome import Outcome, read, write
from tests.helpers import ROOT

FOLDER = ROOT / "build" / "faults"
Fault = TypeVar("Fault")


def try_all(kind: str, faults: Sequence[Fault], outcome: Callable[[Fault, Path], Outcome], words: list[str]) -> int:
    """Try all faults, or those with one of some words in their names, and tell each as it comes.

    What came of the others in the last run stays on record.

    Returns:
        The exit code: 1 where something did not come out as it should.
    """

    def attempt(fault: Fault) -> Outcome:
        with TemporaryDirectory() as folder:
            return outcome(fault, Path(folder))

    outcomes = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # each has a process of its own; threads do to wait for them
        chosen = [fault for fault in faults if not words or any(word in str(fault) for word in words)]
        for found in pool.map(attempt, chosen):
            outcomes.append(found)
            sign = "ok " if found.ok else "BAD"
            print(sign, f"{found.fault}: {found.happened}", f"({found.peak_mib:g} MiB)", flush=True)
    path = FOLDER / f"{kind}.json"
    known = {each.fault: each for each in [*(read(path) if words and path.exists() else ()), *outcomes]}
    write([known[name] for name in map(str, faults) if name in known], path)
    return 0 if all(each.ok for each in outcomes) else 1

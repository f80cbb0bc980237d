"""Tries the faults of one kind, and puts on record what came of them."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from tests.faults.outcome import Outcome, write
from tests.helpers import ROOT

FOLDER = ROOT / "build" / "faults"
Fault = TypeVar("Fault")


def try_all(kind: str, faults: Iterable[Fault], outcome: Callable[[Fault, Path], Outcome], words: list[str]) -> int:
    """Try all faults, or those with one of some words in their names, and tell each as it comes.

    Returns:
        The exit code: 1 where something did not come out as it should.
    """
    outcomes = []
    for fault in faults:
        if words and not any(word in str(fault) for word in words):
            continue
        with TemporaryDirectory() as folder:
            found = outcome(fault, Path(folder))
        print("ok " if found.ok else "BAD", f"{found.fault}: {found.happened}", f"({found.peak_mib:g} MiB)", flush=True)
        outcomes.append(found)
    if not words:
        write(outcomes, FOLDER / f"{kind}.json")
    return 0 if all(each.ok for each in outcomes) else 1

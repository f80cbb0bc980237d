"""`python -m tests.faults.site [WORD…]`: tries all faults, or those with a word in their names, and records them."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.outcome import Outcome, write
from tests.faults.site.matrix import FAULTS
from tests.faults.site.runner import outcome
from tests.helpers import ROOT

TARGET = ROOT / "build" / "faults" / "site.json"


def tried(words: list[str]) -> Iterator[Outcome]:
    """The outcome of each fault, told as it comes."""
    for fault in FAULTS:
        if words and not any(word in fault.name for word in words):
            continue
        with TemporaryDirectory() as folder:
            found = outcome(fault, Path(folder))
        print("ok " if found.ok else "BAD", f"{found.fault}: {found.happened}", f"({found.peak_mib:g} MiB)", flush=True)
        yield found


if __name__ == "__main__":
    outcomes = list(tried(sys.argv[1:]))
    write(outcomes, TARGET)
    sys.exit(not all(each.ok for each in outcomes))

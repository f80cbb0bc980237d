"""`python -m tests.faults`: tries all faults of all kinds, and writes docs/reliability.md from what came of them.

`python -m tests.faults page` writes the page alone, from the last run.
"""

import subprocess
import sys
from importlib.util import find_spec

from tests.faults.outcome import Outcome, read
from tests.faults.page import KINDS, page
from tests.faults.trying import FOLDER
from tests.helpers import ROOT

PAGE = ROOT / "docs" / "reliability.md"


def has_tries(kind: str) -> bool:
    """Whether there is a module that tries this kind of faults."""
    return bool(find_spec(f"tests.faults.{kind}") and find_spec(f"tests.faults.{kind}.__main__"))


def outcomes_of(kind: str) -> list[Outcome]:
    """What came of the faults of a kind, in the last run."""
    path = FOLDER / f"{kind}.json"
    return read(path) if path.exists() and has_tries(kind) else []


def main(kinds: list[str]) -> int:
    """Try these kinds of faults, and write the page of all; gives the exit code."""
    for kind in kinds:
        if has_tries(kind):
            print(f"faults: those {KINDS[kind]}", flush=True)
            (FOLDER / f"{kind}.json").unlink(missing_ok=True)
            subprocess.run([sys.executable, "-m", f"tests.faults.{kind}"], cwd=ROOT, check=False)
        else:
            print(f"faults: those {KINDS[kind]} are skipped, there is no module that tries them", flush=True)
    found = {kind: outcomes_of(kind) for kind in KINDS}
    PAGE.write_text(page(found), encoding="utf-8")
    bad = [f"{kind}: {each.fault}" for kind, some in found.items() for each in some if not each.ok]
    untold = [kind for kind in kinds if has_tries(kind) and not found[kind]]
    print(f"faults: {sum(map(len, found.values()))} in {PAGE.relative_to(ROOT)}, {len(bad)} not as expected")
    for each in [*bad, *(f"{kind}: ended without a word" for kind in untold)]:
        print(f"  {each}")
    return 1 if bad or untold else 0


if __name__ == "__main__":
    sys.exit(main([] if sys.argv[1:] == ["page"] else list(KINDS)))

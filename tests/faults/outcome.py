"""What came of a fault, on record as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """One fault: the promise it tried to break, how often it was tried, and what happened."""

    promise: str
    fault: str
    times: int
    expected: str
    happened: str
    ok: bool
    seconds: float
    """Of the longest try."""
    peak_mib: float
    """Resident memory of the largest process, at its most."""


def write(outcomes: Iterable[Outcome], path: Path) -> None:
    """Write outcomes to a file; its folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read(path: Path) -> list[Outcome]:
    """The outcomes of a file that `write` has written."""
    return [Outcome(**fields) for fields in json.loads(path.read_text(encoding="utf-8"))]

"""Every package that is installed is pinned to one version and its hashes: nobody can put another in its place."""

import re
from pathlib import Path

import pytest

from tests.helpers import ROOT

OTHERS = ("benchmarks/lexicon.txt", "benchmarks/evaluation/peers.txt")
LOCKS = [*sorted((ROOT / "locks").glob("*.txt")), *(ROOT / name for name in OTHERS)]
PACKAGE = re.compile(r"^(?=\w)(?:[^\n]*\\\n)*[^\n]*$", re.MULTILINE)
PINNED = re.compile(r"[\w.-]+(?:\[[\w,-]+\])?==\S+ (?:; [^\\]+)?\\(?:\n +--hash=sha256:[0-9a-f]{64}(?: \\)?)+")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_each_package_is_pinned_with_hashes(lock: Path) -> None:
    packages = PACKAGE.findall(lock.read_text(encoding="utf-8"))
    assert packages != []
    assert [package[:80] for package in packages if not PINNED.fullmatch(package)] == []

"""`python -m tests.golden [--diff]`: see the package."""

import sys
from collections.abc import Sequence
from difflib import unified_diff

from tests.golden.store import as_json, read_now, reading_path, stored_names, write_all


def differences(name: str) -> list[str]:
    """Where today's reading of a page differs from the stored one, as a unified diff."""
    stored = reading_path(name).read_text(encoding="utf-8").splitlines()
    today = as_json(read_now(name)).splitlines()
    return list(unified_diff(stored, today, f"{name}, stored", f"{name}, today", lineterm="", n=1))


def main(arguments: Sequence[str]) -> int:
    """Write what is missing, or show what differs: 1 where something does."""
    if arguments not in ([], ["--diff"]):
        print("usage: python -m tests.golden [--diff]", file=sys.stderr)
        return 2
    if not arguments:
        print("\n".join(f"wrote {name}" for name in write_all()) or "nothing is missing")
        return 0
    found = [line for name in stored_names() for line in differences(name)]
    print("\n".join(found) or "no differences")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""An environment with a wheel and the packages that it asks for, and no others.

The packages are those of the environment that runs the tests, linked one by one: nothing is downloaded, and whatever
the wheel does not ask for is missing.
"""

import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from venv import create

from packaging.requirements import Requirement

from tests.helpers import NOWHERE, Result

SITE = Path(sysconfig.get_path("purelib"))
UV = Path(sys.prefix) / "bin/uv"


class Installed:
    """A virtual environment, and a folder in which its user stands."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder = folder / "posts"
        self.folder.mkdir()
        create(folder / "venv", symlinks=True)
        self.bin = folder / "venv/bin"
        self._site = folder / "venv" / SITE.relative_to(sys.prefix)
        install = f"{UV} pip install --quiet --offline --no-index --no-deps --python"
        subprocess.run([*install.split(), str(self.bin / "python"), str(wheel)], check=True, capture_output=True)
        self._linked: set[str] = set()
        self.link("rentspider")

    def link(self, requirement: str) -> None:
        """Add the packages that another one asks for, with one of its extras where it is named in brackets."""
        for name in needs(Requirement(requirement), set()):
            if name in self._linked:
                continue
            self._linked.add(name)
            files = distribution(name).files or []
            for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
                if not (self._site / top).exists():
                    (self._site / top).symlink_to(SITE / top)

    def environment(self, **settings: str) -> dict[str, str]:
        """A bare one: no setting, and no way into the checkout."""
        ours = {"PATH": f"{self.bin}:/usr/bin:/bin", "HOME": str(self.folder), "PYTHONIOENCODING": "utf-8"}
        return {**ours, "RENT_SITE": NOWHERE, "RENT_DELAY": "0", **settings}

    def run(self, *command: str | Path, **settings: str) -> Result:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


def needs(wanted: Requirement, seen: set[str]) -> Iterator[str]:
    """The packages that a requirement brings along here, itself left out."""
    for line in distribution(wanted.name).requires or []:
        requirement = Requirement(line)
        marker, name = requirement.marker, requirement.name.lower()
        if marker and not any(marker.evaluate({"extra": extra}) for extra in (wanted.extras or {""})):
            continue
        if name not in seen:
            seen.add(name)
            yield name
            yield from needs(requirement, seen)

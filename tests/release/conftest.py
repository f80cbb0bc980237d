"""A wheel of the checkout, and an environment in which it is installed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import ROOT
from tests.release.environment import UV, Installed


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.iterdir()
    return wheel


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    if not UV.exists():
        pytest.skip("there is no uv beside this Python; make setup")
    return Installed(tmp_path_factory.mktemp("installed"), wheel)

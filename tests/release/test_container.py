"""The container's file holds what it copies and installs, and its schedule goes on as docs/deploying.md says."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.docs.pages import BY_NAME
from tests.helpers import ROOT

pytestmark = pytest.mark.slow

DOC = BY_NAME["docs/deploying.md"].text
LINES = (ROOT / "deploy/Containerfile").read_text().replace("\\\n", " ").splitlines()
SAID = [tuple(line.split(maxsplit=1)) for line in LINES if line and line[0] != "#"]
LAST = SAID[max(at for at, (word, _) in enumerate(SAID) if word == "FROM") :]
"""What makes the image; the stage before it only builds."""


def said(word: str) -> str:
    [rest] = [rest for name, rest in LAST if name == word]
    return rest


def test_it_copies_what_is_there_and_all_that_the_wheel_is_made_of() -> None:
    copied = {name for word, rest in SAID if word == "COPY" and "--from" not in rest for name in rest.split()[:-1]}
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert {"pyproject.toml", "README.md", "LICENSE", "rentspider/", "pipelines/"} <= copied


def test_it_is_the_image_that_is_named_and_runs_as_somebody() -> None:
    assert {rest.split()[0].rpartition("/")[2] for word, rest in SAID if word == "FROM"} <= set(
        re.findall(r"`(.*)`", DOC)
    )
    assert said("USER") in said("RUN").split()
    assert said("VOLUME") == said("WORKDIR") == re.findall(r"RENT_DATA_DIR=(\S+)", said("ENV"))[0]


@pytest.mark.parametrize("name", ["run", "build"])
def test_what_it_installs_is_locked_as_for_everybody(name: str) -> None:
    assert any(f"locks/{name}.txt" in rest for _, rest in SAID)
    own = set((ROOT / f"locks/{name}.txt").read_text().splitlines())
    assert own <= set((ROOT / "locks/dev.txt").read_text().splitlines()), "run `make lock`"


def test_what_it_runs_is_the_schedule_an_hour_apart() -> None:
    script, pause, *arguments = json.loads(said("CMD"))
    assert f"COPY deploy/{script} " in "\n".join(LINES)
    assert os.access(ROOT / "deploy" / script, os.X_OK)
    assert (pause, arguments) == ("3600", ["-L", "WARNING"])


def test_it_is_well_while_crawls_write(tmp_path: Path) -> None:
    check = said("HEALTHCHECK").partition("CMD ")[2].replace("/data", str(tmp_path))

    def well() -> bool:
        return subprocess.run(["/bin/sh", "-c", check], check=False).returncode == 0

    assert not well()
    (tmp_path / "rent.db").touch()
    assert well()
    four_hours_ago = time.time() - 4 * 3600
    os.utime(tmp_path / "rent.db", (four_hours_ago, four_hours_ago))
    assert not well()
    (tmp_path / "rent.db-wal").touch()
    assert well()


# --- the schedule ------------------------------------------------------------------------------------------------


@contextmanager
def schedule(folder: Path, script: str, pause: str = "0") -> Iterator["subprocess.Popen[str]"]:
    """The schedule, with a script in the place of the program; whatever a test leaves of it is killed."""
    (folder / "rentspider").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "rentspider").chmod(0o755)
    process = subprocess.Popen(
        [ROOT / "deploy/every.sh", pause, "-L", "WARNING"],
        cwd=folder,
        env={"PATH": f"{folder}:/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.mark.parametrize("code", [1, 2])
def test_what_is_wrong_from_the_start_ends_it(tmp_path: Path, code: int) -> None:
    with schedule(tmp_path, f'echo "$@"; exit {code}') as process:
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (code, "crawl posts -L WARNING\n", "")


def test_it_goes_on_whatever_the_exit_code_and_a_signal_between_crawls_ends_it(tmp_path: Path) -> None:
    script = 'read -r code rest <codes; echo "$rest" >codes; echo "$code"; exit "$code"'
    codes = ["5", "1", "2", "4", "75", "0"]
    (tmp_path / "codes").write_text(" ".join(codes) + "\n")
    # Between two crawls no time passes; behind the last it waits, and says so.
    (tmp_path / "sleep").write_text(
        '#!/bin/sh\nread -r rest <codes\n[ "$rest" ] || { echo waits; exec /bin/sleep 60; }\n'
    )
    (tmp_path / "sleep").chmod(0o755)
    with schedule(tmp_path, script, pause="3600") as process:
        assert process.stdout
        assert [process.stdout.readline().strip() for _ in range(7)] == [*codes, "waits"]
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 0


@pytest.mark.parametrize("at", ["once it has begun", "the moment that it begins"])
def test_a_signal_ends_the_crawl_in_order(tmp_path: Path, at: str) -> None:
    sends = "kill $PPID; " if at.startswith("the") else ""
    os.mkfifo(tmp_path / "never")
    with schedule(
        tmp_path, f'trap "echo told; exit 3" TERM; {sends}exec 3<>never; echo begun; read -r _ <&3', pause="3600"
    ) as process:
        assert process.stdout
        if not sends:
            assert process.stdout.readline() == "begun\n"
            process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out.removeprefix("begun\n"), err) == (3, "told\n", "")

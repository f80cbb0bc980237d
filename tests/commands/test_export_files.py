"""Where `scrapy export` writes: a file that is there whole or not at all, standard output, a pipe."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from rentspider.exporting.texts import JsonWriter
from rentspider.signals import StoppedError
from tests.db.helpers import Database, post
from tests.helpers import ROOT, command_line, environment, run_here


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    database = Database(tmp_path_factory.mktemp("export"))
    database.save(*(post(number, f"第{number}篇{'长' * 2_000}", title=f"@{number}") for number in range(1, 101)))
    yield database.path.parent
    database.engine.dispose()


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (OSError(28, "No space left on device"), 1, "cannot write {}: No space left on device"),
        (StoppedError("signal SIGTERM"), 3, "stopped by signal SIGTERM; {} is as it was"),
    ],
    ids=["disk full", "signal"],
)
def test_a_file_is_replaced_only_by_a_whole_one(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, told: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("mine", encoding="utf-8")

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(JsonWriter, "close", fails)
    result = run_here("export", "-o", path, data=data)
    assert (result.returncode, result.stderr) == (code, f"rentspider: {told.format(path)}\n")
    assert path.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(data: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    link.symlink_to(tmp_path / "real.csv")
    assert run_here("export", "-o", link, data=data).returncode == 0
    assert link.is_symlink()
    assert (tmp_path / "real.csv").stat().st_size > 100


def test_a_pipe_stays_a_pipe(data: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:  # all of it fits into the pipe
        result = run_here("export", "-f", "csv", "--fields", "id", "-o", pipe, data=data)
        assert (result.returncode, result.stderr) == (0, "")
        assert reader.read().decode("utf-8-sig").split() == ["id", *map(str, range(1, 101))]
    assert pipe.is_fifo()


def test_standard_output(data: Path) -> None:
    command = command_line("export", "--fields", "id,title")
    result = subprocess.run(command, cwd=ROOT, env=environment(data), capture_output=True, check=True)
    lines = "".join(f"{number},'@{number}\r\n" for number in range(1, 101))
    assert (result.stdout.decode(), result.stderr) == (f"\ufeffid,title\r\n{lines}", b"")


@pytest.mark.parametrize("command", [("export", "-f", "jsonl"), ("search", "篇", "--limit", "9999")])
def test_a_reader_that_has_seen_enough(data: Path, command: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        result = subprocess.run(
            command_line(*command),
            cwd=ROOT,
            env=environment(data),
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(write)
    assert (result.returncode, result.stderr) == (3, b"")

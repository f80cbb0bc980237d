"""`scrapy browse`: says where it is, ends quietly, and tells in a sentence why it cannot begin."""

import signal
import socket
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browse.serving import Serving
from tests.db.helpers import Database, post
from tests.helpers import Result, rows, run_here

pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = Database(tmp_path_factory.mktemp("browse"))
    database.save(post(1, title="一篇文章"))
    database.engine.dispose()
    return database.path.parent


def check(result: Result, *named: str) -> None:
    """One sentence that names these, and nothing else."""
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("rentspider: ")
    assert result.stderr.count("\n") == 1
    assert [name for name in named if name not in result.stderr] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_quietly(data: Path, number: signal.Signals) -> None:
    running = Serving(data)
    assert str(data / "rent.db") in running.told
    with urlopen(f"{running.address}search") as answer:
        assert "一篇文章" in answer.read().decode()
    assert running.end(number) == (0, "", "")


def test_it_listens_on_loopback_alone(data: Path) -> None:
    running = Serving(data)
    port = int(running.address.rsplit(":", 1)[1].strip("/"))
    try:
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            local, state = line.split()[1], line.split()[3]
            if state == "0A" and local.endswith(f":{port:04X}"):
                assert local == f"0100007F:{port:04X}"
    finally:
        running.end(signal.SIGINT)


def test_a_port_that_is_taken(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        check(run_here("browse", "--no-open", "--port", str(port), data=data), f"port {port} is taken", "--port 0")


@pytest.mark.parametrize("args", [["--port", "many"], ["--port", "65536"], ["--port", "-1"], ["post"], ["--colour"]])
def test_wrong_use_of_the_command_line(data: Path, args: list[str]) -> None:
    result = run_here("browse", *args, data=data)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_before_there_is_a_database(tmp_path: Path) -> None:
    check(run_here("browse", data=tmp_path), str(tmp_path / "rent.db"), "crawl or replay first")
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_an_older_version_is_left_as_it_is(tmp_path: Path) -> None:
    Database(tmp_path).engine.dispose()
    rows(tmp_path / "rent.db", "UPDATE alembic_version SET version_num = '0001'")
    check(run_here("browse", data=tmp_path), "is of version 0001", "scrapy status brings it up to date")
    assert rows(tmp_path / "rent.db", "SELECT * FROM alembic_version") == [{"version_num": "0001"}]


def test_another_engine(tmp_path: Path) -> None:
    url = "postgresql+psycopg://u:secret@127.0.0.1:9/d"
    result = run_here("browse", data=tmp_path, RENT_DATABASE_URL=url)
    check(result, "only an SQLite file")
    assert "secret" not in result.stderr


def test_without_the_extra(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rentspider.commands.browse.find_spec", lambda name: None)
    check(run_here("browse", data=data), "needs Datasette", "make setup", "rentspider[browse]")


def test_a_browser_is_opened_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    from rentspider.browse import server

    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("sys.platform", "linux")
    for display in ("", ":0"):
        monkeypatch.setenv("DISPLAY", display)
        monkeypatch.setenv("WAYLAND_DISPLAY", "")
        server.open_in_browser(f"http://127.0.0.1/{display}")
    assert opened == ["http://127.0.0.1/:0"]

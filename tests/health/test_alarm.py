"""The alarm reaches a real command and a real web address; what goes wrong with either is one sentence in the log."""

import json
import os
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from scrapy.settings import Settings

from rentspider import alarm
from rentspider.alarm import Alarm, tell
from rentspider.errors import SetupError

TEXT = "the title was found by its second selector on 38 of 38 pages; it was the first on 412 of 412 before"
FACTS = {"run": 41, "site": "demo.example", "breaks": [TEXT, "标题"]}


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


class Hook:
    """A web address that notes what it is sent, and answers with a status."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.got: list[tuple[str, str, dict[str, Any]]] = []
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/secret"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.got.append((self.path, self.headers["Content-Type"], json.loads(body)))
                self.send_response_only(hook.status)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Keep quiet."""

        return Handler


@contextmanager
def hook(status: int = 200) -> Iterator[Hook]:
    """Such an address, while it is needed."""
    made = Hook(status)
    thread = Thread(target=made.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield made
    made.http.shutdown()
    made.http.server_close()
    thread.join()


def test_the_command_has_the_text_and_reads_the_facts(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    line, message = tmp_path / "line", tmp_path / "message"
    command = f'printf %s "$RENT_ALARM" > {line}; cat > {message}; echo told'
    tell(Alarm(command, ""), TEXT.replace(" was", "\nwas", 1), FACTS)
    assert line.read_text(encoding="utf-8") == TEXT
    assert json.loads(message.read_text(encoding="utf-8")) == {**FACTS, "text": TEXT}
    assert capfd.readouterr() == ("", "told\n")
    assert caplog.messages == []


def test_the_web_address_is_sent_the_facts(caplog: pytest.LogCaptureFixture) -> None:
    with hook() as told:
        tell(Alarm("", told.url), TEXT, FACTS)
    assert told.got == [("/secret", "application/json", {**FACTS, "text": TEXT})]
    assert caplog.messages == []


def test_both_are_told_also_when_the_first_fails(caplog: pytest.LogCaptureFixture) -> None:
    with hook() as told:
        tell(Alarm("exit 3", told.url), TEXT, FACTS)
    assert len(told.got) == 1
    assert caplog.messages == ["the command in RENT_ALARM_COMMAND failed: it ended with exit code 3"]


def test_nobody_is_told(caplog: pytest.LogCaptureFixture) -> None:
    tell(Alarm("", ""), TEXT, FACTS)
    assert caplog.messages == []


def test_a_command_that_reads_nothing_of_a_long_message(caplog: pytest.LogCaptureFixture) -> None:
    tell(Alarm("true", ""), TEXT, {"breaks": "x" * 1_000_000})
    assert caplog.messages == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 404, 500])
def test_an_address_that_refuses_or_leads_elsewhere(status: int, caplog: pytest.LogCaptureFixture) -> None:
    with hook(status) as told:
        tell(Alarm("", told.url), TEXT, FACTS)
    assert [path for path, _, _ in told.got] == ["/secret"]
    expected = f"the address in RENT_ALARM_WEBHOOK could not be told of the alarm: it answered with status {status}"
    assert caplog.messages == [expected]


def test_an_address_where_nobody_listens(caplog: pytest.LogCaptureFixture) -> None:
    tell(Alarm("", "http://127.0.0.1:9/secret"), TEXT, FACTS)
    [message] = caplog.messages
    assert "RENT_ALARM_WEBHOOK" in message
    assert "secret" not in message


@pytest.mark.parametrize("answer", [b"", b"no HTTP at all\r\n\r\n"])
def test_an_address_that_speaks_another_language(answer: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with server.accept()[0] as connection:
                connection.recv(100_000)
                connection.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        tell(Alarm("", f"http://127.0.0.1:{server.getsockname()[1]}/"), TEXT, FACTS)
        thread.join()
    [message] = caplog.messages
    assert message.startswith("the address in RENT_ALARM_WEBHOOK could not be told of the alarm: ")


def test_an_address_that_never_answers(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alarm, "WEBHOOK_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        tell(Alarm("", f"http://127.0.0.1:{server.getsockname()[1]}/"), TEXT, FACTS)
    assert caplog.messages == ["the address in RENT_ALARM_WEBHOOK could not be told of the alarm: timed out"]


def test_a_command_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alarm, "COMMAND_SECONDS", 1.0)
    os.mkfifo(tmp_path / "fifo")
    reader = os.open(tmp_path / "fifo", os.O_RDONLY | os.O_NONBLOCK)
    try:
        tell(Alarm(f"(echo begun; exec sleep 300) > {tmp_path / 'fifo'} & wait", ""), TEXT, FACTS)
        assert os.read(reader, 100) == b"begun\n"
        assert select.select([reader], [], [], 30)[0], "something that the command started is still running"
        assert os.read(reader, 100) == b""
    finally:
        os.close(reader)
    assert caplog.messages == ["the command in RENT_ALARM_COMMAND failed: it was ended after 1 s"]


@pytest.mark.parametrize(
    "webhook",
    ["hook", "ftp://a.example/", "http://", "http://[", "http://a:x/", "http://u:p@a/", "http://a/ b", "http://a/é"],
)
def test_what_is_no_address(webhook: str) -> None:
    with pytest.raises(SetupError, match=r"^RENT_ALARM_WEBHOOK is no web address"):
        Alarm.of(Settings({"RENT_ALARM_WEBHOOK": webhook}))


def test_the_settings() -> None:
    settings = Settings(
        {"RENT_ALARM_COMMAND": " mail -s alarm you ", "RENT_ALARM_WEBHOOK": "https://a.example:8443/x?y=1"}
    )
    assert Alarm.of(settings) == Alarm("mail -s alarm you", "https://a.example:8443/x?y=1")
    assert Alarm.of(Settings()) == Alarm("", "")
